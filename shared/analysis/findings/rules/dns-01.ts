import { sortedBy } from '#shared/base/sort.ts';
import type { ResolverRule } from '#shared/model/dns.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { isInForce, type ProfileContent, profileContent } from '#shared/analysis/topology/dns-profiles.ts';
import { plainDomain, privateNames } from '../private-names.ts';
import { endpointSubject, hostedZoneSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/**
 * DNS-01: the most specific domain wins; for the same domain a forwarding rule
 * beats a private hosted zone, and private DNS of an endpoint is a hosted zone too.
 */
export const dns01: Rule = {
  id: 'DNS-01',
  title: 'Resolver rule beats the hosted zone of the same domain',
  severity: 'medium',
  needs: [
    'ListResolverRules',
    'ListResolverRuleAssociations',
    'ListHostedZonesByVPC',
    'DescribeVpcEndpoints',
    'ListProfileAssociations',
    'ListProfileResourceAssociations',
  ],
  lists: ['DescribeVpcEndpoints'],
  trigger:
    'A forwarding rule is associated with a VPC for the very domain of one of its hosted zones, or of an endpoint with private DNS; or a Route 53 Profile brings both the rule and the name. The most specific domain wins, and what the VPC has itself comes before its Profile.',
  consequence: 'The name is asked elsewhere, and the endpoint behind the hosted zone is passed by.',
  remedy: 'Take the rule off the VPC, narrow its domain, or forward it back to the Resolver.',
  documentation: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const { topology } = context;
  const hasProfile = (vpc: VpcNode): boolean => topology.index.having('profileAssociations', 'resourceId', vpc.vpc.vpcId).length > 0;
  const named = topology.vpcs.filter((vpc) => hasNames(context, vpc) || hasProfile(vpc) || mayHaveNames(context, vpc));
  return [
    ...named.flatMap((vpc) => judge(context, vpc) ?? []),
    ...unreadRegions(
      context,
      named.map(({ vpc }) => vpc),
      ['ListResolverRuleAssociations', 'ListResolverRules', 'ListProfileAssociations'],
    ),
  ];
}

/** Whether anything answers to a domain in the VPC. */
function hasNames(context: RuleContext, vpc: VpcNode): boolean {
  const { topology } = context;
  const isZoned = topology.index.inVpc('hostedZoneAssociations', vpc.vpc.vpcId).length > 0;
  return isZoned || vpc.endpoints.some((node) => hasNamesOn(node) && privateNames(topology, node).length > 0);
}

/** Something forwards in the VPC, and nobody read which hosted zones it has. */
function mayHaveNames(context: RuleContext, { vpc }: VpcNode): boolean {
  const forwards = context.topology.index.inVpc('resolverRuleAssociations', vpc.vpcId).some(isInForce);
  return forwards && context.missing(vpc.accountId, vpc.region, ['ListHostedZonesByVPC']) !== null;
}

function hasNamesOn({ endpoint }: EndpointNode): boolean {
  return endpoint.privateDnsEnabled === true && endpoint.state === 'Available';
}

/** What answers to a domain in the VPC, by domain: a hosted zone, or an endpoint with private DNS. */
function namesIn(context: RuleContext, vpc: VpcNode): ReadonlyMap<string, Subject> {
  const zones = context.topology.index.inVpc('hostedZoneAssociations', vpc.vpc.vpcId);
  const named = vpc.endpoints.filter(hasNamesOn);
  return new Map<string, Subject>([
    ...named.flatMap((node) => privateNames(context.topology, node).map((name) => [name, endpointSubject(node.endpoint)] as const)),
    ...sortedBy(zones, (zone) => zone.hostedZoneId).map((zone) => [plainDomain(zone.zoneDomain), hostedZoneSubject(zone)] as const),
  ]);
}

/**
 * For the same domain the DNS settings of the VPC itself come before those of its
 * Profile: a rule of the Profile beats only the names that the Profile brings as well.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html#profiles-priority
 */
function namesInProfile(context: RuleContext, profile: ProfileContent, own: ReadonlyMap<string, Subject>): ReadonlyMap<string, Subject> {
  const { topology } = context;
  const places = topology.index.snapshot.hostedZoneAssociations;
  const zones = profile.domains.flatMap((domain) => places.find((zone) => zone.zoneDomain === domain) ?? []);
  const names: (readonly [string, Subject])[] = [
    ...profile.endpoints.flatMap((node) => privateNames(topology, node).map((name) => [name, endpointSubject(node.endpoint)] as const)),
    ...zones.map((zone) => [plainDomain(zone.zoneDomain), hostedZoneSubject(zone)] as const),
  ];
  return new Map(names.filter(([name]) => !own.has(name)));
}

function judge(context: RuleContext, node: VpcNode): Judgement | undefined {
  const { index } = context.topology;
  const { vpc } = node;
  const subject = vpcSubject(vpc);
  const profile = profileContent(context.topology, node);
  const associations = index.inVpc('resolverRuleAssociations', vpc.vpcId).filter(isInForce);
  const local = associations.map(({ resolverRuleId }) => index.find('resolverRules', resolverRuleId));
  const forwarding = local.flatMap((rule) => (rule !== undefined && isForwarding(rule) ? [rule] : []));
  const forwardingInProfile = profile.rules.filter(isForwarding);
  if (forwarding.length > 0 || forwardingInProfile.length > 0) {
    const own = namesIn(context, node);
    const brought = namesInProfile(context, profile, own);
    const names = new Map([...own, ...brought]);
    const winners = forwarding
      .filter((rule) => names.has(plainDomain(rule.domainName)))
      .concat(forwardingInProfile.filter((rule) => brought.has(plainDomain(rule.domainName))));
    const [first, ...others] = sortedBy(winners, (rule) => [rule.domainName, rule.resolverRuleId]);
    if (first !== undefined) return beaten(vpc, first, [first, ...others], names);
  }
  const rest = ['ListResolverRuleAssociations', 'ListResolverRules', 'ListProfileAssociations'];
  if (context.missing(vpc.accountId, vpc.region, rest) !== null) return undefined;
  if (local.includes(undefined))
    return unknown(subject, `a Resolver rule of ${told(vpc.name, vpc.vpcId)} was not among those that were read`);
  // With nothing that forwards there is nothing to be beaten by.
  if (forwarding.length === 0 && profile.profileIds.length === 0) return pass(subject);
  const missing = context.missing(vpc.accountId, vpc.region, ['ListHostedZonesByVPC', 'DescribeVpcEndpoints']) ?? profile.unknownBecause;
  return missing === null ? pass(subject) : unknown(subject, missing);
}

function isForwarding(rule: ResolverRule): boolean {
  return rule.ruleType?.toUpperCase() === 'FORWARD';
}

function beaten(
  vpc: VpcNode['vpc'],
  first: ResolverRule,
  winners: readonly ResolverRule[],
  names: ReadonlyMap<string, Subject>,
): Judgement {
  const domains = winners.map((rule) => rule.domainName).join(', ');
  return {
    status: 'fail',
    subjects: [
      vpcSubject(vpc),
      ...winners.flatMap((rule): Subject[] => {
        const owner = names.get(plainDomain(rule.domainName));
        return [
          { kind: 'resolver-rule', id: rule.resolverRuleId, accountId: rule.accountId, region: rule.region },
          ...(owner === undefined ? [] : [owner]),
        ];
      }),
    ],
    summary: `In ${told(vpc.name, vpc.vpcId)} a Resolver rule forwards ${domains} elsewhere, so ${winners.map((rule) => names.get(plainDomain(rule.domainName))?.id ?? '').join(', ')} is never asked.`,
    evidence: [
      {
        api: 'ListResolverRules',
        fields: Object.fromEntries(winners.map((rule) => [rule.resolverRuleId, `${told(rule.ruleType, '')} ${rule.domainName}`])),
      },
      { api: 'ListResolverRuleAssociations', fields: { VPCId: vpc.vpcId } },
    ],
    remedy: `aws route53resolver disassociate-resolver-rule --resolver-rule-id ${first.resolverRuleId} --vpc-id ${vpc.vpcId} --region ${vpc.region}`,
  };
}
