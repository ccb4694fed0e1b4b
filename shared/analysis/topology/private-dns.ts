/**
 * Which endpoint a service's own name leads to inside a VPC: through private
 * DNS of an endpoint in the VPC, or through a private hosted zone whose record
 * is an alias for an endpoint, as central (hub) designs use it.
 */
import { globalRegion } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { DnsRecord, HostedZoneAssociation } from '#shared/model/dns.ts';
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
  const endpointsFor = rememberedWithin((vpc: VpcNode) => findEndpoints(topology, vpc));
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
  return hostedZoneIds.flatMap(endpointsInZone(topology));
}

/** A central zone is associated with hundreds of VPCs. */
const endpointsInZone = remembered((topology: Topology) =>
  rememberedWithin((hostedZoneId: string): readonly EndpointNode[] => {
    const records = topology.index.having('dnsRecords', 'hostedZoneId', hostedZoneId as never);
    return records.flatMap((record) => [...byName(topology, record), ...byAddress(topology, record)]);
  }),
);

function byName(topology: Topology, record: DnsRecord): readonly EndpointNode[] {
  const names = [record.aliasTarget, ...(record.recordType === 'CNAME' ? record.values : [])];
  return names.flatMap((name) => (name === null ? [] : (endpointsByDnsName(topology).get(plainName(name)) ?? [])));
}

/** A fixed address says little by itself, as blocks overlap: it means endpoints of the zone's owner, and those in the VPCs of the zone. */
function byAddress(topology: Topology, record: DnsRecord): readonly EndpointNode[] {
  if (record.recordType !== 'A' && record.recordType !== 'AAAA') return [];
  const found = record.values.flatMap((value) => endpointsByAddress(topology).get(value.toLowerCase()) ?? []);
  if (found.length === 0) return [];
  const vpcs = new Set(topology.index.having('hostedZoneAssociations', 'hostedZoneId', record.hostedZoneId).map((zone) => zone.vpcId));
  return found.filter(({ endpoint }) => endpoint.accountId === record.accountId || (endpoint.vpcId !== null && vpcs.has(endpoint.vpcId)));
}

/** Endpoints by each address of their network interfaces; made for those who ask. */
const endpointsByAddress = remembered((topology: Topology): ReadonlyMap<string, readonly EndpointNode[]> => {
  const owners = topology.endpoints.flatMap((node) =>
    node.endpoint.networkInterfaceIds.flatMap((id) => {
      const own = topology.index.find('networkInterfaces', id);
      const addresses = own === undefined ? [] : [...own.privateIpAddresses, ...own.ipv6Addresses];
      return addresses.map((address) => ({ address: address.toLowerCase(), node }));
    }),
  );
  return new Map([...groupBy(owners, (one) => one.address)].map(([address, list]) => [address, list.map((one) => one.node)]));
});

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
