/**
 * What the Route 53 Profiles of a VPC bring into its DNS. Their hosted zones are
 * not among those that `ListHostedZonesByVPC` tells.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-high-level.html
 */
import type { ResolverRule } from '#shared/model/dns.ts';
import type { ProfileResource } from '#shared/model/dns-profile.ts';
import type { EndpointNode, Topology, VpcNode } from './topology.ts';
import { whyUnread } from './unread.ts';

/** The Profiles of a VPC, opened. */
export interface ProfileContent {
  readonly profileIds: readonly string[];
  /** Hosted zones, whether or not somebody told their names. */
  readonly hostedZoneIds: readonly string[];
  /** Domains of hosted zones whose names somebody told. */
  readonly domains: readonly string[];
  readonly endpoints: readonly EndpointNode[];
  readonly rules: readonly ResolverRule[];
  /** Why something in them is not known; `null` where all of it is. */
  readonly unknownBecause: string | null;
}

const overStates: ReadonlySet<string> = new Set(['DELETING', 'DELETED', 'FAILED', 'OVERRIDDEN']);

/** Whether an association of DNS settings with a VPC is in force. */
export function isInForce(association: { readonly status: string | null }): boolean {
  return association.status === null || !overStates.has(association.status.toUpperCase());
}

const noProfile: ProfileContent = { profileIds: [], hostedZoneIds: [], domains: [], endpoints: [], rules: [], unknownBecause: null };

/** Everything that Profiles bring into a VPC; without a Profile nothing, and nothing unknown. */
export function profileContent(topology: Topology, { vpc }: VpcNode): ProfileContent {
  const { index } = topology;
  const associations = index.having('profileAssociations', 'resourceId', vpc.vpcId).filter(isInForce);
  if (associations.length === 0) return noProfile;
  const unread = associations.flatMap(({ profileId, readBy, region }) => {
    if (index.having('profileResources', 'profileId', profileId).length > 0) return [];
    return whyUnread(index, readBy, region, 'ListProfileResourceAssociations') ?? [];
  });
  const resources = associations.flatMap(({ profileId }) => index.having('profileResources', 'profileId', profileId)).filter(isInForce);
  const zones = resources.flatMap((resource) => zoneIn(topology, resource) ?? []);
  const rules = resources
    .flatMap((resource) => idIn(resource, 'resolver-rule') ?? [])
    .map((id) => ({ id, rule: index.find('resolverRules', id) }));
  return {
    profileIds: associations.map(({ profileId }) => profileId),
    hostedZoneIds: zones.map(({ id }) => id),
    domains: zones.flatMap(({ domain }) => domain ?? []),
    endpoints: resources.flatMap((resource) => topology.endpointNode((idIn(resource, 'vpc-endpoint') ?? '') as never) ?? []),
    rules: rules.flatMap(({ rule }) => rule ?? []),
    unknownBecause:
      unread[0] ??
      zones.flatMap(({ id, domain }) =>
        domain === null ? [`nobody tells the name of the hosted zone ${id}, which a Route 53 Profile of the VPC holds`] : [],
      )[0] ??
      null,
  };
}

function zoneIn({ index }: Topology, resource: ProfileResource): { readonly id: string; readonly domain: string | null } | undefined {
  const id = idIn(resource, 'hostedzone');
  if (id === null) return undefined;
  const [known] = index.having('hostedZoneAssociations', 'hostedZoneId', id as never);
  return { id, domain: known?.zoneDomain ?? null };
}

/** `arn:aws:route53:::hostedzone/Z1` names the hosted zone `Z1`. */
function idIn({ resourceArn }: ProfileResource, kind: 'hostedzone' | 'vpc-endpoint' | 'resolver-rule'): string | null {
  const [head = '', id] = (resourceArn.split(':').slice(5).join(':') || '').split('/');
  return head === kind && id !== undefined && id !== '' ? id : null;
}
