/** Each rule on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { gatewayEndpoint, interfaceEndpoint, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  allow,
  type CellFault,
  region,
  tier,
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

const cases: readonly (readonly [rule: string, what: string, snapshot: Snapshot, findings: readonly Outcome[], passed: number])[] = [
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

  ['AZ-08', 'one zone offered', pair({ providerZones: 'az4', endpointZones: 'az4' }), [['fail', 'high', serviceIdOf('ledger')]], 0],
  ['AZ-08', 'two zones offered', pair(), [], 1],
  [
    'AZ-08',
    'zones neither told by ID nor by name',
    pair({ service: { override: { zoneIds: null, zoneNames: null } } }),
    [['unknown', 'high', serviceIdOf('ledger')]],
    0,
  ],

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
