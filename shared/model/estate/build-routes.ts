/** Route tables of a made-up VPC. */
import type { RouteTableId } from '#shared/base/ids.ts';
import type { Route, RouteTable } from '../route-table.ts';
import { egressOnlyGatewayIdOf, internetGatewayIdOf } from './build-vpc.ts';
import type { RouteDescription, TierDescription } from './describe.ts';
import type { EndpointDescription } from './describe-vpc.ts';
import {
  endpointIdOf,
  natGatewayIdOf,
  networkInterfaceIdOf,
  peeringIdOf,
  prefixListIdOf,
  routeTableIdOf,
  transitGatewayIdOf,
  zoneIdOf,
} from './names.ts';
import { endpointName, participantPlace, type Plot } from './plot.ts';
import { origin, type Place } from './site.ts';

/** Gives the snapshot the VPC's tables: the main one, one per tier, or one per zone of a tier. Participants see them too. */
export function buildRouteTables(plot: Plot, places: readonly Place[]): void {
  const tables = [mainTable(plot), ...(plot.description.tiers ?? []).flatMap((tier) => tierTables(plot, tier)), ...regionalNatTables(plot)];
  plot.site.see(plot.place, 'routeTables', tables);
  for (const accountId of plot.description.participants ?? []) {
    const participant = participantPlace(plot, places, accountId);
    if (participant === undefined) continue;
    plot.site.see(
      participant,
      'routeTables',
      tables.map((table) => ({ ...table, readBy: participant.accountId })),
    );
  }
}

/** The route tables that a gateway endpoint serves: of tiers, `main`, or by their own names. */
export function tablesOf(plot: Plot, names: readonly string[]): RouteTableId[] {
  return names.flatMap((name) => {
    if (name === 'main') return [routeTableIdOf(`${plot.description.name}-main`)];
    const tier = plot.description.tiers?.find((candidate) => candidate.name === name);
    if (tier === undefined) return [routeTableIdOf(name)];
    return tableNames(plot, tier).map(routeTableIdOf);
  });
}

function tableNames(plot: Plot, tier: TierDescription): string[] {
  const prefix = `${plot.description.name}-${tier.name}`;
  if (tier.routes === undefined) return [];
  return typeof tier.routes === 'function' ? tier.zones.map((zone) => `${prefix}-${zoneIdOf(plot.place.region, zone)}`) : [prefix];
}

function mainTable(plot: Plot): RouteTable {
  return table(plot, `${plot.description.name}-main`, plot.description.mainRoutes ?? [], { isMain: true });
}

function tierTables(plot: Plot, tier: TierDescription): RouteTable[] {
  const prefix = `${plot.description.name}-${tier.name}`;
  const subnets = plot.subnets.filter((subnet) => subnet.tier === tier);
  const { routes } = tier;
  if (routes === undefined) return [];
  if (typeof routes !== 'function') return [table(plot, prefix, routes, { subnetIds: subnets.map((subnet) => subnet.subnetId) })];
  return tier.zones.map((zone) => {
    const zoneId = zoneIdOf(plot.place.region, zone);
    const subnetIds = subnets.filter((subnet) => subnet.zoneId === zoneId).map((subnet) => subnet.subnetId);
    return table(plot, `${prefix}-${zoneId}`, routes(zone), { subnetIds });
  });
}

/** A regional NAT gateway has a table of its own that leads to the internet gateway. */
function regionalNatTables(plot: Plot): RouteTable[] {
  const regional = (plot.description.nats ?? []).filter((nat) => nat.mode === 'regional');
  return regional.map((nat) =>
    table(plot, `${nat.name}-nat`, [{ to: '0.0.0.0/0', via: 'internet', target: '', state: 'active' }], {
      gatewayIds: [natGatewayIdOf(nat.name)],
    }),
  );
}

function table(plot: Plot, name: string, routes: readonly RouteDescription[], rest: Partial<RouteTable>): RouteTable {
  const routeTableId = routeTableIdOf(name);
  const { cidr, moreCidrs } = plot.description;
  return {
    ...origin(plot.place),
    routeTableId,
    vpcId: plot.vpcId,
    name,
    isMain: false,
    subnetIds: [],
    gatewayIds: [],
    routes: [
      ...[cidr, ...(moreCidrs ?? [])].map((block) => route(block, 'gateway', 'local', 'CreateRouteTable')),
      ...routes.map((described) => describedRoute(plot, described)),
      ...gatewayEndpointRoutes(plot, routeTableId),
    ],
    tags: [{ key: 'Name', value: name }],
    ...rest,
  };
}

function route(destination: string, targetKind: Route['targetKind'], target: string, originOfRoute = 'CreateRoute'): Route {
  const destinationKind = destination.startsWith('pl-') ? 'prefix-list' : destination.includes(':') ? 'ipv6' : 'ipv4';
  return { destination, destinationKind, targetKind, target, state: 'active', origin: originOfRoute };
}

function describedRoute(plot: Plot, described: RouteDescription): Route {
  const [kind, target] = targetOf(plot, described);
  return { ...route(described.to, kind, target), state: described.state };
}

function targetOf(plot: Plot, { via, target }: RouteDescription): readonly [Route['targetKind'], string] {
  switch (via) {
    case 'internet':
      return ['gateway', internetGatewayIdOf(plot.description.name)];
    case 'egress-only':
      return ['egress-only-internet-gateway', egressOnlyGatewayIdOf(plot.description.name)];
    case 'nat':
      return ['nat-gateway', natGatewayIdOf(target)];
    case 'transit-gateway':
      return ['transit-gateway', transitGatewayIdOf(target)];
    case 'peering':
      return ['peering', peeringIdOf(target)];
    case 'endpoint':
      return ['gateway', endpointIdOf(target)];
    case 'network-interface':
      return ['network-interface', networkInterfaceIdOf(target)];
  }
}

/** AWS writes the routes of a gateway endpoint itself, towards the service's prefix list. */
function gatewayEndpointRoutes(plot: Plot, routeTableId: RouteTableId): Route[] {
  return (plot.description.endpoints ?? [])
    .filter((endpoint) => servesTable(plot, endpoint, routeTableId))
    .map((endpoint) =>
      route(prefixListIdOf(plot.place.region, endpoint.service ?? ''), 'gateway', endpointIdOf(endpointName(plot, endpoint))),
    );
}

function servesTable(plot: Plot, endpoint: EndpointDescription, routeTableId: RouteTableId): boolean {
  return endpoint.type === 'Gateway' && tablesOf(plot, endpoint.tables ?? []).includes(routeTableId);
}
