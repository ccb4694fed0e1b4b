/** Small estates for the parts of a topology, told whole in `told.test.ts`. */
import type { ZoneId, ZoneName } from '#shared/base/ids.ts';
import type { AnyRecord, CollectionName, RecordOf } from '#shared/model/collections.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { healthy } from '#shared/model/estate/describe-service.ts';
import {
  consumerOf,
  type EndpointDescription,
  gatewayEndpoint,
  gatewayLoadBalancerEndpoint,
  interfaceEndpoint,
  latticeEndpoint,
  privateNat,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  allow,
  blackhole,
  region,
  type RouteDescription,
  tier,
  toEndpoint,
  toInternet,
  toNat,
  toTransitGateway,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import {
  consumerAccount,
  crossZoneNat,
  hubAndSpoke,
  ofAccounts,
  oneEndpoint,
  oneVpc,
  pair,
  providerAccount,
  regionalNatVpc,
  sharedVpc,
  thirdAccount,
} from '#test/fixtures/small-estates.ts';

/** Which part of the topology is told; `reach` with the services whose rows count. */
export type Part =
  | 'vpcs'
  | 'subnets'
  | 'callers'
  | 'endpoints'
  | 'services'
  | 'balancers'
  | 'connections'
  | 'natGateways'
  | 'coverage'
  | 'reached'
  | readonly ['reach', ...string[]];

export type ToldEstate = readonly [what: string, part: Part, snapshot: Snapshot];

/** Every record of a collection with these fields. */
function all<Name extends CollectionName>(snapshot: Snapshot, name: Name, change: Partial<RecordOf<Name>>): Snapshot {
  return altered(snapshot, name, (one) => ({ ...one, ...change }));
}

/** The first record of a collection with these fields. */
function first<Name extends CollectionName>(snapshot: Snapshot, name: Name, change: Partial<RecordOf<Name>>): Snapshot {
  const [one] = snapshot[name] as readonly AnyRecord[];
  return altered(snapshot, name, (record) => ((record as AnyRecord) === one ? { ...record, ...change } : record));
}

function none(snapshot: Snapshot, name: CollectionName): Snapshot {
  return { ...snapshot, [name]: [] };
}

const s3Twice = oneVpc({
  endpoints: [gatewayEndpoint('s3', 'app', { name: 'gate' }), interfaceEndpoint('s3', 'az1', { name: 'face', privateDns: false })],
});
const kms = oneEndpoint();
const lattice = (rest: Partial<EndpointDescription>): Snapshot =>
  oneVpc({
    endpoints: [
      { ...latticeEndpoint('Resource', 'db', 'arn:aws:vpc-lattice:eu-central-1:1:resourceconfiguration/rcfg-1', 'az1'), ...rest },
    ],
  });
const noArn = { resourceConfigurationArn: null, serviceNetworkArn: null };

/** Two consumers, each with its own names for the zones, of a provider nobody scanned. */
const twoViews = pairWithThird();

function pairWithThird(): Snapshot {
  const shop = (name: string, at: number, zone: string) =>
    vpc(name, `10.${at}.0.0/16`, {
      tiers: [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [] })],
      endpoints: [consumerOf('ledger', 'us-east-1', zone, { name: `${name}-ledger` })],
    });
  return ofAccounts(
    account(consumerAccount, 'shop', [region('us-east-1', 'az4 az6', { vpcs: [shop('shop', 0, 'az4')] })]),
    account(thirdAccount, 'third', [region('us-east-1', 'az6 az4', { vpcs: [shop('third', 1, 'az6')] })]),
    { ...account(providerAccount, 'ledger', pairProvider()), scanned: false },
  );
}

function pairProvider() {
  return [
    region('us-east-1', 'az4 az6', {
      vpcs: [vpc('ledger', '10.9.0.0/16', { tiers: [tier('service', 'az4 az6', { routes: [] })] })],
      loadBalancers: [
        {
          name: 'ledger',
          type: 'network' as const,
          vpc: 'ledger',
          tier: 'service',
          zones: ['az4', 'az6'],
          crossZone: false,
          port: 443,
          targetType: 'ip' as const,
          targets: healthy(1, 'az4 az6'),
        },
      ],
      services: [
        {
          name: 'ledger',
          type: 'Interface' as const,
          loadBalancers: ['ledger'],
          acceptance: false,
          principals: [consumerAccount, thirdAccount],
        },
      ],
    }),
  ];
}

const serviceEstates: readonly ToldEstate[] = [
  ['a service of both sides', 'services', pair()],
  ['a service of a provider that is not scanned', 'services', pair({ providerScanned: false })],
  ['a service that nobody listed', 'services', none(pair({ providerScanned: false }), 'serviceDetails')],
  ['a service seen by two accounts', 'services', twoViews],
  ['a service without a name tag', 'services', all(pair(), 'endpointServices', { name: null })],
  ['a service that lists no zones', 'services', all(pair(), 'endpointServices', { zoneIds: null, zoneNames: null })],
  ['a service whose permissions were denied', 'services', unread(pair(), { operation: 'DescribeVpcEndpointServicePermissions' })],
  ['a service without principals', 'services', pair({ service: { principals: [] } })],
  ['S3 by gateway and by interface', 'services', s3Twice],
  ['S3 where the list tells no types', 'services', all(s3Twice, 'serviceDetails', { serviceTypes: [] })],
  ['a service of AWS', 'services', kms],
  ['a service of AWS with AWS as its owner', 'services', all(kms, 'serviceDetails', { owner: 'aws' })],
  ['a service with the name of AWS and no owner', 'services', all(kms, 'serviceDetails', { owner: null })],
  ['a service with the name of AWS and another owner', 'services', all(kms, 'serviceDetails', { owner: thirdAccount })],
  [
    'an owner with more than twelve digits',
    'services',
    all(pair({ providerScanned: false }), 'serviceDetails', { owner: `${thirdAccount}1` }),
  ],
  ['an owner with more than digits', 'services', all(pair({ providerScanned: false }), 'serviceDetails', { owner: `x${thirdAccount}` })],
  ['an owner that one of two views tells', 'services', first(twoViews, 'serviceDetails', { owner: null })],
  [
    'an endpoint of another Region',
    'services',
    pair({ endpoint: { serviceRegion: 'eu-west-1', service: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' } }),
  ],
  ['a service whose load balancer is unread', 'services', none(pair(), 'loadBalancers')],
];

const endpointEstates: readonly ToldEstate[] = [
  ['an interface endpoint', 'endpoints', kms],
  ['an endpoint of a custom service', 'endpoints', pair()],
  ['an endpoint of a service nobody scanned', 'endpoints', pair({ providerScanned: false })],
  [
    'an endpoint without a name, of a service nobody scanned',
    'endpoints',
    all(pair({ providerScanned: false }), 'vpcEndpoints', { name: null }),
  ],
  ['an endpoint that tells another Region', 'endpoints', pair({ endpoint: { serviceRegion: 'eu-west-1' } })],
  [
    'an endpoint whose service name tells another Region',
    'endpoints',
    all(pair({ endpoint: { service: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' } }), 'vpcEndpoints', {
      serviceRegion: null,
    }),
  ],
  [
    'a gateway endpoint that names a subnet',
    'endpoints',
    all(oneVpc({ endpoints: [gatewayEndpoint('s3', 'app')] }), 'vpcEndpoints', { subnetIds: kms.vpcEndpoints[0]?.subnetIds ?? [] }),
  ],
  ['an endpoint without subnets', 'endpoints', all(kms, 'vpcEndpoints', { subnetIds: [] })],
  ['an endpoint in subnets nobody read', 'endpoints', unread(kms, { operation: 'DescribeSubnets' })],
  [
    'an endpoint in subnets and with interfaces nobody read',
    'endpoints',
    none(unread(kms, { operation: 'DescribeSubnets' }), 'networkInterfaces'),
  ],
  [
    'an endpoint with one subnet nobody read',
    'endpoints',
    none({ ...kms, subnets: kms.subnets.filter((one) => one.zoneId !== 'euc1-az1') }, 'networkInterfaces'),
  ],
  ['an endpoint for a resource', 'endpoints', lattice({})],
  [
    'an endpoint for a service network',
    'endpoints',
    oneVpc({ endpoints: [latticeEndpoint('ServiceNetwork', 'net', 'arn:aws:vpc-lattice:eu-central-1:1:servicenetwork/sn-1', 'az1')] }),
  ],
  ['an endpoint for a resource that is not named', 'endpoints', lattice({ override: noArn })],
  ['an endpoint for a resource that is not named, without a name', 'endpoints', lattice({ override: { ...noArn, name: null } })],
  ['an endpoint for a resource by a bare id', 'endpoints', lattice({ override: { resourceConfigurationArn: 'rcfg-9' } })],
];

const stranger = { endpoint: 'stranger', accountId: thirdAccount, state: 'PendingAcceptance', region: 'eu-west-1' };
const withStranger = pair({ service: { strangers: [stranger] } });
const connectionEstates: readonly ToldEstate[] = [
  ['seen from both sides', 'connections', pair()],
  ['seen by the consumer', 'connections', pair({ providerScanned: false })],
  [
    'seen by the consumer, whose answer has no state',
    'connections',
    all(pair({ providerScanned: false }), 'vpcEndpoints', { state: null }),
  ],
  ["seen from both sides, without the consumer's state", 'connections', all(pair(), 'vpcEndpoints', { state: null })],
  ['seen by the provider', 'connections', pair({ consumerScanned: false })],
  ['of a consumer in another Region', 'connections', withStranger],
  ['of a service that is gone', 'connections', none(withStranger, 'endpointServices')],
  [
    'of accounts nobody knows',
    'connections',
    all(all(none(withStranger, 'endpointServices'), 'endpointConnections', { accountId: 'unknown' as never }), 'vpcEndpoints', {
      accountId: 'unknown' as never,
    }),
  ],
  [
    'of one endpoint with two services',
    'connections',
    withRecords(
      pair(),
      'endpointConnections',
      pair().endpointConnections.map((one) => ({ ...one, serviceId: 'vpce-svc-00000000000000001' as never, vpcEndpointState: 'Rejected' })),
    ),
  ],
  [
    'of one endpoint with another service',
    'connections',
    all(pair(), 'endpointConnections', { serviceId: 'vpce-svc-00000000000000001' as never }),
  ],
  ['of services of AWS', 'connections', kms],
  ['of resources', 'connections', lattice({})],
  ['of two consumers', 'connections', twoViews],
];

const targets = (snapshot: Snapshot, change: object): Snapshot =>
  altered(snapshot, 'targetHealth', (one) => ({ ...one, targets: one.targets.map((target) => ({ ...target, ...change })) }));
const instances = pair({ loadBalancer: { targetType: 'instance', targets: healthy(1, 'az4 az6') } });
const zoneOfBalancer = (snapshot: Snapshot, change: object): Snapshot =>
  altered(snapshot, 'loadBalancers', (one) => ({ ...one, zones: one.zones.map((zone) => ({ ...zone, ...change })) }));

const balancerEstates: readonly ToldEstate[] = [
  ['a load balancer', 'balancers', pair()],
  ['a load balancer whose subnets nobody read', 'balancers', unread(pair(), { operation: 'DescribeSubnets', accountId: providerAccount })],
  ['a load balancer that tells no subnets', 'balancers', zoneOfBalancer(pair(), { subnetId: null })],
  ['a load balancer in zones nobody maps', 'balancers', zoneOfBalancer(pair(), { subnetId: null, zoneId: null, zoneName: 'us-east-1q' })],
  [
    'a load balancer with names of zones that contradict the subnets',
    'balancers',
    zoneOfBalancer(pair(), { zoneId: null, zoneName: 'us-east-1a' }),
  ],
  ['groups that listeners name', 'balancers', all(pair(), 'targetGroups', { loadBalancerArns: [] })],
  ['groups that nobody names', 'balancers', none(all(pair(), 'targetGroups', { loadBalancerArns: [] }), 'listeners')],
  ['groups that nobody read', 'balancers', unread(pair(), { operation: 'DescribeTargetGroups' })],
  ['groups without attributes', 'balancers', unread(pair(), { operation: 'DescribeTargetGroupAttributes' })],
  ['listeners that nobody read', 'balancers', unread(pair(), { operation: 'DescribeListeners' })],
  ['no listener', 'balancers', none(pair(), 'listeners')],
  [
    'two listeners, one without a port',
    'balancers',
    {
      ...pair(),
      listeners: pair().listeners.flatMap((one) => [
        { ...one, port: 8443 },
        { ...one, listenerArn: `${one.listenerArn}-2` as never, port: 80 },
        { ...one, listenerArn: `${one.listenerArn}-3` as never, port: null },
      ]),
    },
  ],
  ['instances', 'balancers', instances],
  [
    'instances in other subnets than they say',
    'balancers',
    all(instances, 'instances', { zoneId: null, zoneName: 'us-east-1q' as ZoneName }),
  ],
  ['instances without subnet', 'balancers', all(instances, 'instances', { subnetId: null })],
  ['instances found by their interface', 'balancers', none(instances, 'instances')],
  ['instances nobody read', 'balancers', none(none(instances, 'instances'), 'networkInterfaces')],
  ['addresses found by their interface', 'balancers', targets(pair(), { availabilityZone: null })],
  [
    'addresses found by an interface without subnet',
    'balancers',
    all(targets(pair(), { availabilityZone: null }), 'networkInterfaces', { subnetId: null }),
  ],
  [
    'addresses found by an interface in a subnet nobody read',
    'balancers',
    unread(targets(pair(), { availabilityZone: null }), { operation: 'DescribeSubnets', accountId: providerAccount }),
  ],
  ['addresses in no VPC', 'balancers', all(targets(pair(), { availabilityZone: null }), 'targetGroups', { vpcId: null })],
  [
    'addresses whose zone is told by name',
    'balancers',
    all(targets(pair(), { availabilityZone: 'us-east-1b' }), 'targetGroups', { vpcId: null }),
  ],
  [
    'targets of many states',
    'balancers',
    altered(pair(), 'targetHealth', (one) => ({
      ...one,
      targets: one.targets.map((target, at) => ({ ...target, state: ['healthy', 'unused', 'draining', 'unhealthy'][at] ?? null })),
    })),
  ],
];

const regional = regionalNatVpc();
const addressesOf = (snapshot: Snapshot, change: object): Snapshot =>
  altered(snapshot, 'natGateways', (one) => ({ ...one, addresses: one.addresses.map((address) => ({ ...address, ...change })) }));
const zonal = crossZoneNat();
const natEstates: readonly ToldEstate[] = [
  ['a NAT gateway in a zone', 'natGateways', zonal],
  ['a regional NAT gateway', 'natGateways', regional],
  [
    'a regional NAT gateway by names',
    'natGateways',
    altered(regional, 'natGateways', (one) => ({
      ...one,
      addresses: one.addresses.map((address) => ({ ...address, zoneId: null, zoneName: 'eu-central-1b' as ZoneName })),
    })),
  ],
  ['a regional NAT gateway by IDs alone', 'natGateways', addressesOf(regional, { zoneName: null })],
  [
    'a NAT gateway in a subnet nobody read',
    'natGateways',
    addressesOf(unread(zonal, { operation: 'DescribeSubnets' }), { zoneId: null, zoneName: null }),
  ],
  [
    'a NAT gateway of unknown place',
    'natGateways',
    none(addressesOf(unread(zonal, { operation: 'DescribeSubnets' }), { zoneId: null, zoneName: null }), 'networkInterfaces'),
  ],
  [
    'a NAT gateway whose addresses name no interface',
    'natGateways',
    addressesOf(unread(zonal, { operation: 'DescribeSubnets' }), { zoneId: null, zoneName: null, networkInterfaceId: null }),
  ],
  [
    'two NAT gateways and a private one',
    'natGateways',
    oneVpc({
      tiers: [
        tier('app', 'az1 az2', { routes: (zone) => [toNat(`nat-${zone}`)] }),
        tier('inner', 'az1', { routes: [toNat('inner')] }),
        tier('public', 'az1 az2', { routes: [toInternet()] }),
        tier('other', 'az2', { routes: [toTransitGateway('core')] }),
      ],
      nats: [zonalNat('nat-az1', 'az1'), zonalNat('nat-az2', 'az2'), privateNat('inner', 'az1')],
    }),
  ],
];

const places = oneVpc({
  tiers: [
    tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('n')] }),
    tier('public', 'az1 az3', { routes: [toInternet()] }),
    tier('post', 'az1', { holds: { instance: 2 }, outpostArn: 'arn:aws:outposts:eu-central-1:1:outpost/op-1', routes: [] }),
    tier('main', 'az2', {}),
  ],
  nats: [zonalNat('n', 'az1')],
});
const zoneNamed = (zoneId: string): Snapshot => first(none(places, 'zones'), 'subnets', { zoneId: zoneId as ZoneId });
const withTarget = (target: string): Snapshot =>
  altered(places, 'routeTables', (table) => ({
    ...table,
    routes: table.routes.map((route) =>
      route.destination === '0.0.0.0/0' ? { ...route, targetKind: 'gateway', target: target as never } : route,
    ),
  }));
const subnetEstates: readonly ToldEstate[] = [
  ['subnets of every kind', 'subnets', places],
  ['subnets without a table of their own', 'subnets', altered(places, 'routeTables', (table) => ({ ...table, subnetIds: [] }))],
  ['subnets without any table', 'subnets', unread(places, { operation: 'DescribeRouteTables' })],
  ['subnets without zones', 'subnets', all(places, 'subnets', { zoneId: null, zoneName: null })],
  [
    'subnets by names that are the same for everybody',
    'subnets',
    { ...all(places, 'subnets', { zoneId: null, readBy: thirdAccount as never }) },
  ],
  ['subnets by names in a Region where names differ', 'subnets', all(pair(), 'subnets', { zoneId: null, readBy: thirdAccount as never })],
  ['a subnet in a Local Zone nobody listed', 'subnets', zoneNamed('euc1-ham1-az1')],
  ['a subnet in a Wavelength Zone nobody listed', 'subnets', zoneNamed('euc1-wl1-ber-wlz1')],
  ['a subnet in a Wavelength Zone of high number nobody listed', 'subnets', zoneNamed('euc1-wl1-ber-wlz12')],
  ['a default route to a virtual private gateway', 'subnets', withTarget('vgw-1')],
  ['a default route to an endpoint', 'subnets', withTarget('vpce-1')],
  ['a default route to a carrier gateway', 'subnets', withTarget('cagw-1')],
  ['interfaces nobody read', 'subnets', unread(places, { operation: 'DescribeNetworkInterfaces' })],
  ['callers of zones', 'callers', places],
  ['callers where interfaces were denied', 'callers', unread(places, { operation: 'DescribeNetworkInterfaces' })],
  ['callers of a shared VPC', 'callers', sharedVpc()],
  ['callers of a shared VPC whose owner is not scanned', 'callers', sharedVpc(false)],
  [
    'callers of a shared VPC whose owner answered nothing about interfaces',
    'callers',
    unread(sharedVpc(), { operation: 'DescribeNetworkInterfaces', accountId: providerAccount }),
  ],
  [
    'callers of a shared VPC whose tenant answered nothing about interfaces',
    'callers',
    unread(sharedVpc(), { operation: 'DescribeNetworkInterfaces', accountId: consumerAccount }),
  ],
  ['callers of a shared VPC where nobody answered', 'callers', unread(sharedVpc(), { operation: 'DescribeNetworkInterfaces' })],
  ['callers without subnets', 'callers', all(places, 'networkInterfaces', { subnetId: null })],
  ['VPCs that others mention', 'vpcs', unread(pair(), { operation: 'DescribeVpcs' })],
  ['VPCs that only endpoints mention', 'vpcs', unread(unread(pair(), { operation: 'DescribeVpcs' }), { operation: 'DescribeSubnets' })],
  [
    'VPCs that nobody mentions',
    'vpcs',
    all(unread(unread(pair(), { operation: 'DescribeVpcs' }), { operation: 'DescribeSubnets' }), 'vpcEndpoints', { vpcId: null }),
  ],
];

/** A subnet `app` with this route, beside a public one. */
function routed(
  route: readonly RouteDescription[],
  rest: Omit<VpcDescription, 'name' | 'cidr'> = {},
  home: readonly RouteDescription[] = [toInternet()],
): Snapshot {
  return oneVpc({ tiers: [tier('app', 'az1', { routes: route }), tier('public', 'az1', { routes: home })], ...rest });
}

const inspection = { endpoints: [gatewayLoadBalancerEndpoint('gate', 'inspection', 'eu-central-1', 'az1', { tier: 'public' })] };
const innerNat = { nats: [privateNat('shop-nat', 'az1')] };
const outerNat = { nats: [zonalNat('shop-nat', 'az1')] };
const out: Part = ['reach', 'internet'];
const wayOut: readonly ToldEstate[] = [
  ['no way out', out, routed([])],
  ['a route that leads nowhere', out, routed([blackhole(toInternet())])],
  ['tables nobody read', out, unread(routed([]), { operation: 'DescribeRouteTables' })],
  ['a transit gateway', out, routed([toTransitGateway('core')])],
  ['a NAT gateway', out, routed([toNat('shop-nat')], outerNat)],
  ['a NAT gateway nobody read', out, unread(routed([toNat('shop-nat')], outerNat), { operation: 'DescribeNatGateways' })],
  ['a NAT gateway that failed', out, all(routed([toNat('shop-nat')], outerNat), 'natGateways', { state: 'failed' })],
  ['a private NAT gateway before a transit gateway', out, routed([toNat('shop-nat')], innerNat, [toTransitGateway('core')])],
  ['a private NAT gateway before nothing', out, routed([toNat('shop-nat')], innerNat)],
  ['a private NAT gateway of unknown place', out, all(routed([toNat('shop-nat')], innerNat), 'natGateways', { subnetId: null })],
  [
    'a private NAT gateway in a subnet nobody read',
    out,
    all(routed([toNat('shop-nat')], innerNat), 'natGateways', { subnetId: 'subnet-0' as never }),
  ],
  ['inspection', out, routed([toEndpoint('gate')], inspection)],
  ['inspection of unknown place', out, all(routed([toEndpoint('gate')], inspection), 'vpcEndpoints', { subnetIds: [] })],
  ['inspection by an endpoint nobody read', out, none(routed([toEndpoint('gate')], inspection), 'vpcEndpoints')],
  ['an appliance', out, routed([{ to: '0.0.0.0/0', via: 'network-interface', target: 'appliance', state: 'active' }])],
];

const toKms: Part = ['reach', 'kms'];
const closed = (rules: readonly string[]) => ({ securityGroups: { closed: { ingress: rules.map((block) => allow(443, block)) } } });
const behind = { securityGroups: ['closed'] };
const hub = hubAndSpoke();
const noZones = unread(hub, { operation: 'ListHostedZonesByVPC' });
const aliasTo = (change: (target: string) => Partial<RecordOf<'dnsRecords'>>): Snapshot =>
  altered(hub, 'dnsRecords', (one) => ({ ...one, ...change(one.aliasTarget ?? '') }));
const tableOf = (snapshot: Snapshot, owner: string, change: Partial<RecordOf<'routeTables'>['routes'][number]>): Snapshot =>
  altered(snapshot, 'routeTables', (table) =>
    table.accountId === owner
      ? { ...table, routes: table.routes.map((route) => (route.targetKind === 'transit-gateway' ? { ...route, ...change } : route)) }
      : table,
  );
const ownZone = oneEndpoint(
  { privateDns: false },
  { hostedZones: [{ domain: 'kms.eu-central-1.amazonaws.com', records: [{ name: '', endpoint: 'shop-kms' }] }] },
);
const ledgerName = pair().vpcEndpoints[0]?.serviceName ?? '';
const reachEstates: readonly ToldEstate[] = [
  ['an endpoint with private DNS', toKms, kms],
  ['an endpoint without private DNS', toKms, oneEndpoint({ privateDns: false })],
  ['an endpoint that does not tell of private DNS', toKms, all(kms, 'vpcEndpoints', { privateDnsEnabled: null })],
  ['an endpoint that a hosted zone of its VPC names', toKms, ownZone],
  [
    'an endpoint with private DNS for the inbound Resolver',
    toKms,
    all(kms, 'vpcEndpoints', { privateDnsOnlyForInboundResolverEndpoint: true }),
  ],
  ['a VPC without DNS support', toKms, oneEndpoint({}, { dnsSupport: false })],
  ['a VPC without DNS hostnames', toKms, oneEndpoint({}, { dnsHostnames: false })],
  ['a VPC whose DNS attributes nobody read', toKms, unread(kms, { operation: 'DescribeVpcAttribute' })],
  ['a VPC that tells one DNS attribute', toKms, all(kms, 'vpcDnsAttributes', { enableDnsHostnames: null })],
  ['a VPC that tells the other DNS attribute', toKms, all(kms, 'vpcDnsAttributes', { enableDnsSupport: null })],
  ['an endpoint that waits', toKms, oneEndpoint({ state: 'PendingAcceptance' })],
  [
    'two endpoints, the second with private DNS',
    toKms,
    oneVpc({
      endpoints: [interfaceEndpoint('kms', 'az1', { name: 'a', privateDns: false }), interfaceEndpoint('kms', 'az2', { name: 'b' })],
    }),
  ],
  ['a group that admits nobody', toKms, oneEndpoint(behind, closed(['192.168.0.0/16']))],
  ['a group that admits some', toKms, oneEndpoint(behind, closed(['10.0.0.0/30']))],
  ['groups nobody read', toKms, unread(kms, { operation: 'DescribeSecurityGroups' })],
  ['subnets without a block', toKms, all(kms, 'subnets', { cidrBlock: null })],
  ['a custom service', ['reach', ledgerName], pair()],
  ['a custom service on another port', ['reach', ledgerName], pair({ loadBalancer: { port: 8443 } })],
  ['a gateway endpoint', ['reach', 's3'], oneVpc({ endpoints: [gatewayEndpoint('s3', 'app')] })],
  ['a hub', toKms, hub],
  ['a hub by a name in capitals with a final dot', toKms, aliasTo((target) => ({ aliasTarget: `dualstack.${target.toUpperCase()}.` }))],
  ['a hub by a canonical name', toKms, aliasTo((target) => ({ aliasTarget: null, recordType: 'CNAME', values: [target] }))],
  ['a hub without a way there', toKms, tableOf(hub, consumerAccount, { state: 'blackhole' })],
  ['a hub without a way back', toKms, tableOf(hub, providerAccount, { state: 'blackhole' })],
  [
    'a hub by peering',
    toKms,
    tableOf(tableOf(hub, providerAccount, { targetKind: 'peering' }), consumerAccount, { targetKind: 'peering' }),
  ],
  ['a hub behind something else', toKms, tableOf(hub, consumerAccount, { targetKind: 'gateway' })],
  ['a hub that may be one', toKms, noZones],
  ['services in reach', 'reached', hub],
  [
    'services in reach of a VPC with others in it',
    'reached',
    oneVpc({ endpoints: [interfaceEndpoint('execute-api', 'az1'), ...inspection.endpoints.map((one) => ({ ...one, tier: 'app' }))] }),
  ],
  ['services in reach of a consumer', 'reached', pair()],
  [
    'services in reach where lists differ',
    'reached',
    first(
      all(oneVpc({ endpoints: [interfaceEndpoint('athena', 'az1'), interfaceEndpoint('glue', 'az1')] }), 'serviceDetails', {
        region: 'us-west-2' as never,
      }),
      'vpcEndpoints',
      { serviceName: null },
    ),
  ],
  ['services in reach of resources', 'reached', lattice({})],
];

const coverageEstates: readonly ToldEstate[] = [
  ['a hub', 'coverage', hub],
  ['a hub whose zones nobody read', 'coverage', noZones],
  ['another VPC with private DNS', 'coverage', all(noZones, 'vpcEndpoints', { privateDnsEnabled: true })],
  ['S3 by gateway and by interface', 'coverage', s3Twice],
  ['a custom service', 'coverage', pair()],
  ['a resource', 'coverage', lattice({})],
  ['an inspection endpoint', 'coverage', oneVpc({ endpoints: inspection.endpoints.map((one) => ({ ...one, tier: 'app' })) })],
  [
    'two of one service',
    'coverage',
    oneVpc({
      endpoints: [interfaceEndpoint('kms', 'az1', { name: 'a' }), interfaceEndpoint('kms', 'az2', { name: 'b', privateDns: false })],
    }),
  ],
  ['an endpoint that waits', 'coverage', oneEndpoint({ state: 'PendingAcceptance' })],
  ['endpoints that nobody read', 'coverage', unread(kms, { operation: 'DescribeVpcEndpoints' })],
  ['an endpoint of its own that a hosted zone names', 'coverage', ownZone],
  [
    'three VPCs, the most used service first',
    'coverage',
    ofAccounts(
      account(thirdAccount, 'third', [
        region('eu-central-1', 'az1', {
          vpcs: [
            vpc('one', '10.0.0.0/16', {
              tiers: [tier('app', 'az1')],
              endpoints: [
                interfaceEndpoint('athena', 'az1'),
                interfaceEndpoint('sts', 'az1'),
                interfaceEndpoint('kms', 'az1', { name: 'k1' }),
                interfaceEndpoint('kms', 'az1', { name: 'k2', privateDns: false }),
              ],
            }),
          ],
        }),
      ]),
      account(consumerAccount, 'shop', [
        region('eu-central-1', 'az1', {
          vpcs: [
            vpc('two', '10.1.0.0/16', { tiers: [tier('app', 'az1')], endpoints: [interfaceEndpoint('sts', 'az1')] }),
            vpc('a', '10.2.0.0/16', {
              tiers: [tier('app', 'az1')],
              endpoints: [interfaceEndpoint('sts', 'az1'), interfaceEndpoint('logs', 'az1')],
            }),
          ],
        }),
      ]),
    ),
  ],
];

/** Every estate, with the part of its topology that is told. */
export const toldEstates: readonly ToldEstate[] = [
  ...serviceEstates,
  ...endpointEstates,
  ...connectionEstates,
  ...balancerEstates,
  ...natEstates,
  ...subnetEstates,
  ...wayOut,
  ...reachEstates,
  ...coverageEstates,
];
