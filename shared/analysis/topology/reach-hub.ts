/** Whether routes lead from a subnet to an endpoint in another VPC, and back. */
import { ipv4Block } from '#shared/base/cidr.ts';
import type { TransitGatewayRouteTableId, VpcId } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { Route } from '#shared/model/route-table.ts';
import { endOf } from './egress-path.ts';
import { prefixLength, routeFor } from './route-match.ts';
import { openRoutes } from './routing.ts';
import type { EndpointNode, SubnetNode, Topology } from './topology.ts';

/** `unknown` where the VPC, a subnet, its blocks or a route table on the way was not read, and what was read rules nothing out. */
export type Routed = 'yes' | 'no' | 'unknown';

/** The most specific route decides on both sides; one subnet of the endpoint that is reached both ways is enough. */
export function routedTo(topology: Topology, subnet: SubnetNode, node: EndpointNode): Routed {
  const known = ways(topology)(subnet);
  let best: Routed = 'no';
  for (const home of homesOf(topology)(node)) {
    const way = home === undefined ? leadsTo(topology, subnet, [], node.endpoint.vpcId) : known(home);
    if (way === 'yes') return way;
    if (way === 'unknown') best = way;
  }
  return best;
}

/** The subnets that an endpoint stands in; `undefined` for each that nobody read. */
const homesOf = remembered((topology: Topology) =>
  rememberedWithin(({ endpoint }: EndpointNode): readonly (SubnetNode | undefined)[] => {
    const hub = endpoint.vpcId === null ? undefined : topology.vpcNode(endpoint.vpcId);
    return endpoint.subnetIds.map((subnetId) => hub?.subnets.find((node) => node.subnet.subnetId === subnetId));
  }),
);

/** There and back between two subnets: the endpoints of a hub mostly share theirs, and every spoke asks for each of them. */
const ways = remembered((topology: Topology) =>
  rememberedWithin((subnet: SubnetNode) =>
    rememberedWithin((home: SubnetNode): Routed => {
      const there = leadsTo(topology, subnet, endOf(home).blocks, home.subnet.vpcId);
      if (there === 'no') return there;
      const back = leadsTo(topology, home, endOf(subnet).blocks, subnet.subnet.vpcId);
      return there === 'yes' ? back : back === 'no' ? 'no' : 'unknown';
    }),
  ),
);

/** Without blocks to look up, any route that may lead to the VPC leaves it open; so does one to a prefix list that nobody read. */
function leadsTo(topology: Topology, from: SubnetNode, blocks: readonly string[], vpcId: VpcId | null): Routed {
  const table = from.routeTable;
  if (table === null) return 'unknown';
  const works = (route: Route | undefined, block: string | null): boolean =>
    route !== undefined && route.state !== 'blackhole' && connects(topology, route, from.subnet.vpcId, block, vpcId);
  if (blocks.length === 0) return table.routes.some((route) => works(route, null)) ? 'unknown' : 'no';
  if (blocks.some((block) => works(routeFor(topology.index, table, block), block))) return 'yes';
  return openRoutes(topology.index, table).some((route) => works(route, null)) ? 'unknown' : 'no';
}

/** A peering connection leads to its two VPCs only; a transit gateway where its own routes lead, and anywhere as far as nobody read those. */
function connects(topology: Topology, route: Route, from: VpcId, block: string | null, vpcId: VpcId | null): boolean {
  if (route.targetKind === 'transit-gateway')
    return block === null || vpcId === null || transitLeadsTo(topology, from, route.target, block, vpcId);
  if (route.targetKind !== 'peering') return false;
  const peering = topology.index.find('peeringConnections', route.target);
  return peering === undefined || vpcId === null || peering.requester.vpcId === vpcId || peering.accepter.vpcId === vpcId;
}

/** The table that the sender's attachment is associated with decides; where nobody could read it, it may lead anywhere. */
function transitLeadsTo(topology: Topology, from: VpcId, transitGatewayId: string, block: string, vpcId: VpcId): boolean {
  const { index } = topology;
  const attachments = index.having('transitGatewayAttachments', 'resourceId', from);
  const own = attachments.find((one) => one.transitGatewayId === transitGatewayId && (one.state === null || one.state === 'available'));
  const tableId = own?.associatedRouteTableId ?? null;
  if (own === undefined || tableId === null) return true;
  if (!index.coverage.isRead(own.transitGatewayOwnerId ?? own.readBy, own.region, 'SearchTransitGatewayRoutes')) return true;
  const table = transitTables(topology)(tableId);
  const route = mostSpecific(table, block);
  // What a prefix list holds is not known here, and IPv6 is not looked up.
  if (route === undefined) return table.isPartly || ipv4Block(block) === null;
  return route.state !== 'blackhole' && (route.attachments.length === 0 || route.attachments.some((one) => endsIn(one, vpcId)));
}

/** Beyond a peered gateway or an appliance there may be the VPC, beyond a line to somebody's own premises there is none. */
function endsIn({ resourceType, resourceId }: TransitRoute['attachments'][number], vpcId: VpcId): boolean {
  if (resourceType === 'vpc') return resourceId === vpcId;
  return resourceType !== 'vpn' && resourceType !== 'direct-connect-gateway';
}

type TransitRoute = RecordOf<'transitGatewayRoutes'>;

/** The routes of a table by first address and prefix length: large hubs have thousands, and every spoke asks. */
interface TransitTable {
  readonly routes: ReadonlyMap<string, TransitRoute>;
  /** The prefix lengths there are, the most specific first. */
  readonly lengths: readonly number[];
  readonly isPartly: boolean;
}

const transitTables = remembered(({ index }: Topology) =>
  rememberedWithin((tableId: TransitGatewayRouteTableId) =>
    transitTable(index.having('transitGatewayRoutes', 'transitGatewayRouteTableId', tableId)),
  ),
);

function transitTable(routes: readonly TransitRoute[]): TransitTable {
  const blocks = routes.flatMap((route): [string, TransitRoute][] => {
    const block = ipv4Block(route.destination);
    return block === null ? [] : [[`${block.first}/${prefixLength(route.destination)}`, route]];
  });
  const lengths = new Set(blocks.map(([, route]) => prefixLength(route.destination)));
  return {
    routes: new Map(blocks),
    lengths: [...lengths].sort((a, b) => b - a),
    isPartly: routes.some(({ destination }) => destination.startsWith('pl-')),
  };
}

function mostSpecific({ routes, lengths }: TransitTable, text: string): TransitRoute | undefined {
  const block = ipv4Block(text);
  if (block === null) return undefined;
  const own = prefixLength(text);
  for (const length of lengths) {
    if (length > own) continue;
    const size = 2 ** (32 - length);
    const route = routes.get(`${Math.floor(block.first / size) * size}/${length}`);
    if (route !== undefined) return route;
  }
  return undefined;
}
