/** Where traffic of a VPC goes over a transit gateway, and which VPCs only carry the traffic of others. */
import { describe, expect, it } from 'vitest';
import {
  attachmentsOf,
  centralEgressOf,
  hasPublicNat,
  isTransitOnly,
  tablesBehindTransit,
} from '#shared/analysis/findings/central-egress.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { privateNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  region,
  tier,
  toInternet,
  toNat,
  toTransitGateway,
  unscannedAccount,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { routeTableIdOf, transitGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, ofAccounts, oneVpc, providerAccount, thirdAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const [shop, hub, core] = [vpcIdOf('shop'), vpcIdOf('egress'), transitGatewayIdOf('core')];

/** A spoke `shop` whose default route leads over a transit gateway to `egress`, which has a NAT gateway. */
function central(spoke: Partial<VpcDescription> = {}, isScanned = true): Snapshot {
  const egress = vpc('egress', '10.9.0.0/16', {
    tiers: [tier('attach', 'az1', { routes: [toNat('egress-nat')] }), tier('public', 'az1', { routes: [toInternet()] })],
    nats: [zonalNat('egress-nat', 'az1')],
    attachments: [{ transitGateway: 'core', tier: 'attach' }],
  });
  const shopVpc = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toTransitGateway('core')] })],
    attachments: [{ transitGateway: 'core', tier: 'app' }],
    ...spoke,
  });
  const transitGateways = [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: 'egress' }] }];
  return ofAccounts(
    account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs: [shopVpc] })]),
    (isScanned ? account : unscannedAccount)(providerAccount, 'hub', [
      region('eu-central-1', 'az1 az2', { vpcs: [egress], transitGateways }),
    ]),
  );
}

function nodeOf(snapshot: Snapshot, vpcId = shop) {
  const { topology } = analysed(snapshot);
  const node = topology.vpcNode(vpcId);
  if (node === undefined) throw new Error(`no VPC ${vpcId}`);
  return { topology, node };
}

/** Where it leads, the hub by its id. */
function led(snapshot: Snapshot) {
  const { topology, node } = nodeOf(snapshot);
  const found = centralEgressOf(topology, node);
  return found.kind === 'hub' ? { ...found, hub: found.hub.vpc.vpcId } : found;
}

function attached(change: Partial<RecordOf<'transitGatewayAttachments'>>, snapshot = central()): Snapshot {
  return altered(snapshot, 'transitGatewayAttachments', (one) => (one.resourceId === shop ? { ...one, ...change } : one));
}

function routes(change: Partial<RecordOf<'transitGatewayRoutes'>>): Snapshot {
  return altered(central(), 'transitGatewayRoutes', (one) => (one.destination === '0.0.0.0/0' ? { ...one, ...change } : one));
}

const end = (resourceId: string, resourceType: string) => ({
  resourceId,
  resourceType,
  transitGatewayAttachmentId: 'tgw-attach-1' as never,
});
const silent = { ...central(), transitGatewayRoutes: [] };
const toHub = { kind: 'hub', hub, transitGatewayId: core };
const none = { kind: 'none' };
const unknown = (because: string) => ({ kind: 'unknown', because });
const noTable = unknown(`the route table of ${core} for ${shop} is not told`);
const denied = (action: string) => unknown(`${action} was denied in 1111 2222 3333 / eu-central-1`);
const bare = { tiers: [tier('app', 'az1', { routes: [] })] };
const attachments = { operation: 'DescribeTransitGatewayAttachments', accountId: consumerAccount };

describe('the default route of a VPC over a transit gateway', () => {
  it.each([
    ['leads to a hub', central(), toHub],
    ['is not there', central(bare), none],
    ['is not there, nor an attachment', oneVpc(bare), none],
    ['is not known, and the VPC is attached', unread(central(), { operation: 'DescribeRouteTables' }), denied('ec2:DescribeRouteTables')],
    ['is not known, and the VPC is not attached', unread(oneVpc(bare), { operation: 'DescribeRouteTables' }), none],
    ['is not known for want of subnets', unread(central(), { operation: 'DescribeSubnets' }), denied('ec2:DescribeSubnets')],
    ['leaves by an attachment that tells no table', attached({ associatedRouteTableId: null }), noTable],
    ['leaves by an attachment that tells no state', attached({ state: null }), toHub],
    ['leaves by an attachment that is gone', attached({ state: 'deleted' }), noTable],
    ['leaves by another gateway than the attachment', attached({ transitGatewayId: 'tgw-0' as never }), noTable],
    [
      'leaves by an attachment nobody read',
      unread({ ...central(), transitGatewayAttachments: [] }, attachments),
      denied('ec2:DescribeTransitGatewayAttachments'),
    ],
    [
      'meets routes of an owner nobody tells',
      attached({ transitGatewayOwnerId: null }, silent),
      unknown(`the routes of ${core} are readable to its owner only, which is not told`),
    ],
    [
      'meets routes of an owner nobody scanned',
      attached({ transitGatewayOwnerId: thirdAccount as never }, silent),
      unknown(`the routes of ${core} are readable to its owner only, 7777 8888 9999, which was not scanned`),
    ],
    [
      'meets routes that the owner may not read',
      unread(central(), { operation: 'SearchTransitGatewayRoutes' }),
      unknown('ec2:SearchTransitGatewayRoutes was denied in 4444 5555 6666 / eu-central-1'),
    ],
    ['meets no route', silent, none],
    ['meets a route that leads nowhere', routes({ state: 'blackhole' }), none],
    ['meets routes to other blocks alone', routes({ destination: '10.0.0.0/8' }), none],
    ['meets a route to no attachment', routes({ attachments: [] }), none],
    ['meets a route to a VPN', routes({ attachments: [end('vpn-1', 'vpn')] }), none],
    ['meets a route to a VPN and a VPC', routes({ attachments: [end('vpn-1', 'vpn'), end(hub, 'vpc')] }), toHub],
    ['is led back to where it came from', routes({ attachments: [end(shop, 'vpc')] }), none],
    [
      'leads to a VPC nobody read',
      routes({ attachments: [end('vpc-0gone', 'vpc')] }),
      unknown(`vpc-0gone, to which ${core} sends 0.0.0.0/0, was not read`),
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(led(snapshot)).toEqual(expected);
  });
});

describe('a VPC with a transit gateway', () => {
  const quiet = { tiers: [tier('app', 'az1', { routes: [toTransitGateway('core')] })] };
  const carrying = (spoke: Partial<VpcDescription>, change: (snapshot: Snapshot) => Snapshot = (same) => same) => {
    return change(central(spoke));
  };
  const interfaces = { operation: 'DescribeNetworkInterfaces', accountId: consumerAccount };
  const detached = (snapshot: Snapshot): Snapshot => ({ ...snapshot, transitGatewayAttachments: [] });

  it.each([
    ['carries the traffic of others where nobody calls', carrying(quiet), 'yes'],
    ['does not where somebody calls', carrying({}), 'no'],
    ['may where nobody could read who calls', carrying(quiet, (one) => unread(one, interfaces)), 'unknown'],
    ['may where a participant of it was not read', carrying(quiet, (one) => shared(one)), 'unknown'],
    ['is told by its routes alone', carrying(quiet, detached), 'yes'],
    ['is told by one route table of two', carrying({ tiers: [...quiet.tiers, tier('rest', 'az2', { routes: [] })] }, detached), 'yes'],
    ['is told by its attachment alone', carrying({ tiers: [tier('app', 'az1', { routes: [] })] }), 'yes'],
    ['is none without either', carrying({ tiers: [tier('app', 'az1', { routes: [toNat('n')] })] }, detached), 'no'],
  ] as const)('%s', (_what, snapshot, expected) => {
    const { topology, node } = nodeOf(snapshot);
    expect(isTransitOnly(topology, node)).toBe(expected);
  });

  function shared(snapshot: Snapshot): Snapshot {
    return altered(snapshot, 'subnets', (one) => ({ ...one, participants: [thirdAccount as never] }));
  }

  it('has the attachments that are in use, in order', () => {
    const [own] = central().transitGatewayAttachments.filter((one) => one.resourceId === shop);
    if (own === undefined) throw new Error('no attachment');
    const states = [null, 'available', 'pending', 'deleted'].map((state, at) => ({
      ...own,
      state,
      transitGatewayAttachmentId: `tgw-attach-${9 - at}` as never,
    }));
    const { topology, node } = nodeOf({ ...central(), transitGatewayAttachments: states });
    expect(attachmentsOf(topology, node).map((one) => one.transitGatewayAttachmentId)).toEqual(['tgw-attach-8', 'tgw-attach-9']);
  });

  it('has the tables whose default route leads there, each once', () => {
    const tiers = [tier('b', 'az1 az2', { routes: [toTransitGateway('core')] }), tier('a', 'az1', { routes: [toTransitGateway('core')] })];
    const { node } = nodeOf(central({ tiers: [...tiers, tier('c', 'az1', { routes: [toTransitGateway('core', '10.0.0.0/8')] })] }));
    const wanted = [routeTableIdOf('shop-a'), routeTableIdOf('shop-b')];
    expect(tablesBehindTransit(node).map((table) => table.routeTableId)).toEqual(wanted.toSorted());
  });
});

describe('a public NAT gateway', () => {
  const withNat = (nats: VpcDescription['nats'], state = 'available') =>
    hasPublicNat(nodeOf(altered(oneVpc({ nats: nats ?? [] }), 'natGateways', (one) => ({ ...one, state }))).node);

  it('is one that works and is not private', () => {
    expect([
      withNat([zonalNat('n', 'az1')]),
      withNat([zonalNat('n', 'az1')], 'deleted'),
      withNat([privateNat('n', 'az1')]),
      withNat([privateNat('n', 'az1'), zonalNat('m', 'az1')]),
      withNat([]),
    ]).toEqual([true, false, false, true, false]);
  });
});
