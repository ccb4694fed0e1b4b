/**
 * Which endpoint a service's own name leads to inside a VPC: through private
 * DNS of an endpoint in the VPC, or through a private hosted zone whose record
 * is an alias for an endpoint, as central (hub) designs use it.
 */
import { globalRegion } from '#shared/base/ids.ts';
import { remembered } from '#shared/base/remembered.ts';
import type { HostedZoneAssociation } from '#shared/model/dns.ts';
import { profileContent } from './dns-profiles.ts';
import type { EndpointNode, Topology, VpcNode } from './topology.ts';

/** Whether private DNS of an endpoint answers in its VPC, and if not, why. */
export interface DnsAnswer {
  readonly answers: 'yes' | 'no' | 'unknown';
  readonly because: string;
}

/** Private DNS needs the option on the endpoint and both DNS attributes on the VPC. */
export function privateDnsOf(topology: Topology, node: EndpointNode): DnsAnswer {
  const { endpoint } = node;
  if (endpoint.privateDnsEnabled === false) return { answers: 'no', because: 'private DNS is off' };
  if (endpoint.privateDnsEnabled === null) return { answers: 'unknown', because: 'the answer does not say whether private DNS is on' };
  if (endpoint.privateDnsOnlyForInboundResolverEndpoint === true)
    return { answers: 'no', because: 'private DNS answers only for the inbound Resolver endpoint' };
  const attributes = endpoint.vpcId === null ? undefined : topology.index.find('vpcDnsAttributes', endpoint.vpcId);
  if (attributes?.enableDnsSupport === false) return { answers: 'no', because: 'enableDnsSupport of the VPC is off' };
  if (attributes?.enableDnsHostnames === false) return { answers: 'no', because: 'enableDnsHostnames of the VPC is off' };
  const isRead = attributes !== undefined && attributes.enableDnsSupport !== null && attributes.enableDnsHostnames !== null;
  return {
    answers: 'yes',
    because: isRead
      ? 'private DNS is on'
      : 'private DNS is on (the DNS attributes of the VPC were not read; AWS refuses to turn it on without them)',
  };
}

/** Finds endpoints through the hosted zones and Route 53 Profiles of VPCs; made once per topology. */
export interface HostedZoneIndex {
  /** Endpoints, anywhere, that a hosted zone or a Profile of the VPC leads to; `null` where its zones were not read. */
  endpointsFor(vpc: VpcNode): readonly EndpointNode[] | null;
  /** Whether some hosted zone of the VPC leads to this endpoint; `null` where not read. */
  leadsTo(vpc: VpcNode, endpoint: EndpointNode): boolean | null;
}

export function hostedZoneIndex(topology: Topology): HostedZoneIndex {
  return indexOf(topology);
}

const indexOf = remembered((topology: Topology): HostedZoneIndex => {
  const endpointsFor = remembered((vpc: VpcNode) => findEndpoints(topology, vpc));
  return { endpointsFor, leadsTo: (vpc, endpoint) => endpointsFor(vpc)?.includes(endpoint) ?? null };
});

/** Endpoints by each of their DNS names in lower case; made for those who ask, as most estates name none of them. */
const endpointsByDnsName = remembered((topology: Topology): ReadonlyMap<string, EndpointNode> => {
  const byDnsName = new Map<string, EndpointNode>();
  for (const node of topology.endpoints) {
    for (const entry of node.endpoint.dnsEntries) if (entry.dnsName !== null) byDnsName.set(entry.dnsName.toLowerCase(), node);
  }
  return byDnsName;
});

function findEndpoints(topology: Topology, node: VpcNode): readonly EndpointNode[] | null {
  const { index } = topology;
  const zones = index.inVpc('hostedZoneAssociations', node.vpc.vpcId);
  const profile = profileContent(topology, node);
  const brought = [...profile.endpoints, ...endpointsNamed(topology, profile.hostedZoneIds)];
  const isUnread = zones.length === 0 && !index.coverage.isRead(node.vpc.accountId, node.vpc.region, 'ListHostedZonesByVPC');
  if (isUnread) return brought.length === 0 ? null : [...new Set(brought)];
  const own = endpointsNamed(
    topology,
    zones.map((zone) => zone.hostedZoneId),
  );
  return [...new Set([...own, ...brought])];
}

/** The endpoints that records of hosted zones lead to. */
function endpointsNamed(topology: Topology, hostedZoneIds: readonly string[]): readonly EndpointNode[] {
  const { index } = topology;
  const records = hostedZoneIds.flatMap((id) => index.having('dnsRecords', 'hostedZoneId', id as never));
  const names = records.flatMap((record) => [record.aliasTarget, ...(record.recordType === 'CNAME' ? record.values : [])]);
  if (names.length === 0) return [];
  const byDnsName = endpointsByDnsName(topology);
  return names.flatMap((name) => (name === null ? [] : (byDnsName.get(plainName(name)) ?? [])));
}

/** Alias targets may carry `dualstack.` and a final dot. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^dualstack\./, '')
    .replace(/\.$/, '');
}

/** Whether the records of a hosted zone were read, by the account that owns it. */
export function areRecordsRead(topology: Topology, zone: HostedZoneAssociation): boolean {
  const { index } = topology;
  if (index.having('dnsRecords', 'hostedZoneId', zone.hostedZoneId).length > 0) return true;
  return index.coverage.isRead(zone.owningAccount ?? zone.accountId, globalRegion, 'ListResourceRecordSets');
}
