/** Where the network interfaces of a hypothetical endpoint stand: subnets by AZ ID, and security groups. */
import type { SecurityGroupId, SubnetId, VpcEndpointId, ZoneId } from '#shared/base/ids.ts';
import { ok, type Outcome } from '#shared/base/outcome.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { altered } from '#shared/model/estate/alter.ts';
import type { NetworkInterface } from '#shared/model/network-interface.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { subnetFor } from '#shared/analysis/cost/plan/place.ts';
import { chooseZones } from '#shared/analysis/cost/plan/required.ts';
import type { SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { type Ground, refused } from './edit.ts';
import { hypotheticalInterfaceId } from './hypothetical.ts';

/** What an edit asks for. */
export interface WantedPlace {
  readonly zones?: readonly ZoneId[] | undefined;
  readonly subnetIds?: readonly SubnetId[] | undefined;
}

/** The zones of a VPC in which endpoints can stand. */
export function zonesOf(node: VpcNode): readonly ZoneId[] {
  return sortedUnique(node.subnets.filter((subnet) => subnet.place === 'availability-zone').flatMap((subnet) => subnet.zoneId ?? []));
}

/** The subnets of an endpoint, one per zone. `offered`: zones of the service, `null` where nobody read them. */
export function chosenSubnets(
  ground: Ground,
  node: VpcNode,
  offered: readonly ZoneId[] | null,
  wanted: WantedPlace,
): Outcome<readonly SubnetNode[], string> {
  const subnets = wanted.subnetIds === undefined ? byZone(node, offered, wanted.zones) : byId(node, offered, wanted.subnetIds);
  if (subnets.kind === 'problem') return subnets;
  const full = subnets.value.find((each) => freeAddresses(ground, each) === 0);
  return full === undefined ? subnets : refused(`${full.subnet.subnetId} has no free address`);
}

function byZone(node: VpcNode, offered: readonly ZoneId[] | null, wanted: readonly ZoneId[] | undefined): Outcome<SubnetNode[], string> {
  const { vpcId } = node.vpc;
  const own = zonesOf(node);
  if (own.length === 0) return refused(`no zone of ${vpcId} is known, because its subnets were not read`);
  const possible = own.filter((zone) => offered === null || offered.includes(zone));
  const zones = wanted === undefined ? chooseZones(possible, node.callers.zones.zones, 2) : sortedUnique(wanted);
  if (zones.length === 0) return refused(`the service is offered in no zone of ${vpcId}: ${(offered ?? []).join(', ')}`);
  const subnets: SubnetNode[] = [];
  for (const zone of zones) {
    const subnet = subnetFor(node, zone);
    if (subnet === null) return refused(`${vpcId} has no subnet in ${zone}; it has some in ${own.join(', ')}`);
    if (!possible.includes(zone)) return refused(`the service is not offered in ${zone}; it is in ${(offered ?? []).join(', ')}`);
    subnets.push(subnet);
  }
  return ok(subnets);
}

function byId(node: VpcNode, offered: readonly ZoneId[] | null, wanted: readonly SubnetId[]): Outcome<SubnetNode[], string> {
  const subnets: SubnetNode[] = [];
  for (const subnetId of sortedUnique(wanted)) {
    const subnet = node.subnets.find((each) => each.subnet.subnetId === subnetId);
    if (subnet === undefined) return refused(`${node.vpc.vpcId} has no subnet ${subnetId}`);
    if (subnet.place !== 'availability-zone') return refused(`${subnetId} is in no Availability Zone, and endpoints stand only there`);
    const { zoneId } = subnet;
    if (zoneId !== null && offered !== null && !offered.includes(zoneId))
      return refused(`the service is not offered in ${zoneId}, where ${subnetId} is`);
    const twin = subnets.find((each) => each.zoneId !== null && each.zoneId === zoneId);
    if (twin !== undefined)
      return refused(`${twin.subnet.subnetId} and ${subnetId} are both in ${zoneId ?? ''}, and an endpoint has one subnet per zone`);
    subnets.push(subnet);
  }
  return ok(subnets);
}

function freeAddresses(ground: Ground, node: SubnetNode): number | null {
  return ground.snapshot.subnets.find((subnet) => subnet.subnetId === node.subnet.subnetId)?.availableIpAddressCount ?? null;
}

/** Security groups asked for; else those of the VPC's other interface endpoints; else its default group, as AWS does. */
export function chosenSecurityGroups(
  ground: Ground,
  node: VpcNode,
  wanted: readonly SecurityGroupId[] | undefined,
): Outcome<readonly SecurityGroupId[], string> {
  const { index } = ground.topology;
  const own = index.inVpc('securityGroups', node.vpc.vpcId);
  if (wanted !== undefined) {
    const isRead = index.coverage.isRead(node.vpc.accountId, node.vpc.region, 'DescribeSecurityGroups');
    const strange = wanted.find((id) => isRead && !own.some((group) => group.securityGroupId === id));
    return strange === undefined ? ok(sortedUnique(wanted)) : refused(`${node.vpc.vpcId} has no security group ${strange}`);
  }
  const others = sortedBy(
    node.endpoints.filter((each) => each.endpoint.vpcEndpointType === 'Interface' && each.endpoint.securityGroupIds.length > 0),
    (each) => each.endpoint.vpcEndpointId,
  );
  const [first] = others;
  if (first !== undefined) return ok(first.endpoint.securityGroupIds);
  return ok(own.filter((group) => group.groupName === 'default').map((group) => group.securityGroupId));
}

/** The network interface of an endpoint in a subnet. Its address is AWS's to choose, so it has none. */
export function hypotheticalInterface(endpoint: VpcEndpoint, { subnet }: SubnetNode): NetworkInterface {
  return {
    accountId: endpoint.accountId,
    region: endpoint.region,
    readBy: subnet.readBy,
    networkInterfaceId: hypotheticalInterfaceId(endpoint.vpcEndpointId, subnet.subnetId),
    interfaceType: 'vpc_endpoint',
    subnetId: subnet.subnetId,
    vpcId: subnet.vpcId,
    zoneId: subnet.zoneId,
    zoneName: subnet.zoneName,
    privateIpAddresses: [],
    ipv6Addresses: [],
    publicIp: null,
    securityGroupIds: endpoint.securityGroupIds,
    requesterManaged: true,
    requesterId: 'amazon-vpce',
    description: `VPC Endpoint Interface ${endpoint.vpcEndpointId}`,
    instanceId: null,
    status: 'in-use',
  };
}

/** The snapshot with free addresses of subnets taken (`by` -1) or given back (`by` 1). */
export function withFreeAddresses(snapshot: Snapshot, subnetIds: readonly SubnetId[], by: -1 | 1): Snapshot {
  const touched = new Set(subnetIds);
  return altered(snapshot, 'subnets', (subnet) =>
    touched.has(subnet.subnetId) && subnet.availableIpAddressCount !== null
      ? { ...subnet, availableIpAddressCount: subnet.availableIpAddressCount + by }
      : subnet,
  );
}

/** An endpoint of the snapshot as the edits so far have left it. */
export function endpointIn(ground: Ground, endpointId: VpcEndpointId): Outcome<VpcEndpoint, string> {
  const found = ground.snapshot.vpcEndpoints.find((endpoint) => endpoint.vpcEndpointId === endpointId);
  if (found === undefined) return refused(`there is no endpoint ${endpointId}`);
  return found.requesterManaged === true
    ? refused(`${endpointId} is managed by another service of AWS, which alone may change it`)
    : ok(found);
}
