/** Each rule on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import {
  gatewayEndpoint,
  gatewayLoadBalancerEndpoint,
  interfaceEndpoint,
  regionalNat,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  allow,
  type CellFault,
  type Holdings,
  region,
  tier,
  toEndpoint,
  toInternet,
  toNat,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { endpointIdOf, natGatewayIdOf, serviceIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import {
  consumerAccount,
  crossZoneNat,
  darkZone,
  halfGateway,
  ofAccounts,
  oneEndpoint,
  oneVpc,
  pair,
  pendingAcceptance,
  swappedZones,
  wildcardPrincipal,
} from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

type Outcome = readonly [status: 'fail' | 'unknown', severity: string, subject: string];

/** What one rule says: its findings, and how often it passed. */
function judge(ruleId: string, snapshot: Snapshot): { readonly findings: readonly Outcome[]; readonly passed: number } {
  const { topology, alignment } = analysed(snapshot);
  const rules = catalogue.filter((rule) => rule.id === ruleId);
  const report = runCatalogue(topology, alignment, [], rules);
  return {
    findings: report.findings.map((finding) => [finding.status, finding.severity, finding.subjects[0]?.id ?? ''] as const),
    passed: report.passed[ruleId] ?? 0,
  };
}

/** One VPC whose Region answered some calls badly. */
function withFaults(cells: Readonly<Record<string, CellFault>>, rest: Omit<VpcDescription, 'name' | 'cidr'> = {}): Snapshot {
  const shop = vpc('shop', '10.0.0.0/16', { tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] })], ...rest });
  return ofAccounts(account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2 az3', { vpcs: [shop], cells })]));
}

const kms = endpointIdOf('shop-kms');
const closed = { securityGroups: { closed: { ingress: [allow(443, '192.168.0.0/16')] }, half: { ingress: [allow(443, '10.0.0.0/24')] } } };
const natTiers = [
  tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('shop-nat')] }),
  tier('public', 'az1', { routes: [toInternet()] }),
];

/** A service `ledger` with two load balancers, the second in these zones. */
function twoBalancers(zones: string): Snapshot {
  return ofAccounts(
    account('444455556666', 'ledger', [
      region('us-east-1', 'az4 az6', {
        vpcs: [vpc('ledger', '10.1.0.0/16', { tiers: [tier('service', 'az4 az6', { routes: [] })] })],
        loadBalancers: [networkLoadBalancer('one', 'ledger', 'service', 'az4 az6'), networkLoadBalancer('two', 'ledger', 'service', zones)],
        services: [{ ...endpointService('ledger', { acceptance: true, principals: [consumerAccount] }), loadBalancers: ['one', 'two'] }],
      }),
    ]),
  );
}

/** Callers in az2 behind a Gateway Load Balancer endpoint in this zone. */
function inspected(zone: string): Snapshot {
  return oneVpc({
    tiers: [
      tier('app', 'az2', { holds: { instance: 1 }, routes: [toEndpoint('gate')] }),
      tier('gate', 'az1 az2', { routes: [toInternet()] }),
    ],
    endpoints: [gatewayLoadBalancerEndpoint('gate', 'inspection', 'eu-central-1', zone, { tier: 'gate' })],
  });
}

/** The endpoint of a service in another Region, in these zones of us-east-1. */
function crossRegion(zones: string): Snapshot {
  return pair({
    endpointZones: zones,
    consumerZones: zones,
    endpoint: { serviceRegion: 'eu-west-1', service: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' },
  });
}

/** A VPC with a KMS endpoint and a subnet in a Local Zone that holds this. */
function localZone(holds: Holdings): Snapshot {
  const shop = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [] }), tier('edge', 'use1-bos1-az1', { holds, routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az4 az6', { tier: 'app' })],
  });
  return ofAccounts(
    account(consumerAccount, 'shop', [
      region('us-east-1', 'az4 az6', {
        vpcs: [shop],
        localZones: [{ zoneName: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', parent: 'use1-az4' }],
      }),
    ]),
  );
}

const loadBalancer = analysed(pair()).topology.services[0]?.loadBalancers[0]?.loadBalancer.loadBalancerArn ?? '';

const cases: readonly (readonly [rule: string, what: string, snapshot: Snapshot, findings: readonly Outcome[], passed: number])[] = [
  ['AZ-01', 'every zone is offered', pair(), [], 1],
  [
    'AZ-01',
    'a zone the provider withdrew, told by ID',
    pair({ service: { zones: ['az4'] } }),
    [['fail', 'high', endpointIdOf('shop-ledger')]],
    0,
  ],
  [
    'AZ-01',
    "a zone that is missing in the consumer's view only",
    pair({ service: { zones: ['az4'] }, providerScanned: false }),
    [['unknown', 'high', endpointIdOf('shop-ledger')]],
    0,
  ],

  ['AZ-02', 'one zone, callers in two', oneEndpoint({ zones: ['az1'] }), [['fail', 'high', kms]], 0],
  [
    'AZ-02',
    'one zone, callers in that one',
    oneVpc({ tiers: [tier('app', 'az1', { holds: { lambda: 1 }, routes: [] })], endpoints: [interfaceEndpoint('kms', 'az1')] }),
    [['fail', 'medium', kms]],
    0,
  ],
  ['AZ-02', 'two zones', oneEndpoint(), [], 1],
  [
    'AZ-02',
    'two endpoints of one service, a zone each',
    oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('kms', 'az2', { name: 'other', privateDns: false })] }),
    [],
    1,
  ],
  [
    'AZ-02',
    'subnets denied',
    withFaults({ DescribeSubnets: 'denied', DescribeNetworkInterfaces: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1')] }),
    [['unknown', 'medium', kms]],
    0,
  ],

  ['AZ-03', 'a zone with callers is left out', swappedZones(), [['fail', 'medium', endpointIdOf('shop-ledger')]], 0],
  ['AZ-03', 'all zones with callers are covered', pair(), [], 1],
  [
    'AZ-03',
    'services denied',
    withFaults({ DescribeVpcEndpointServices: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1')] }),
    [['unknown', 'medium', kms]],
    0,
  ],

  ['AZ-04', 'callers where the service is not', swappedZones(), [['fail', 'low', endpointIdOf('shop-ledger')]], 0],
  ['AZ-04', 'callers only where the service is', pair(), [], 1],
  [
    'AZ-04',
    'interfaces denied',
    withFaults({ DescribeNetworkInterfaces: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1 az2')] }),
    [['unknown', 'low', kms]],
    0,
  ],

  [
    'AZ-05',
    'a third zone nobody calls from',
    oneVpc({
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] }), tier('spare', 'az3', { routes: [] })],
      endpoints: [interfaceEndpoint('kms', 'az1 az2 az3')],
    }),
    [['fail', 'low', kms]],
    0,
  ],
  [
    'AZ-05',
    'callers in all three',
    oneVpc({
      tiers: [tier('app', 'az1 az2 az3', { holds: { instance: 1 }, routes: [] })],
      endpoints: [interfaceEndpoint('kms', 'az1 az2 az3')],
    }),
    [],
    1,
  ],
  [
    'AZ-05',
    'interfaces denied',
    withFaults(
      { DescribeNetworkInterfaces: 'denied' },
      { tiers: [tier('app', 'az1 az2 az3', { routes: [] })], endpoints: [interfaceEndpoint('kms', 'az1 az2 az3')] },
    ),
    [['unknown', 'low', kms]],
    0,
  ],

  ['AZ-06', 'a and b are swapped', swappedZones(), [['fail', 'info', endpointIdOf('shop-ledger')]], 0],
  ['AZ-06', 'the same names', pair(), [], 1],
  ['AZ-06', 'the provider is not scanned', pair({ providerScanned: false }), [['unknown', 'info', endpointIdOf('shop-ledger')]], 0],

  [
    'AZ-07',
    'the service does not list a zone of its load balancer',
    pair({ service: { zones: ['az4'] } }),
    [['fail', 'medium', serviceIdOf('ledger')]],
    0,
  ],
  ['AZ-07', 'it lists all of them', pair(), [], 1],
  [
    'AZ-07',
    'zones not told',
    pair({ service: { override: { zoneIds: null, zoneNames: null } } }),
    [['unknown', 'medium', serviceIdOf('ledger')]],
    0,
  ],

  ['AZ-08', 'one zone offered', pair({ providerZones: 'az4', endpointZones: 'az4' }), [['fail', 'high', serviceIdOf('ledger')]], 0],
  ['AZ-08', 'two zones offered', pair(), [], 1],
  [
    'AZ-08',
    'zones neither told by ID nor by name',
    pair({ service: { override: { zoneIds: null, zoneNames: null } } }),
    [['unknown', 'high', serviceIdOf('ledger')]],
    0,
  ],

  ['AZ-09', 'no target in az6, cross-zone off', darkZone(), [['fail', 'high', loadBalancer]], 0],
  [
    'AZ-09',
    'no target in az6, cross-zone on',
    darkZone({ loadBalancer: { crossZone: true, targets: { az4: { healthy: 2, unhealthy: 0 }, az6: { healthy: 0, unhealthy: 2 } } } }),
    [],
    1,
  ],
  ['AZ-09', 'targets everywhere', pair(), [], 1],

  ['AZ-10', 'one load balancer', pair(), [], 0],
  ['AZ-10', 'two in different zones', twoBalancers('az4'), [['fail', 'medium', serviceIdOf('ledger')]], 0],
  ['AZ-10', 'two alike', twoBalancers('az4 az6'), [], 1],

  ['AZ-11', 'a zone nobody uses', pair({ endpointZones: 'az4' }), [['fail', 'info', serviceIdOf('ledger')]], 0],
  ['AZ-11', 'all zones used', pair(), [], 1],
  ['AZ-11', 'the consumer is not scanned', pair({ consumerScanned: false }), [['unknown', 'info', serviceIdOf('ledger')]], 0],

  ['AZ-12', 'a subnet of another zone', inspected('az1'), [['fail', 'medium', endpointIdOf('gate')]], 0],
  ['AZ-12', 'subnets of its own zone', inspected('az2'), [], 1],

  ['AZ-13', 'an excluded zone', crossRegion('az3 az4'), [['fail', 'high', endpointIdOf('shop-ledger')]], 0],
  ['AZ-13', 'one zone', crossRegion('az4'), [['fail', 'medium', endpointIdOf('shop-ledger')]], 0],
  ['AZ-13', 'two zones', crossRegion('az4 az6'), [], 1],

  ['AZ-14', 'callers in a Local Zone', localZone({ instance: 1 }), [['fail', 'info', vpcIdOf('shop')]], 0],
  ['AZ-14', 'an empty subnet in a Local Zone', localZone({}), [], 0],

  ['CN-01', 'waits for days', pendingAcceptance(), [['fail', 'high', endpointIdOf('shop-ledger')]], 0],
  ['CN-01', 'available', pair(), [], 1],

  ['CN-02', 'rejected', pair({ endpoint: { state: 'Rejected' } }), [['fail', 'high', endpointIdOf('shop-ledger')]], 0],
  [
    'CN-02',
    'failed, seen by the provider alone',
    pair({ endpoint: { state: 'Failed' }, consumerScanned: false }),
    [['fail', 'high', endpointIdOf('shop-ledger')]],
    0,
  ],
  ['CN-02', 'available', pair(), [], 1],

  ['CN-03', 'everyone, without acceptance', wildcardPrincipal(), [['fail', 'critical', serviceIdOf('ledger')]], 0],
  ['CN-03', 'everyone, but each is accepted by hand', pair({ service: { acceptance: true, principals: ['*'] } }), [], 1],
  ['CN-03', 'named accounts', pair({ service: { acceptance: false } }), [], 1],

  ['EP-04', 'a group that admits another network', oneEndpoint({ securityGroups: ['closed'] }, closed), [['fail', 'high', kms]], 0],
  ['EP-04', 'a group that admits part of the callers', oneEndpoint({ securityGroups: ['half'] }, closed), [['fail', 'low', kms]], 0],
  ['EP-04', '443 from the VPC', oneEndpoint(), [], 1],
  [
    'EP-04',
    'groups denied',
    withFaults({ DescribeSecurityGroups: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1 az2')] }),
    [['unknown', 'high', kms]],
    0,
  ],

  ['EP-07', 'the default policy on kms', oneEndpoint(), [['fail', 'medium', kms]], 0],
  [
    'EP-07',
    'the default policy on logs',
    oneVpc({ endpoints: [interfaceEndpoint('logs', 'az1 az2')] }),
    [['fail', 'low', endpointIdOf('shop-logs')]],
    0,
  ],
  [
    'EP-07',
    'a condition on the organisation',
    oneEndpoint({
      policy: {
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
        ],
      },
    }),
    [],
    1,
  ],
  ['EP-07', 'no policy in the answer', oneEndpoint({ policy: null }), [['unknown', 'low', kms]], 0],
  ['EP-07', 'a policy that is no JSON', oneEndpoint({ override: { policyDocument: '{"Statement":' } }), [['unknown', 'low', kms]], 0],

  [
    'EP-08',
    'the service twice',
    oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('kms', 'az2', { name: 'other', privateDns: false })] }),
    [['fail', 'medium', kms < endpointIdOf('other') ? kms : endpointIdOf('other')]],
    0,
  ],
  ['EP-08', 'two services', oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('sts', 'az1')] }), [], 2],

  ['NT-01', 'NAT and no S3 endpoint', crossZoneNat(), [['fail', 'medium', vpcIdOf('shop')]], 0],
  ['NT-01', 'a gateway endpoint', crossZoneNat({ endpoints: [gatewayEndpoint('s3', 'app')] }), [], 1],
  ['NT-01', 'no NAT at all', oneVpc(), [], 0],
  [
    'NT-01',
    'route tables denied',
    withFaults({ DescribeRouteTables: 'denied' }, { tiers: natTiers, nats: [zonalNat('shop-nat', 'az1')] }),
    [['unknown', 'medium', vpcIdOf('shop')]],
    0,
  ],

  ['NT-03', 'the endpoint on half of the tables', halfGateway(), [['fail', 'high', endpointIdOf('shop-s3')]], 0],
  ['NT-03', 'the endpoint on all tables', crossZoneNat({ endpoints: [gatewayEndpoint('s3', 'app')] }), [], 1],
  [
    'NT-03',
    'route tables denied',
    withFaults({ DescribeRouteTables: 'denied' }, { endpoints: [gatewayEndpoint('s3', 'app')] }),
    [['unknown', 'high', endpointIdOf('shop-s3')]],
    0,
  ],

  ['NT-04', 'a subnet of another zone', crossZoneNat(), [['fail', 'high', natGatewayIdOf('shop-nat')]], 0],
  ['NT-04', 'a NAT gateway per zone', halfGateway(), [], 2],
  [
    'NT-04',
    'a regional NAT gateway',
    oneVpc({
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('shop-nat')] })],
      nats: [regionalNat('shop-nat', 'az1')],
    }),
    [],
    0,
  ],
  [
    'NT-04',
    'subnets denied',
    withFaults({ DescribeSubnets: 'denied' }, { tiers: natTiers, nats: [zonalNat('shop-nat', 'az1')] }),
    [['unknown', 'high', natGatewayIdOf('shop-nat')]],
    0,
  ],
];

describe('a rule', () => {
  it.each(cases)('%s: %s', (rule, _what, snapshot, findings, passed) => {
    expect(judge(rule, snapshot)).toEqual({ findings, passed });
  });

  it('tells evidence, remedy and a sentence with every failing finding', () => {
    for (const [rule, , snapshot] of cases) {
      const { topology, alignment } = analysed(snapshot);
      const { findings } = runCatalogue(
        topology,
        alignment,
        [],
        catalogue.filter((one) => one.id === rule),
      );
      for (const finding of findings) {
        expect(finding.summary).toMatch(/\w+/);
        if (finding.status === 'fail') expect([finding.evidence.length > 0, finding.remedy.length > 10]).toEqual([true, true]);
        else expect(finding.summary).toMatch(/^unknown: /);
      }
    }
  });

  it('does not alarm about a zone whose targets are dark only in the alignment', () => {
    expect(judge('AZ-02', darkZone()).findings).toEqual([]);
  });
});
