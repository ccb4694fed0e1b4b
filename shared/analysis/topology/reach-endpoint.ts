/** The last stretch of a private path: from a subnet into an interface endpoint. */
import { shortServiceName } from '#shared/model/service-name.ts';
import { shuttingAcl } from './acl-path.ts';
import { endOf, isIpv6Only } from './egress-path.ts';
import { admits } from './security.ts';
import type { Door, EndpointNode, SubnetNode, Topology } from './topology.ts';

export const reachKinds = ['gateway', 'interface', 'hub', 'nat', 'hub-egress', 'public', 'none', 'unknown'] as const;
export type ReachKind = (typeof reachKinds)[number];

/** How one service is reached, why, and through what. */
export interface Answer {
  readonly how: ReachKind;
  readonly via: string | null;
  readonly because: string;
}

/**
 * What a row calls the service of an endpoint: custom services and services of
 * another Region by their full name, whose own names differ from the local ones;
 * other AWS services by their short one.
 */
export function reachName(node: EndpointNode): string {
  const name = node.endpoint.serviceName;
  if (name === null) return node.shortName;
  const isElsewhere = node.isCrossRegion && node.reference?.region !== null;
  return node.reference?.kind === 'custom' || isElsewhere ? name : shortServiceName(name);
}

const https: Door = { protocol: 'tcp', port: 443 };

/** Whether a subnet gets through to an endpoint that its name leads to: address families, network ACLs, security groups. */
export function throughEndpoint(topology: Topology, subnet: SubnetNode, node: EndpointNode, how: 'interface' | 'hub', dns: string): Answer {
  const via = node.endpoint.vpcEndpointId;
  const door = topology.serviceOf(node)?.loadBalancers[0]?.doors?.[0] ?? https;
  const { port } = door;
  const obstacle = otherFamily(subnet, node) ?? aclInTheWay(topology, subnet, node, door);
  if (obstacle !== null)
    return obstacle.how === 'none' ? { ...obstacle, because: `the name leads to ${via} (${dns}), but ${obstacle.because}` } : obstacle;
  const { blocks } = endOf(subnet);
  const { securityGroupIds } = node.endpoint;
  const admission =
    blocks.length === 0 || securityGroupIds.length === 0
      ? 'unknown'
      : admits(topology.index, securityGroupIds, port, blocks, door.protocol);
  if (admission === 'none')
    return {
      how: 'none',
      via: null,
      because: `the name leads to ${via} (${dns}), but its security groups admit nothing from ${blocks.join(', ')} on port ${port}`,
    };
  const groups =
    admission === 'all'
      ? `security groups admit port ${port}`
      : admission === 'part'
        ? `security groups admit port ${port} from some callers`
        : 'security groups were not read';
  return { how, via, because: `${dns}; ${groups}` };
}

/** A subnet and an endpoint without a family in common. */
function otherFamily(subnet: SubnetNode, { endpoint }: EndpointNode): Answer | null {
  const type = endpoint.ipAddressType?.toLowerCase() ?? 'ipv4';
  if (isIpv6Only(subnet) && type === 'ipv4') {
    const isTranslated = subnet.routeTable?.routes.some((route) => route.destination === '64:ff9b::/96' && route.state !== 'blackhole');
    if (isTranslated === true)
      return { how: 'unknown', via: null, because: `the subnet has IPv6 only and ${endpoint.vpcEndpointId} IPv4 only; NAT64 may carry it` };
    return { how: 'none', via: null, because: 'it answers IPv4 addresses, and the subnet has IPv6 only' };
  }
  if (type === 'ipv6' && subnet.subnet.ipv6CidrBlocks.length === 0)
    return { how: 'none', via: null, because: 'it answers IPv6 addresses, and the subnet has IPv4 only' };
  return null;
}

/** Each subnet of the endpoint is a way in; it is shut only where all of them are. */
function aclInTheWay(topology: Topology, subnet: SubnetNode, { endpoint }: EndpointNode, { port, protocol }: Door): Answer | null {
  const { index } = topology;
  const family = isIpv6Only(subnet) ? 'ipv6' : 'ipv4';
  const acls = endpoint.subnetIds.map((subnetId) => {
    const place = index.find('subnets', subnetId);
    const four = place === undefined || place.cidrBlock === null ? [] : [place.cidrBlock];
    const blocks = family === 'ipv6' ? (place?.ipv6CidrBlocks ?? []) : four;
    return shuttingAcl(index, endOf(subnet), { subnetId, blocks }, port, protocol);
  });
  const [first] = acls;
  if (first === undefined || first === null || acls.includes(null)) return null;
  return { how: 'none', via: null, because: `the network ACL ${first} does not let port ${port} and its answers through` };
}
