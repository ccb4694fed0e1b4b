import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { SubnetId, VpcEndpointId } from '#shared/base/ids.ts';
import { remembered } from '#shared/base/remembered.ts';
import { indexBy } from '#shared/base/sort.ts';
import type { SubnetNode, Topology } from './topology.ts';

/** The way out of a subnet, with its reason. */
export interface EgressPath {
  readonly how: 'nat' | 'hub-egress' | 'public' | 'none' | 'unknown';
  readonly via: string | null;
  readonly because: string;
}

/** How a subnet reaches public addresses: follows the IPv4 default route to its end. */
export function reachByEgress(topology: Topology, subnet: SubnetNode, hops = 0): EgressPath {
  const table = subnet.routeTable?.routeTableId ?? 'its route table';
  const target = subnet.egressTarget;
  switch (subnet.egress) {
    case 'unknown':
      return { how: 'unknown', via: null, because: 'the route tables of the VPC were not read' };
    case 'none':
      return { how: 'none', via: null, because: `${table} has no default route that works` };
    case 'internet-gateway':
      return {
        how: 'public',
        via: target,
        because: `${table} sends 0.0.0.0/0 to ${target ?? 'an internet gateway'}; callers need a public address`,
      };
    case 'nat-gateway':
      return throughNat(topology, table, target);
    case 'transit-gateway':
    case 'peering':
      return { how: 'hub-egress', via: target, because: `${table} sends 0.0.0.0/0 to ${target ?? 'another VPC'}` };
    case 'gateway-load-balancer-endpoint':
      return throughAppliance(topology, subnet, hops);
    case 'other':
      return {
        how: 'unknown',
        via: target,
        because: `${table} sends 0.0.0.0/0 to ${target ?? 'something'}, whose own way out is not known`,
      };
  }
}

function throughNat(topology: Topology, table: string, target: string | null): EgressPath {
  const node = target === null ? undefined : natGatewaysById(topology).get(target);
  const route = `${table} sends 0.0.0.0/0 to ${target ?? 'a NAT gateway'}`;
  if (node === undefined) return { how: 'nat', via: target, because: `${route}, which was not read` };
  if (!isLiveNatGateway(node.natGateway))
    return { how: 'none', via: null, because: `${route}, which is ${node.natGateway.state ?? 'gone'}` };
  if (node.natGateway.connectivityType !== 'private') return { how: 'nat', via: target, because: route };
  const home = subnetOf(topology, node.natGateway.subnetId);
  if (home === undefined) return { how: 'unknown', via: target, because: `${route}, which is private, and its own subnet was not read` };
  if (home.egress === 'transit-gateway' || home.egress === 'peering')
    return { how: 'hub-egress', via: target, because: `${route}, which is private and goes on to ${home.egressTarget ?? 'another VPC'}` };
  return { how: 'none', via: null, because: `${route}, which is private and leads nowhere public` };
}

const natGatewaysById = remembered((topology: Topology) =>
  indexBy(topology.natGateways, ({ natGateway }): string => natGateway.natGatewayId),
);

/** A Gateway Load Balancer endpoint hands the traffic back: the way out is that of the endpoint's own subnet. */
function throughAppliance(topology: Topology, subnet: SubnetNode, hops: number): EgressPath {
  const endpoint = subnet.egressTarget === null ? undefined : topology.endpointNode(subnet.egressTarget as VpcEndpointId);
  const home = subnetOf(topology, endpoint?.endpoint.subnetIds[0] ?? null);
  if (home === undefined || hops > 3)
    return {
      how: 'unknown',
      via: subnet.egressTarget,
      because: `the default route leads to ${subnet.egressTarget ?? 'an endpoint'}, whose own subnet was not read`,
    };
  const onward = reachByEgress(topology, home, hops + 1);
  return { ...onward, because: `through ${subnet.egressTarget ?? 'an inspection endpoint'}: ${onward.because}` };
}

function subnetOf(topology: Topology, subnetId: SubnetId | null): SubnetNode | undefined {
  if (subnetId === null) return undefined;
  const vpcId = topology.index.find('subnets', subnetId)?.vpcId;
  return vpcId === undefined ? undefined : topology.vpcNode(vpcId)?.subnets.find((node) => node.subnet.subnetId === subnetId);
}
