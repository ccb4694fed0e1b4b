/** Each rule about zones on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import type { ZoneId } from '#shared/base/ids.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { gatewayLoadBalancerEndpoint, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, type Holdings, region, tier, toEndpoint, toInternet, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf, serviceIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, darkZone, ofAccounts, oneEndpoint, oneVpc, pair, swappedZones } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';
import { rowEstates } from '../availability/row-estates.ts';
import { remote } from './cn-cases.ts';
import { type Case, measured, withFaults } from './judging.ts';

const kms = endpointIdOf('shop-kms');

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

/** A service in eu-west-1 whose only consumer stands in us-east-1. */
function farConsumer(): Snapshot {
  return remote(['us-east-1']);
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

/** An endpoint in two zones, callers in the first alone. */
function idleOfTwo(): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] }), tier('spare', 'az2', { routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  });
}

/** What the rules about zones say of small estates. */
export const azCases: readonly Case[] = [
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

  [
    'AZ-02',
    'two endpoints of one service, the place of one unknown',
    rowEstates['two endpoints of a service, one of unknown place'],
    [['unknown', 'medium', endpointIdOf('first')]],
    0,
  ],
  [
    'AZ-02',
    'a subnet of unknown place beside one in a known zone',
    rowEstates['one subnet of the endpoint unread'],
    [['unknown', 'medium', endpointIdOf('shop-ledger')]],
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
    'callers and an endpoint where a consumer still sees the service',
    rowEstates['a withdrawn zone that a consumer still sees'],
    [['unknown', 'low', endpointIdOf('shop-ledger')]],
    0,
  ],
  [
    'AZ-04',
    'callers where the service was withdrawn for sure',
    rowEstates['a withdrawn zone'],
    [['fail', 'low', endpointIdOf('shop-ledger')]],
    0,
  ],
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

  ['AZ-11', 'a consumer in another Region: nobody tells where it enters', farConsumer(), [['unknown', 'info', serviceIdOf('ledger')]], 0],
  ['AZ-11', 'a zone nobody uses', pair({ endpointZones: 'az4' }), [['fail', 'info', serviceIdOf('ledger')]], 0],
  ['AZ-11', 'all zones used', pair(), [], 1],
  ['AZ-11', 'the consumer is not scanned', pair({ consumerScanned: false }), [['unknown', 'info', serviceIdOf('ledger')]], 0],

  ['AZ-12', 'a subnet of another zone', inspected('az1'), [['fail', 'medium', endpointIdOf('gate')]], 0],
  ['AZ-12', 'subnets of its own zone', inspected('az2'), [], 1],

  ['AZ-13', 'an excluded zone', crossRegion('az3 az4'), [['fail', 'high', endpointIdOf('shop-ledger')]], 0],
  ['AZ-13', 'one zone', crossRegion('az4'), [['fail', 'medium', endpointIdOf('shop-ledger')]], 0],
  ['AZ-13', 'two zones', crossRegion('az4 az6'), [], 1],
  [
    'AZ-13',
    'neither subnets nor interfaces read: nobody knows the zones',
    unread(unread(crossRegion('az4'), { operation: 'DescribeSubnets' }), { operation: 'DescribeNetworkInterfaces' }),
    [['unknown', 'high', endpointIdOf('shop-ledger')]],
    0,
  ],

  ['AZ-02', 'a zone whose targets are dark only in the alignment', darkZone(), [], 1],
  ['AZ-14', 'callers in a Local Zone', localZone({ instance: 1 }), [['fail', 'info', vpcIdOf('shop')]], 0],
  ['AZ-14', 'an empty subnet in a Local Zone', localZone({}), [], 1],
  ['AZ-14', 'no Local Zone', oneEndpoint(), [], 1],
  ['AZ-14', 'no endpoint', oneVpc(), [], 0],
  [
    'AZ-14',
    'nobody read who calls in the Local Zone',
    unread(localZone({ instance: 1 }), { operation: 'DescribeNetworkInterfaces' }),
    [['unknown', 'info', vpcIdOf('shop')]],
    0,
  ],
  [
    'AZ-04',
    'subnets denied: nobody knows where the callers are',
    unread(oneEndpoint(), { operation: 'DescribeSubnets' }),
    [['unknown', 'low', kms]],
    0,
  ],
  [
    'AZ-05',
    'an idle zone of two, measured at zero',
    idleOfTwo(),
    [['fail', 'low', kms]],
    0,
    measured({ scope: vpcIdOf('shop'), service: 'kms', path: 'endpoint', to_zone: 'euc1-az2' as ZoneId, gb_per_month: '0' }),
  ],
  [
    'AZ-05',
    'an idle zone of two that others use',
    idleOfTwo(),
    [],
    0,
    measured({ scope: vpcIdOf('shop'), service: 'kms', path: 'endpoint', to_zone: 'euc1-az2' as ZoneId, gb_per_month: '2' }),
  ],
  ['AZ-05', 'an idle zone of two, not measured', idleOfTwo(), [], 0],
  [
    'AZ-03',
    'interfaces denied',
    withFaults({ DescribeNetworkInterfaces: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1')] }),
    [['unknown', 'medium', kms]],
    0,
  ],
  [
    'AZ-04',
    'interfaces denied, and a private subnet where the service is not',
    unread(swappedZones(), { operation: 'DescribeNetworkInterfaces' }),
    [['unknown', 'low', endpointIdOf('shop-ledger')]],
    0,
  ],
  [
    'AZ-10',
    'a load balancer nobody read',
    unread(twoBalancers('az4'), { operation: 'DescribeLoadBalancers' }),
    [['unknown', 'medium', serviceIdOf('ledger')]],
    0,
  ],
  [
    'AZ-10',
    'two that differ in listeners',
    altered(twoBalancers('az4 az6'), 'listeners', (one) => (one.loadBalancerArn.includes('/one/') ? { ...one, port: 8443 } : one)),
    [['fail', 'medium', serviceIdOf('ledger')]],
    0,
  ],
  ['AZ-09', 'health denied', unread(pair(), { operation: 'DescribeTargetHealth' }), [['unknown', 'high', loadBalancer]], 0],
  [
    'AZ-12',
    'zones of subnets not told',
    altered(inspected('az1'), 'subnets', (one) => ({ ...one, zoneId: null, zoneName: null })),
    [['unknown', 'medium', endpointIdOf('gate')]],
    0,
  ],
];
