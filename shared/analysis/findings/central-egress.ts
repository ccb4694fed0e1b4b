/** Where the default route of a VPC leads when it leaves through a transit gateway: the hub whose NAT gateways carry its traffic. */
import type { VpcId } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { RouteTable } from '#shared/model/route-table.ts';
import type { TransitGatewayAttachment } from '#shared/model/transit.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { spacedAccount, whyUnread } from '#shared/analysis/topology/unread.ts';
import type { RuleContext } from './rule.ts';

/** `none`: the VPC does not leave through a transit gateway, or not towards a VPC. */
export type CentralEgress =
  | { readonly kind: 'hub'; readonly hub: VpcNode; readonly transitGatewayId: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly because: string };

const none: CentralEgress = { kind: 'none' };

/** Follows 0.0.0.0/0 from the VPC over its attachment and the route table of the transit gateway. */
export function centralEgressOf(topology: Topology, vpc: VpcNode): CentralEgress {
  return egressByVpc(topology)(vpc);
}

const egressByVpc = remembered((topology: Topology) => rememberedWithin((vpc: VpcNode) => followOut(topology, vpc)));

function followOut(topology: Topology, vpc: VpcNode): CentralEgress {
  const [first] = sortedBy(
    vpc.subnets.filter((node) => node.egress === 'transit-gateway'),
    (node) => node.egressTarget ?? '',
  );
  const transitGatewayId = first?.egressTarget;
  const { accountId, region } = vpc.vpc;
  if (transitGatewayId === undefined || transitGatewayId === null) {
    if (attachmentsOf(topology, vpc).length === 0) return none;
    const unread =
      whyUnread(topology.index, accountId, region, 'DescribeRouteTables') ??
      whyUnread(topology.index, accountId, region, 'DescribeSubnets');
    return unread === null ? none : unknownEgress(unread);
  }
  const attachment = attachmentsOf(topology, vpc).find((one) => one.transitGatewayId === transitGatewayId);
  const tableId = attachment?.associatedRouteTableId ?? null;
  if (attachment === undefined || tableId === null)
    return unknownEgress(
      whyUnread(topology.index, accountId, region, 'DescribeTransitGatewayAttachments') ??
        `the route table of ${transitGatewayId} for ${vpc.vpc.vpcId} is not told`,
    );
  const routes = topology.index.having('transitGatewayRoutes', 'transitGatewayRouteTableId', tableId);
  if (routes.length === 0) {
    const owner = attachment.transitGatewayOwnerId;
    if (owner === null || !topology.index.coverage.isAccountScanned(owner))
      return unknownEgress(
        `the routes of ${transitGatewayId} are readable to its owner only, ${owner === null ? 'which is not told' : `${spacedAccount(owner)}, which was not scanned`}`,
      );
    const missing = whyUnread(topology.index, owner, region, 'SearchTransitGatewayRoutes');
    return missing === null ? none : unknownEgress(missing);
  }
  const onward = routes.find((route) => route.destination === '0.0.0.0/0' && route.state !== 'blackhole');
  const target = onward?.attachments.find((one) => one.resourceType === 'vpc')?.resourceId ?? null;
  if (target === null || target === vpc.vpc.vpcId) return none;
  const hub = topology.vpcNode(target as VpcId);
  return hub === undefined
    ? unknownEgress(`${target}, to which ${transitGatewayId} sends 0.0.0.0/0, was not read`)
    : { kind: 'hub', hub, transitGatewayId };
}

/** Whether a VPC has a public NAT gateway that works. */
export function hasPublicNat(vpc: VpcNode): boolean {
  return vpc.natGateways.some(({ natGateway }) => isLiveNatGateway(natGateway) && natGateway.connectivityType !== 'private');
}

/**
 * Whether a VPC only carries the traffic of others: it has a transit gateway and
 * no caller of its own. Gateway endpoints in it would serve nobody. `unknown`
 * where it has a transit gateway and nobody could read who calls.
 */
export function isTransitOnly(topology: Topology, vpc: VpcNode): 'yes' | 'no' | 'unknown' {
  const { callers } = vpc;
  const isSeen = callers.from === 'interfaces';
  if (isSeen && callers.zones.zones.length > 0) return 'no';
  const isRouted = topology.index
    .inVpc('routeTables', vpc.vpc.vpcId)
    .some((table) => table.routes.some((route) => route.targetKind === 'transit-gateway'));
  if (!isRouted && attachmentsOf(topology, vpc).length === 0) return 'no';
  return isSeen && callers.zones.confidence !== 'unknown' ? 'yes' : 'unknown';
}

/** Why nobody knows whether a VPC has callers. */
export function whoCalls(context: RuleContext, { vpc }: VpcNode): string {
  return (
    context.missing(vpc.accountId, vpc.region, ['DescribeNetworkInterfaces', 'DescribeSubnets']) ??
    'not every account that shares the VPC was read, so callers may be missing'
  );
}

/** Live attachments of a VPC to transit gateways, in order. */
export function attachmentsOf(topology: Topology, vpc: VpcNode): readonly TransitGatewayAttachment[] {
  const all = topology.index.having('transitGatewayAttachments', 'resourceId', vpc.vpc.vpcId);
  return sortedBy(
    all.filter((one) => one.state === null || one.state === 'available'),
    (one) => one.transitGatewayAttachmentId,
  );
}

/** Tables of subnets whose default route leads to a transit gateway, each once. */
export function tablesBehindTransit(vpc: VpcNode): readonly RouteTable[] {
  const tables = vpc.subnets.flatMap((node) => (node.egress === 'transit-gateway' && node.routeTable !== null ? [node.routeTable] : []));
  return sortedBy(new Set(tables), (table) => table.routeTableId);
}

function unknownEgress(because: string): CentralEgress {
  return { kind: 'unknown', because };
}
