/** The lanes of a VPC: one per zone with subnets, in the order of zone IDs; zones nobody could tell come last. */
import type { ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { NatGatewayNode, SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { LayoutContext } from './context.ts';
import type { Lane } from './lane.ts';

/** At least one lane for a VPC whose endpoints stand somewhere, even where its subnets could not be read. */
export function lanesOf(context: LayoutContext, vpc: VpcNode): readonly Lane[] {
  const known = context.lanes.get(vpc);
  if (known !== undefined) return known;
  const lanes = computeLanes(context, vpc);
  context.lanes.set(vpc, lanes);
  return lanes;
}

function computeLanes(context: LayoutContext, vpc: VpcNode): readonly Lane[] {
  const bySubnet = groupBy(vpc.subnets, (subnet) => subnet.zoneId);
  const zones = new Set<ZoneId | null>(bySubnet.keys());
  for (const endpoint of vpc.endpoints) for (const zone of endpoint.zones?.zones ?? []) zones.add(zone);
  const nats = groupBy(zonalNatGateways(vpc), (node) => node.zones?.zones[0] ?? null);
  for (const zone of nats.keys()) zones.add(zone);
  const lanes = [...zones].map((zoneId) => lane(context, vpc, zoneId, bySubnet.get(zoneId) ?? [], nats.get(zoneId) ?? []));
  return sortedBy(lanes, (item) => [item.zoneId === null ? '2' : item.isAvailabilityZone ? '0' : '1', item.title]);
}

/** NAT gateways that stand in one zone and still forward. */
export function zonalNatGateways(vpc: VpcNode): readonly NatGatewayNode[] {
  return vpc.natGateways.filter((node) => node.natGateway.availabilityMode !== 'regional' && isLiveNatGateway(node.natGateway));
}

/** NAT gateways that span the VPC. */
export function regionalNatGateways(vpc: VpcNode): readonly NatGatewayNode[] {
  return vpc.natGateways.filter((node) => node.natGateway.availabilityMode === 'regional' && isLiveNatGateway(node.natGateway));
}

function lane(
  context: LayoutContext,
  { vpc }: VpcNode,
  zoneId: ZoneId | null,
  subnets: readonly SubnetNode[],
  natGateways: readonly NatGatewayNode[],
): Lane {
  const place = subnets[0]?.place ?? 'availability-zone';
  const isAvailabilityZone = zoneId !== null && (place === 'availability-zone' || place === 'outpost');
  const names = [...new Set(subnets.map((subnet) => subnet.subnet.zoneName))];
  const name = zoneId === null ? (names[0] ?? null) : context.zoneNameOf(vpc.accountId, vpc.region, zoneId);
  return {
    zoneId,
    title: zoneId ?? 'zone unknown',
    subtitle: isAvailabilityZone || zoneId === null ? name : place.replace('-', ' '),
    isAvailabilityZone,
    subnets: sortedBy(subnets, (subnet) => [subnet.subnet.name ?? '~', subnet.subnet.subnetId]),
    natGateways,
  };
}
