/**
 * How each subnet of a VPC reaches each AWS service and the internet, from
 * routes, DNS and security groups as they were read. Computed per VPC, when
 * somebody looks at it.
 */
import type { SubnetId, VpcId } from '#shared/base/ids.ts';
import { remembered } from '#shared/base/remembered.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import { isIpv6Only, reachByEgress } from './egress-path.ts';
import { hostedZoneIndex, type HostedZoneIndex, privateDnsOf } from './private-dns.ts';
import { profileContent } from './dns-profiles.ts';
import { byGateway } from './reach-gateway.ts';
import { routedTo } from './reach-hub.ts';
import { type Answer, reachName, type ReachKind, throughEndpoint } from './reach-endpoint.ts';
import { zoneInTheWay } from './zone-names.ts';
import type { EndpointNode, SubnetNode, Topology, VpcNode } from './topology.ts';
import { whyUnread } from './unread.ts';

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
  'ec2',
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
    internetRow(topology, subnet),
  ]);
  return sortedBy(rows, (row) => [row.subnetId, row.service]);
}

/** The rows of `reachOf` for one service, or for `internet`; empty where it has none. */
export function reachTo(topology: Topology, vpc: VpcNode, service: string, zones: HostedZoneIndex): readonly ReachRow[] {
  if (service !== internet && !isListed(topology, vpc, service, zones)) return [];
  const rows = vpc.subnets.map((subnet) =>
    service === internet ? internetRow(topology, subnet) : serviceRow(topology, zones, vpc, subnet, service),
  );
  return sortedBy(rows, (row) => row.subnetId);
}

const internet = 'internet';

function internetRow(topology: Topology, subnet: SubnetNode): ReachRow {
  return { subnetId: subnet.subnet.subnetId, service: internet, ...reachByEgress(topology, subnet) };
}

/** The common services, those AWS lists for the VPC's owner, and every service an endpoint in reach leads to. */
function servicesOf(topology: Topology, vpc: VpcNode, zones: HostedZoneIndex): readonly string[] {
  return sortedUnique([...commonServices, ...listedServices(topology, vpc), ...endpointsInReach(vpc, zones).map(reachName)]);
}

function isListed(topology: Topology, vpc: VpcNode, service: string, zones: HostedZoneIndex): boolean {
  return (
    commonServices.includes(service) ||
    listedServices(topology, vpc).has(service) ||
    endpointsInReach(vpc, zones).some((node) => reachName(node) === service)
  );
}

function endpointsInReach(vpc: VpcNode, zones: HostedZoneIndex): readonly EndpointNode[] {
  return vpc.endpoints
    .concat(zones.endpointsFor(vpc) ?? [])
    .filter((node) => node.endpoint.serviceName !== null && node.endpoint.vpcEndpointType !== 'GatewayLoadBalancer');
}

function listedServices(topology: Topology, { vpc }: VpcNode): ReadonlySet<string> {
  return listedByPlace(topology).get(`${vpc.accountId}/${vpc.region}`) ?? nothing;
}

const nothing: ReadonlySet<string> = new Set();

/** What AWS lists for an account in a Region: hundreds of services, and every VPC there asks. */
const listedByPlace = remembered((topology: Topology): ReadonlyMap<string, ReadonlySet<string>> => {
  const owned = topology.index.snapshot.serviceDetails.filter((detail) => detail.owner === 'amazon');
  const places = groupBy(owned, (detail) => `${detail.readBy}/${detail.region}`);
  return new Map([...places].map(([place, details]) => [place, new Set(details.map((detail) => shortServiceName(detail.serviceName)))]));
});

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
  const candidates = interfacesByName(vpc).get(service) ?? [];
  const answers = candidates.map((node) => ({ node, dns: nameAnswer(topology, zones, vpc, node) }));
  const found = answers.find((answer) => answer.dns.answers === 'yes') ?? answers.find((answer) => answer.dns.answers === 'unknown');
  if (found === undefined) return undefined;
  if (found.dns.answers === 'unknown')
    return { how: 'unknown', via: null, because: `${found.node.endpoint.vpcEndpointId}: ${found.dns.because}` };
  return throughEndpoint(topology, subnet, found.node, 'interface', found.dns.because);
}

/** Interface endpoints of a VPC that work, by what they lead to. */
const interfacesByName = remembered((vpc: VpcNode) =>
  groupBy(
    vpc.endpoints.filter(({ endpoint }) => endpoint.vpcEndpointType === 'Interface' && endpoint.state === 'Available'),
    reachName,
  ),
);

function nameAnswer(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, node: EndpointNode) {
  const own = privateDnsOf(topology, node);
  if (own.answers === 'yes') return own;
  if (node.reference?.kind === 'custom') return { answers: 'yes' as const, because: 'its own DNS name' };
  return zones.leadsTo(vpc, node) === true ? { answers: 'yes' as const, because: 'a private hosted zone names it' } : own;
}

/** An endpoint in another VPC: a hosted zone or a Profile names it, and routes lead there and back. */
function byHub(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): Answer | undefined {
  const candidates = (zones.endpointsFor(vpc) ?? []).filter(
    (node) => node.endpoint.vpcId !== vpc.vpc.vpcId && node.endpoint.state === 'Available' && reachName(node) === service,
  );
  const ways = candidates.map((node) => ({ node, routed: routedTo(topology, subnet, node) }));
  const found = ways.find(({ routed }) => routed === 'yes') ?? ways.find(({ routed }) => routed === 'unknown') ?? ways[0];
  if (found === undefined) return undefined;
  if (found.routed === 'yes')
    return throughEndpoint(topology, subnet, found.node, 'hub', 'a private hosted zone names it, a route leads to its VPC');
  const named = `a private hosted zone leads to ${found.node.endpoint.vpcEndpointId}`;
  return found.routed === 'no'
    ? { how: 'none', via: null, because: `${named}, but no route leads to its VPC and back` }
    : {
        how: 'unknown',
        via: null,
        because: `${named}, but subnets, route tables or prefix lists on the way to its VPC and back were not read`,
      };
}

/** No private path: the way out decides, unless something unread might serve the name. */
function otherwise(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): Answer {
  const because = whyUnsure(topology, zones, vpc, subnet, service);
  if (because !== null) return { how: 'unknown', via: null, because };
  if (service.includes('vpce-svc-')) return { how: 'none', via: null, because: 'no endpoint in this VPC that works leads to the service' };
  const egress = reachByEgress(topology, subnet);
  return isIpv6Only(subnet) ? overIpv6(subnet, egress) : egress;
}

/** What may serve the name and was not read; `null` where nothing may. */
function whyUnsure(topology: Topology, zones: HostedZoneIndex, vpc: VpcNode, subnet: SubnetNode, service: string): string | null {
  const { accountId, region, vpcId } = vpc.vpc;
  const endpoints = whyUnread(topology.index, accountId, region, 'DescribeVpcEndpoints');
  if (endpoints !== null) return `an endpoint of the VPC may serve it: ${endpoints}`;
  const zone = zoneInTheWay(topology, vpc, service);
  if (zone !== null) return zone;
  const nameless = namelessByService(topology).get(service) ?? [];
  const isElsewhere = nameless.some((node) => node.endpoint.vpcId !== vpcId && routedTo(topology, subnet, node) !== 'no');
  if (!isElsewhere) return null;
  if (zones.endpointsFor(vpc) === null)
    return 'an endpoint in a routed VPC may serve the name, but route53:ListHostedZonesByVPC was not read';
  const { unknownBecause } = profileContent(topology, vpc);
  return unknownBecause === null ? null : `an endpoint in a routed VPC may serve the name: ${unknownBecause}`;
}

/** Endpoints with private DNS off, by what they lead to: a hosted zone may name them in other VPCs. */
const namelessByService = remembered((topology: Topology) =>
  groupBy(
    topology.endpoints.filter(({ endpoint }) => endpoint.privateDnsEnabled === false),
    reachName,
  ),
);

/** The usual names of AWS services answer IPv4 addresses: without IPv4 they work through DNS64 and NAT64 only. */
function overIpv6({ routeTable }: SubnetNode, egress: Answer): Answer {
  const translation = routeTable?.routes.find((route) => route.destination === '64:ff9b::/96' && route.state !== 'blackhole');
  if (translation?.targetKind === 'nat-gateway')
    return { how: 'nat', via: translation.target, because: 'the subnet has IPv6 only; 64:ff9b::/96 leads to NAT64, with DNS64 on' };
  if (egress.how === 'none' || egress.how === 'unknown') return egress;
  return {
    how: 'unknown',
    via: egress.via,
    because: `${egress.because}: dual-stack names of the service work, its usual ones answer IPv4 addresses`,
  };
}
