/** Endpoint services as providers own them, as consumers see them, and the connections between both. */
import type { AccountId, LoadBalancerArn, Region, ServiceName, ZoneId } from '#shared/base/ids.ts';
import { compareText, sortedUnique } from '#shared/base/sort.ts';
import type { AllowedPrincipal, EndpointConnection, EndpointService, ServiceDetail } from '../endpoint-service.ts';
import type { BuiltEndpoint } from './build-endpoints.ts';
import { loadBalancerArnOf } from './build-load-balancers.ts';
import type { LoadBalancerDescription, ServiceDescription, StrangerDescription } from './describe-service.ts';
import { customServiceName, endpointIdOf, hexOf, serviceIdOf, zoneIdOf } from './names.ts';
import { origin, type Place, type Site, zoneNameAt } from './site.ts';

/** A custom service of the estate, wherever it is. */
export interface BuiltService {
  readonly place: Place;
  readonly description: ServiceDescription;
  readonly serviceName: ServiceName;
  readonly zoneIds: readonly ZoneId[];
  readonly networkLoadBalancerArns: readonly LoadBalancerArn[];
  readonly gatewayLoadBalancerArns: readonly LoadBalancerArn[];
}

export function buildService(site: Site, place: Place, description: ServiceDescription): BuiltService {
  const behind = description.loadBalancers.map((name) => loadBalancerNamed(place, name));
  const zones = description.zones ?? behind.flatMap((loadBalancer) => loadBalancer.zones);
  const arns = (type: string): LoadBalancerArn[] =>
    behind.filter((loadBalancer) => loadBalancer.type === type).map((loadBalancer) => loadBalancerArnOf(place, loadBalancer));
  const built = {
    place,
    description,
    serviceName: customServiceName(place.region, description.name),
    zoneIds: sortedUnique(zones.map((zone) => zoneIdOf(place.region, zone))),
    networkLoadBalancerArns: arns('network'),
    gatewayLoadBalancerArns: arns('gateway'),
  };
  site.see(place, 'endpointServices', [configuration(built)]);
  site.see(
    place,
    'allowedPrincipals',
    description.principals.map((principal) => allowedPrincipal(built, principal)),
  );
  site.see(
    place,
    'endpointConnections',
    (description.strangers ?? []).map((stranger) => strangerConnection(built, stranger)),
  );
  return built;
}

/** The provider's sighting of an endpoint that leads to its service. */
export function buildConnection(site: Site, service: BuiltService, { endpoint, providerState }: BuiltEndpoint): void {
  const base = connectionBase(service, endpoint.vpcEndpointId);
  site.see(service.place, 'endpointConnections', [
    {
      ...base,
      vpcEndpointOwner: endpoint.accountId,
      vpcEndpointRegion: endpoint.region,
      vpcEndpointState: providerState,
      dnsEntries: endpoint.dnsEntries.slice(0, 1),
      payerResponsibilities: endpoint.payerResponsibilities,
      creationTimestamp: endpoint.creationTimestamp,
    },
  ]);
}

/** Whether an account may see and use a service at all. */
export function mayUse(service: BuiltService, accountId: AccountId): boolean {
  const { principals } = service.description;
  return accountId === service.place.accountId || principals.some((principal) => principal === '*' || principal.includes(accountId));
}

/** A custom service as a consumer sees it: only the zones both have. From another Region no zone is told. */
export function customServiceDetail(place: Place, service: BuiltService): ServiceDetail {
  const { description } = service;
  const sameRegion = place.region === service.place.region;
  const common = service.zoneIds.filter((zoneId) => place.zoneIds.includes(zoneId));
  return {
    ...origin(place),
    ...serviceCommon(description),
    serviceName: service.serviceName,
    serviceId: serviceIdOf(description.name),
    owner: service.place.accountId,
    serviceRegion: service.place.region,
    zoneIds: sameRegion ? common : null,
    zoneNames: sameRegion ? zoneNames(place, common) : null,
    privateDnsNames: description.privateDnsName === undefined ? [] : [description.privateDnsName],
    privateDnsNameVerificationState: description.privateDnsName === undefined ? null : (description.privateDnsNameState ?? 'verified'),
    vpcEndpointPolicySupported: false,
    baseEndpointDnsNames: [baseDnsName(service)],
    ...description.detailOverride,
  };
}

/** What an AWS service looks like to one account; `zoneIds` are all zones AWS offers it in. */
export function awsServiceDetail(place: Place, { serviceName, type, zoneIds, serviceRegion, privateDnsNames }: AwsService): ServiceDetail {
  const common = serviceRegion === place.region ? place.zoneIds.filter((zoneId) => zoneIds.includes(zoneId)).toSorted(compareText) : null;
  return {
    ...origin(place),
    serviceName,
    serviceId: null,
    serviceTypes: [type],
    owner: 'amazon',
    serviceRegion,
    zoneIds: common,
    zoneNames: common === null ? null : zoneNames(place, common),
    acceptanceRequired: false,
    managesVpcEndpoints: false,
    payerResponsibility: null,
    supportedIpAddressTypes: ['ipv4'],
    baseEndpointDnsNames: [],
    privateDnsName: privateDnsNames[0] ?? null,
    privateDnsNames,
    privateDnsNameVerificationState: type === 'Interface' ? 'verified' : null,
    vpcEndpointPolicySupported: true,
    tags: [],
  };
}

export interface AwsService {
  readonly serviceName: ServiceName;
  readonly type: string;
  readonly zoneIds: readonly ZoneId[];
  readonly serviceRegion: Region;
  readonly privateDnsNames: readonly string[];
}

function loadBalancerNamed(place: Place, name: string): LoadBalancerDescription {
  const found = place.description.loadBalancers?.find((loadBalancer) => loadBalancer.name === name);
  if (found === undefined) throw new Error(`${place.account.name} has no load balancer ${name} in ${place.region}`);
  return found;
}

function serviceCommon(description: ServiceDescription) {
  return {
    serviceTypes: [description.type],
    acceptanceRequired: description.acceptance,
    managesVpcEndpoints: false,
    payerResponsibility: null,
    supportedIpAddressTypes: ['ipv4'],
    privateDnsName: description.privateDnsName ?? null,
    tags: [{ key: 'Name', value: description.name }],
  };
}

function baseDnsName(service: BuiltService): string {
  return `${serviceIdOf(service.description.name)}.${service.place.region}.vpce.amazonaws.com`;
}

function zoneNames(place: Place, zoneIds: readonly ZoneId[]) {
  return zoneIds.flatMap((zoneId) => zoneNameAt(place, zoneId) ?? []);
}

function configuration(service: BuiltService): EndpointService {
  const { place, description } = service;
  const isNamed = description.privateDnsName !== undefined;
  const remote = description.remoteRegions ?? [];
  return {
    ...origin(place),
    ...serviceCommon(description),
    serviceName: service.serviceName,
    serviceId: serviceIdOf(description.name),
    name: description.name,
    serviceState: 'Available',
    zoneIds: service.zoneIds,
    zoneNames: zoneNames(place, service.zoneIds),
    networkLoadBalancerArns: service.networkLoadBalancerArns,
    gatewayLoadBalancerArns: service.gatewayLoadBalancerArns,
    baseEndpointDnsNames: [baseDnsName(service)],
    privateDnsNameState: isNamed ? (description.privateDnsNameState ?? 'verified') : null,
    privateDnsNameTxtName: isNamed ? `_${hexOf(description.name, 16)}` : null,
    privateDnsNameTxtValue: isNamed ? `vpce:${hexOf(`txt/${description.name}`, 20)}` : null,
    supportedRegions: [place.region, ...remote].map((region) => ({ region: region as Region, state: 'Available' })),
    remoteAccessEnabled: remote.length > 0,
    ...description.override,
  };
}

function allowedPrincipal(service: BuiltService, principal: string): AllowedPrincipal {
  const isAccount = /^\d{12}$/.test(principal);
  return {
    ...origin(service.place),
    serviceId: serviceIdOf(service.description.name),
    principal: isAccount ? `arn:aws:iam::${principal}:root` : principal,
    principalType: principal === '*' ? 'All' : principal.includes(':role/') ? 'Role' : 'Account',
  };
}

function connectionBase(service: BuiltService, vpcEndpointId: EndpointConnection['vpcEndpointId']) {
  return {
    ...origin(service.place),
    serviceId: serviceIdOf(service.description.name),
    vpcEndpointId,
    vpcEndpointConnectionId: `vpce-con-0${hexOf(vpcEndpointId, 16)}`,
    ipAddressType: 'ipv4',
    networkLoadBalancerArns: service.networkLoadBalancerArns,
    gatewayLoadBalancerArns: service.gatewayLoadBalancerArns,
    dnsEntries: [],
    payerResponsibilities: [],
  };
}

function strangerConnection(service: BuiltService, stranger: StrangerDescription): EndpointConnection {
  return {
    ...connectionBase(service, endpointIdOf(stranger.endpoint)),
    vpcEndpointOwner: stranger.accountId as AccountId,
    vpcEndpointRegion: (stranger.region ?? service.place.region) as Region,
    vpcEndpointState: stranger.state,
    creationTimestamp: '2026-08-19T12:00:00.000Z' as EndpointConnection['creationTimestamp'],
  };
}
