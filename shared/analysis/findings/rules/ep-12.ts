import { groupBy } from '#shared/base/sort.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { regionSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import type { Subject } from '#shared/model/subject.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** Default quotas of AWS, by the types that count together. */
const quotas = [
  { what: 'interface and Gateway Load Balancer endpoints', per: 'vpc', types: ['Interface', 'GatewayLoadBalancer'], limit: 50 },
  { what: 'gateway endpoints', per: 'region', types: ['Gateway'], limit: 20 },
  { what: 'resource endpoints', per: 'vpc', types: ['Resource'], limit: 200 },
  { what: 'service network endpoints', per: 'vpc', types: ['ServiceNetwork'], limit: 50 },
] as const;

type Quota = (typeof quotas)[number];

const quotaOfType = new Map<string, Quota>(quotas.flatMap((quota) => quota.types.map((type) => [type, quota] as const)));

/** EP-12: counts against the default quotas; a raised quota is not visible to the scan. */
export const ep12: Rule = {
  id: 'EP-12',
  title: 'Endpoints near the quota',
  severity: 'low',
  needs: ['DescribeVpcEndpoints'],
  trigger:
    'At least 80 % of a default quota is used: 50 interface and Gateway Load Balancer endpoints per VPC, 20 gateway endpoints per Region, 200 resource and 50 service network endpoints per VPC.',
  consequence: 'The next endpoint may be refused.',
  remedy: 'Ask for a higher quota in Service Quotas, share endpoints from a central VPC, or delete what is idle.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const counted = groupBy(
    context.topology.endpoints.filter(({ endpoint }) => endpoint.state !== 'Deleted' && endpoint.state !== 'Failed'),
    ({ endpoint }) => quotaOfType.get(endpoint.vpcEndpointType),
  );
  return [
    ...quotas.flatMap((quota) => judgeAll(quota, counted.get(quota) ?? [])),
    ...unreadRegions(
      context,
      context.topology.vpcs.filter((vpc) => vpc.vpc.readBy === vpc.vpc.accountId).map((vpc) => vpc.vpc),
      ['DescribeVpcEndpoints'],
    ),
  ];
}

function judgeAll(quota: Quota, counted: readonly EndpointNode[]): readonly Judgement[] {
  const groups = groupBy(counted, ({ endpoint }) =>
    quota.per === 'vpc' ? told(endpoint.vpcId, '') : `${endpoint.accountId}/${endpoint.region}`,
  );
  return [...groups.values()].flatMap((group) => judge(quota, group) ?? []);
}

function judge(quota: Quota, group: readonly EndpointNode[]): Judgement | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const { accountId, region, vpcId } = first.endpoint;
  const subject: Subject =
    quota.per === 'vpc' && vpcId !== null ? { kind: 'vpc', id: vpcId, accountId, region } : regionSubject({ accountId, region });
  if (group.length < quota.limit * 0.8) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${subject.id} has ${group.length} ${quota.what}; the default quota is ${quota.limit}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { [`count of ${quota.what}`]: String(group.length), 'default quota': String(quota.limit) } },
    ],
  };
}
