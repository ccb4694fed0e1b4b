import type { SubnetId } from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import { destinationsOf } from './route-match.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { EgressKind, SubnetNode } from './topology.ts';

/** The table that serves a subnet: its own, else the main table of the VPC; `null` where neither was read. */
export function effectiveRouteTable(subnetId: SubnetId, tables: readonly RouteTable[]): RouteTable | null {
  return tables.find((table) => table.subnetIds.includes(subnetId)) ?? tables.find((table) => table.isMain) ?? null;
}

/**
 * The IPv4 default route, if there is one that works. Two halves of the address
 * space with one target are a default route too, and more specific than 0.0.0.0/0.
 */
export function defaultRoute(index: SnapshotIndex, table: RouteTable): Route | undefined {
  const lists = table.routes.filter(isCustomerList);
  // A written route before the prefix list of a customer that holds exactly this block.
  const routeOf = (block: string): Route | undefined =>
    table.routes.find((route) => route.destination === block) ??
    lists.find((route) => (destinationsOf(index, table, route) ?? []).includes(block));
  const lower = routeOf('0.0.0.0/1');
  const route = lower !== undefined && lower.target === routeOf('128.0.0.0/1')?.target ? lower : routeOf('0.0.0.0/0');
  return route?.state === 'blackhole' ? undefined : route;
}

/** Prefix lists of gateway endpoints hold the addresses of one service, never all. */
function isCustomerList(route: Route): boolean {
  return route.destinationKind === 'prefix-list' && !route.target.startsWith('vpce-');
}

export interface Egress {
  readonly kind: EgressKind;
  readonly target: string | null;
}

/** Where a table sends what it does not know: `unknown` where it may be what a prefix list says that nobody read. */
export function egressOf(index: SnapshotIndex, table: RouteTable | null): Egress {
  if (table === null) return { kind: 'unknown', target: null };
  const route = defaultRoute(index, table);
  if (route !== undefined) return { kind: egressOfRoute(route), target: route.target };
  return { kind: openList(index, table) === null ? 'none' : 'unknown', target: null };
}

/** The prefix list of a working route of which nobody knows whether it holds every address. */
export function openList(index: SnapshotIndex, table: RouteTable): string | null {
  return openRoutes(index, table)[0]?.destination ?? null;
}

/** Working routes to prefix lists that nobody read: they may be about any address. */
export function openRoutes(index: SnapshotIndex, table: RouteTable): readonly Route[] {
  return table.routes.filter(
    (route) => isCustomerList(route) && route.state !== 'blackhole' && destinationsOf(index, table, route) === null,
  );
}

/** Routes of gateway endpoints: prefix lists that lead to `vpce-…`. */
export function gatewayEndpointRoutes(table: RouteTable): readonly Route[] {
  return table.routes.filter((route) => route.destinationKind === 'prefix-list' && route.target.startsWith('vpce-'));
}

/** The gateway endpoints that a table leads to, as far as their routes work. */
export function gatewayEndpointTargets(table: RouteTable): readonly string[] {
  return gatewayEndpointRoutes(table)
    .filter((route) => route.state !== 'blackhole')
    .map((route) => route.target);
}

/** A subnet with its zone, its place and its effective routing. */
export function subnetNode(
  index: SnapshotIndex,
  subnet: Subnet,
  table: RouteTable | null,
  egress: Egress,
  callers: number | null,
): SubnetNode {
  const zone = index.zone(subnet);
  return {
    subnet,
    zoneId: zone.zoneId,
    zoneConfidence: zone.confidence,
    place: placeOf(index, subnet, zone.zoneId),
    routeTable: table,
    egress: egress.kind,
    egressTarget: egress.target,
    callers,
  };
}

/** Subnets on an Outpost or in a Local Zone hold no endpoints and take no part in zone rules. */
function placeOf(index: SnapshotIndex, subnet: RecordOf<'subnets'>, zoneId: SubnetNode['zoneId']): string {
  if (subnet.outpostArn !== null) return 'outpost';
  if (zoneId === null) return 'availability-zone';
  return index.zoneRecord(subnet.region, zoneId, subnet.readBy)?.zoneType ?? typeByShape(zoneId);
}

/** Where nobody read the zones, the ID tells: `use1-az4` is an Availability Zone, `use1-bos1-az1` a Local Zone, `use1-wl1-bos-wlz1` a Wavelength Zone. */
function typeByShape(zoneId: string): string {
  if (/-wlz\d+$/.test(zoneId)) return 'wavelength-zone';
  return /^[a-z]+\d+-.+-az\d+$/.test(zoneId) ? 'local-zone' : 'availability-zone';
}

const egressKinds: { readonly [Kind in Route['targetKind']]?: EgressKind } = {
  'nat-gateway': 'nat-gateway',
  'transit-gateway': 'transit-gateway',
  peering: 'peering',
};

/** What a default route leads to. */
export function egressOfRoute(route: Route): EgressKind {
  if (route.targetKind !== 'gateway') return egressKinds[route.targetKind] ?? 'other';
  if (route.target.startsWith('igw-')) return 'internet-gateway';
  return route.target.startsWith('vpce-') ? 'gateway-load-balancer-endpoint' : 'other';
}
