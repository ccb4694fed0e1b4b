import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, HostedZoneId, Region, VpcId } from '#shared/base/ids.ts';
import { accountIdSchema, idSchema, optionalText, originFields, regionSchema, z } from './schema.ts';
import { inner, numeric, text, type Wire, type WireContext, wires } from './wire.ts';

/** That a private hosted zone answers in a VPC (`ListHostedZonesByVPC`): the zone may belong to any account or service. */
export const hostedZoneAssociationSchema = z.object({
  ...originFields,
  hostedZoneId: idSchema<HostedZoneId>(),
  /** Without the final dot. */
  zoneDomain: z.string(),
  vpcId: idSchema<VpcId>(),
  vpcRegion: regionSchema,
  owningAccount: accountIdSchema.nullable(),
  owningService: optionalText,
});

export interface HostedZoneAssociation extends Immutable<z.infer<typeof hostedZoneAssociationSchema>> {}

/** A summary of `ListHostedZonesByVPC`; the reader adds `VPCId` and `VPCRegion`, which the answer does not repeat. */
export function parseHostedZoneAssociation(wire: Wire, context: WireContext): HostedZoneAssociation | null {
  const hostedZoneId = text(wire, 'HostedZoneId');
  const zoneDomain = text(wire, 'Name');
  const vpcId = text<VpcId>(wire, 'VPCId');
  if (hostedZoneId === null || zoneDomain === null || vpcId === null) return null;
  const owner = inner(wire, 'Owner');
  return {
    accountId: text<AccountId>(owner, 'OwningAccount') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    hostedZoneId: bareHostedZoneId(hostedZoneId),
    zoneDomain: withoutDot(zoneDomain),
    vpcId,
    vpcRegion: text<Region>(wire, 'VPCRegion') ?? context.region,
    owningAccount: text<AccountId>(owner, 'OwningAccount'),
    owningService: text(owner, 'OwningService'),
  };
}

export function hostedZoneAssociationKey(zone: Pick<HostedZoneAssociation, 'hostedZoneId' | 'vpcId'>): string {
  return `${zone.hostedZoneId}/${zone.vpcId}`;
}

/** A record of a private hosted zone. */
export const dnsRecordSchema = z.object({
  ...originFields,
  hostedZoneId: idSchema<HostedZoneId>(),
  /** Without the final dot. */
  recordName: z.string(),
  recordType: z.string(),
  /** The name an alias points at, without the final dot. */
  aliasTarget: optionalText,
  values: z.array(z.string()),
  setIdentifier: optionalText,
});

export interface DnsRecord extends Immutable<z.infer<typeof dnsRecordSchema>> {}

/** A record set of `ListResourceRecordSets`; the reader adds `HostedZoneId`. */
export function parseDnsRecord(wire: Wire, context: WireContext): DnsRecord | null {
  const hostedZoneId = text(wire, 'HostedZoneId');
  const recordName = text(wire, 'Name');
  const recordType = text(wire, 'Type');
  if (hostedZoneId === null || recordName === null || recordType === null) return null;
  const alias = text(inner(wire, 'AliasTarget'), 'DNSName');
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    hostedZoneId: bareHostedZoneId(hostedZoneId),
    recordName: withoutDot(recordName),
    recordType,
    aliasTarget: alias === null ? null : withoutDot(alias),
    values: wires(wire, 'ResourceRecords').flatMap((record) => text(record, 'Value') ?? []),
    setIdentifier: text(wire, 'SetIdentifier'),
  };
}

export function dnsRecordKey(record: Pick<DnsRecord, 'hostedZoneId' | 'recordName' | 'recordType' | 'setIdentifier'>): string {
  return `${record.hostedZoneId}/${record.recordName}/${record.recordType}/${record.setIdentifier ?? ''}`;
}

/** A Resolver rule that answers in a VPC: a forwarding rule beats a hosted zone of the same domain. */
export const resolverRuleSchema = z.object({
  ...originFields,
  resolverRuleId: z.string(),
  domainName: z.string(),
  /** `FORWARD`, `SYSTEM`, `RECURSIVE`. */
  ruleType: optionalText,
  status: optionalText,
  /** Where a `FORWARD` rule leaves the VPC; absent where it was not told. */
  resolverEndpointId: z.string().optional(),
  /** The servers it forwards to, as `address:port`; absent where there are none. */
  targets: z.array(z.string()).optional(),
});

export interface ResolverRule extends Immutable<z.infer<typeof resolverRuleSchema>> {}

/** A rule of Route 53 Resolver `ListResolverRules`. */
export function parseResolverRule(wire: Wire, context: WireContext): ResolverRule | null {
  const resolverRuleId = text(wire, 'Id');
  // A rule that delegates names its domain in a field of its own.
  const domainName = text(wire, 'DomainName') ?? text(wire, 'DelegationRecord');
  if (resolverRuleId === null || domainName === null) return null;
  const resolverEndpointId = text(wire, 'ResolverEndpointId');
  const targets = wires(wire, 'TargetIps').flatMap(targetOf).sort();
  return {
    accountId: ownerOf(wire) ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    resolverRuleId,
    domainName: withoutDot(domainName),
    ruleType: text(wire, 'RuleType'),
    status: text(wire, 'Status'),
    ...(resolverEndpointId === null ? {} : { resolverEndpointId }),
    ...(targets.length === 0 ? {} : { targets }),
  };
}

/** Rules that AWS made are owned by `Route 53 Resolver`, which is no account. */
function ownerOf(wire: Wire): AccountId | null {
  const owner = text<AccountId>(wire, 'OwnerId');
  return owner !== null && /^\d{12}$/.test(owner) ? owner : null;
}

/** DNS listens on 53 where the target names no port. */
function targetOf(target: Wire): string[] {
  const address = text(target, 'Ip') ?? text(target, 'Ipv6');
  return address === null ? [] : [`${address}:${numeric(target, 'Port') ?? 53}`];
}

export const resolverRuleAssociationSchema = z.object({
  ...originFields,
  resolverRuleAssociationId: z.string(),
  resolverRuleId: z.string(),
  vpcId: idSchema<VpcId>(),
  status: optionalText,
});

export interface ResolverRuleAssociation extends Immutable<z.infer<typeof resolverRuleAssociationSchema>> {}

/** An association of Route 53 Resolver `ListResolverRuleAssociations`. */
export function parseResolverRuleAssociation(wire: Wire, context: WireContext): ResolverRuleAssociation | null {
  const resolverRuleId = text(wire, 'ResolverRuleId');
  const vpcId = text<VpcId>(wire, 'VPCId');
  if (resolverRuleId === null || vpcId === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    resolverRuleAssociationId: text(wire, 'Id') ?? `${resolverRuleId}/${vpcId}`,
    resolverRuleId,
    vpcId,
    status: text(wire, 'Status'),
  };
}

/** A Route 53 Profile that a VPC uses; its zones are not listed by `ListHostedZonesByVPC`. */
export const profileAssociationSchema = z.object({
  ...originFields,
  profileAssociationId: z.string(),
  profileId: z.string(),
  /** The VPC. */
  resourceId: z.string(),
  status: optionalText,
});

export interface ProfileAssociation extends Immutable<z.infer<typeof profileAssociationSchema>> {}

/** An association of Route 53 Profiles `ListProfileAssociations`. */
export function parseProfileAssociation(wire: Wire, context: WireContext): ProfileAssociation | null {
  const profileId = text(wire, 'ProfileId');
  const resourceId = text(wire, 'ResourceId');
  if (profileId === null || resourceId === null) return null;
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    profileAssociationId: text(wire, 'Id') ?? `${profileId}/${resourceId}`,
    profileId,
    resourceId,
    status: text(wire, 'Status'),
  };
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

function bareHostedZoneId(id: string): HostedZoneId {
  return id.replace(/^\/hostedzone\//, '') as HostedZoneId;
}
