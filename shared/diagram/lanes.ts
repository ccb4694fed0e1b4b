/** The lanes of a VPC: one per zone with subnets, in the order of zone IDs; zones nobody could tell come last. */
import type { ZoneId } from '#shared/base/ids.ts';
import { groupBy, nameKey, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { EndpointNode, NatGatewayNode, SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
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
  const ids = new Set<string>(gatesOf(vpc).map((node) => node.endpoint.vpcEndpointId));
  const gates = groupBy(gatesOf(vpc), (node) => node.zones?.zones[0] ?? null);
  const lanes = [...zones].map((zoneId) =>
    lane(context, vpc, zoneId, bySubnet.get(zoneId) ?? [], nats.get(zoneId) ?? [], gates.get(zoneId) ?? [], ids),
  );
  return sortedBy(lanes, (item) => [
    item.zoneId === null ? '2' : '0',
    item.parentZoneId ?? item.title,
    item.isAvailabilityZone ? '0' : '1',
    item.title,
  ]);
}

/** Endpoints of Gateway Load Balancers that a default route of the VPC leads through. */
function gatesOf(vpc: VpcNode): readonly EndpointNode[] {
  const targets = new Set(vpc.subnets.flatMap((subnet) => (subnet.egress === 'gateway-load-balancer-endpoint' ? subnet.egressTarget : [])));
  return vpc.endpoints.filter((node) => targets.has(node.endpoint.vpcEndpointId));
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
  gates: readonly EndpointNode[],
  gateIds: ReadonlySet<string>,
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
    subnets: sortedBy(subnets, (subnet) => [nameKey(subnet.subnet.name ?? '~'), subnet.subnet.subnetId]),
    parentZoneId: isAvailabilityZone || zoneId === null ? null : parentOf(context, vpc, zoneId),
    natGateways,
    gates,
    passesGate: subnets.some((node) => node.egressTarget !== null && gateIds.has(node.egressTarget)),
    transitGateways: sortedUnique(subnets.flatMap((node) => (node.egress === 'transit-gateway' ? (node.egressTarget ?? []) : []))),
    ipv6: ipv6Of(subnets),
  };
}

function parentOf(context: LayoutContext, { accountId, region }: VpcNode['vpc'], zoneId: ZoneId): ZoneId | null {
  return context.topology.index.zoneRecord(region, zoneId, accountId)?.parentZoneId ?? null;
}

/** The IPv6 default routes of some subnets. */
function ipv6Of(subnets: readonly SubnetNode[]): Lane['ipv6'] {
  const routes = subnets
    .flatMap((node) => node.routeTable?.routes ?? [])
    .filter((route) => route.destination === '::/0' && route.state !== 'blackhole');
  if (routes.length === 0) return null;
  if (routes.some((route) => route.targetKind === 'egress-only-internet-gateway')) return 'egress-only';
  return routes.some((route) => route.target.startsWith('igw-')) ? 'internet' : 'other';
}
