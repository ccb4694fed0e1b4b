import type { Immutable } from '#shared/base/brand.ts';
import type {
  AccountId,
  NetworkInterfaceId,
  Region,
  RouteTableId,
  SecurityGroupId,
  ServiceName,
  SubnetId,
  VpcEndpointId,
  VpcId,
} from '#shared/base/ids.ts';
import { idSchema, optionalFlag, optionalText, originFields, regionSchema, tagsSchema, timeSchema, z } from './schema.ts';
import { enumText, flag, inner, isWire, nameOf, tags, text, texts, time, type Wire, type WireContext, wires } from './wire.ts';

/** The SDK's `VpcEndpointType` values; a type nobody knows yet survives as text. */
export const vpcEndpointTypes = ['Interface', 'Gateway', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork', 'Tunnel'] as const;

/** The SDK's `State` values of endpoints and of endpoint connections. */
export const endpointStates = [
  'PendingAcceptance',
  'Pending',
  'Available',
  'Deleting',
  'Deleted',
  'Rejected',
  'Failed',
  'Expired',
  'Partial',
] as const;

export const dnsEntrySchema = z.object({ dnsName: optionalText, hostedZoneId: optionalText });
export interface DnsEntry extends Immutable<z.infer<typeof dnsEntrySchema>> {}

/** Who pays for what of one endpoint (`PayerResponsibilities`). */
export const payerResponsibilitySchema = z.object({ scope: optionalText, payer: optionalText });

export const vpcEndpointSchema = z.object({
  ...originFields,
  vpcEndpointId: idSchema<VpcEndpointId>(),
  name: optionalText,
  /** One of `vpcEndpointTypes`, or what AWS said; `Gateway` where not told, as the API defaults. */
  vpcEndpointType: z.string(),
  vpcId: idSchema<VpcId>().nullable(),
  /** `null` for resource and service-network endpoints, which name an ARN instead. */
  serviceName: idSchema<ServiceName>().nullable(),
  /** The Region of the service where it differs or is told. */
  serviceRegion: regionSchema.nullable(),
  /** One of `endpointStates`, or what AWS said. */
  state: optionalText,
  /** The policy as JSON text; `null` where the answer has none. */
  policyDocument: optionalText,
  routeTableIds: z.array(idSchema<RouteTableId>()),
  subnetIds: z.array(idSchema<SubnetId>()),
  securityGroupIds: z.array(idSchema<SecurityGroupId>()),
  networkInterfaceIds: z.array(idSchema<NetworkInterfaceId>()),
  ipAddressType: optionalText,
  dnsRecordIpType: optionalText,
  /** S3: private DNS answers only for the inbound Resolver endpoint, so the VPC's own traffic keeps using the gateway endpoint. */
  privateDnsOnlyForInboundResolverEndpoint: optionalFlag,
  privateDnsEnabled: optionalFlag,
  requesterManaged: optionalFlag,
  dnsEntries: z.array(dnsEntrySchema),
  serviceNetworkArn: optionalText,
  resourceConfigurationArn: optionalText,
  payerResponsibilities: z.array(payerResponsibilitySchema),
  lastErrorCode: optionalText,
  lastErrorMessage: optionalText,
  failureReason: optionalText,
  creationTimestamp: timeSchema.nullable(),
  tags: tagsSchema,
});

export interface VpcEndpoint extends Immutable<z.infer<typeof vpcEndpointSchema>> {}

/** An endpoint of `DescribeVpcEndpoints`. */
export function parseVpcEndpoint(wire: Wire, context: WireContext): VpcEndpoint | null {
  const vpcEndpointId = text<VpcEndpointId>(wire, 'VpcEndpointId');
  if (vpcEndpointId === null) return null;
  const tagList = tags(wire);
  const dnsOptions = inner(wire, 'DnsOptions');
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    vpcEndpointId,
    name: nameOf(tagList),
    vpcEndpointType: enumText(wire, 'VpcEndpointType', vpcEndpointTypes) ?? 'Gateway',
    vpcId: text<VpcId>(wire, 'VpcId'),
    serviceName: text<ServiceName>(wire, 'ServiceName'),
    serviceRegion: text<Region>(wire, 'ServiceRegion'),
    state: enumText(wire, 'State', endpointStates),
    policyDocument: policyText(wire),
    routeTableIds: texts<RouteTableId>(wire, 'RouteTableIds'),
    subnetIds: texts<SubnetId>(wire, 'SubnetIds'),
    securityGroupIds: wires(wire, 'Groups').flatMap((group) => text<SecurityGroupId>(group, 'GroupId') ?? []),
    networkInterfaceIds: texts<NetworkInterfaceId>(wire, 'NetworkInterfaceIds'),
    ipAddressType: text(wire, 'IpAddressType'),
    dnsRecordIpType: text(dnsOptions, 'DnsRecordIpType'),
    privateDnsOnlyForInboundResolverEndpoint: flag(dnsOptions, 'PrivateDnsOnlyForInboundResolverEndpoint'),
    privateDnsEnabled: flag(wire, 'PrivateDnsEnabled'),
    requesterManaged: flag(wire, 'RequesterManaged'),
    dnsEntries: parseDnsEntries(wire),
    serviceNetworkArn: text(wire, 'ServiceNetworkArn'),
    resourceConfigurationArn: text(wire, 'ResourceConfigurationArn'),
    payerResponsibilities: parsePayers(wire),
    lastErrorCode: text(inner(wire, 'LastError'), 'Code'),
    lastErrorMessage: text(inner(wire, 'LastError'), 'Message'),
    failureReason: text(wire, 'FailureReason'),
    creationTimestamp: time(wire, 'CreationTimestamp'),
    tags: tagList,
  };
}

/** `DnsEntries` of endpoints and connections, in AWS's order. */
export function parseDnsEntries(wire: Wire): DnsEntry[] {
  return wires(wire, 'DnsEntries').map((entry) => ({ dnsName: text(entry, 'DnsName'), hostedZoneId: text(entry, 'HostedZoneId') }));
}

/** `PayerResponsibilities` of endpoints and connections. */
export function parsePayers(wire: Wire): { scope: string | null; payer: string | null }[] {
  return wires(wire, 'PayerResponsibilities').map((payer) => ({
    scope: text(payer, 'Scope'),
    payer: text(payer, 'PayerResponsibilityType'),
  }));
}

/** The CLI prints the policy as text; who writes an answer by hand, or unpacks one, has it as an object. */
function policyText(wire: Wire): string | null {
  const document = wire['PolicyDocument'];
  return isWire(document) ? JSON.stringify(document) : text(wire, 'PolicyDocument');
}
