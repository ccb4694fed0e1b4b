import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { gatewayEndpoints, isServedByInterface, tablesBehindNat } from '../gateway-routes.ts';
import { routeTableSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** NT-01: S3 traffic passes a NAT gateway although the gateway endpoint is free. */
export const nt01: Rule = {
  id: 'NT-01',
  title: 'S3 through a NAT gateway',
  severity: 'medium',
  needs: ['DescribeRouteTables', 'DescribeVpcEndpoints', 'DescribeNatGateways'],
  trigger:
    'Subnets send 0.0.0.0/0 to a public NAT gateway and the VPC has neither an S3 gateway endpoint nor an S3 interface endpoint with private DNS. An endpoint that is missing on some route tables only is NT-03.',
  consequence: 'Every GB to and from S3 is charged by the NAT gateway; through the gateway endpoint it costs nothing.',
  remedy: 'Create an S3 gateway endpoint and associate the route tables of the private subnets.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judge(context, vpc) ?? []),
};

function judge(context: RuleContext, vpc: VpcNode): Judgement | undefined {
  const subject = vpcSubject(vpc.vpc);
  const { accountId, region, vpcId } = vpc.vpc;
  const missing = context.missing(accountId, region, ['DescribeRouteTables', 'DescribeSubnets', 'DescribeVpcEndpoints']);
  const tables = tablesBehindNat(context.topology, vpc);
  if (missing !== null) return vpc.natGateways.length > 0 || tables.length > 0 ? unknown(subject, missing) : undefined;
  if (tables.length === 0) return undefined;
  if (gatewayEndpoints(vpc, 's3').length > 0 || isServedByInterface(context.topology, vpc, 's3')) return pass(subject);
  const ids = tables.map((table) => table.routeTableId);
  return {
    status: 'fail',
    subjects: [subject, ...tables.map(routeTableSubject)],
    summary: `${vpc.vpc.name ?? vpcId} sends S3 traffic of ${tables.length} route ${tables.length === 1 ? 'table' : 'tables'} through NAT; it has no S3 gateway endpoint.`,
    evidence: [
      { api: 'DescribeRouteTables', fields: { '0.0.0.0/0 to NAT in': ids.join(', ') } },
      { api: 'DescribeVpcEndpoints', fields: { [`Gateway endpoints of com.amazonaws.${region}.s3`]: 'none' } },
    ],
    remedy: `aws ec2 create-vpc-endpoint --vpc-id ${vpcId} --vpc-endpoint-type Gateway --service-name com.amazonaws.${region}.s3 --route-table-ids ${ids.join(' ')} --region ${region}`,
  };
}
