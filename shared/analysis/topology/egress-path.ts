import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { SubnetId, VpcEndpointId, VpcId } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { indexBy } from '#shared/base/sort.ts';
import { type End, shuttingAcl } from './acl-path.ts';
import { routeFor } from './route-match.ts';
import { egressOfRoute, openList } from './routing.ts';
import type { NatGatewayNode, SubnetNode, Topology } from './topology.ts';
import { type EgressPath, throughTransit } from './transit-egress.ts';

/**
 * How a subnet reaches public addresses: follows the default route to its end,
 * that of IPv4, or of IPv6 where the subnet has nothing else. Network ACLs are
 * asked about HTTPS, which is what AWS services speak.
 */
export function reachByEgress(topology: Topology, subnet: SubnetNode): EgressPath {
  return egressBySubnet(topology)(subnet);
}

const egressBySubnet = remembered((topology: Topology) =>
  rememberedWithin((subnet: SubnetNode): EgressPath => {
    const path = isIpv6Only(subnet) ? followIpv6(topology, subnet) : follow(topology, subnet, 0);
    if (path.how === 'none' || path.how === 'unknown') return path;
    const everywhere = isIpv6Only(subnet) ? '::/0' : '0.0.0.0/0';
    const acl = shuttingAcl(topology.index, endOf(subnet), { subnetId: null, blocks: [everywhere] }, https);
    return acl === null ? path : shut(acl, subnet);
  }),
);

const https = 443;

/** Whether a subnet has no IPv4 addresses at all. */
export function isIpv6Only({ subnet }: SubnetNode): boolean {
  return subnet.ipv6Native === true || (subnet.cidrBlock === null && subnet.ipv6CidrBlocks.length > 0);
}

/** A subnet as one end of a call, in the family it has. */
export function endOf(node: SubnetNode): End {
  const { subnet } = node;
  return {
    subnetId: subnet.subnetId,
    blocks: isIpv6Only(node) ? subnet.ipv6CidrBlocks : subnet.cidrBlock === null ? [] : [subnet.cidrBlock],
  };
}

function shut(acl: string, { subnet }: SubnetNode): EgressPath {
  return { how: 'none', via: null, because: `the network ACL ${acl} lets no HTTPS of ${subnet.subnetId} out and back` };
}

const maxHops = 3;

function follow(topology: Topology, subnet: SubnetNode, hops: number): EgressPath {
  const table = subnet.routeTable?.routeTableId ?? 'its route table';
  const target = subnet.egressTarget;
  const route = `${table} sends 0.0.0.0/0 to ${target ?? 'something'}`;
  switch (subnet.egress) {
    case 'unknown':
      return { how: 'unknown', via: null, because: whyUnknown(topology, subnet) };
    case 'none':
      return { how: 'none', via: null, because: `${table} has no default route that works` };
    case 'internet-gateway':
      return throughInternetGateway(topology, subnet, route);
    case 'nat-gateway':
      return throughNat(topology, subnet, route, hops);
    case 'transit-gateway':
      return throughTransit(topology, subnet, route, (onward) => (hops < maxHops ? follow(topology, onward, hops + 1) : null));
    case 'peering':
      return {
        how: 'none',
        via: null,
        because: `${route}, and a peering connection carries nothing beyond the peered VPC: neither to its gateways nor to its NAT`,
      };
    case 'gateway-load-balancer-endpoint':
      return throughAppliance(topology, subnet, hops);
    case 'other':
      return { how: 'unknown', via: target, because: `${route}, whose own way out is not known` };
  }
}

function whyUnknown(topology: Topology, { routeTable }: SubnetNode): string {
  const list = routeTable === null ? null : openList(topology.index, routeTable);
  if (routeTable === null || list === null) return 'the route tables of the VPC were not read';
  return `${routeTable.routeTableId} routes the prefix list ${list}, whose entries were not read`;
}

function blockMode(topology: Topology, { subnet }: SubnetNode): string | null {
  const mode = topology.vpcNode(subnet.vpcId)?.vpc.internetGatewayBlockMode ?? null;
  return mode === 'off' ? null : mode;
}

function throughInternetGateway(topology: Topology, subnet: SubnetNode, route: string): EgressPath {
  const mode = blockMode(topology, subnet);
  if (mode !== null)
    return { how: 'none', via: null, because: `${route}, and VPC Block Public Access (${mode}) stops it, unless the subnet is excluded` };
  return { how: 'public', via: subnet.egressTarget, because: `${route}; callers need a public address` };
}

function throughNat(topology: Topology, subnet: SubnetNode, route: string, hops: number): EgressPath {
  const target = subnet.egressTarget;
  const node = target === null ? undefined : natGatewaysById(topology).get(target);
  if (node === undefined) return { how: 'nat', via: target, because: `${route}, which was not read` };
  if (!isLiveNatGateway(node.natGateway))
    return { how: 'none', via: null, because: `${route}, which is ${node.natGateway.state ?? 'gone'}` };
  const home = subnetOf(topology, node.natGateway.subnetId);
  if (node.natGateway.connectivityType !== 'private') return throughPublicNat(topology, subnet, node, home, route, hops);
  if (home === undefined) return { how: 'unknown', via: target, because: `${route}, which is private, and its own subnet was not read` };
  if (home.egress === 'transit-gateway')
    return { how: 'hub-egress', via: target, because: `${route}, which is private and goes on to ${home.egressTarget ?? 'another VPC'}` };
  // An internet gateway drops what comes from a private NAT gateway.
  const isEnd = home.egress === 'none' || home.egress === 'internet-gateway' || home.egress === 'peering';
  if (isEnd) return { how: 'none', via: null, because: `${route}, which is private and leads nowhere public` };
  return { how: 'unknown', via: target, because: `${route}, which is private, and where its own subnet leads is not known` };
}

/** A public NAT gateway needs an internet gateway on the default route of its own subnet, directly or behind an inspection endpoint. */
function throughPublicNat(
  topology: Topology,
  subnet: SubnetNode,
  { natGateway }: NatGatewayNode,
  home: SubnetNode | undefined,
  route: string,
  hops: number,
): EgressPath {
  const via = natGateway.natGatewayId;
  if (blockMode(topology, subnet) === 'block-bidirectional')
    return {
      how: 'none',
      via: null,
      because: `${route}, and VPC Block Public Access stops it, unless the NAT gateway's subnet is excluded`,
    };
  if (home === undefined || home.egress === 'unknown') return { how: 'nat', via, because: route };
  const inside = shuttingAcl(topology.index, endOf(subnet), { subnetId: home.subnet.subnetId, blocks: ['0.0.0.0/0'] }, https);
  if (inside !== null) return shut(inside, subnet);
  const outside = shuttingAcl(topology.index, endOf(home), { subnetId: null, blocks: ['0.0.0.0/0'] }, https);
  if (outside !== null) return shut(outside, home);
  if (home.egress === 'internet-gateway') return { how: 'nat', via, because: route };
  const from = `${route}, whose own subnet ${home.subnet.subnetId}`;
  if (isStranded(home, via)) return { how: 'none', via: null, because: `${from} has no route to an internet gateway` };
  const onward = home.egress === 'gateway-load-balancer-endpoint' && hops < maxHops ? follow(topology, home, hops + 1) : null;
  if (onward?.how === 'public') return { how: 'nat', via, because: `${route}; ${onward.because}` };
  return { how: 'unknown', via, because: `${from} leads on to ${home.egressTarget ?? 'something else'} instead of an internet gateway` };
}

/** Whether the subnet of a public NAT gateway has no default route that could lead to an internet gateway: none, over peering, or back to itself. */
export function isStranded(home: Pick<SubnetNode, 'egress' | 'egressTarget'>, natGatewayId: string): boolean {
  return home.egress === 'none' || home.egress === 'peering' || home.egressTarget === natGatewayId;
}

const natGatewaysById = remembered((topology: Topology) =>
  indexBy(topology.natGateways, ({ natGateway }): string => natGateway.natGatewayId),
);

/** A Gateway Load Balancer endpoint hands the traffic back: the way out is that of the endpoint's own subnet. */
function throughAppliance(topology: Topology, subnet: SubnetNode, hops: number): EgressPath {
  const endpoint = subnet.egressTarget === null ? undefined : topology.endpointNode(subnet.egressTarget as VpcEndpointId);
  const home = subnetOf(topology, endpoint?.endpoint.subnetIds[0] ?? null);
  if (home === undefined || hops >= maxHops)
    return {
      how: 'unknown',
      via: subnet.egressTarget,
      because: `the default route leads to ${subnet.egressTarget ?? 'an endpoint'}, whose own subnet was not read`,
    };
  const onward = follow(topology, home, hops + 1);
  return { ...onward, because: `through ${subnet.egressTarget ?? 'an inspection endpoint'}: ${onward.because}` };
}

/** Without IPv4, `::/0` decides. An egress-only internet gateway lets calls out as an internet gateway does. */
function followIpv6(topology: Topology, subnet: SubnetNode): EgressPath {
  const table = subnet.routeTable;
  if (table === null) return { how: 'unknown', via: null, because: 'the route tables of the VPC were not read' };
  const found = routeFor(topology.index, table, '::/0');
  const name = table.routeTableId;
  if (found === undefined || found.state === 'blackhole')
    return { how: 'none', via: null, because: `the subnet has IPv6 only, and ${name} has no ::/0 that works` };
  const route = `${name} sends ::/0 to ${found.target}`;
  const kind = egressOfRoute(found);
  if (found.targetKind === 'egress-only-internet-gateway' || kind === 'internet-gateway') {
    const mode = blockMode(topology, subnet);
    const isShut = mode === 'block-bidirectional' || (mode !== null && kind === 'internet-gateway');
    if (isShut) return { how: 'none', via: null, because: `${route}, and VPC Block Public Access (${mode}) stops it` };
    return { how: 'public', via: found.target, because: `${route}; IPv6 only` };
  }
  if (kind === 'transit-gateway') return { how: 'hub-egress', via: found.target, because: `${route}; IPv6 only` };
  return { how: 'unknown', via: found.target, because: `${route}, whose own way out is not known` };
}

function subnetOf(topology: Topology, subnetId: SubnetId | null): SubnetNode | undefined {
  if (subnetId === null) return undefined;
  const vpcId: VpcId | undefined = topology.index.find('subnets', subnetId)?.vpcId;
  return vpcId === undefined ? undefined : topology.vpcNode(vpcId)?.subnets.find((node) => node.subnet.subnetId === subnetId);
}
