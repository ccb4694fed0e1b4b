import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, LoadBalancerArn, Region, ServiceId, ServiceName, VpcEndpointId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import {
  accountIdSchema,
  idSchema,
  optionalFlag,
  optionalText,
  originFields,
  regionSchema,
  tagsSchema,
  timeSchema,
  z,
  zoneIdSchema,
  zoneNameSchema,
} from './schema.ts';
import { dnsEntrySchema, endpointStates, parseDnsEntries, parsePayers, payerResponsibilitySchema } from './vpc-endpoint.ts';
import { enumText, flag, inner, nameOf, presentTexts, tags, text, texts, time, type Wire, type WireContext, wires } from './wire.ts';

/** Fields that the provider's and the consumer's view of a service share. */
const serviceFields = {
  serviceName: idSchema<ServiceName>(),
  serviceTypes: z.array(z.string()),
  /** Zones by ID; `null` where the answer has no such list (recordings before 2026). */
  zoneIds: z.array(zoneIdSchema).nullable(),
  /** Zones by name, in the naming of `readBy`; `null` where the answer has no such list. */
  zoneNames: z.array(zoneNameSchema).nullable(),
  acceptanceRequired: optionalFlag,
  managesVpcEndpoints: optionalFlag,
  /** `ServiceOwner` where the provider pays for all endpoints. */
  payerResponsibility: optionalText,
  supportedIpAddressTypes: z.array(z.string()),
  baseEndpointDnsNames: z.array(z.string()),
  privateDnsName: optionalText,
  tags: tagsSchema,
};

/** An endpoint service as its provider sees it (`DescribeVpcEndpointServiceConfigurations`): the truth about its zones. */
export const endpointServiceSchema = z.object({
  ...originFields,
  ...serviceFields,
  serviceId: idSchema<ServiceId>(),
  name: optionalText,
  serviceState: optionalText,
  networkLoadBalancerArns: z.array(idSchema<LoadBalancerArn>()),
  gatewayLoadBalancerArns: z.array(idSchema<LoadBalancerArn>()),
  /** `pendingVerification`, `verified`, `failed`. */
  privateDnsNameState: optionalText,
  /** The TXT record that proves the name. */
  privateDnsNameTxtName: optionalText,
  privateDnsNameTxtValue: optionalText,
  supportedRegions: z.array(z.object({ region: regionSchema, state: optionalText })),
  remoteAccessEnabled: optionalFlag,
});

export interface EndpointService extends Immutable<z.infer<typeof endpointServiceSchema>> {}

/** A configuration of `DescribeVpcEndpointServiceConfigurations`. */
export function parseEndpointService(wire: Wire, context: WireContext): EndpointService | null {
  const serviceId = text<ServiceId>(wire, 'ServiceId');
  if (serviceId === null) return null;
  const dns = inner(wire, 'PrivateDnsNameConfiguration');
  const common = serviceCommon(wire);
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    ...common,
    serviceName: text<ServiceName>(wire, 'ServiceName') ?? (`com.amazonaws.vpce.${context.region}.${serviceId}` as ServiceName),
    serviceId,
    name: nameOf(common.tags),
    serviceState: enumText(wire, 'ServiceState', ['Pending', 'Available', 'Deleting', 'Deleted', 'Failed']),
    networkLoadBalancerArns: texts<LoadBalancerArn>(wire, 'NetworkLoadBalancerArns'),
    gatewayLoadBalancerArns: texts<LoadBalancerArn>(wire, 'GatewayLoadBalancerArns'),
    privateDnsNameState: enumText(dns, 'State', ['pendingVerification', 'verified', 'failed']),
    privateDnsNameTxtName: text(dns, 'Name'),
    privateDnsNameTxtValue: text(dns, 'Value'),
    supportedRegions: wires(wire, 'SupportedRegions').flatMap((region) => {
      const name = text<Region>(region, 'Region');
      return name === null ? [] : [{ region: name, state: text(region, 'ServiceState') }];
    }),
    remoteAccessEnabled: flag(wire, 'RemoteAccessEnabled'),
  };
}

/**
 * A service as one consumer account sees it (`DescribeVpcEndpointServices`).
 * It lists only the zones the consumer has in common with the provider, so a
 * zone that is absent here proves nothing.
 */
export const serviceDetailSchema = z.object({
  ...originFields,
  ...serviceFields,
  serviceId: idSchema<ServiceId>().nullable(),
  /** The provider's account, or `amazon`. */
  owner: optionalText,
  serviceRegion: regionSchema.nullable(),
  privateDnsNames: z.array(z.string()),
  privateDnsNameVerificationState: optionalText,
  vpcEndpointPolicySupported: optionalFlag,
});

export interface ServiceDetail extends Immutable<z.infer<typeof serviceDetailSchema>> {}

/** A detail of `DescribeVpcEndpointServices`. */
export function parseServiceDetail(wire: Wire, context: WireContext): ServiceDetail | null {
  const serviceName = text<ServiceName>(wire, 'ServiceName');
  if (serviceName === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    ...serviceCommon(wire),
    serviceName,
    serviceId: text<ServiceId>(wire, 'ServiceId'),
    owner: text(wire, 'Owner'),
    serviceRegion: text<Region>(wire, 'ServiceRegion'),
    privateDnsNames: wires(wire, 'PrivateDnsNames').flatMap((name) => text(name, 'PrivateDnsName') ?? []),
    privateDnsNameVerificationState: text(wire, 'PrivateDnsNameVerificationState'),
    vpcEndpointPolicySupported: flag(wire, 'VpcEndpointPolicySupported'),
  };
}

/** Each account has its own view of a service; S3 occurs once as Gateway and once as Interface. */
export function serviceDetailKey(detail: Pick<ServiceDetail, 'readBy' | 'region' | 'serviceName' | 'serviceTypes'>): string {
  return `${detail.readBy}/${detail.region}/${detail.serviceName}/${[...detail.serviceTypes].sort().join('+')}`;
}

function serviceCommon(wire: Wire) {
  return {
    serviceTypes: wires(wire, 'ServiceType').flatMap((type) => text(type, 'ServiceType') ?? []),
    zoneIds: presentTexts<ZoneId>(wire, 'AvailabilityZoneIds'),
    zoneNames: presentTexts<ZoneName>(wire, 'AvailabilityZones'),
    acceptanceRequired: flag(wire, 'AcceptanceRequired'),
    managesVpcEndpoints: flag(wire, 'ManagesVpcEndpoints'),
    payerResponsibility: text(wire, 'PayerResponsibility'),
    supportedIpAddressTypes: texts(wire, 'SupportedIpAddressTypes'),
    baseEndpointDnsNames: texts(wire, 'BaseEndpointDnsNames'),
    privateDnsName: text(wire, 'PrivateDnsName'),
    tags: tags(wire),
  };
}

/** One consumer's connection as the provider sees it. AWS tells no VPC, subnet or zone of the consumer here. */
export const endpointConnectionSchema = z.object({
  ...originFields,
  serviceId: idSchema<ServiceId>(),
  vpcEndpointId: idSchema<VpcEndpointId>(),
  /** The consumer's account. */
  vpcEndpointOwner: accountIdSchema.nullable(),
  vpcEndpointRegion: regionSchema.nullable(),
  /** One of `endpointStates`, or what AWS said. */
  vpcEndpointState: optionalText,
  vpcEndpointConnectionId: optionalText,
  ipAddressType: optionalText,
  networkLoadBalancerArns: z.array(idSchema<LoadBalancerArn>()),
  gatewayLoadBalancerArns: z.array(idSchema<LoadBalancerArn>()),
  dnsEntries: z.array(dnsEntrySchema),
  payerResponsibilities: z.array(payerResponsibilitySchema),
  creationTimestamp: timeSchema.nullable(),
});

export interface EndpointConnection extends Immutable<z.infer<typeof endpointConnectionSchema>> {}

/** A connection of `DescribeVpcEndpointConnections`. */
export function parseEndpointConnection(wire: Wire, context: WireContext): EndpointConnection | null {
  const serviceId = text<ServiceId>(wire, 'ServiceId');
  const vpcEndpointId = text<VpcEndpointId>(wire, 'VpcEndpointId');
  if (serviceId === null || vpcEndpointId === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    serviceId,
    vpcEndpointId,
    vpcEndpointOwner: text<AccountId>(wire, 'VpcEndpointOwner'),
    vpcEndpointRegion: text<Region>(wire, 'VpcEndpointRegion'),
    vpcEndpointState: enumText(wire, 'VpcEndpointState', endpointStates),
    vpcEndpointConnectionId: text(wire, 'VpcEndpointConnectionId'),
    ipAddressType: text(wire, 'IpAddressType'),
    networkLoadBalancerArns: texts<LoadBalancerArn>(wire, 'NetworkLoadBalancerArns'),
    gatewayLoadBalancerArns: texts<LoadBalancerArn>(wire, 'GatewayLoadBalancerArns'),
    dnsEntries: parseDnsEntries(wire),
    payerResponsibilities: parsePayers(wire),
    creationTimestamp: time(wire, 'CreationTimestamp'),
  };
}

export function endpointConnectionKey(connection: Pick<EndpointConnection, 'serviceId' | 'vpcEndpointId'>): string {
  return `${connection.serviceId}/${connection.vpcEndpointId}`;
}

/** The SDK's `PrincipalType` values. */
export const principalTypes = ['All', 'Service', 'OrganizationUnit', 'Account', 'User', 'Role'] as const;

/** Who may ask for a connection to a service. */
export const allowedPrincipalSchema = z.object({
  ...originFields,
  serviceId: idSchema<ServiceId>(),
  /** An ARN, or `*`. */
  principal: z.string(),
  principalType: optionalText,
});

export interface AllowedPrincipal extends Immutable<z.infer<typeof allowedPrincipalSchema>> {}

/** A permission of `DescribeVpcEndpointServicePermissions`. The service id may come from the request, see `withServiceId`. */
export function parseAllowedPrincipal(wire: Wire, context: WireContext): AllowedPrincipal | null {
  const serviceId = text<ServiceId>(wire, 'ServiceId');
  const principal = text(wire, 'Principal');
  if (serviceId === null || principal === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    serviceId,
    principal,
    principalType: enumText(wire, 'PrincipalType', principalTypes),
  };
}

export function allowedPrincipalKey(permission: Pick<AllowedPrincipal, 'serviceId' | 'principal'>): string {
  return `${permission.serviceId}/${permission.principal}`;
}

/** Whether the principal is everyone. */
export function isEveryone(permission: Pick<AllowedPrincipal, 'principal' | 'principalType'>): boolean {
  return permission.principalType === 'All' || permission.principal === '*';
}

/** What a resource or service-network endpoint is associated with. */
export const endpointAssociationSchema = z.object({
  ...originFields,
  associationId: z.string(),
  vpcEndpointId: idSchema<VpcEndpointId>(),
  serviceNetworkArn: optionalText,
  serviceNetworkName: optionalText,
  associatedResourceAccessibility: optionalText,
  associatedResourceArn: optionalText,
  failureReason: optionalText,
  failureCode: optionalText,
  resourceConfigurationGroupArn: optionalText,
});

export interface EndpointAssociation extends Immutable<z.infer<typeof endpointAssociationSchema>> {}

/** An association of `DescribeVpcEndpointAssociations`. */
export function parseEndpointAssociation(wire: Wire, context: WireContext): EndpointAssociation | null {
  const vpcEndpointId = text<VpcEndpointId>(wire, 'VpcEndpointId');
  if (vpcEndpointId === null) return null;
  const associatedResourceArn = text(wire, 'AssociatedResourceArn');
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    associationId: text(wire, 'Id') ?? `${vpcEndpointId}/${associatedResourceArn ?? text(wire, 'ServiceNetworkArn') ?? ''}`,
    vpcEndpointId,
    serviceNetworkArn: text(wire, 'ServiceNetworkArn'),
    serviceNetworkName: text(wire, 'ServiceNetworkName'),
    associatedResourceAccessibility: text(wire, 'AssociatedResourceAccessibility'),
    associatedResourceArn,
    failureReason: text(wire, 'FailureReason'),
    failureCode: text(wire, 'FailureCode'),
    resourceConfigurationGroupArn: text(wire, 'ResourceConfigurationGroupArn'),
  };
}
