/** Small estates for whole rows of the alignment, one situation each. */
import type { ZoneId, ZoneName } from '#shared/base/ids.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { endpointService, healthy, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import {
  consumerOf,
  type EndpointDescription,
  gatewayEndpoint,
  interfaceEndpoint,
  latticeEndpoint,
} from '#shared/model/estate/describe-vpc.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import { account, type Holdings, region, tier, vpc } from '#shared/model/estate/describe.ts';
import type { EndpointService, ServiceDetail } from '#shared/model/endpoint-service.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import type { Zone } from '#shared/model/zone.ts';
import {
  consumerAccount,
  danglingConsumer,
  ofAccounts,
  oneVpc,
  type PairOptions,
  pair,
  providerAccount,
} from '#test/fixtures/small-estates.ts';

/** The service in another Region. */
export const abroad = { serviceRegion: 'eu-west-1', service: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' };

/** A consumer of a service in another Region, its endpoint in these zones. */
export function crossRegion(zones: string): Snapshot {
  return pair({ endpointZones: zones, consumerZones: zones, endpoint: abroad });
}

/** `pair` with the provider's own list of zones changed. */
export function listing(change: Partial<EndpointService>, options: PairOptions = {}): Snapshot {
  return altered(pair(options), 'endpointServices', (one) => ({ ...one, ...change }));
}

/** `pair` with what consumers see of the service changed. */
export function seeing(change: Partial<ServiceDetail>, snapshot: Snapshot = pair()): Snapshot {
  return altered(snapshot, 'serviceDetails', (one) => ({ ...one, ...change }));
}

/** The zones of the consumer's subnets are told by name alone. */
export function byName(snapshot: Snapshot): Snapshot {
  return altered(snapshot, 'subnets', (one) => (one.accountId === consumerAccount ? { ...one, zoneId: null } : one));
}

/** What changes one subnet of the consumer, by the last letters of its zone ID. */
export function subnetIn(snapshot: Snapshot, zone: string, change: Partial<Subnet> | null): Snapshot {
  return altered(snapshot, 'subnets', (one) =>
    one.accountId !== consumerAccount || one.zoneId?.endsWith(zone) !== true ? one : change === null ? null : { ...one, ...change },
  );
}

/** The table of the consumer's zones without what any account calls by these names. */
export function withoutZones(snapshot: Snapshot, keep: (zone: Zone) => boolean): Snapshot {
  return altered(snapshot, 'zones', (zone) => (keep(zone) ? zone : null));
}

/** A service behind two load balancers, the second as told. */
export function twoBalancers(
  second: Parameters<typeof networkLoadBalancer>[4],
  secondZones = 'az4 az6',
  endpointZones = 'az4 az6',
): Snapshot {
  return ofAccounts(
    account(consumerAccount, 'shop', [
      region('us-east-1', 'az4 az6', {
        vpcs: [
          vpc('shop', '10.0.0.0/16', {
            tiers: [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [] })],
            endpoints: [consumerOf('ledger', 'us-east-1', endpointZones, { name: 'shop-ledger' })],
          }),
        ],
      }),
    ]),
    account(providerAccount, 'ledger', [
      region('us-east-1', 'az4 az6', {
        vpcs: [vpc('ledger', '10.1.0.0/16', { tiers: [tier('service', 'az4 az6', { routes: [] })] })],
        loadBalancers: [
          networkLoadBalancer('one', 'ledger', 'service', 'az4 az6'),
          networkLoadBalancer('two', 'ledger', 'service', secondZones, second),
        ],
        services: [
          {
            ...endpointService('ledger', { acceptance: true, principals: [consumerAccount] }),
            loadBalancers: ['one', 'two'],
          },
        ],
      }),
    ]),
  );
}

/** The second load balancer could not be read. */
export function oneBalancerUnread(): Snapshot {
  return altered(twoBalancers({}), 'loadBalancers', (one) => (one.loadBalancerArn.includes('/two/') ? null : one));
}

/** Callers in two zones and a subnet in a Local Zone that holds this; the endpoint stands in both zones. */
export function localZone(holds: Holdings, endpoint: Partial<EndpointDescription> = {}): Snapshot {
  return ofAccounts(
    account(consumerAccount, 'shop', [
      region('us-east-1', 'az4 az6', {
        vpcs: [
          vpc('shop', '10.0.0.0/16', {
            tiers: [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [] }), tier('edge', 'use1-bos1-az1', { holds, routes: [] })],
            endpoints: [{ ...interfaceEndpoint('kms', 'az4 az6', { tier: 'app' }), ...endpoint }],
          }),
        ],
        localZones: [{ zoneName: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', parent: 'use1-az4' }],
      }),
    ]),
  );
}

/** One VPC with callers in az1 and az2 and these endpoints. */
export function endpoints(...all: readonly EndpointDescription[]): Snapshot {
  return oneVpc({ endpoints: all });
}

/** A load balancer in three zones, the endpoint in two of them, healthy targets known in the third alone; `rest` of them stand nobody knows where. */
function servedFromThird(crossZone: boolean, rest: number): Snapshot {
  const snapshot = pair({
    providerZones: 'az1 az4 az6',
    loadBalancer: { crossZone, targets: healthy(2, 'az1') },
  });
  return altered(snapshot, 'targetHealth', (one) => ({
    ...one,
    targets: one.targets.map((target, at) => (at < 2 - rest ? target : { ...target, targetId: '203.0.113.9', availabilityZone: null })),
  }));
}

/** A load balancer with two target groups, one with cross-zone and one without, that serve from a third zone. */
function mixedGroups(): Snapshot {
  const snapshot = servedFromThird(true, 0);
  const twice = <Entry extends { readonly targetGroupArn: string }>(list: readonly Entry[], change: Partial<Entry>): readonly Entry[] =>
    list.flatMap((one) => [one, { ...one, ...change, targetGroupArn: `${one.targetGroupArn}-2` }]);
  return {
    ...snapshot,
    targetGroups: twice(snapshot.targetGroups, {}),
    targetHealth: twice(snapshot.targetHealth, {}),
    targetGroupAttributes: twice(snapshot.targetGroupAttributes, {
      attributes: [{ key: 'load_balancing.cross_zone.enabled', value: 'false' }],
    }),
  };
}

/** Two endpoints of KMS in the zones az1 and az2 of one VPC. */
function two(first: Partial<EndpointDescription> = {}, second: Partial<EndpointDescription> = {}): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] }), tier('rest', 'az2', { routes: [] })],
    endpoints: [
      { ...interfaceEndpoint('kms', 'az1', { name: 'first' }), ...first },
      { ...interfaceEndpoint('kms', 'az2', { name: 'second', privateDns: false }), ...second },
    ],
  });
}

/** The subnets of these endpoints are not to be found. */
function lost(snapshot: Snapshot, ...names: readonly string[]): Snapshot {
  const ids = names.map(endpointIdOf);
  return altered(snapshot, 'vpcEndpoints', (one) => (ids.includes(one.vpcEndpointId) ? { ...one, subnetIds: [missing] } : one));
}

const missing = 'subnet-0missing' as Subnet['subnetId'];

/** One more subnet than anybody read. */
export function oneSubnetMore(snapshot: Snapshot): Snapshot {
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, subnetIds: [...one.subnetIds, missing] }));
}

/** Nobody read any subnet of the endpoint. */
export function subnetsElsewhere(snapshot: Snapshot): Snapshot {
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, subnetIds: [missing] }));
}

const zoneIds = (...ids: readonly string[]): readonly ZoneId[] => ids as readonly ZoneId[];
const zoneNames = (...names: readonly string[]): readonly ZoneName[] => names as readonly ZoneName[];

const unmapped = listing({ zoneIds: null, zoneNames: zoneNames('us-east-1a', 'us-east-1q') });

/** What, and the estate: each row is told whole in `rows.test.ts`. */
export const rowEstates = {
  'everything in order': pair(),
  'the provider is not scanned': pair({ providerScanned: false }),
  'waiting for the provider': pair({ endpoint: { state: 'PendingAcceptance' } }),
  'waiting, in one zone, its subnets elsewhere': subnetsElsewhere(pair({ endpointZones: 'az4', endpoint: { state: 'Pending' } })),
  'waiting, in one zone': pair({ endpointZones: 'az4', endpoint: { state: 'Pending' } }),
  'no state told': altered(pair(), 'vpcEndpoints', (one) => ({ ...one, state: null })),
  'the service is being deleted': listing({ serviceState: 'Deleting' }),
  'the service is deleted': listing({ serviceState: 'Deleted' }),
  'the service failed': listing({ serviceState: 'Failed' }),
  'the service is pending': listing({ serviceState: 'Pending' }),
  'the provider has no such service': danglingConsumer(),
  'the provider has no such service, and was not asked all': unread(danglingConsumer(), {
    operation: 'DescribeVpcEndpointServiceConfigurations',
    accountId: providerAccount,
  }),
  'callers and endpoint where the service is not': pair({
    consumerZones: 'az4 az6 az1',
    endpointZones: 'az6',
    consumer: { tiers: [tier('app', 'az4 az1', { holds: { instance: 1 }, routes: [] }), tier('rest', 'az6', { routes: [] })] },
  }),
  'a withdrawn zone': pair({ service: { zones: ['az4'] } }),
  'a withdrawn zone that a consumer still sees': seeing(
    { zoneIds: zoneIds('use1-az4', 'use1-az6') },
    pair({ service: { zones: ['az4'] } }),
  ),
  'a withdrawn zone that a consumer still sees by name': seeing(
    { zoneIds: null, zoneNames: zoneNames('us-east-1a', 'us-east-1b') },
    pair({ service: { zones: ['az4'] } }),
  ),
  'a withdrawn zone, and views that agree by name': seeing(
    { zoneIds: null, zoneNames: zoneNames('us-east-1a') },
    pair({ service: { zones: ['az4'] } }),
  ),
  'a withdrawn zone in an old answer': altered(pair({ service: { zones: ['az4'] } }), 'endpointServices', (one) => ({
    ...one,
    staleSince: '2026-10-01T00:00:00.000Z' as NonNullable<EndpointService['staleSince']>,
  })),
  'every zone withdrawn': pair({ service: { zones: ['az1'] } }),
  'every zone withdrawn, as a consumer sees it': pair({ service: { zones: ['az1'] }, providerScanned: false }),
  'a withdrawn zone, told by names that map': listing({ zoneIds: null, zoneNames: zoneNames('us-east-1a') }),
  'zones told by a name nobody maps': unmapped,
  'zones told by a name nobody maps, the endpoint in the other zone': listing(
    { zoneIds: null, zoneNames: zoneNames('us-east-1a', 'us-east-1q') },
    { endpointZones: 'az4', callers: 'az4 az6' },
  ),
  'one load balancer on, one off': twoBalancers({ crossZone: true }),
  'one load balancer unread': oneBalancerUnread(),
  'cross-zone of one load balancer unread': altered(twoBalancers({}), 'loadBalancerAttributes', (one) =>
    one.loadBalancerArn.includes('/two/') ? null : one,
  ),
  'the second load balancer in one zone only': twoBalancers({}, 'az4'),
  'the second load balancer without targets in one zone': twoBalancers({ targets: healthy(2, 'az4') }),
  'the second load balancer tells no zones': altered(twoBalancers({}), 'loadBalancers', (one) =>
    one.loadBalancerArn.includes('/two/') ? { ...one, zones: [] } : one,
  ),
  'target health of nobody read': unread(pair(), { operation: 'DescribeTargetHealth' }),
  'a target of unknown place, the zone without another': altered(
    pair({ loadBalancer: { targets: { az4: { healthy: 2, unhealthy: 0 }, az6: { healthy: 1, unhealthy: 0 } } } }),
    'targetHealth',
    (one) => ({
      ...one,
      targets: one.targets.map((target, at) => (at < 2 ? target : { ...target, targetId: '203.0.113.9', availabilityZone: null })),
    }),
  ),
  'the same with cross-zone on': altered(
    pair({ loadBalancer: { crossZone: true, targets: { az4: { healthy: 1, unhealthy: 0 }, az6: { healthy: 1, unhealthy: 0 } } } }),
    'targetHealth',
    (one) => ({
      ...one,
      targets: one.targets.map((target, at) => (at < 1 ? target : { ...target, targetId: '203.0.113.9', availabilityZone: null })),
    }),
  ),
  'cross-zone on, all targets of unknown place': altered(pair({ loadBalancer: { crossZone: true } }), 'targetHealth', (one) => ({
    ...one,
    targets: one.targets.map((target) => ({ ...target, targetId: '203.0.113.9', availabilityZone: null })),
  })),
  'cross-zone unread, a zone without targets': unread(
    pair({ loadBalancer: { targets: { az4: { healthy: 2, unhealthy: 0 }, az6: { healthy: 0, unhealthy: 1 } } } }),
    { operation: 'DescribeLoadBalancerAttributes' },
  ),
  'one subnet of the endpoint unread': oneSubnetMore(pair({ endpointZones: 'az4' })),
  'one subnet of the endpoint in a zone nobody maps': subnetIn(pair(), 'az6', { zoneId: null, zoneName: 'us-east-1q' as ZoneName }),
  'no subnet of the endpoint read': subnetsElsewhere(pair()),
  'zones by name': byName(pair()),
  'another Region': crossRegion('az4 az6'),
  'another Region, a barred zone': crossRegion('az3 az4 az6'),
  'another Region, only a barred zone': crossRegion('az3'),
  'another Region, subnets by name': byName(crossRegion('az4 az6')),
  'another Region, no subnet read': subnetsElsewhere(crossRegion('az4 az6')),
  'another Region, one subnet unread': oneSubnetMore(crossRegion('az4')),
  'callers in a Local Zone': localZone({ instance: 1 }),
  'nobody in a Local Zone': localZone({}),
  'a service of AWS': endpoints(interfaceEndpoint('kms', 'az1 az2')),
  'a service of AWS in one zone': endpoints(interfaceEndpoint('kms', 'az1')),
  'a service of AWS that is not listed': unread(
    endpoints(interfaceEndpoint('kms', 'az1 az2')),
    { operation: 'DescribeVpcEndpointServices' },
    'throttled-out',
  ),
  'a service of AWS that the list left out': altered(endpoints(interfaceEndpoint('kms', 'az1 az2')), 'serviceDetails', () => null),
  'a resource of VPC Lattice': endpoints(
    latticeEndpoint('Resource', 'db', 'arn:aws:vpc-lattice:eu-central-1:1:resourceconfiguration/rcfg-1', 'az1 az2'),
  ),
  'a gateway endpoint': endpoints(gatewayEndpoint('s3', 'app')),
  'callers guessed from subnets': unread(
    oneVpc({
      endpoints: [interfaceEndpoint('kms', 'az1 az2 az3')],
      tiers: [tier('app', 'az1 az2', { routes: [] }), tier('rest', 'az3', { routes: [] })],
    }),
    { operation: 'DescribeNetworkInterfaces' },
  ),
  'no VPC told': altered(endpoints(interfaceEndpoint('kms', 'az1 az2')), 'vpcEndpoints', (one) => ({ ...one, vpcId: null })),
  'served from a third zone across zones': servedFromThird(true, 0),
  'served from a third zone, zones apart': servedFromThird(false, 0),
  'served from a third zone across zones, one target of unknown place': servedFromThird(true, 1),
  'served from a third zone, zones apart, one target of unknown place': servedFromThird(false, 1),
  'served from a third zone by two groups that differ': mixedGroups(),
  'served from a third zone, cross-zone unread': unread(servedFromThird(false, 0), { operation: 'DescribeLoadBalancerAttributes' }),
  'a dark zone and a withdrawn one': pair({
    consumerZones: 'az4 az6 az1',
    endpointZones: 'az4 az6 az1',
    loadBalancer: { targets: healthy(2, 'az4') },
  }),
  'no healthy target': pair({ loadBalancer: { targets: { az4: { healthy: 0, unhealthy: 1 }, az6: { healthy: 0, unhealthy: 1 } } } }),
  'only in a zone that is partly dark': twoBalancers({ targets: healthy(2, 'az4') }, 'az4 az6', 'az6'),
  'the second load balancer in no zone of the endpoint, unread targets': unread(twoBalancers({}, 'az4', 'az6'), {
    operation: 'DescribeTargetHealth',
  }),
  'in a zone that is barred across Regions only': pair({ consumerZones: 'az3 az4', providerZones: 'az3 az4', endpointZones: 'az3 az4' }),
  'another Region, one zone': crossRegion('az4'),
  'interfaces of a Local Zone unread': unread(localZone({ instance: 1 }), { operation: 'DescribeNetworkInterfaces' }),
  'the owner of a service that is gone': {
    ...danglingConsumer(),
    serviceDetails: pair({ providerScanned: false }).serviceDetails,
  },
  'the owner of a service that is gone, or not': unread(
    { ...danglingConsumer(), serviceDetails: pair({ providerScanned: false }).serviceDetails },
    { operation: 'DescribeVpcEndpointServiceConfigurations', accountId: providerAccount },
  ),
  "zones by name, a consumer's view by name": byName(
    seeing({ zoneIds: null, zoneNames: zoneNames('us-east-1a', 'us-east-1b') }, pair({ providerScanned: false })),
  ),
  "native zones, a consumer's view by name": seeing(
    { zoneIds: null, zoneNames: zoneNames('us-east-1a', 'us-east-1b') },
    pair({ providerScanned: false }),
  ),
  'two endpoints of a service': two(),
  'two endpoints of a service, one waiting': two({}, { state: 'PendingAcceptance' }),
  'two endpoints of a service, both waiting': two({ state: 'PendingAcceptance' }, { state: 'PendingAcceptance' }),
  'two endpoints of a service, one of unknown place': lost(two(), 'second'),
  'two endpoints of a service, both of unknown place': lost(two(), 'first', 'second'),
  'two endpoints of a service, no VPC told': altered(two(), 'vpcEndpoints', (one) => ({ ...one, vpcId: null })),
  'two resources of VPC Lattice': endpoints(
    latticeEndpoint('Resource', 'db', 'arn:aws:vpc-lattice:eu-central-1:1:resourceconfiguration/rcfg-1', 'az1'),
    latticeEndpoint('Resource', 'other', 'arn:aws:vpc-lattice:eu-central-1:1:resourceconfiguration/rcfg-2', 'az2'),
  ),
  'two gateway endpoints': endpoints(gatewayEndpoint('s3', 'app', { name: 'g1' }), gatewayEndpoint('s3', 'public', { name: 'g2' })),
  'a service in two VPCs': ofAccounts(
    account(consumerAccount, 'shop', [
      region('eu-central-1', 'az1 az2', {
        vpcs: ['one', 'other'].map((name, at) =>
          vpc(name, `10.${at}.0.0/16`, {
            tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] })],
            endpoints: [interfaceEndpoint('kms', at === 0 ? 'az1' : 'az2')],
          }),
        ),
      }),
    ]),
  ),
  'two services in one VPC': endpoints(interfaceEndpoint('kms', 'az1'), interfaceEndpoint('sts', 'az2')),
  'idle in one zone': oneVpc({
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] }), tier('rest', 'az2', { routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  }),
} as const satisfies Readonly<Record<string, Snapshot>>;
