/** Whether routes lead from a subnet to an endpoint in another VPC, and back. */
import type { VpcId } from '#shared/base/ids.ts';
import type { Route } from '#shared/model/route-table.ts';
import { endOf } from './egress-path.ts';
import { routeFor } from './route-match.ts';
import type { EndpointNode, SubnetNode, Topology } from './topology.ts';

/** The most specific route decides on both sides; one subnet of the endpoint that is reached both ways is enough. */
export function hasRoute(topology: Topology, subnet: SubnetNode, node: EndpointNode): boolean {
  const hub = node.endpoint.vpcId === null ? undefined : topology.vpcNode(node.endpoint.vpcId);
  if (hub === undefined) return false;
  const { blocks } = endOf(subnet);
  return hub.subnets.some(
    (home) =>
      node.endpoint.subnetIds.includes(home.subnet.subnetId) &&
      leadsTo(topology, subnet, endOf(home).blocks, hub.vpc.vpcId) &&
      leadsTo(topology, home, blocks, subnet.subnet.vpcId),
  );
}

function leadsTo(topology: Topology, from: SubnetNode, blocks: readonly string[], vpcId: VpcId): boolean {
  const table = from.routeTable;
  if (table === null) return false;
  return blocks.some((block) => {
    const route = routeFor(topology.index, table, block);
    return route !== undefined && route.state !== 'blackhole' && connects(topology, route, vpcId);
  });
}

/** A transit gateway may lead anywhere; a peering connection leads to its two VPCs only. */
function connects(topology: Topology, route: Route, vpcId: VpcId): boolean {
  if (route.targetKind === 'transit-gateway') return true;
  if (route.targetKind !== 'peering') return false;
  const peering = topology.index.find('peeringConnections', route.target);
  return peering === undefined || peering.requester.vpcId === vpcId || peering.accepter.vpcId === vpcId;
}
