import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { hasPublicNat, isTransitOnly, whoCalls } from '../central-egress.ts';
import { vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** TP-03: everything leaves through NAT. A hub that only carries others' traffic and has no callers of its own is left out. */
export const tp03: Rule = {
  id: 'TP-03',
  title: 'VPC with NAT and no endpoint',
  severity: 'low',
  needs: ['DescribeNatGateways', 'DescribeVpcs', 'DescribeVpcEndpoints'],
  trigger: 'A VPC has a public NAT gateway and no VPC endpoint at all.',
  consequence: 'All traffic to AWS services passes NAT: it is charged by the GB and shares the way with the internet.',
  remedy: 'Begin with the free gateway endpoints of S3 and DynamoDB; let the cost comparison say which interface endpoints pay.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html',
  knownAs: [
    'Security Hub EC2.10',
    'Security Hub EC2.55',
    'Security Hub EC2.56',
    'Security Hub EC2.57',
    'Security Hub EC2.58',
    'Security Hub EC2.60',
  ],
  check: (context) => context.topology.vpcs.flatMap((vpc) => (hasPublicNat(vpc) ? (judge(context, vpc) ?? []) : [])),
};

function judge(context: RuleContext, vpc: VpcNode): Judgement | undefined {
  const subject = vpcSubject(vpc.vpc);
  if (vpc.endpoints.some(({ endpoint }) => endpoint.state !== 'Deleted')) return pass(subject);
  const missing = context.missing(vpc.vpc.accountId, vpc.vpc.region, ['DescribeVpcEndpoints']);
  if (missing !== null) return unknown(subject, missing);
  const transitOnly = isTransitOnly(context.topology, vpc);
  if (transitOnly !== 'no') return transitOnly === 'yes' ? undefined : unknown(subject, whoCalls(context, vpc));
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${told(vpc.vpc.name, vpc.vpc.vpcId)} has NAT and no endpoint: all its traffic to AWS services is charged by the NAT gateway.`,
    evidence: [
      { api: 'DescribeNatGateways', fields: { NatGatewayId: vpc.natGateways.map(({ natGateway }) => natGateway.natGatewayId).join(', ') } },
      { api: 'DescribeVpcEndpoints', fields: { [`endpoints of ${vpc.vpc.vpcId}`]: 'none' } },
    ],
  };
}
