import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject, securityGroupSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** EP-05: the default group admits its own members, which callers seldom are. */
export const ep05: Rule = {
  id: 'EP-05',
  title: 'Endpoint uses the default security group',
  severity: 'low',
  needs: ['DescribeVpcEndpoints', 'DescribeSecurityGroups'],
  trigger: "A security group of an endpoint is the VPC's default one.",
  consequence: 'Who may call depends on a group that everything without a group of its own falls into.',
  remedy: 'Give the endpoint a group of its own that admits its callers.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (context) =>
    context.topology.endpoints
      .filter(({ endpoint }) => endpoint.securityGroupIds.length > 0 && endpoint.requesterManaged !== true && endpoint.state !== 'Deleted')
      .map((node) => judge(context, node)),
};

function judge(context: RuleContext, { endpoint, shortName }: EndpointNode): Judgement {
  const subject = endpointSubject(endpoint);
  const groups = endpoint.securityGroupIds.map((id) => context.topology.index.find('securityGroups', id));
  const found = groups.find((group) => group?.groupName === 'default');
  if (found === undefined) {
    if (!groups.includes(undefined)) return pass(subject);
    return unknown(
      subject,
      context.missing(endpoint.accountId, endpoint.region, ['DescribeSecurityGroups']) ?? 'a security group was not read',
    );
  }
  return {
    status: 'fail',
    subjects: [subject, securityGroupSubject(found)],
    summary: `${shortName} (${endpoint.vpcEndpointId}) uses the default security group ${found.securityGroupId}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { Groups: endpoint.securityGroupIds.join(', ') } },
      { api: 'DescribeSecurityGroups', fields: { GroupName: 'default' } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.vpcEndpointId} --add-security-group-ids <own group> --remove-security-group-ids ${found.securityGroupId} --region ${endpoint.region}`,
  };
}
