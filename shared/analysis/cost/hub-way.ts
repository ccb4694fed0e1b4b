/** Over what a VPC reaches an endpoint of another VPC today: a transit gateway bills each GB, a peering connection none within a zone. */
import type { VpcEndpointId, ZoneId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { endOf } from '#shared/analysis/topology/egress-path.ts';
import type { ReachRow } from '#shared/analysis/topology/reach.ts';
import { routeFor } from '#shared/analysis/topology/route-match.ts';
import type { EndpointNode, SubnetNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';

/**
 * The zones of the endpoints that a service is reached by over VPC peering;
 * `null` where some subnet takes a transit gateway, or nobody can tell.
 */
export function peeredZones(
  topology: Topology,
  vpc: VpcNode,
  rows: readonly ReachRow[],
  fromZone: ZoneId | null,
): readonly ZoneId[] | null {
  const subnets = new Map<string, SubnetNode>(vpc.subnets.map((subnet) => [subnet.subnet.subnetId, subnet]));
  const mine = rows.filter((row) => row.how === 'hub' && (fromZone === null || subnets.get(row.subnetId)?.zoneId === fromZone));
  const ways = mine.map((row) => {
    const subnet = subnets.get(row.subnetId);
    const endpoint = topology.endpointNode(row.via as VpcEndpointId);
    return subnet !== undefined && endpoint !== undefined && isOverPeering(topology, subnet, endpoint) ? endpoint : null;
  });
  if (ways.length === 0 || ways.includes(null)) return null;
  return sortedUnique(ways.flatMap((endpoint) => endpoint?.zones?.zones ?? []));
}

/** The most specific route to each subnet of the endpoint decides. */
function isOverPeering(topology: Topology, subnet: SubnetNode, { endpoint }: EndpointNode): boolean {
  const table = subnet.routeTable;
  const hub = endpoint.vpcId === null ? undefined : topology.vpcNode(endpoint.vpcId);
  if (table === null || hub === undefined) return false;
  const homes = hub.subnets.filter((node) => endpoint.subnetIds.includes(node.subnet.subnetId));
  const kinds = homes.flatMap((home) => endOf(home).blocks.map((block) => routeFor(topology.index, table, block)?.targetKind));
  return kinds.length > 0 && kinds.every((kind) => kind === 'peering');
}
