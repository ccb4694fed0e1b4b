/** VPCs that reach the internet through a NAT gateway in another VPC, over a transit gateway. */
import type { AccountId, Region, TransitGatewayId, VpcId } from '#shared/base/ids.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { SnapshotIndex } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';

export interface CentralEgress {
  readonly transitGatewayId: TransitGatewayId;
  /** The VPC with the NAT gateways; `null` where it could not be told. */
  readonly hub: VpcNode | null;
  /** Who pays the spoke's attachment. */
  readonly attachmentPayer: AccountId | null;
  readonly attachmentId: string | null;
}

/** Who uses whose NAT gateways; made once per comparison. */
export interface CentralEgressMap {
  readonly of: ReadonlyMap<VpcId, CentralEgress>;
  /** By hub: the spokes, sorted. */
  readonly spokes: ReadonlyMap<VpcId, readonly VpcId[]>;
}

export function centralEgressMap(topology: Topology): CentralEgressMap {
  const found = new Map<VpcId, CentralEgress>();
  const spokes = new Map<VpcId, VpcId[]>();
  for (const vpc of topology.vpcs) {
    const egress = centralEgressOf(topology, vpc);
    if (egress === null) continue;
    found.set(vpc.vpc.vpcId, egress);
    if (egress.hub === null) continue;
    const users = spokes.get(egress.hub.vpc.vpcId) ?? [];
    spokes.set(egress.hub.vpc.vpcId, sortedUnique([...users, vpc.vpc.vpcId]));
  }
  return { of: found, spokes };
}

/** The VPCs attached to a transit gateway in the VPC's Region, as far as anybody read. */
export function attachedVpcs(index: SnapshotIndex, transitGatewayId: TransitGatewayId): readonly VpcId[] {
  return sortedUnique(
    index
      .having('transitGatewayAttachments', 'transitGatewayId', transitGatewayId)
      .filter((attachment) => attachment.resourceType === 'vpc' && isLive(attachment.state))
      .flatMap((attachment) => (attachment.resourceId ?? []) as VpcId | []),
  );
}

/** The attachments of a VPC. */
export function attachmentsOf(index: SnapshotIndex, vpcId: VpcId) {
  return index
    .having('transitGatewayAttachments', 'resourceId', vpcId)
    .filter((attachment) => attachment.resourceType === 'vpc' && isLive(attachment.state));
}

function isLive(state: string | null): boolean {
  return state === null || !['deleted', 'deleting', 'failed', 'rejected'].includes(state.toLowerCase());
}

function centralEgressOf(topology: Topology, vpc: VpcNode): CentralEgress | null {
  const subnet = vpc.subnets.find((candidate) => candidate.egress === 'transit-gateway');
  if (subnet === undefined || subnet.egressTarget === null) return null;
  const transitGatewayId = subnet.egressTarget as TransitGatewayId;
  const attachment = attachmentsOf(topology.index, vpc.vpc.vpcId).find((candidate) => candidate.transitGatewayId === transitGatewayId);
  const candidates = attachedVpcs(topology.index, transitGatewayId)
    .filter((vpcId) => vpcId !== vpc.vpc.vpcId)
    .flatMap((vpcId) => topology.vpcNode(vpcId) ?? [])
    .filter((node) => node.vpc.region === vpc.vpc.region && hasPublicNat(node));
  const routed = candidates.filter((node) => receivesDefaultRoute(topology.index, transitGatewayId, node.vpc.vpcId));
  const hubs = routed.length > 0 ? routed : candidates;
  return {
    transitGatewayId,
    hub: hubs.length === 1 ? (hubs[0] ?? null) : null,
    attachmentPayer: attachment?.resourceOwnerId ?? vpc.vpc.accountId,
    attachmentId: attachment?.transitGatewayAttachmentId ?? null,
  };
}

function hasPublicNat(node: VpcNode): boolean {
  return node.natGateways.some(({ natGateway }) => isLiveNatGateway(natGateway) && natGateway.connectivityType !== 'private');
}

function receivesDefaultRoute(index: SnapshotIndex, transitGatewayId: TransitGatewayId, vpcId: VpcId): boolean {
  const tables = new Set(
    index.having('transitGatewayRouteTables', 'transitGatewayId', transitGatewayId).map((table) => table.transitGatewayRouteTableId),
  );
  return index
    .having('transitGatewayRoutes', 'destination', '0.0.0.0/0')
    .some(
      (route) =>
        tables.has(route.transitGatewayRouteTableId) &&
        route.state !== 'blackhole' &&
        route.attachments.some((attachment) => attachment.resourceId === vpcId),
    );
}

/** The VPC of a Region with most attachments, then most interface endpoints. */
export function bestConnectedVpc(topology: Topology, region: Region): VpcNode | null {
  const attached = topology.vpcs
    .filter((node) => node.vpc.region === region)
    .map((node) => ({ node, attachments: attachmentsOf(topology.index, node.vpc.vpcId).length }))
    .filter(({ attachments }) => attachments > 0);
  const most = Math.max(0, ...attached.map(({ attachments }) => attachments));
  const candidates = attached.filter(({ attachments }) => attachments === most).map(({ node }) => node);
  const interfaces = (node: VpcNode): number => node.endpoints.filter((each) => each.endpoint.vpcEndpointType === 'Interface').length;
  const richest = Math.max(0, ...candidates.map(interfaces));
  return (
    sortedBy(
      candidates.filter((node) => interfaces(node) === richest),
      (node) => node.vpc.vpcId,
    )[0] ?? null
  );
}
