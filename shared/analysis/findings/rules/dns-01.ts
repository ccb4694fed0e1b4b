import { sortedBy } from '#shared/base/sort.ts';
import type { ResolverRule } from '#shared/model/dns.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { plainDomain, privateNames } from '../private-names.ts';
import { endpointSubject, hostedZoneSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** DNS-01: for the same domain a forwarding rule wins over a hosted zone, and private DNS is a hosted zone too. */
export const dns01: Rule = {
  id: 'DNS-01',
  title: 'Resolver rule beats the hosted zone of the same domain',
  severity: 'medium',
  needs: ['ListResolverRules', 'ListResolverRuleAssociations', 'ListHostedZonesByVPC', 'DescribeVpcEndpoints'],
  trigger: 'A forwarding rule is associated with a VPC for the very domain of one of its hosted zones, or of an endpoint with private DNS.',
  consequence: 'The name is asked elsewhere, and the endpoint behind the hosted zone is passed by.',
  remedy: 'Take the rule off the VPC, narrow its domain, or forward it back to the Resolver.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const named = context.topology.vpcs.map((vpc) => ({ vpc, names: namesIn(context, vpc) })).filter(({ names }) => names.size > 0);
  return [
    ...named.flatMap(({ vpc, names }) => judge(context, vpc, names) ?? []),
    ...unreadRegions(
      context,
      named.map(({ vpc }) => vpc.vpc),
      ['ListResolverRuleAssociations', 'ListResolverRules'],
    ),
  ];
}

/** What answers to a domain in the VPC, by domain: a hosted zone, or an endpoint with private DNS. */
function namesIn(context: RuleContext, vpc: VpcNode): ReadonlyMap<string, Subject> {
  const zones = context.topology.index.inVpc('hostedZoneAssociations', vpc.vpc.vpcId);
  const named = vpc.endpoints.filter(({ endpoint }) => endpoint.privateDnsEnabled === true && endpoint.state === 'Available');
  return new Map<string, Subject>([
    ...named.flatMap((node) => privateNames(context.topology, node).map((name) => [name, endpointSubject(node.endpoint)] as const)),
    ...sortedBy(zones, (zone) => zone.hostedZoneId).map((zone) => [plainDomain(zone.zoneDomain), hostedZoneSubject(zone)] as const),
  ]);
}

function judge(context: RuleContext, { vpc }: VpcNode, names: ReadonlyMap<string, Subject>): Judgement | undefined {
  const { index } = context.topology;
  const subject = vpcSubject(vpc);
  const associations = index.inVpc('resolverRuleAssociations', vpc.vpcId);
  const rules = associations.map((association) => index.find('resolverRules', association.resolverRuleId));
  const winners = sortedBy(
    rules.flatMap((rule) =>
      rule !== undefined && rule.ruleType?.toUpperCase() === 'FORWARD' && names.has(plainDomain(rule.domainName)) ? [rule] : [],
    ),
    (rule) => [rule.domainName, rule.resolverRuleId],
  );
  const [first] = winners;
  if (first !== undefined) return beaten(vpc, first, winners, names);
  if (context.missing(vpc.accountId, vpc.region, ['ListResolverRuleAssociations', 'ListResolverRules']) !== null) return undefined;
  return pass(subject);
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
