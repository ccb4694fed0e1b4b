import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { gatewayEndpoints, tablesBehindNat, tablesWithout } from '../gateway-routes.ts';
import { endpointSubject, routeTableSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NT-03: a gateway endpoint that only part of the private route tables use. */
export const nt03: Rule = {
  id: 'NT-03',
  title: 'Gateway endpoint missing on private route tables',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeRouteTables', 'DescribeNatGateways'],
  trigger: 'The VPC has a gateway endpoint, and a route table that sends 0.0.0.0/0 to a NAT gateway is not associated with it.',
  consequence: 'Subnets of that table still pay the NAT gateway for S3 or DynamoDB, and nobody expects it, the endpoint being there.',
  remedy: 'Associate the missing route tables; it costs nothing.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => ['s3', 'dynamodb'].flatMap((service) => judge(context, vpc, service) ?? [])),
};

function judge(context: RuleContext, vpc: VpcNode, service: string): Judgement | undefined {
  const endpoints = gatewayEndpoints(vpc, service);
  const [first] = endpoints;
  if (first === undefined) return undefined;
  const { accountId, region } = vpc.vpc;
  const missing = context.missing(accountId, region, ['DescribeRouteTables', 'DescribeSubnets']);
  if (missing !== null) return unknown(endpointSubject(first.endpoint), missing);
  const all = tablesBehindNat(context.topology, vpc);
  const lacking = tablesWithout(all, endpoints);
  if (lacking.length === 0) return pass(endpointSubject(first.endpoint));
  const ids = lacking.map((table) => table.routeTableId).join(' ');
  return {
    status: 'fail',
    subjects: [endpointSubject(first.endpoint), ...lacking.map(routeTableSubject), vpcSubject(vpc.vpc)],
    summary: `The ${service} gateway endpoint of ${told(vpc.vpc.name, vpc.vpc.vpcId)} serves ${all.length - lacking.length} of ${all.length} route tables behind NAT; ${ids} still pay NAT for ${service}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { RouteTableIds: first.endpoint.routeTableIds.join(', ') || 'none' } },
      { api: 'DescribeRouteTables', fields: { '0.0.0.0/0 to NAT, without the endpoint': ids } },
    ],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${first.endpoint.vpcEndpointId} --add-route-table-ids ${ids} --region ${region}`,
  };
}
