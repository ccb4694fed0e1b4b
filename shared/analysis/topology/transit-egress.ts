/** What a transit gateway does with a default route: its own route table decides, where it could be read. */
import type { VpcId } from '#shared/base/ids.ts';
import type { TransitGatewayAttachment } from '#shared/model/transit.ts';
import type { SubnetNode, Topology } from './topology.ts';

/** The way out of a subnet, with its reason. */
export interface EgressPath {
  readonly how: 'nat' | 'hub-egress' | 'public' | 'none' | 'unknown';
  readonly via: string | null;
  readonly because: string;
}

/**
 * The way out over a transit gateway. Only its owner can read the gateway's
 * routes: where nobody did, the subnet's route alone speaks. `follow` goes on
 * from a subnet of the VPC it leads to; `null` where that would go in circles.
 */
export function throughTransit(
  topology: Topology,
  subnet: SubnetNode,
  route: string,
  follow: (onward: SubnetNode) => EgressPath | null,
): EgressPath {
  const via = subnet.egressTarget;
  const open: EgressPath = { how: 'hub-egress', via, because: route };
  const own = attachmentOf(topology, subnet);
  const tableId = own?.associatedRouteTableId ?? null;
  if (own === undefined || tableId === null) return open;
  const routes = topology.index.having('transitGatewayRoutes', 'transitGatewayRouteTableId', tableId);
  const owner = own.transitGatewayOwnerId ?? own.readBy;
  if (routes.length === 0 && !topology.index.coverage.isRead(owner, own.region, 'SearchTransitGatewayRoutes')) return open;
  const onward = routes.find((one) => one.destination === '0.0.0.0/0');
  if (onward === undefined || onward.state === 'blackhole')
    return { how: 'none', via: null, because: `${route}, whose route table ${tableId} has no 0.0.0.0/0 that works` };
  const hubId = onward.attachments.find((one) => one.resourceType === 'vpc')?.resourceId ?? null;
  const ends = hubId === null ? [] : endsIn(topology, hubId as VpcId, via).map(follow);
  const isDead = ends.length > 0 && ends.every((end) => end?.how === 'none');
  if (isDead) return { how: 'none', via: null, because: `${route}, on to ${hubId ?? 'a VPC'}: ${ends[0]?.because ?? ''}` };
  return hubId === null ? open : { ...open, because: `${route}, on to ${hubId}` };
}

function attachmentOf(topology: Topology, { subnet, egressTarget }: SubnetNode): TransitGatewayAttachment | undefined {
  return topology.index
    .having('transitGatewayAttachments', 'resourceId', subnet.vpcId)
    .find((one) => one.transitGatewayId === egressTarget && (one.state === null || one.state === 'available'));
}

/** The subnets of the hub that the gateway hands traffic to; none where nobody read them. */
function endsIn(topology: Topology, hubId: VpcId, transitGatewayId: string | null): readonly SubnetNode[] {
  const hub = topology.vpcNode(hubId);
  const attachment = topology.index
    .having('transitGatewayAttachments', 'resourceId', hubId)
    .find((one) => one.transitGatewayId === transitGatewayId);
  const subnetIds = attachment?.subnetIds ?? [];
  return hub === undefined
    ? []
    : hub.subnets.filter((node) => subnetIds.includes(node.subnet.subnetId) && node.egress !== 'transit-gateway');
}
