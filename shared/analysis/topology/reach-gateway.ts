/** S3 and DynamoDB through a gateway endpoint: the subnet's route table and network ACL decide. */
import type { VpcEndpointId } from '#shared/base/ids.ts';
import { isIpv6 } from '#shared/base/cidr.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { Route } from '#shared/model/route-table.ts';
import { shuttingAcl } from './acl-path.ts';
import { endOf, isIpv6Only } from './egress-path.ts';
import { type Answer, reachName } from './reach-endpoint.ts';
import { gatewayEndpointRoutes } from './routing.ts';
import type { SubnetNode, Topology } from './topology.ts';

/** `undefined` where no route of the subnet leads to a gateway endpoint of the service. */
export function byGateway(topology: Topology, subnet: SubnetNode, service: string): Answer | undefined {
  const table = subnet.routeTable;
  if (table === null) return undefined;
  const route = gatewayEndpointRoutes(table).find((one) => serviceOfRoute(topology, table.region, one) === service);
  if (route === undefined || !speaksFamily(topology, subnet, route)) return undefined;
  const id = table.routeTableId;
  if (route.state === 'blackhole')
    return { how: 'none', via: null, because: `${id} routes the service's prefix list to ${route.target}, which is gone: a blackhole` };
  const ranges = topology.index.find('prefixLists', `${table.region}/${route.destination}`)?.cidrBlocks ?? [];
  const family = ranges.filter((range) => isIpv6(range) === isIpv6Only(subnet));
  const everywhere = isIpv6Only(subnet) ? '::/0' : '0.0.0.0/0';
  const server = { subnetId: null, blocks: family.length > 0 ? family : [everywhere] };
  const acl = shuttingAcl(topology.index, endOf(subnet), server, 443);
  if (acl !== null)
    return {
      how: 'none',
      via: null,
      because: `${id} routes the service to ${route.target}, but the network ACL ${acl} lets no HTTPS out and back`,
    };
  return { how: 'gateway', via: route.target, because: `${id} routes the service's prefix list to it` };
}

/** The endpoint tells, or, where it could not be read, the name of the prefix list: participants of a shared VPC see routes but no endpoints. */
function serviceOfRoute(topology: Topology, region: string, route: Route): string | undefined {
  const endpoint = topology.endpointNode(route.target as VpcEndpointId);
  if (endpoint !== undefined) return reachName(endpoint);
  const name = topology.index.find('prefixLists', `${region}/${route.destination}`)?.prefixListName ?? null;
  return name === null ? undefined : shortServiceName(name as never);
}

/** Gateway endpoints carry IPv6 only where they are told to. */
function speaksFamily(topology: Topology, subnet: SubnetNode, route: Route): boolean {
  if (!isIpv6Only(subnet)) return true;
  const type = topology.endpointNode(route.target as VpcEndpointId)?.endpoint.ipAddressType?.toLowerCase() ?? 'ipv4';
  return type !== 'ipv4';
}
