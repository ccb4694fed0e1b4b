import { epochMs } from '#shared/base/time.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { coversMonth, gigabytesOf, isAbout, measuredRows } from '../measured.ts';
import { endpointSubject, regionSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-13: nobody has used the endpoint for a month. No figure is not zero: CloudWatch counts nothing for some endpoints. */
export const ep13: Rule = {
  id: 'EP-13',
  title: 'Endpoint without traffic',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints'],
  trigger:
    'An interface or Gateway Load Balancer endpoint is older than 30 days, and no byte was measured through endpoints of its service in the VPC in 30 days. Cross-Region endpoints have no such figure.',
  consequence: 'It is paid by the hour and zone for nothing.',
  remedy: 'Delete it.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html',
  knownAs: ['Trusted Advisor c2vlfg0jp6', 'Trusted Advisor c2vlfg0k35'],
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const rows = groupBy(
    measuredRows(context).filter((row) => row.kind === 'demand' && row.path === 'endpoint' && coversMonth(row)),
    (row) => row.scope,
  );
  const takenAt = epochMs(context.takenAt);
  const judged = context.topology.endpoints
    .filter((node) => isJudged(node, takenAt))
    .map((node) => ({ node, own: (rows.get(told(node.endpoint.vpcId, '')) ?? []).filter((row) => isRowOf(node, row)) }));
  const unmeasured = groupBy(
    judged.filter(({ own }) => own.length === 0),
    ({ node }) => `${node.endpoint.accountId}/${node.endpoint.region}`,
  );
  return [
    ...judged.flatMap(({ node, own }) => (own.length === 0 ? [] : [judge(node, own)])),
    ...[...unmeasured.values()].flatMap((group) => unmeasuredRegion(group.map(({ node }) => node))),
  ];
}

function isJudged({ endpoint, isCrossRegion }: EndpointNode, takenAt: number | null): boolean {
  const isMetered = endpoint.vpcEndpointType === 'Interface' || endpoint.vpcEndpointType === 'GatewayLoadBalancer';
  if (!isMetered || isCrossRegion || endpoint.state !== 'Available' || endpoint.requesterManaged === true) return false;
  const created = endpoint.creationTimestamp === null ? null : epochMs(endpoint.creationTimestamp);
  return created === null || takenAt === null || takenAt - created > 30 * 24 * 3_600_000;
}

function isRowOf({ endpoint }: EndpointNode, row: UsageRow): boolean {
  return endpoint.serviceName !== null && isAbout(row, endpoint.serviceName);
}

function judge({ endpoint, shortName }: EndpointNode, rows: readonly UsageRow[]): Judgement {
  const subject = endpointSubject(endpoint);
  if (!gigabytesOf(rows).isZero()) return pass(subject);
  if (endpoint.creationTimestamp === null) return unknown(subject, `the age of ${endpoint.vpcEndpointId} is not told`);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `No byte passed ${shortName} (${endpoint.vpcEndpointId}) in 30 days.`,
    evidence: [
      {
        api: 'GetMetricData',
        fields: { 'BytesProcessed in GB a month': '0', basis: [...new Set(rows.map((row) => row.basis))].join(', ') },
      },
      { api: 'DescribeVpcEndpoints', fields: { CreationTimestamp: endpoint.creationTimestamp } },
    ],
    remedy: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${endpoint.vpcEndpointId} --region ${endpoint.region}`,
  };
}

/** One word for all of them: nobody gave a measurement. */
function unmeasuredRegion(nodes: readonly EndpointNode[]): readonly Judgement[] {
  const [first] = nodes;
  if (first === undefined) return [];
  const count = nodes.length === 1 ? 'one endpoint' : `${nodes.length} endpoints`;
  return [unknown(regionSubject(first.endpoint), `no traffic of ${count} was measured (CloudWatch BytesProcessed, or an import of usage)`)];
}
