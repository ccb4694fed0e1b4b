/** What in a VPC costs something, as the cost model counts it. */
import type { AccountId, Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { EgressKind, EndpointNode, NatGatewayNode, SubnetNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { CentralEgress, CentralEgressMap } from './central-egress.ts';
import type { ServingZone } from './hosted-zones.ts';
import { transferPayer } from './transfer-payer.ts';
import { billsPerZone, mayBillPerZone, type NatMode } from './meters.ts';

export interface CostNat {
  readonly id: string;
  readonly vpcId: VpcId;
  readonly mode: NatMode;
  readonly isPublic: boolean;
  readonly payer: AccountId;
  /** The Region of its prices: the Local Zone's group where it stands in one. */
  readonly priceRegion: Region;
  /** `null` where they could not be told. */
  readonly zones: readonly ZoneId[] | null;
  /** Billed public addresses; `null` unknown. Addresses the customer brought cost nothing. */
  readonly addresses: number | null;
  /** The answer lists no address, and every public NAT gateway holds one per zone. */
  readonly isAddressCountAssumed: boolean;
  /** Whether its hours and GB are waived because AWS Network Firewall stands before it. */
  readonly isWaived: boolean;
  /** Zones of the subnets whose default route leads here; `null` for a subnet whose zone is unknown. */
  readonly servedZones: readonly (ZoneId | null)[];
}

export interface CostEndpoint {
  readonly id: string;
  readonly type: string;
  /** Short for AWS services, the full name for custom ones, the endpoint's own name where it names none. */
  readonly service: string;
  readonly payer: AccountId | null;
  /** Zones that bill; `null` where nobody could read the subnets. */
  readonly azs: number | null;
  /** Zones that may bill, where the price list does not say whether hours multiply; else `azs`. */
  readonly mostAzs?: number;
  readonly zones: readonly ZoneId[];
}

/** Something that the traffic to the NAT gateway passes first and that bills each GB. */
export interface UpstreamStage {
  readonly item: string;
  readonly resourceId: string | null;
  readonly payer: AccountId | null;
  /** Whether all traffic to the NAT passes it, or only that of some subnets. */
  readonly passes: 'all' | 'some';
}

export interface CostVpc {
  readonly node: VpcNode;
  readonly vpcId: VpcId;
  readonly region: Region;
  /** The owner pays NAT, endpoints, transit gateway and addresses, also in a shared VPC. */
  readonly owner: AccountId;
  /** Who pays inter-AZ transfer: in a shared VPC its participants; `null` where it is not told which of them. */
  readonly transferPayer: AccountId | null;
  /** Live ones, in the order of their ids. */
  readonly nats: readonly CostNat[];
  readonly endpoints: readonly CostEndpoint[];
  readonly upstream: readonly UpstreamStage[];
  /** Zones of AWS Network Firewall endpoints in the path; 0: none. */
  readonly firewallAzs: number;
  readonly centralEgress: CentralEgress | null;
  /** VPCs that use this one's NAT gateways over a transit gateway. */
  readonly spokes: readonly VpcId[];
  /** Private hosted zones that name its endpoints. */
  readonly hostedZones: readonly ServingZone[];
  /** Zones in which an endpoint could stand: those with a subnet that is in an Availability Zone. */
  readonly subnetZones: readonly ZoneId[];
  readonly callerZones: readonly ZoneId[];
}

export function costVpc(
  topology: Topology,
  node: VpcNode,
  central: CentralEgressMap,
  zones: ReadonlyMap<VpcId, readonly ServingZone[]>,
): CostVpc {
  const { vpc } = node;
  const outbound = node.subnets.filter((subnet) => outboundKinds.has(subnet.egress));
  const firewalls = topology.index.inVpc('firewalls', vpc.vpcId);
  const isWaived = firewalls.length > 0 && (outbound.some(isInspected) || natBehindAppliance(node));
  const firewallSubnets = new Set<string>(firewalls.flatMap((firewall) => firewall.subnetIds));
  return {
    node,
    vpcId: vpc.vpcId,
    region: vpc.region,
    owner: vpc.accountId,
    transferPayer: transferPayer(topology.index, node),
    nats: costNats(topology, node, isWaived),
    endpoints: node.endpoints
      .filter((endpoint) => isBilled(endpoint) && !isOfFirewall(endpoint, firewallSubnets))
      .map((endpoint) => costEndpoint(topology, endpoint)),
    upstream: upstreamOf(outbound, vpc.accountId, isWaived ? (firewalls[0]?.firewallArn ?? null) : null),
    firewallAzs: isWaived ? firewallSubnets.size : 0,
    centralEgress: central.of.get(vpc.vpcId) ?? null,
    spokes: central.spokes.get(vpc.vpcId) ?? [],
    hostedZones: zones.get(vpc.vpcId) ?? [],
    subnetZones: sortedUnique(node.subnets.filter(isInZone).flatMap((subnet) => subnet.zoneId ?? [])),
    callerZones: node.callers.zones.zones,
  };
}

function isInZone(subnet: SubnetNode): boolean {
  return subnet.place === 'availability-zone';
}

/** Ways out that may lead to a NAT gateway. */
const outboundKinds: ReadonlySet<EgressKind> = new Set(['nat-gateway', 'transit-gateway', 'peering', 'gateway-load-balancer-endpoint']);

function natBehindAppliance(node: VpcNode): boolean {
  const homes = new Set(node.natGateways.flatMap(({ natGateway }) => natGateway.subnetId ?? []));
  return node.subnets.some((subnet) => homes.has(subnet.subnet.subnetId) && isInspected(subnet));
}

function isInspected(subnet: SubnetNode): boolean {
  return subnet.egress === 'gateway-load-balancer-endpoint';
}

/** Endpoints of AWS Network Firewall are made by the service and billed as firewall endpoints. */
function isOfFirewall(node: EndpointNode, firewallSubnets: ReadonlySet<string>): boolean {
  return (
    node.endpoint.vpcEndpointType === 'GatewayLoadBalancer' &&
    node.endpoint.requesterManaged === true &&
    node.endpoint.subnetIds.some((subnetId) => firewallSubnets.has(subnetId))
  );
}

const unbilledStates: ReadonlySet<string> = new Set(['Deleted', 'Deleting', 'Failed']);

/** Hours run whatever the state, until the endpoint is deleted. */
function isBilled(node: EndpointNode): boolean {
  return !unbilledStates.has(node.endpoint.state ?? '');
}

function costNats(topology: Topology, node: VpcNode, isWaived: boolean): CostNat[] {
  const live = node.natGateways.filter(({ natGateway }) => isLiveNatGateway(natGateway));
  return sortedBy(live, (nat) => nat.natGateway.natGatewayId).map((nat) => costNat(topology, node, nat, isWaived));
}

function costNat(topology: Topology, node: VpcNode, nat: NatGatewayNode, isWaived: boolean): CostNat {
  const { natGateway } = nat;
  const mode = natGateway.availabilityMode === 'regional' ? 'regional' : 'zonal';
  const isPublic = natGateway.connectivityType !== 'private';
  const zones = nat.zones === null || nat.zones.unmapped.length > 0 ? null : nat.zones.zones;
  const home = node.subnets.find((subnet) => subnet.subnet.subnetId === natGateway.subnetId);
  const served = node.subnets.filter((subnet) => nat.subnetIds.includes(subnet.subnet.subnetId));
  const listed = natGateway.addresses.filter((address) => address.publicIp !== null && address.status !== 'failed');
  const brought = listed.filter((address) => isBrought(topology, address.publicIp ?? ''));
  const perZone = mode === 'regional' ? (zones?.length ?? null) : 1;
  return {
    id: natGateway.natGatewayId,
    vpcId: node.vpc.vpcId,
    mode,
    isPublic,
    payer: natGateway.accountId,
    priceRegion: priceRegionOf(home, natGateway.region),
    zones,
    addresses: !isPublic ? 0 : listed.length > 0 ? listed.length - brought.length : perZone,
    isAddressCountAssumed: isPublic && listed.length === 0,
    isWaived: isWaived && isPublic,
    servedZones: served.map((subnet) => subnet.zoneId),
  };
}

function isBrought(topology: Topology, publicIp: string): boolean {
  const pool = topology.index.find('addresses', publicIp)?.publicIpv4Pool ?? null;
  return pool !== null && pool !== 'amazon';
}

/** A Local Zone has prices of its own, listed by its group: `us-west-2-lax-1` for the zone `us-west-2-lax-1a`. */
function priceRegionOf(home: SubnetNode | undefined, region: Region): Region {
  const zoneName = home?.subnet.zoneName ?? null;
  return home?.place === 'local-zone' && zoneName !== null ? (zoneName.replace(/[a-z]$/, '') as Region) : region;
}

function costEndpoint(topology: Topology, node: EndpointNode): CostEndpoint {
  const { endpoint } = node;
  const stands = Math.max(endpoint.subnetIds.length, endpoint.networkInterfaceIds.length);
  const service = endpoint.serviceName;
  const custom = node.reference?.kind === 'custom' || node.isCrossRegion;
  const paidByService = endpoint.payerResponsibilities.some((payer) => payer.payer === 'ServiceOwner');
  return {
    id: endpoint.vpcEndpointId,
    type: endpoint.vpcEndpointType,
    service: service === null ? node.shortName : custom ? service : shortServiceName(service),
    payer: paidByService ? (topology.serviceOf(node)?.providerAccountId ?? null) : endpoint.accountId,
    azs: !billsPerZone(endpoint.vpcEndpointType) ? 1 : stands === 0 ? null : stands,
    ...(mayBillPerZone(endpoint.vpcEndpointType) && stands > 1 ? { mostAzs: stands } : {}),
    zones: node.zones?.zones ?? [],
  };
}

/** Appliances between the subnets and the NAT gateway; AWS Network Firewall has a price of its own. */
function upstreamOf(outbound: readonly SubnetNode[], owner: AccountId, firewallArn: string | null): UpstreamStage[] {
  const inspected = outbound.filter(isInspected);
  if (firewallArn !== null) return [{ item: 'networkFirewall.gb', resourceId: firewallArn, payer: owner, passes: 'all' }];
  if (inspected.length === 0) return [];
  const targets = sortedUnique(inspected.flatMap((subnet) => subnet.egressTarget ?? []));
  const passes = inspected.length === outbound.length ? 'all' : 'some';
  return [{ item: 'endpoint.gwlb.gb', resourceId: targets.length === 1 ? (targets[0] ?? null) : null, payer: owner, passes }];
}
