import type { Immutable } from '#shared/base/brand.ts';
import type {
  AccountId,
  PeeringConnectionId,
  Region,
  SubnetId,
  TransitGatewayAttachmentId,
  TransitGatewayId,
  TransitGatewayRouteTableId,
  VpcId,
} from '#shared/base/ids.ts';
import { accountIdSchema, idSchema, optionalFlag, optionalText, originFields, regionSchema, tagsSchema, z } from './schema.ts';
import { flag, inner, nameOf, tags, text, texts, type Wire, type WireContext, wires } from './wire.ts';

export const transitGatewaySchema = z.object({
  ...originFields,
  transitGatewayId: idSchema<TransitGatewayId>(),
  name: optionalText,
  state: optionalText,
  tags: tagsSchema,
});

export interface TransitGateway extends Immutable<z.infer<typeof transitGatewaySchema>> {}

/** A gateway of `DescribeTransitGateways`. */
export function parseTransitGateway(wire: Wire, context: WireContext): TransitGateway | null {
  const transitGatewayId = text<TransitGatewayId>(wire, 'TransitGatewayId');
  if (transitGatewayId === null) return null;
  const tagList = tags(wire);
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    transitGatewayId,
    name: nameOf(tagList),
    state: text(wire, 'State'),
    tags: tagList,
  };
}

/** An attachment, from `DescribeTransitGatewayAttachments` or, with subnets and options, `DescribeTransitGatewayVpcAttachments`. */
export const transitGatewayAttachmentSchema = z.object({
  ...originFields,
  transitGatewayAttachmentId: idSchema<TransitGatewayAttachmentId>(),
  transitGatewayId: idSchema<TransitGatewayId>().nullable(),
  transitGatewayOwnerId: accountIdSchema.nullable(),
  /** `vpc`, `vpn`, `peering`, `direct-connect-gateway`, … */
  resourceType: optionalText,
  resourceId: optionalText,
  resourceOwnerId: accountIdSchema.nullable(),
  state: optionalText,
  /** `null` where the answer does not list them. */
  subnetIds: z.array(idSchema<SubnetId>()).nullable(),
  dnsSupport: optionalText,
  applianceModeSupport: optionalText,
  associatedRouteTableId: idSchema<TransitGatewayRouteTableId>().nullable(),
});

export interface TransitGatewayAttachment extends Immutable<z.infer<typeof transitGatewayAttachmentSchema>> {}

/** An attachment of either call. */
export function parseTransitGatewayAttachment(wire: Wire, context: WireContext): TransitGatewayAttachment | null {
  const transitGatewayAttachmentId = text<TransitGatewayAttachmentId>(wire, 'TransitGatewayAttachmentId');
  if (transitGatewayAttachmentId === null) return null;
  const vpcId = text<VpcId>(wire, 'VpcId');
  const options = inner(wire, 'Options');
  const resourceOwnerId = text<AccountId>(wire, 'ResourceOwnerId') ?? text<AccountId>(wire, 'VpcOwnerId');
  return {
    accountId: resourceOwnerId ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    transitGatewayAttachmentId,
    transitGatewayId: text<TransitGatewayId>(wire, 'TransitGatewayId'),
    transitGatewayOwnerId: text<AccountId>(wire, 'TransitGatewayOwnerId'),
    resourceType: text(wire, 'ResourceType') ?? (vpcId === null ? null : 'vpc'),
    resourceId: text(wire, 'ResourceId') ?? vpcId,
    resourceOwnerId,
    state: text(wire, 'State'),
    subnetIds: Array.isArray(wire['SubnetIds']) ? texts<SubnetId>(wire, 'SubnetIds') : null,
    dnsSupport: text(options, 'DnsSupport'),
    applianceModeSupport: text(options, 'ApplianceModeSupport'),
    associatedRouteTableId: text<TransitGatewayRouteTableId>(inner(wire, 'Association'), 'TransitGatewayRouteTableId'),
  };
}

/** Two answers about the same attachment as one: what either knows. */
export function mergeTransitGatewayAttachments(a: TransitGatewayAttachment, b: TransitGatewayAttachment): TransitGatewayAttachment {
  return {
    ...a,
    transitGatewayOwnerId: a.transitGatewayOwnerId ?? b.transitGatewayOwnerId,
    resourceOwnerId: a.resourceOwnerId ?? b.resourceOwnerId,
    subnetIds: a.subnetIds ?? b.subnetIds,
    dnsSupport: a.dnsSupport ?? b.dnsSupport,
    applianceModeSupport: a.applianceModeSupport ?? b.applianceModeSupport,
    associatedRouteTableId: a.associatedRouteTableId ?? b.associatedRouteTableId,
  };
}

/** A route table of a transit gateway; only its owner can read it. */
export const transitGatewayRouteTableSchema = z.object({
  ...originFields,
  transitGatewayRouteTableId: idSchema<TransitGatewayRouteTableId>(),
  transitGatewayId: idSchema<TransitGatewayId>().nullable(),
  state: optionalText,
});

export interface TransitGatewayRouteTable extends Immutable<z.infer<typeof transitGatewayRouteTableSchema>> {}

/** A table of `DescribeTransitGatewayRouteTables`. */
export function parseTransitGatewayRouteTable(wire: Wire, context: WireContext): TransitGatewayRouteTable | null {
  const transitGatewayRouteTableId = text<TransitGatewayRouteTableId>(wire, 'TransitGatewayRouteTableId');
  if (transitGatewayRouteTableId === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    transitGatewayRouteTableId,
    transitGatewayId: text<TransitGatewayId>(wire, 'TransitGatewayId'),
    state: text(wire, 'State'),
  };
}

export const transitGatewayRouteSchema = z.object({
  ...originFields,
  transitGatewayRouteTableId: idSchema<TransitGatewayRouteTableId>(),
  destination: z.string(),
  /** `propagated` or `static`. */
  type: optionalText,
  state: optionalText,
  attachments: z.array(z.object({ resourceId: optionalText, resourceType: optionalText, transitGatewayAttachmentId: optionalText })),
});

export interface TransitGatewayRoute extends Immutable<z.infer<typeof transitGatewayRouteSchema>> {}

/** A route of `SearchTransitGatewayRoutes`; the reader adds `TransitGatewayRouteTableId`. */
export function parseTransitGatewayRoute(wire: Wire, context: WireContext): TransitGatewayRoute | null {
  const transitGatewayRouteTableId = text<TransitGatewayRouteTableId>(wire, 'TransitGatewayRouteTableId');
  const destination = text(wire, 'DestinationCidrBlock') ?? text(wire, 'PrefixListId');
  if (transitGatewayRouteTableId === null || destination === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    transitGatewayRouteTableId,
    destination,
    type: text(wire, 'Type'),
    state: text(wire, 'State'),
    attachments: wires(wire, 'TransitGatewayAttachments').map((attachment) => ({
      resourceId: text(attachment, 'ResourceId'),
      resourceType: text(attachment, 'ResourceType'),
      transitGatewayAttachmentId: text(attachment, 'TransitGatewayAttachmentId'),
    })),
  };
}

export function transitGatewayRouteKey(route: Pick<TransitGatewayRoute, 'transitGatewayRouteTableId' | 'destination'>): string {
  return `${route.transitGatewayRouteTableId}/${route.destination}`;
}

const peerSchema = z.object({
  vpcId: idSchema<VpcId>().nullable(),
  accountId: accountIdSchema.nullable(),
  region: regionSchema.nullable(),
  cidrBlocks: z.array(z.string()),
  allowDnsResolutionFromRemoteVpc: optionalFlag,
});

export const peeringConnectionSchema = z.object({
  ...originFields,
  peeringConnectionId: idSchema<PeeringConnectionId>(),
  name: optionalText,
  /** `active`, `pending-acceptance`, … */
  status: optionalText,
  requester: peerSchema,
  accepter: peerSchema,
});

export interface PeeringConnection extends Immutable<z.infer<typeof peeringConnectionSchema>> {}

/** A connection of `DescribeVpcPeeringConnections`. */
export function parsePeeringConnection(wire: Wire, context: WireContext): PeeringConnection | null {
  const peeringConnectionId = text<PeeringConnectionId>(wire, 'VpcPeeringConnectionId');
  if (peeringConnectionId === null) return null;
  const requester = parsePeer(inner(wire, 'RequesterVpcInfo'));
  return {
    accountId: requester.accountId ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    peeringConnectionId,
    name: nameOf(tags(wire)),
    status: text(inner(wire, 'Status'), 'Code'),
    requester,
    accepter: parsePeer(inner(wire, 'AccepterVpcInfo')),
  };
}

function parsePeer(wire: Wire) {
  const primary = text(wire, 'CidrBlock');
  const set = wires(wire, 'CidrBlockSet').flatMap((block) => text(block, 'CidrBlock') ?? []);
  return {
    vpcId: text<VpcId>(wire, 'VpcId'),
    accountId: text<AccountId>(wire, 'OwnerId'),
    region: text<Region>(wire, 'Region'),
    cidrBlocks: [...new Set([...(primary === null ? [] : [primary]), ...set])],
    allowDnsResolutionFromRemoteVpc: flag(inner(wire, 'PeeringOptions'), 'AllowDnsResolutionFromRemoteVpc'),
  };
}
