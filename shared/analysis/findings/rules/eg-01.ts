import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { centralEgressOf, hasPublicNat, tablesBehindTransit } from '../central-egress.ts';
import { gatewayEndpoints, isServedByInterface, tablesWithout } from '../gateway-routes.ts';
import { isServedByHub } from '../hub-names.ts';
import { routeTableSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EG-01: gateway endpoints serve the VPC they are in, so S3 of a spoke needs one in the spoke. */
export const eg01: Rule = {
  id: 'EG-01',
  title: 'S3 of a spoke leaves through the NAT gateway of a hub',
  severity: 'medium',
  needs: ['DescribeRouteTables', 'DescribeVpcEndpoints', 'DescribeTransitGatewayAttachments', 'SearchTransitGatewayRoutes'],
  trigger:
    'Subnets send 0.0.0.0/0 over a transit gateway to a VPC with a NAT gateway, and their route tables have no S3 gateway endpoint of their own.',
  consequence:
    'Every GB to and from S3 is charged by the transit gateway and by the NAT gateway; through a gateway endpoint in the spoke it costs nothing.',
  remedy: 'Create an S3 gateway endpoint in the spoke; one in the hub does not serve it.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judge(context, vpc) ?? []),
};

function judge(context: RuleContext, vpc: VpcNode): Judgement | undefined {
  const egress = centralEgressOf(context.topology, vpc);
  if (egress.kind === 'none') return undefined;
  const subject = vpcSubject(vpc.vpc);
  const { accountId, region, vpcId } = vpc.vpc;
  const missing = context.missing(accountId, region, ['DescribeVpcEndpoints']);
  if (missing !== null) return unknown(subject, missing);
  const endpoints = gatewayEndpoints(vpc, 's3');
  const tables = tablesBehindTransit(vpc);
  const lacking = tablesWithout(tables, endpoints);
  // Without route tables there is nothing that could lack the endpoint, and nothing that shows it has one.
  const isComplete = lacking.length === 0 && tables.length > 0;
  if (isComplete || isServedByInterface(context.topology, vpc, 's3') || isServedByHub(context, vpc, 's3')) return pass(subject);
  if (egress.kind === 'unknown') return unknown(subject, egress.because);
  const { hub, transitGatewayId } = egress;
  if (!hasPublicNat(hub)) {
    const unread = context.missing(hub.vpc.accountId, hub.vpc.region, ['DescribeNatGateways']);
    return unread === null ? undefined : unknown(subject, unread);
  }
  const ids = lacking.map((table) => table.routeTableId);
  const [first] = endpoints;
  return {
    status: 'fail',
    subjects: [subject, ...lacking.map(routeTableSubject), vpcSubject(hub.vpc)],
    summary: `${told(vpc.vpc.name, vpcId)} reaches S3 over ${transitGatewayId} and the NAT gateway of ${told(hub.vpc.name, hub.vpc.vpcId)}; it needs an S3 gateway endpoint of its own.`,
    evidence: [
      { api: 'DescribeRouteTables', fields: { [`0.0.0.0/0 to ${transitGatewayId} in`]: ids.join(', ') } },
      { api: 'SearchTransitGatewayRoutes', fields: { '0.0.0.0/0': hub.vpc.vpcId } },
      { api: 'DescribeVpcEndpoints', fields: { 'S3 gateway endpoints on these tables': 'none' } },
    ],
    remedy:
      first === undefined
        ? `aws ec2 create-vpc-endpoint --vpc-id ${vpcId} --vpc-endpoint-type Gateway --service-name com.amazonaws.${region}.s3 --route-table-ids ${ids.join(' ')} --region ${region}`
        : `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${first.endpoint.vpcEndpointId} --add-route-table-ids ${ids.join(' ')} --region ${region}`,
  };
}
