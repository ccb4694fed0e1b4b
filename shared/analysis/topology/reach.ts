/**
 * How each subnet of a VPC reaches each AWS service and the internet, from
 * routes, DNS and security groups as they were read. Computed per VPC, when
 * somebody looks at it.
 */
import { containsBlock } from '#shared/base/cidr.ts';
import type { SubnetId, VpcEndpointId, VpcId } from '#shared/base/ids.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import { reachByEgress } from './egress-path.ts';
import { hostedZoneIndex, type HostedZoneIndex, privateDnsOf } from './private-dns.ts';
import { gatewayEndpointTargets } from './routing.ts';
import { admits } from './security.ts';
import type { EndpointNode, SubnetNode, Topology, VpcNode } from './topology.ts';

export const reachKinds = ['gateway', 'interface', 'hub', 'nat', 'hub-egress', 'public', 'none', 'unknown'] as const;
export type ReachKind = (typeof reachKinds)[number];

export interface ReachRow {
  readonly subnetId: SubnetId;
  /** A service's short name (`ecr.api`), or `internet`. */
  readonly service: string;
  readonly how: ReachKind;
  /** The id of what carries the traffic; `null` where nothing does or nobody knows. */
  readonly via: string | null;
  /** The route, DNS and security group that make it so, as a sentence. */
  readonly because: string;
}

/** Services that are always worth a row: the common set of the planner. */
const commonServices = [
  'autoscaling',
  'dynamodb',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'eks',
  'elasticloadbalancing',
  'kms',
  'logs',
  'monitoring',
  's3',
  'secretsmanager',
  'ssm',
  'ssmmessages',
  'sts',
];

/** A row for every subnet and service, ordered by subnet and service; empty for a VPC that is not in the topology. */
export function reachOf(topology: Topology, vpcId: VpcId, zones: HostedZoneIndex = hostedZoneIndex(topology)): readonly ReachRow[] {
  const vpc = topology.vpcNode(vpcId);
  if (vpc === undefined) return [];
  const services = servicesOf(topology, vpc, zones);
  const rows = vpc.subnets.flatMap((subnet) => [
    ...services.map((service) => serviceRow(topology, zones, vpc, subnet, service)),
    { subnetId: subnet.subnet.subnetId, service: 'internet', ...reachByEgress(topology, subnet) },
  ]);
  return sortedBy(rows, (row) => [row.subnetId, row.service]);
}

/** The common services, those AWS lists for the VPC's owner, and every service an endpoint in reach leads to. */
function servicesOf(topology: Topology, vpc: VpcNode, zones: HostedZoneIndex): readonly string[] {
  const listed = topology.index
    .having('serviceDetails', 'readBy', vpc.vpc.accountId)
    .filter((detail) => detail.region === vpc.vpc.region && detail.owner === 'amazon');
  const endpoints = [...vpc.endpoints, ...(zones.endpointsFor(vpc) ?? [])].filter(
    (node) => node.endpoint.serviceName !== null && node.endpoint.vpcEndpointType !== 'GatewayLoadBalancer',
  );
  return sortedUnique([...commonServices, ...listed.map((detail) => shortServiceName(detail.serviceName)), ...endpoints.map(reachName)]);
}

/** Custom services by their full name, AWS services by their short one. */
function reachName(node: EndpointNode): string {
  const name = node.endpoint.serviceName;
  return name === null ? node.shortName : node.reference?.kind === 'custom' ? name : shortServiceName(name);
}

type Answer = Omit<ReachRow, 'subnetId' | 'service'>;

function serviceRow(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): ReachRow {
  const answer =
    byInterface(topology, zones, vpc, subnet, service) ??
    byGateway(topology, subnet, service) ??
    byHub(topology, zones, vpc, subnet, service) ??
    otherwise(topology, zones, vpc, subnet, service);
  return { subnetId: subnet.subnet.subnetId, service, ...answer };
}

/** DNS decides first: a private name leads to the interface endpoint even where a gateway endpoint has a route. */
function byInterface(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): Answer | undefined {
  const candidates = vpc.endpoints.filter(
    (node) => node.endpoint.vpcEndpointType === 'Interface' && node.endpoint.state === 'Available' && reachName(node) === service,
  );
  const answers = candidates.map((node) => ({ node, dns: nameAnswer(topology, zones, vpc, node) }));
  const found = answers.find((answer) => answer.dns.answers === 'yes') ?? answers.find((answer) => answer.dns.answers === 'unknown');
  if (found === undefined) return undefined;
  if (found.dns.answers === 'unknown')
    return { how: 'unknown', via: null, because: `${found.node.endpoint.vpcEndpointId}: ${found.dns.because}` };
  return throughEndpoint(topology, subnet, found.node, 'interface', found.dns.because);
}

function nameAnswer(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, node: EndpointNode) {
  const own = privateDnsOf(topology, node);
  if (own.answers === 'yes') return own;
  if (node.reference?.kind === 'custom') return { answers: 'yes' as const, because: 'its own DNS name' };
  return zones.leadsTo(vpc, node) === true ? { answers: 'yes' as const, because: 'a private hosted zone names it' } : own;
}

function throughEndpoint(topology: Topology, subnet: SubnetNode, node: EndpointNode, how: 'interface' | 'hub', dns: string): Answer {
  const via = node.endpoint.vpcEndpointId;
  const port = topology.serviceOf(node)?.loadBalancers[0]?.listenerPorts?.[0] ?? 443;
  const block = subnet.subnet.cidrBlock;
  const admission = block === null ? 'unknown' : admits(topology.index, node.endpoint.securityGroupIds, port, [block]);
  if (admission === 'none')
    return {
      how: 'none',
      via: null,
      because: `the name leads to ${via} (${dns}), but its security groups admit nothing from ${block ?? 'here'} on port ${port}`,
    };
  const groups =
    admission === 'all'
      ? `security groups admit port ${port}`
      : admission === 'part'
        ? `security groups admit port ${port} from some callers`
        : 'security groups were not read';
  return { how, via, because: `${dns}; ${groups}` };
}

function byGateway(topology: Topology, subnet: SubnetNode, service: string): Answer | undefined {
  if (subnet.routeTable === null) return undefined;
  const endpoint = gatewayEndpointTargets(subnet.routeTable)
    .flatMap((target) => topology.endpointNode(target as VpcEndpointId) ?? [])
    .find((node) => reachName(node) === service);
  if (endpoint === undefined) return undefined;
  return {
    how: 'gateway',
    via: endpoint.endpoint.vpcEndpointId,
    because: `${subnet.routeTable.routeTableId} routes the service's prefix list to it`,
  };
}

/** An endpoint in another VPC: a hosted zone names it, and routes lead there and back. */
function byHub(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): Answer | undefined {
  const candidates = (zones.endpointsFor(vpc) ?? []).filter(
    (node) => node.endpoint.vpcId !== vpc.vpc.vpcId && node.endpoint.state === 'Available' && reachName(node) === service,
  );
  const node = candidates.find((candidate) => hasRoute(topology, subnet, candidate));
  if (node === undefined) {
    const lost = candidates[0];
    return lost === undefined
      ? undefined
      : {
          how: 'none',
          via: null,
          because: `a private hosted zone leads to ${lost.endpoint.vpcEndpointId}, but no route leads to its VPC and back`,
        };
  }
  return throughEndpoint(topology, subnet, node, 'hub', 'a private hosted zone names it, a route leads to its VPC');
}

function hasRoute(topology: Topology, subnet: SubnetNode, node: EndpointNode): boolean {
  const hub = node.endpoint.vpcId === null ? undefined : topology.vpcNode(node.endpoint.vpcId);
  const block = subnet.subnet.cidrBlock;
  if (hub === undefined || block === null) return false;
  const there = hub.vpc.cidrBlocks.some((hubBlock) => routesTo(subnet, hubBlock));
  const homes = hub.subnets.filter((candidate) => node.endpoint.subnetIds.includes(candidate.subnet.subnetId));
  return there && homes.some((home) => routesTo(home, block));
}

function routesTo(subnet: SubnetNode, block: string): boolean {
  return (subnet.routeTable?.routes ?? []).some(
    (route) =>
      (route.targetKind === 'transit-gateway' || route.targetKind === 'peering') &&
      route.state !== 'blackhole' &&
      containsBlock(route.destination, block),
  );
}

/** No private path: the way out decides, unless a hub might serve the name and its zones were not readable. */
function otherwise(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): Answer {
  const mayBeHub =
    zones.endpointsFor(vpc) === null &&
    topology.endpoints.some(
      (node) =>
        node.endpoint.vpcId !== vpc.vpc.vpcId &&
        node.endpoint.privateDnsEnabled === false &&
        reachName(node) === service &&
        hasRoute(topology, subnet, node),
    );
  if (mayBeHub)
    return {
      how: 'unknown',
      via: null,
      because: 'an endpoint in a routed VPC may serve the name, but route53:ListHostedZonesByVPC was not read',
    };
  if (service.includes('vpce-svc-')) return { how: 'none', via: null, because: 'no endpoint in this VPC leads to the service' };
  return reachByEgress(topology, subnet);
}
