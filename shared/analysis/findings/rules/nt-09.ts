import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { tablesBehindNat } from '../gateway-routes.ts';
import { hasNamesOff, nameAnswer, privateNames } from '../private-names.ts';
import { endpointSubject, routeTableSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NT-09: EP-01 where a NAT gateway takes the traffic, so that nothing fails and everything is paid twice. */
export const nt09: Rule = {
  id: 'NT-09',
  title: 'NAT gateway takes the traffic of an endpoint',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeRouteTables', 'ListHostedZonesByVPC', 'ListProfileAssociations'],
  trigger:
    'An interface endpoint of an AWS service has private DNS off, nothing else serves its name (EP-01), and subnets of the VPC have a NAT gateway.',
  consequence: 'The endpoint is paid by the hour, and the traffic still goes through NAT and is paid there as well.',
  remedy: 'Turn private DNS on, serve the name from a hosted zone, or delete the endpoint.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  check: (context) =>
    context.topology.endpoints
      .filter((node) => node.reference?.kind === 'aws' && hasNamesOff(context.topology, node))
      .flatMap((node) => judge(context, node) ?? []),
};

function judge(context: RuleContext, node: EndpointNode): Judgement | undefined {
  const { endpoint, shortName } = node;
  const vpc = endpoint.vpcId === null ? undefined : context.topology.vpcNode(endpoint.vpcId);
  if (vpc === undefined) return undefined;
  const subject = endpointSubject(endpoint);
  const tables = tablesBehindNat(context.topology, vpc);
  if (tables.length === 0) {
    const missing = context.missing(vpc.vpc.accountId, vpc.vpc.region, ['DescribeRouteTables', 'DescribeSubnets']);
    return missing !== null && vpc.natGateways.length > 0 ? unknown(subject, missing) : undefined;
  }
  const answer = nameAnswer(context, node);
  if (answer.kind === 'unknown') return unknown(subject, answer.because);
  if (answer.kind === 'served') return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, ...tables.map(routeTableSubject)],
    summary: `${shortName} traffic of ${told(vpc.vpc.name, vpc.vpc.vpcId)} goes through NAT although ${endpoint.vpcEndpointId} is there: ${privateNames(context.topology, node).join(', ')} does not lead to it.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { PrivateDnsEnabled: 'false' } },
      { api: 'DescribeRouteTables', fields: { '0.0.0.0/0 to NAT in': tables.map((table) => table.routeTableId).join(', ') } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.vpcEndpointId} --private-dns-enabled --region ${endpoint.region}`,
  };
}
