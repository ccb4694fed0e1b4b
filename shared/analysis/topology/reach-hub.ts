/** Whether routes lead from a subnet to an endpoint in another VPC, and back. */
import type { VpcId } from '#shared/base/ids.ts';
import type { Route } from '#shared/model/route-table.ts';
import { endOf } from './egress-path.ts';
import { routeFor } from './route-match.ts';
import type { EndpointNode, SubnetNode, Topology } from './topology.ts';

/** `unknown` where the VPC, a subnet, its blocks or a route table on the way was not read, and what was read rules nothing out. */
export type Routed = 'yes' | 'no' | 'unknown';

/** The most specific route decides on both sides; one subnet of the endpoint that is reached both ways is enough. */
export function routedTo(topology: Topology, subnet: SubnetNode, { endpoint }: EndpointNode): Routed {
  const { vpcId, subnetIds } = endpoint;
  const hub = vpcId === null ? undefined : topology.vpcNode(vpcId);
  const ways = subnetIds.map((subnetId): Routed => {
    const home = hub?.subnets.find((node) => node.subnet.subnetId === subnetId);
    const there = leadsTo(topology, subnet, home === undefined ? [] : endOf(home).blocks, vpcId);
    if (home === undefined || there === 'no') return there;
    const back = leadsTo(topology, home, endOf(subnet).blocks, subnet.subnet.vpcId);
    return there === 'yes' ? back : back === 'no' ? 'no' : 'unknown';
  });
  return ways.find((way) => way === 'yes') ?? ways.find((way) => way === 'unknown') ?? 'no';
}

/** Without blocks to look up, any route that may lead to the VPC leaves it open. */
function leadsTo(topology: Topology, from: SubnetNode, blocks: readonly string[], vpcId: VpcId | null): Routed {
  const table = from.routeTable;
  if (table === null) return 'unknown';
  const works = (route: Route | undefined): boolean =>
    route !== undefined && route.state !== 'blackhole' && connects(topology, route, vpcId);
  if (blocks.length === 0) return table.routes.some(works) ? 'unknown' : 'no';
  return blocks.some((block) => works(routeFor(topology.index, table, block))) ? 'yes' : 'no';
}

/** A transit gateway may lead anywhere; a peering connection leads to its two VPCs only. */
function connects(topology: Topology, route: Route, vpcId: VpcId | null): boolean {
  if (route.targetKind === 'transit-gateway') return true;
  if (route.targetKind !== 'peering') return false;
  const peering = topology.index.find('peeringConnections', route.target);
  return peering === undefined || vpcId === null || peering.requester.vpcId === vpcId || peering.accepter.vpcId === vpcId;
}
