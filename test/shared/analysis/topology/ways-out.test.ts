/** The way out of a subnet with its whole reason: NAT, network ACLs, Block Public Access, transit gateways and IPv6. */
import { describe, expect, it } from 'vitest';
import { reachByEgress } from '#shared/analysis/topology/egress-path.ts';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import type { AccountId, PrefixListId, ZoneId } from '#shared/base/ids.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import { zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { account, region, type RouteDescription, tier, toInternet, toNat, toTransitGateway, vpc } from '#shared/model/estate/describe.ts';
import {
  natGatewayIdOf,
  networkAclIdOf,
  routeTableIdOf,
  subnetIdOf,
  transitGatewayIdOf,
  transitGatewayRouteTableIdOf,
  vpcIdOf,
} from '#shared/model/estate/names.ts';
import type { NetworkAcl } from '#shared/model/network-acl.ts';
import type { Route } from '#shared/model/route-table.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { TransitGatewayRoute } from '#shared/model/transit.ts';
import { consumerAccount, oneVpc, ofAccounts, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const zone = 'euc1-az1' as ZoneId;
const [app, pub] = [subnetIdOf('shop', 'app', zone), subnetIdOf('shop', 'public', zone)];
const [appTable, nat] = [routeTableIdOf('shop-app'), natGatewayIdOf('shop-nat')];
const toTheNat = `${appTable} sends 0.0.0.0/0 to ${nat}`;

/** A subnet `app` with this route, beside a public one with a NAT gateway. */
function shop(route: readonly RouteDescription[] = [toNat('shop-nat')], home: readonly RouteDescription[] = [toInternet()]): Snapshot {
  const tiers = [tier('app', 'az1', { routes: route }), tier('public', 'az1', { routes: home })];
  return oneVpc({ tiers, nats: [zonalNat('shop-nat', 'az1')] });
}

/** How a subnet leaves, through what and why. */
function leaves(snapshot: Snapshot, subnetId = app, vpcName = 'shop') {
  const { topology } = analysed(snapshot);
  const subnet = topology.vpcNode(vpcIdOf(vpcName))?.subnets.find((node) => node.subnet.subnetId === subnetId);
  if (subnet === undefined) throw new Error('no such subnet');
  const { how, via, because } = reachByEgress(topology, subnet);
  return [how, via, because];
}

/** An ACL of its own for one subnet; the other keeps the default one. */
function withAcl(snapshot: Snapshot, subnetId: string, entries: NetworkAcl['entries']): Snapshot {
  const rest = altered(snapshot, 'networkAcls', (acl) => ({ ...acl, subnetIds: acl.subnetIds.filter((id) => id !== subnetId) }));
  const [one] = rest.networkAcls;
  if (one === undefined) throw new Error('the estate has no network ACL');
  return {
    ...rest,
    networkAcls: [...rest.networkAcls, { ...one, networkAclId: networkAclIdOf('own'), subnetIds: [subnetId as never], entries }],
  };
}

const [allIn, allOut] = [aclEntry(200, true, false), aclEntry(200, true, true)];
const tcp = { protocol: '6', fromPort: 443, toPort: 443 };
const answers = { protocol: '6', fromPort: 32_768, toPort: 60_999 };
const shutAt = (subnetId: string) => ['none', null, `the network ACL ${networkAclIdOf('own')} lets no HTTPS of ${subnetId} out and back`];
const throughNat = ['nat', nat, toTheNat];

describe('network ACLs on the way to a NAT gateway', () => {
  it.each([
    ['are open at first', shop(), throughNat],
    ['shut it where the subnet sends nothing', withAcl(shop(), app, [allIn]), shutAt(app)],
    ['shut it where the subnet gets nothing back', withAcl(shop(), app, [allOut]), shutAt(app)],
    ['shut it where HTTPS is denied', withAcl(shop(), app, [allIn, allOut, { ...aclEntry(100, false, true), ...tcp }]), shutAt(app)],
    [
      'shut it where answers are denied',
      withAcl(shop(), app, [allIn, allOut, { ...aclEntry(100, false, false), ...answers }]),
      shutAt(app),
    ],
    [
      'let it pass where HTTPS is denied the wrong way',
      withAcl(shop(), app, [allIn, allOut, { ...aclEntry(100, false, false), ...tcp }]),
      throughNat,
    ],
    [
      'let it pass where only UDP is denied',
      withAcl(shop(), app, [allIn, allOut, { ...aclEntry(100, false, true), protocol: '17' }]),
      throughNat,
    ],
    [
      'let HTTPS and its answers pass where nothing else may',
      withAcl(shop(), app, [
        { ...aclEntry(100, true, true), ...tcp },
        { ...aclEntry(100, true, false), ...answers },
      ]),
      throughNat,
    ],
    ['shut it at the NAT gateway, which sends nothing', withAcl(shop(), pub, [allIn]), shutAt(app)],
    ['shut it at the NAT gateway, which gets nothing', withAcl(shop(), pub, [allOut]), shutAt(app)],
    [
      'shut it at the NAT gateway, which takes HTTPS and no answers',
      withAcl(shop(), pub, [{ ...aclEntry(100, true, false), ...tcp }, allOut]),
      shutAt(pub),
    ],
    ['say nothing where nobody read them', unread(withAcl(shop(), app, []), { operation: 'DescribeNetworkAcls' }), throughNat],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(leaves(snapshot)).toEqual(expected);
  });
});

const routed = 'pl-0123456789abcdef0' as PrefixListId;

/** The same, with the route to the NAT gateway by a prefix list of the account; `null`: nobody read its entries. */
function byList(cidrBlocks: readonly string[] | null, rest: readonly RouteDescription[] = []): Snapshot {
  const snapshot = shop([...rest, toNat('shop-nat', routed)]);
  const [{ accountId, region: name, readBy }] = snapshot.vpcs as [Snapshot['vpcs'][number]];
  const list = { accountId, region: name, readBy, prefixListId: routed, prefixListName: 'everywhere', cidrBlocks };
  return withRecords(snapshot, 'prefixLists', [list]);
}

const [here, there] = ['0.0.0.0/1', '128.0.0.0/1'];
const noRoute = ['none', null, `${appTable} has no default route that works`];

describe('a route to a prefix list', () => {
  it.each([
    ['that holds every address is a default route', byList(['0.0.0.0/0', '10.0.0.0/8']), throughNat],
    ['that holds both halves is a default route', byList([here, there]), throughNat],
    ['that holds one half is one with the route of the other', byList([here], [toNat('shop-nat', there)]), throughNat],
    ['that holds one half alone is none', byList([here]), noRoute],
    ['that holds other networks is none', byList(['10.0.0.0/8', '::/0']), noRoute],
    ['that holds nothing is none', byList([]), noRoute],
    ['yields to a written route', byList(['0.0.0.0/0'], [{ ...toTransitGateway('core'), state: 'blackhole' }]), noRoute],
    [
      'that nobody read may be one',
      byList(null),
      ['unknown', null, `${appTable} routes the prefix list ${routed}, whose entries were not read`],
    ],
    ['that nobody read decides nothing beside a default route', byList(null, [toNat('shop-nat')]), throughNat],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(leaves(snapshot)).toEqual(expected);
  });
});

const blocked = (mode: string, snapshot: Snapshot): Snapshot =>
  altered(snapshot, 'vpcs', (one) => ({ ...one, internetGatewayBlockMode: mode }));
const gateway = shop().internetGateways[0]?.internetGatewayId ?? '';
const toGateway = `${routeTableIdOf('shop-public')} sends 0.0.0.0/0 to ${gateway}`;

describe('VPC Block Public Access', () => {
  it.each([
    ['off', ['public', gateway, `${toGateway}; callers need a public address`], throughNat],
    [
      'block-ingress',
      ['none', null, `${toGateway}, and VPC Block Public Access (block-ingress) stops it, unless the subnet is excluded`],
      throughNat,
    ],
    [
      'block-bidirectional',
      ['none', null, `${toGateway}, and VPC Block Public Access (block-bidirectional) stops it, unless the subnet is excluded`],
      ['none', null, `${toTheNat}, and VPC Block Public Access stops it, unless the NAT gateway's subnet is excluded`],
    ],
  ] as const)('%s', (mode, direct, behindNat) => {
    const estate = blocked(mode, shop());
    expect([leaves(estate, pub), leaves(estate)]).toEqual([direct, behindNat]);
  });
});

describe('a public NAT gateway', () => {
  it.each([
    [
      'whose subnet has no default route',
      shop(undefined, []),
      ['none', null, `${toTheNat}, whose own subnet ${pub} has no route to an internet gateway`],
    ],
    [
      'whose subnet leads back to it',
      shop(undefined, [toNat('shop-nat')]),
      ['none', null, `${toTheNat}, whose own subnet ${pub} has no route to an internet gateway`],
    ],
    [
      'whose subnet leads to a transit gateway',
      shop(undefined, [toTransitGateway('core')]),
      ['unknown', nat, `${toTheNat}, whose own subnet ${pub} leads on to ${transitGatewayIdOf('core')} instead of an internet gateway`],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(leaves(snapshot)).toEqual(expected);
  });
});

const egressNat = natGatewayIdOf('exit-nat');
const [core, coreTable] = [transitGatewayIdOf('core'), transitGatewayRouteTableIdOf('core')];
const toCore = `${appTable} sends 0.0.0.0/0 to ${core}`;

/** A spoke that sends everything over a transit gateway, which sends it to the VPC `exit`. */
function central(exitRoute: readonly RouteDescription[] = [toNat('exit-nat')], to: string | null = 'exit'): Snapshot {
  const exit = vpc('exit', '10.20.0.0/16', {
    tiers: [tier('door', 'az1', { routes: exitRoute }), tier('public', 'az1', { routes: [toInternet()] })],
    nats: [zonalNat('exit-nat', 'az1')],
    attachments: [{ transitGateway: 'core', tier: 'door' }],
  });
  const spoke = vpc('shop', '10.21.0.0/16', {
    tiers: [tier('app', 'az1', { routes: [toTransitGateway('core')] })],
    attachments: [{ transitGateway: 'core', tier: 'app' }],
  });
  const transitGateways = [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: to }] }];
  return ofAccounts(
    account(consumerAccount, 'shop', [region('eu-central-1', 'az1', { vpcs: [spoke] })]),
    account(providerAccount, 'exit', [region('eu-central-1', 'az1', { vpcs: [exit], transitGateways })]),
  );
}

const attachments = (change: object, of = 'shop'): Snapshot =>
  altered(central([], 'exit'), 'transitGatewayAttachments', (one) => (one.resourceId === vpcIdOf(of) ? { ...one, ...change } : one));
const transitRoutes = (change: Partial<TransitGatewayRoute>): Snapshot =>
  altered(central(), 'transitGatewayRoutes', (one) => (one.destination === '0.0.0.0/0' ? { ...one, ...change } : one));
const open = ['hub-egress', core, toCore];
const onToExit = ['hub-egress', core, `${toCore}, on to ${vpcIdOf('exit')}`];
const noDefault = ['none', null, `${toCore}, whose route table ${coreTable} has no 0.0.0.0/0 that works`];
const dead = ['none', null, `${toCore}, on to ${vpcIdOf('exit')}: ${routeTableIdOf('exit-door')} has no default route that works`];

describe('a transit gateway', () => {
  it.each([
    ['leads to a VPC with a NAT gateway', central(), onToExit],
    ['leads to a VPC without a way out', central([]), dead],
    ['leads to a VPC that sends everything back', central([toTransitGateway('core')]), onToExit],
    ['has a default route that leads nowhere', central(undefined, null), noDefault],
    ['has no default route', transitRoutes({ destination: '10.0.0.0/8' }), noDefault],
    ['has a blackhole for a default route', transitRoutes({ state: 'blackhole' }), noDefault],
    ['has a default route that names no attachment', transitRoutes({ attachments: [] }), open],
    [
      'leads to a VPN',
      transitRoutes({ attachments: [{ resourceId: 'vpn-1', resourceType: 'vpn', transitGatewayAttachmentId: 'tgw-attach-1' as never }] }),
      open,
    ],
    ['has routes that nobody read', unread(central([]), { operation: 'SearchTransitGatewayRoutes' }), open],
    ['has routes that were read and are none', { ...central(), transitGatewayRoutes: [] }, noDefault],
    ['has no route table for the attachment', attachments({ associatedRouteTableId: null }), open],
    ['has an attachment that was deleted', attachments({ state: 'deleted' }), open],
    ['has an attachment that tells no state', attachments({ state: null }), dead],
    ['is another than that of the attachment', attachments({ transitGatewayId: 'tgw-9' }), open],
    ['has an attachment that tells no owner', attachments({ transitGatewayOwnerId: null }), dead],
    ['leads to a VPC by subnets nobody told', attachments({ subnetIds: null }, 'exit'), onToExit],
    ['leads to a VPC by another attachment', attachments({ transitGatewayId: 'tgw-9' }, 'exit'), onToExit],
    [
      'leads to a VPC whose subnets nobody read',
      unread(central([]), { operation: 'DescribeSubnets', accountId: providerAccount as AccountId }),
      onToExit,
    ],
  ] as const)('that %s', (_what, snapshot, expected) => {
    expect(leaves(snapshot)).toEqual(expected);
  });

  it('ends where the NAT gateway of the VPC it leads to is gone', () => {
    const gone = altered(central(), 'natGateways', (one) => ({ ...one, state: 'deleted' }));
    const exit = `${routeTableIdOf('exit-door')} sends 0.0.0.0/0 to ${egressNat}, which is deleted`;
    expect(leaves(gone)).toEqual(['none', null, `${toCore}, on to ${vpcIdOf('exit')}: ${exit}`]);
  });
});

const six = '2600:1f18:ab:c00::/64';
const route6 = (targetKind: Route['targetKind'], target: string, change: Partial<Route> = {}): Route => {
  return { destination: '::/0', destinationKind: 'ipv6', targetKind, target, state: 'active', origin: 'CreateRoute', ...change };
};

/** The subnet `app` without IPv4, with these routes. */
function onlySix(...routes: readonly Route[]): Snapshot {
  const bare = altered(shop([]), 'subnets', (one) => (one.subnetId === app ? { ...one, cidrBlock: null, ipv6CidrBlocks: [six] } : one));
  return altered(bare, 'routeTables', (table) => (table.routeTableId === appTable ? { ...table, routes } : table));
}

const toOutOnly = route6('egress-only-internet-gateway', 'eigw-1');
const toInternet6 = route6('gateway', 'igw-1');
const nat64 = route6('nat-gateway', nat, { destination: '64:ff9b::/96' });
const without = ['none', null, `the subnet has IPv6 only, and ${appTable} has no ::/0 that works`];
const outOnly = `${appTable} sends ::/0 to eigw-1`;

describe('a subnet with IPv6 only', () => {
  it.each([
    ['without a route', onlySix(), without],
    ['with a blackhole', onlySix({ ...toOutOnly, state: 'blackhole' }), without],
    [
      'with tables nobody read',
      unread(onlySix(), { operation: 'DescribeRouteTables' }),
      ['unknown', null, 'the route tables of the VPC were not read'],
    ],
    ['behind an egress-only internet gateway', onlySix(toOutOnly), ['public', 'eigw-1', `${outOnly}; IPv6 only`]],
    ['behind an internet gateway', onlySix(toInternet6), ['public', 'igw-1', `${appTable} sends ::/0 to igw-1; IPv6 only`]],
    [
      'behind an internet gateway while inbound is blocked',
      blocked('block-ingress', onlySix(toInternet6)),
      ['none', null, `${appTable} sends ::/0 to igw-1, and VPC Block Public Access (block-ingress) stops it`],
    ],
    [
      'behind an egress-only one while inbound is blocked',
      blocked('block-ingress', onlySix(toOutOnly)),
      ['public', 'eigw-1', `${outOnly}; IPv6 only`],
    ],
    [
      'behind an egress-only one while all is blocked',
      blocked('block-bidirectional', onlySix(toOutOnly)),
      ['none', null, `${outOnly}, and VPC Block Public Access (block-bidirectional) stops it`],
    ],
    [
      'behind a transit gateway',
      onlySix(route6('transit-gateway', 'tgw-1')),
      ['hub-egress', 'tgw-1', `${appTable} sends ::/0 to tgw-1; IPv6 only`],
    ],
    [
      'behind an appliance',
      onlySix(route6('network-interface', 'eni-1')),
      ['unknown', 'eni-1', `${appTable} sends ::/0 to eni-1, whose own way out is not known`],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    const opened = altered(snapshot, 'networkAcls', (acl) => ({
      ...acl,
      entries: [false, true].map((egress) => ({ ...aclEntry(101, true, egress), cidrBlock: null, ipv6CidrBlock: '::/0' })),
    }));
    expect(leaves(opened)).toEqual(expected);
  });

  it('is shut where its network ACL knows IPv4 only', () => {
    expect(leaves(withAcl(onlySix(toOutOnly), app, [allIn, allOut]))).toEqual(shutAt(app));
  });

  it('reaches the IPv4 names of services by NAT64, or by nothing that is known', () => {
    const kms = (...routes: readonly Route[]) => {
      const { topology } = analysed({ ...onlySix(...routes), networkAcls: [] });
      const row = reachOf(topology, vpcIdOf('shop')).find((one) => one.subnetId === app && one.service === 'kms');
      return row && [row.how, row.via, row.because];
    };
    const dualStack = `${outOnly}; IPv6 only: dual-stack names of the service work, its usual ones answer IPv4 addresses`;
    expect([
      kms(nat64),
      kms({ ...nat64, state: 'blackhole' }),
      kms({ ...nat64, targetKind: 'gateway' }),
      kms(toOutOnly, nat64),
      kms(toOutOnly),
    ]).toEqual([
      ['nat', nat, 'the subnet has IPv6 only; 64:ff9b::/96 leads to NAT64, with DNS64 on'],
      without,
      without,
      ['nat', nat, 'the subnet has IPv6 only; 64:ff9b::/96 leads to NAT64, with DNS64 on'],
      ['unknown', 'eigw-1', dualStack],
    ]);
  });
});
