/** VPC endpoints of a made-up VPC, with their network interfaces, names and associations. */
import type { IsoTime, Region, ServiceName, ZoneId } from '#shared/base/ids.ts';
import { type DnsEntry, type VpcEndpoint } from '../vpc-endpoint.ts';
import { parseServiceName, shortServiceName } from '../service-name.ts';
import { tablesOf } from './build-routes.ts';
import { groupIds } from './build-vpc.ts';
import type { EndpointDescription } from './describe-vpc.ts';
import { awsServiceName, endpointIdOf, hexOf } from './names.ts';
import { addInterface, endpointName, type Plot, type PlotSubnet, subnetAt } from './plot.ts';
import { origin, type Place, zoneNameAt } from './site.ts';
import { isFullServiceName } from './words.ts';

/** An endpoint as built, for the joins with services that follow. */
export interface BuiltEndpoint {
  readonly place: Place;
  readonly endpoint: VpcEndpoint;
  readonly providerState: string | null;
}

export function buildEndpoints(plot: Plot): BuiltEndpoint[] {
  return (plot.description.endpoints ?? []).map((described) => {
    const endpoint = buildEndpoint(plot, described);
    plot.site.see(plot.place, 'vpcEndpoints', [endpoint]);
    if (described.service === null) plot.site.see(plot.place, 'endpointAssociations', [association(plot, described, endpoint)]);
    return { place: plot.place, endpoint, providerState: described.providerState ?? endpoint.state };
  });
}

const fullAccess = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };

function buildEndpoint(plot: Plot, described: EndpointDescription): VpcEndpoint {
  const name = endpointName(plot, described);
  const vpcEndpointId = endpointIdOf(name);
  const subnets = described.zones.map((zone) => subnetAt(plot, zone, described.tier));
  const serviceName = serviceNameOf(plot, described);
  const isGateway = described.type === 'Gateway';
  const privateDnsEnabled = described.privateDns ?? (described.type === 'Interface' && serviceName !== null && !isCustom(serviceName));
  const securityGroupIds = isGateway ? [] : groupIds(plot, described.securityGroups ?? ['endpoints']);
  return {
    ...origin(plot.place),
    vpcEndpointId,
    name,
    vpcEndpointType: described.type,
    vpcId: plot.vpcId,
    serviceName,
    serviceRegion: serviceName === null ? null : ((described.serviceRegion ?? plot.place.region) as Region),
    state: described.state ?? 'Available',
    policyDocument: described.policy === null ? null : JSON.stringify(described.policy ?? fullAccess),
    routeTableIds: tablesOf(plot, described.tables ?? []),
    subnetIds: subnets.map((subnet) => subnet.subnetId),
    securityGroupIds,
    networkInterfaceIds: subnets.map((subnet) => endpointInterface(plot, subnet, { name, described, securityGroupIds })),
    ipAddressType: isGateway ? null : 'ipv4',
    dnsRecordIpType: isGateway ? null : 'ipv4',
    privateDnsOnlyForInboundResolverEndpoint: described.service === 's3' && !isGateway ? false : null,
    privateDnsEnabled,
    requesterManaged: false,
    dnsEntries: isGateway || serviceName === null ? [] : dnsEntries(plot, described, serviceName, privateDnsEnabled),
    serviceNetworkArn: null,
    resourceConfigurationArn: null,
    payerResponsibilities: [],
    lastErrorCode: null,
    lastErrorMessage: null,
    failureReason: null,
    creationTimestamp: (described.createdAt ?? '2025-11-03T08:00:00.000Z') as IsoTime,
    tags: [{ key: 'Name', value: name }],
    ...described.override,
  };
}

function serviceNameOf(plot: Plot, described: EndpointDescription): ServiceName | null {
  if (described.service === null) return null;
  return isFullServiceName(described.service)
    ? described.service
    : awsServiceName(described.serviceRegion ?? plot.place.region, described.service);
}

function isCustom(serviceName: ServiceName): boolean {
  return parseServiceName(serviceName).kind === 'custom';
}

function endpointInterface(
  plot: Plot,
  subnet: PlotSubnet,
  {
    name,
    described,
    securityGroupIds,
  }: { name: string; described: EndpointDescription; securityGroupIds: VpcEndpoint['securityGroupIds'] },
) {
  return addInterface(plot, subnet, {
    name: `${name}-${subnet.zoneId}`,
    interfaceType: described.type === 'GatewayLoadBalancer' ? 'gateway_load_balancer_endpoint' : 'vpc_endpoint',
    description: `VPC Endpoint Interface ${endpointIdOf(name)}`,
    requesterId: 'amazon-vpce',
    securityGroupIds,
  }).id;
}

/** The regional name, a name per zone in the owner's naming, and the private names. */
function dnsEntries(plot: Plot, described: EndpointDescription, serviceName: ServiceName, privateDns: boolean): DnsEntry[] {
  const hostedZoneId = `Z7${hexOf(`vpce/${plot.place.region}`, 12).toUpperCase()}`;
  const regional = regionalDnsName(endpointName(plot, described), serviceName, plot.place.region);
  const [host = '', ...rest] = regional.split('.');
  const subnets = described.zones.map((zone) => subnetAt(plot, zone, described.tier));
  const zonal = subnets.map((subnet) => `${host}-${zoneLabel(plot.place, subnet.zoneId)}.${rest.join('.')}`);
  const names = [regional, ...zonal, ...(privateDns && !isCustom(serviceName) ? awsPrivateDnsNames(serviceName) : [])];
  return names.map((dnsName) => ({ dnsName, hostedZoneId }));
}

function zoneLabel(place: Place, zoneId: ZoneId): string {
  return zoneNameAt(place, zoneId) ?? zoneId;
}

/** The regional DNS name of an endpoint, by its name in the description. */
export function regionalDnsName(name: string, serviceName: ServiceName, region: string): string {
  return `${endpointIdOf(name)}-${hexOf(`dns/${name}`, 8)}.${shortServiceName(serviceName)}.${region}.vpce.amazonaws.com`;
}

/** Names of AWS services whose private name is not `<service>.<region>.amazonaws.com`. */
const privateNames: Readonly<Record<string, string>> = {
  'ecr.api': 'api.ecr',
  'ecr.dkr': '*.dkr.ecr',
  s3: '*.s3',
};

/** The public names of an AWS service that private DNS answers for. */
export function awsPrivateDnsNames(serviceName: ServiceName): string[] {
  const { region } = parseServiceName(serviceName);
  const short = shortServiceName(serviceName);
  return region === null ? [`${short}.amazonaws.com`] : [`${privateNames[short] ?? short}.${region}.amazonaws.com`];
}

function association(plot: Plot, described: EndpointDescription, endpoint: VpcEndpoint) {
  const failure = described.associationFailure ?? null;
  return {
    ...origin(plot.place),
    associationId: `vpce-rsc-asc-0${hexOf(endpoint.vpcEndpointId, 16)}`,
    vpcEndpointId: endpoint.vpcEndpointId,
    serviceNetworkArn: endpoint.serviceNetworkArn,
    serviceNetworkName: endpoint.serviceNetworkArn === null ? null : `${endpoint.name ?? ''}-network`,
    associatedResourceAccessibility: failure === null ? 'Accessible' : 'Inaccessible',
    associatedResourceArn: endpoint.resourceConfigurationArn,
    failureReason: failure,
    failureCode: failure === null ? null : 'RESOURCE_GATEWAY_UNAVAILABLE',
    resourceConfigurationGroupArn: null,
  };
}
