/**
 * What a service's own name leads to in a VPC whose endpoint has private DNS
 * off: another endpoint, a hosted zone, a Route 53 Profile, or past all of them.
 */
import { sortedUnique } from '#shared/base/sort.ts';
import type { DnsRecord, HostedZoneAssociation } from '#shared/model/dns.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import { areRecordsRead } from '#shared/analysis/topology/private-dns.ts';
import type { EndpointNode, ServiceNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { type ProfileContent, profileContent } from '#shared/analysis/topology/dns-profiles.ts';
import { gatewayEndpoints } from './gateway-routes.ts';
import { remembered } from '#shared/base/remembered.ts';
import type { RuleContext } from './rule.ts';
import { told } from './told.ts';

/** `bypassed`: the name leads to the public addresses of the service. */
export interface NameAnswer {
  readonly kind: 'served' | 'bypassed' | 'unknown';
  readonly because: string;
}

/** Names whose order of words differs from that of the service. */
const turned: Readonly<Record<string, string>> = { 'ecr.api': 'api.ecr', 'ecr.dkr': 'dkr.ecr' };

/**
 * The names that private DNS of an endpoint answers for, without wildcard and in
 * lower case. Empty where the service has none; by AWS's habit where nobody read them.
 */
export function privateNames(topology: Topology, node: EndpointNode): readonly string[] {
  const service = topology.serviceOf(node);
  const names = service === undefined ? [] : namesOfService(service);
  if (names.length > 0 || node.reference?.kind !== 'aws' || (service !== undefined && service.details.length > 0)) return names;
  const short = node.endpoint.serviceName === null ? node.shortName : shortServiceName(node.endpoint.serviceName);
  return [`${turned[short] ?? short}.${node.serviceRegion}.amazonaws.com`];
}

/** What the provider and every consumer's view tell. */
const namesOfService = remembered((service: ServiceNode): readonly string[] => {
  const views = service.configuration === null ? service.details : [service.configuration, ...service.details];
  const listed = service.details.flatMap((detail) => detail.privateDnsNames);
  return sortedUnique([...listed, ...views.flatMap((view) => view.privateDnsName ?? [])].map(plainDomain));
});

/** Lower case, without wildcard and final dot. */
export function plainDomain(name: string): string {
  return name.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
}

/** Whether the endpoint could have private DNS and has it turned off. */
export function hasNamesOff(topology: Topology, node: EndpointNode): boolean {
  const { endpoint } = node;
  const isOpen = endpoint.vpcEndpointType === 'Interface' && endpoint.state === 'Available' && endpoint.requesterManaged !== true;
  return isOpen && endpoint.privateDnsEnabled !== true && privateNames(topology, node).length > 0;
}

/** What the names of an AWS service lead to in the VPC of an endpoint with private DNS off. */
export function nameAnswer(context: RuleContext, node: EndpointNode): NameAnswer {
  const { endpoint } = node;
  const vpc = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  if (endpoint.privateDnsEnabled === null) return unknownName('the answer does not say whether private DNS is on');
  if (vpc === undefined) return unknownName('the VPC of the endpoint is not told');
  const names = privateNames(context.topology, node);
  const profile = profileContent(context.topology, vpc);
  const served = servedBy(context, vpc, node) ?? servedByProfile(profile, node, names);
  if (served !== null) return { kind: 'served', because: served };
  if (profile.unknownBecause !== null) return unknownName(profile.unknownBecause);
  const opaque = opaqueZone(context, vpc, node, names);
  if (opaque !== null) return unknownName(opaque);
  const parent = opaqueParent(context.topology, vpc, names);
  if (parent !== undefined) return unknownName(`the records of the hosted zone ${parent.zoneDomain} were not read`);
  const missing = context.missing(vpc.vpc.accountId, vpc.vpc.region, ['ListHostedZonesByVPC', 'ListProfileAssociations']);
  return missing === null ? { kind: 'bypassed', because: 'no hosted zone and no Profile serves the name' } : unknownName(missing);
}

function unknownName(because: string): NameAnswer {
  return { kind: 'unknown', because };
}

function servedBy(context: RuleContext, vpc: VpcNode, node: EndpointNode): string | null {
  const { topology } = context;
  const { endpoint, shortName } = node;
  const sibling = vpc.endpoints.find(
    (other) =>
      other.endpoint.serviceName === endpoint.serviceName &&
      other.endpoint.privateDnsEnabled === true &&
      other.endpoint.state === 'Available',
  );
  if (sibling !== undefined) return `${sibling.endpoint.vpcEndpointId} answers to the name`;
  const [gateway] = gatewayEndpoints(vpc, shortName);
  if (gateway !== undefined) return `the gateway endpoint ${gateway.endpoint.vpcEndpointId} carries the traffic of the VPC`;
  const zone = zonesNamed(topology, vpc, privateNames(topology, node)).find((one) => leadsToService(context, one, vpc, node));
  if (zone !== undefined) return `the hosted zone ${zone.zoneDomain} answers to the name`;
  const isCentral = endpoint.dnsEntries.some(
    ({ dnsName }) => dnsName !== null && topology.index.having('dnsRecords', 'aliasTarget', dnsName).length > 0,
  );
  return isCentral ? 'a hosted zone names the endpoint' : null;
}

/** A Profile holds the endpoint itself, another one of the service, or a hosted zone of that very name. */
function servedByProfile(profile: ProfileContent, node: EndpointNode, names: readonly string[]): string | null {
  const endpoint = profile.endpoints.find((one) => one.endpoint.serviceName === node.endpoint.serviceName);
  const domain = profile.domains.find((one) => names.includes(plainDomain(one)));
  if (endpoint === undefined && domain === undefined) return null;
  const what = domain === undefined ? `${told(endpoint?.endpoint.vpcEndpointId, 'an endpoint')}` : `the hosted zone ${domain}`;
  return `the Route 53 Profile ${profile.profileIds.join(', ')} of the VPC holds ${what}`;
}

/** Hosted zones of the VPC with exactly one of the names. */
export function zonesNamed(topology: Topology, vpc: VpcNode, names: readonly string[]): readonly HostedZoneAssociation[] {
  return topology.index.inVpc('hostedZoneAssociations', vpc.vpc.vpcId).filter((zone) => names.includes(plainDomain(zone.zoneDomain)));
}

/** Why nobody can say whether a zone of that very name leads to the endpoint: its records were not read, or the addresses of the endpoint. */
function opaqueZone(context: RuleContext, vpc: VpcNode, node: EndpointNode, names: readonly string[]): string | null {
  const { topology } = context;
  const zones = zonesNamed(topology, vpc, names);
  const unread = zones.find((zone) => !areRecordsRead(topology, zone) && !isElsewhere(topology, zone));
  if (unread !== undefined) return `the records of the hosted zone ${unread.zoneDomain} were not read`;
  const isByAddress = zones.some((zone) => topology.index.having('dnsRecords', 'hostedZoneId', zone.hostedZoneId).some(isFixed));
  return isByAddress && !areAddressesKnown(topology, node)
    ? (context.missing(node.endpoint.accountId, node.endpoint.region, ['DescribeNetworkInterfaces']) ??
        `the network interfaces of ${node.endpoint.vpcEndpointId} were not read`)
    : null;
}

/** A record that gives addresses, not a name. */
export function isFixed({ recordType, values }: DnsRecord): boolean {
  return (recordType === 'A' || recordType === 'AAAA') && values.length > 0;
}

/** Whether every network interface of an endpoint was read, and so which addresses it has. */
export function areAddressesKnown({ index }: Topology, { endpoint }: EndpointNode): boolean {
  return (
    endpoint.networkInterfaceIds.length > 0 && endpoint.networkInterfaceIds.every((id) => index.find('networkInterfaces', id) !== undefined)
  );
}

/** A zone of an account nobody scanned is taken at its name: central designs share such zones, and nobody here can open them. */
function isElsewhere({ index }: Topology, { owningAccount }: HostedZoneAssociation): boolean {
  return owningAccount === null || !index.coverage.isAccountScanned(owningAccount);
}

/** A zone of that very name whose records lead to an endpoint of the service. */
function leadsToService(context: RuleContext, zone: HostedZoneAssociation, vpc: VpcNode, node: EndpointNode): boolean {
  const { topology } = context;
  if (!areRecordsRead(topology, zone)) return isElsewhere(topology, zone);
  const found = context.hostedZones.endpointsFor(vpc) ?? [];
  if (found.some((one) => one.endpoint.serviceName === node.endpoint.serviceName)) return true;
  const addresses = addressesOf(topology, node);
  return topology.index
    .having('dnsRecords', 'hostedZoneId', zone.hostedZoneId)
    .some((record) => record.values.some((value) => addresses.includes(value)));
}

/** The private addresses of an endpoint's network interfaces. */
export function addressesOf(topology: Topology, node: EndpointNode): readonly string[] {
  return node.endpoint.networkInterfaceIds.flatMap((id) => {
    const own = topology.index.find('networkInterfaces', id);
    return own === undefined ? [] : [...own.privateIpAddresses, ...own.ipv6Addresses.map((address) => address.toLowerCase())];
  });
}

/** A zone above one of the names whose records may or may not hold it. */
function opaqueParent(topology: Topology, vpc: VpcNode, names: readonly string[]): HostedZoneAssociation | undefined {
  return topology.index
    .inVpc('hostedZoneAssociations', vpc.vpc.vpcId)
    .find((zone) => names.some((name) => name.endsWith(`.${plainDomain(zone.zoneDomain)}`)) && !areRecordsRead(topology, zone));
}
