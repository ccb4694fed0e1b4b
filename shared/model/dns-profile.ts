import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId } from '#shared/base/ids.ts';
import { optionalText, originFields, z } from './schema.ts';
import { text, type Wire, type WireContext } from './wire.ts';

/** A Route 53 Profile: private zones, Resolver rules and endpoints that many VPCs use as one; often shared by a hub account. */
export const dnsProfileSchema = z.object({
  ...originFields,
  profileId: z.string(),
  name: optionalText,
  arn: optionalText,
  /** `NOT_SHARED`, `SHARED_WITH_ME`, `SHARED_BY_ME`. */
  shareStatus: optionalText,
});

export interface DnsProfile extends Immutable<z.infer<typeof dnsProfileSchema>> {}

/** A summary of Route 53 Profiles `ListProfiles`; it names no owner, but the ARN does. */
export function parseDnsProfile(wire: Wire, context: WireContext): DnsProfile | null {
  const profileId = text(wire, 'Id');
  if (profileId === null) return null;
  const arn = text(wire, 'Arn');
  return {
    accountId: ownerOf(arn) ?? text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    profileId,
    name: text(wire, 'Name'),
    arn,
    shareStatus: text(wire, 'ShareStatus'),
  };
}

/** What a Route 53 Profile brings into its VPCs: a private hosted zone, a Resolver rule, an interface endpoint's names. */
export const profileResourceSchema = z.object({
  ...originFields,
  profileResourceAssociationId: z.string(),
  profileId: z.string(),
  /** E.g. `arn:aws:route53:::hostedzone/Z…`, `arn:aws:ec2:…:vpc-endpoint/vpce-…`. */
  resourceArn: z.string(),
  /** `PRIVATE_HOSTED_ZONE`, `RESOLVER_RULE`, `VPC_ENDPOINT`, … */
  resourceType: optionalText,
  name: optionalText,
  status: optionalText,
});

export interface ProfileResource extends Immutable<z.infer<typeof profileResourceSchema>> {}

/** An association of Route 53 Profiles `ListProfileResourceAssociations`. */
export function parseProfileResource(wire: Wire, context: WireContext): ProfileResource | null {
  const profileId = text(wire, 'ProfileId');
  const resourceArn = text(wire, 'ResourceArn');
  if (profileId === null || resourceArn === null) return null;
  return {
    accountId: text<AccountId>(wire, 'OwnerId') ?? context.accountId,
    region: context.region,
    readBy: context.accountId,
    profileResourceAssociationId: text(wire, 'Id') ?? `${profileId}/${resourceArn}`,
    profileId,
    resourceArn,
    resourceType: text(wire, 'ResourceType'),
    name: text(wire, 'Name'),
    status: text(wire, 'Status'),
  };
}

/** `arn:aws:route53profiles:<Region>:<account>:profile/rp-…` */
function ownerOf(arn: string | null): AccountId | null {
  const account = arn?.split(':')[4] ?? '';
  return /^\d{12}$/.test(account) ? (account as AccountId) : null;
}
