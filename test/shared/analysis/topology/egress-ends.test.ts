/** Where a default route ends behind inspection, peering and NAT, and what is said where routes and network ACLs both stand in the way. */
import { describe, expect, it } from 'vitest';
import { isStranded, reachByEgress } from '#shared/analysis/topology/egress-path.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { gatewayLoadBalancerEndpoint, privateNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  type PeeringDescription,
  region,
  type RouteDescription,
  tier,
  toEndpoint,
  toInternet,
  toNat,
  toPeering,
  toTransitGateway,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import {
  endpointIdOf,
  natGatewayIdOf,
  peeringIdOf,
  routeTableIdOf,
  subnetIdOf,
  transitGatewayIdOf,
  vpcIdOf,
} from '#shared/model/estate/names.ts';
import type { ZoneId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, ofAccounts, oneVpc, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const az1 = 'euc1-az1' as ZoneId;
const idOf = (name: string) => subnetIdOf('shop', name, az1);

/** Subnets of one zone, each with its own table of one route or none. */
function subnets(
  routes: Readonly<Record<string, readonly RouteDescription[]>>,
  rest: Omit<VpcDescription, 'name' | 'cidr'> = {},
): Snapshot {
  return oneVpc({ tiers: Object.entries(routes).map(([name, own]) => tier(name, 'az1', { routes: own })), ...rest });
}

/** How a subnet leaves, through what and why. */
function leaves(snapshot: Snapshot, name = 'app') {
  const { topology } = analysed(snapshot);
  const subnet = topology.vpcNode(vpcIdOf('shop'))?.subnets.find((node) => node.subnet.subnetId === idOf(name));
  if (subnet === undefined) throw new Error('no such subnet');
  const { how, via, because } = reachByEgress(topology, subnet);
  return [how, via, because];
}

const [table, nat, gate, core] = [routeTableIdOf('shop-app'), natGatewayIdOf('shop-nat'), endpointIdOf('gate'), transitGatewayIdOf('core')];
const gateIn = (name: string, place: string) => gatewayLoadBalancerEndpoint(name, 'inspection', 'eu-central-1', 'az1', { tier: place });
const natIn = (place: string) => zonalNat('shop-nat', 'az1', { tier: place });
const toTheNat = `${table} sends 0.0.0.0/0 to ${nat}`;

/** `app` behind a NAT gateway whose own subnet is inspected before `door` leads on. */
function inspected(door: readonly RouteDescription[]): Snapshot {
  return subnets(
    { app: [toNat('shop-nat')], home: [toEndpoint('gate')], door },
    { nats: [natIn('home')], endpoints: [gateIn('gate', 'door')] },
  );
}

describe('a public NAT gateway before inspection', () => {
  const door = `${routeTableIdOf('shop-door')} sends 0.0.0.0/0 to`;

  it('leads out where inspection leads to the internet gateway', () => {
    const estate = inspected([toInternet()]);
    const internet = estate.internetGateways[0]?.internetGatewayId ?? '';
    expect(leaves(estate)).toEqual(['nat', nat, `${toTheNat}; through ${gate}: ${door} ${internet}; callers need a public address`]);
  });

  it('is not followed where inspection leads on to something else', () => {
    const why = `${toTheNat}, whose own subnet ${idOf('home')} leads on to ${gate} instead of an internet gateway`;
    expect([leaves(inspected([toTransitGateway('core')])), leaves(inspected([]))]).toEqual([
      ['unknown', nat, why],
      ['unknown', nat, why],
    ]);
  });
});

describe('a way through one inspection after another', () => {
  /** `app` and as many subnets after it, each with an inspection endpoint that leads to the next; the last is public. */
  const chain = (length: number): Snapshot => {
    const names = ['app', ...Array.from({ length }, (_each, at) => `s${at + 1}`)];
    const routes = names.map((name, at) => [name, at === length ? [toInternet()] : [toEndpoint(`g${at + 1}`)]] as const);
    return subnets(Object.fromEntries(routes), { endpoints: names.slice(1).map((name, at) => gateIn(`g${at + 1}`, name)) });
  };

  it('is followed for three of them, and no further', () => {
    expect([1, 2, 3, 4].map((length) => leaves(chain(length))[0])).toEqual(['public', 'public', 'public', 'unknown']);
  });
});

describe('a peering connection', () => {
  it('carries nothing to what is beyond the peered VPC', () => {
    const peerings: readonly PeeringDescription[] = [{ name: 'peer', from: 'shop', to: 'other' }];
    const shop = vpc('shop', '10.0.0.0/16', { tiers: [tier('app', 'az1', { routes: [toPeering('peer', '0.0.0.0/0')] })] });
    const other = vpc('other', '10.1.0.0/16', { tiers: [tier('app', 'az1', { routes: [toInternet()] })] });
    const estate = ofAccounts(account(consumerAccount, 'shop', [region('eu-central-1', 'az1', { vpcs: [shop, other], peerings })]));
    expect(leaves(estate)).toEqual([
      'none',
      null,
      `${table} sends 0.0.0.0/0 to ${peeringIdOf('peer')}, and a peering connection carries nothing beyond the peered VPC: neither to its gateways nor to its NAT`,
    ]);
  });
});

describe('a NAT gateway', () => {
  const behind = (home: readonly RouteDescription[]): Snapshot => subnets({ app: [toNat('shop-nat')], home }, { nats: [natIn('home')] });
  const tableOf = (name: string, snapshot: Snapshot): Snapshot =>
    altered(snapshot, 'routeTables', (one) => (one.routeTableId === routeTableIdOf(name) || one.isMain ? null : one));

  it('is believed where nobody read the routes of its subnet', () => {
    expect(leaves(tableOf('shop-home', behind([toInternet()])))).toEqual(['nat', nat, toTheNat]);
  });

  it('is believed where nobody read its subnet', () => {
    const lost = { ...behind([toInternet()]) };
    const without = { ...lost, subnets: lost.subnets.filter((one) => one.subnetId !== idOf('home')) };
    expect(leaves(without)).toEqual(['nat', nat, toTheNat]);
  });

  it('is stranded without a default route, over peering, or with one that leads back', () => {
    const home = (egress: 'none' | 'peering' | 'nat-gateway' | 'internet-gateway', egressTarget: string | null) => ({
      egress,
      egressTarget,
    });
    const all = [
      home('none', null),
      home('peering', 'pcx-1'),
      home('nat-gateway', nat),
      home('nat-gateway', 'nat-0'),
      home('internet-gateway', 'igw-1'),
    ];
    expect(all.map((one) => isStranded(one, nat))).toEqual([true, true, true, false, false]);
  });

  it('that is private goes no further than what its subnet leads to', () => {
    const inner = (home: readonly RouteDescription[]): Snapshot =>
      subnets({ app: [toNat('shop-nat')], home }, { nats: [privateNat('shop-nat', 'az1', { tier: 'home' })] });
    expect([leaves(inner([toTransitGateway('core')])), leaves(inner([toInternet()])), leaves(inner([]))]).toEqual([
      ['hub-egress', nat, `${toTheNat}, which is private and goes on to ${core}`],
      ['none', null, `${toTheNat}, which is private and leads nowhere public`],
      ['none', null, `${toTheNat}, which is private and leads nowhere public`],
    ]);
  });
});

describe('a private NAT gateway', () => {
  const inner = (home: readonly RouteDescription[]): Snapshot =>
    subnets({ app: [toNat('shop-nat')], home }, { nats: [privateNat('shop-nat', 'az1', { tier: 'home' })] });

  it('is not followed where nobody knows where its subnet leads', () => {
    const why = `${toTheNat}, which is private, and where its own subnet leads is not known`;
    const lost = altered(inner([]), 'routeTables', (one) => (one.routeTableId === routeTableIdOf('shop-home') || one.isMain ? null : one));
    const appliance = inner([{ to: '0.0.0.0/0', via: 'network-interface', target: 'appliance', state: 'active' }]);
    expect([leaves(lost), leaves(appliance)]).toEqual([
      ['unknown', nat, why],
      ['unknown', nat, why],
    ]);
  });
});

describe('a network ACL that lets nothing through', () => {
  const shut = (snapshot: Snapshot): Snapshot => altered(snapshot, 'networkAcls', (acl) => ({ ...acl, entries: [] }));

  it('is not blamed where no route works, or where nobody knows the route', () => {
    expect([leaves(shut(subnets({ app: [] }))), leaves(shut(unread(subnets({ app: [] }), { operation: 'DescribeRouteTables' })))]).toEqual([
      ['none', null, `${table} has no default route that works`],
      ['unknown', null, 'the route tables of the VPC were not read'],
    ]);
  });
});

describe('a subnet without IPv4', () => {
  const change = (own: Partial<RecordOf<'subnets'>>): Snapshot =>
    altered(subnets({ app: [toInternet()] }), 'subnets', (one) => ({ ...one, cidrBlock: null, ...own }));
  const noWay = ['none', null, `the subnet has IPv6 only, and ${table} has no ::/0 that works`];

  it('is one that AWS calls so, and one that has IPv6 blocks alone', () => {
    const blocks = ['2600:1f18:ab:c00::/64'];
    expect([
      leaves(change({ ipv6Native: true, ipv6CidrBlocks: [] })),
      leaves(change({ ipv6Native: false, ipv6CidrBlocks: blocks })),
      leaves(change({ ipv6Native: false, ipv6CidrBlocks: [] }))[0],
    ]).toEqual([noWay, noWay, 'public']);
  });
});

describe('a default route over a transit gateway', () => {
  /** The gateway hands traffic to two subnets of `exit`, whose own ways out are these. */
  const central = (first: readonly RouteDescription[], second: readonly RouteDescription[]): Snapshot => {
    const exit = vpc('exit', '10.20.0.0/16', {
      tiers: [
        tier('door', 'az1 az2', { routes: (zone) => (zone === 'az1' ? first : second) }),
        tier('public', 'az1', { routes: [toInternet()] }),
      ],
      nats: [zonalNat('exit-nat', 'az1', { tier: 'public' })],
      attachments: [{ transitGateway: 'core', tier: 'door' }],
    });
    const spoke = vpc('shop', '10.21.0.0/16', {
      tiers: [tier('app', 'az1', { routes: [toTransitGateway('core')] })],
      attachments: [{ transitGateway: 'core', tier: 'app' }],
    });
    const transitGateways = [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: 'exit' }] }];
    return ofAccounts(
      account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs: [spoke] })]),
      account(providerAccount, 'exit', [region('eu-central-1', 'az1 az2', { vpcs: [exit], transitGateways })]),
    );
  };

  it('is open where one of the subnets it leads to has a way out, and dead where none has', () => {
    const out = [toNat('exit-nat')];
    expect([central(out, out), central(out, []), central([], out), central([], [])].map((one) => leaves(one)[0])).toEqual([
      'hub-egress',
      'hub-egress',
      'hub-egress',
      'none',
    ]);
  });

  it('is judged by who owns the gateway: its owner alone reads the routes', () => {
    const none = { ...central([], []), transitGatewayRoutes: [] };
    const of = (accountId: string) => unread(none, { operation: 'SearchTransitGatewayRoutes', accountId });
    expect([none, of(providerAccount), of(consumerAccount)].map((one) => leaves(one)[0])).toEqual(['none', 'hub-egress', 'none']);
  });
});
