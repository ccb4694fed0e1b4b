/** Where in a VPC the new endpoints stand: one subnet per AZ ID, and the route tables of the callers. */
import type { VpcId, ZoneId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { RouteTable } from '#shared/model/route-table.ts';
import { usualDnsName } from '#shared/model/service-name.ts';
import type { SubnetNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { ChosenPath } from './plan.ts';

/** The subnet in which interface endpoints of a zone stand: where others stand already, else a private one with room; `null`: none. */
export function subnetFor(node: VpcNode, zoneId: ZoneId): SubnetNode | null {
  const inZone = node.subnets.filter((subnet) => subnet.zoneId === zoneId && subnet.place === 'availability-zone');
  const used = new Set(
    node.endpoints.filter((each) => each.endpoint.vpcEndpointType === 'Interface').flatMap((each) => [...each.endpoint.subnetIds]),
  );
  const rank = (subnet: SubnetNode): string => {
    const room = subnet.subnet.availableIpAddressCount ?? 0;
    const isPublic = subnet.egress === 'internet-gateway';
    return `${used.has(subnet.subnet.subnetId) ? 0 : 1}${isPublic ? 1 : 0}${String(1_000_000 - Math.min(room, 999_999)).padStart(7, '0')}`;
  };
  return sortedBy(inZone, (subnet) => [rank(subnet), subnet.subnet.subnetId])[0] ?? null;
}

/** The route tables of the subnets whose traffic a gateway endpoint takes over: all but public subnets without callers. */
export function callerRouteTables(node: VpcNode): readonly RouteTable[] {
  const subnets = node.subnets.filter((subnet) => subnet.egress !== 'internet-gateway' || (subnet.callers ?? 0) > 0);
  const tables = new Map(
    subnets.flatMap((subnet) => (subnet.routeTable === null ? [] : [[subnet.routeTable.routeTableId, subnet.routeTable] as const])),
  );
  return sortedBy(tables.values(), (table) => table.routeTableId);
}

/** The paths of a plan that get an endpoint in the VPC, by VPC. */
export function endpointsIn(chosen: readonly ChosenPath[], vpcId: VpcId): readonly ChosenPath[] {
  return chosen.filter((path) => path.vpcId === vpcId && path.how !== 'hub');
}

/** Interface endpoints: those that have a security group, zones and private DNS. */
export function isInterface(path: Pick<ChosenPath, 'how'>): boolean {
  return path.how === 'interface' || path.how === 'cross-region';
}

/**
 * The private DNS names of a service as AWS lists them; where nobody read them,
 * by AWS's habit; repositories of ECR have names of their own below that.
 */
export function privateNamesOf(topology: Topology, path: Pick<ChosenPath, 'service' | 'serviceName' | 'region'>): readonly string[] {
  const details = topology.index.having('serviceDetails', 'serviceName', path.serviceName);
  const listed = details.flatMap((detail) => [
    ...detail.privateDnsNames,
    ...(detail.privateDnsName === null ? [] : [detail.privateDnsName]),
  ]);
  if (listed.length > 0) return [...new Set(listed)].sort();
  if (path.service.includes('vpce-svc-')) return [];
  const name = usualDnsName(path.service, path.region);
  return [path.service === 'ecr.dkr' ? `*.${name}` : name];
}
