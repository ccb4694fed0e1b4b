import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { subnetSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-14: callers in a Local Zone, which can hold no endpoint. */
export const az14: Rule = {
  id: 'AZ-14',
  title: 'Callers in a Local Zone',
  severity: 'info',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets', 'DescribeAvailabilityZones', 'DescribeNetworkInterfaces'],
  lists: ['DescribeVpcEndpoints', 'DescribeSubnets'],
  trigger: 'A VPC with endpoints has callers in a Local Zone.',
  consequence: 'Their calls go to an endpoint in the Region, normally in the parent zone: expect the latency.',
  remedy: 'Nothing to repair; keep an endpoint in the parent zone.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/local-zone.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judge(context, vpc) ?? []),
};

function judge(context: RuleContext, vpc: VpcNode): Judgement | undefined {
  if (!vpc.endpoints.some((node) => node.endpoint.vpcEndpointType === 'Interface')) return undefined;
  const inLocal = vpc.subnets.filter((subnet) => subnet.place === 'local-zone');
  const local = inLocal.filter((subnet) => (subnet.callers ?? 0) > 0);
  if (local.length === 0) {
    const { accountId, region } = vpc.vpc;
    const missing = context.missing(accountId, region, ['DescribeSubnets', ...(inLocal.length > 0 ? ['DescribeNetworkInterfaces'] : [])]);
    return missing === null ? pass(vpcSubject(vpc.vpc)) : unknown(vpcSubject(vpc.vpc), missing);
  }
  return {
    status: 'fail',
    subjects: [vpcSubject(vpc.vpc), ...local.map((subnet) => subnetSubject(subnet.subnet))],
    summary: `${told(vpc.vpc.name, vpc.vpc.vpcId)} has callers in ${local.map((subnet) => told(subnet.zoneId, '?')).join(', ')}, where no endpoint can stand.`,
    evidence: [{ api: 'DescribeAvailabilityZones', fields: { ZoneType: 'local-zone' } }],
  };
}
