import { decimal, type Exact, roundedText } from '#shared/base/decimal.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Severity } from '../finding.ts';
import { throughNat } from '../gateway-routes.ts';
import { gigabytesOf, measuredByScope } from '../measured.ts';
import type { Judgement, Rule, RuleContext } from '../rule.ts';
import { told } from '../told.ts';

/** NT-01: S3 traffic passes a NAT gateway although the gateway endpoint is free. */
export const nt01: Rule = {
  id: 'NT-01',
  title: 'S3 through a NAT gateway',
  severity: 'medium',
  needs: ['DescribeRouteTables', 'DescribeVpcEndpoints', 'DescribeNatGateways'],
  trigger:
    'Subnets send 0.0.0.0/0 to a public NAT gateway and the VPC has neither an S3 gateway endpoint nor an S3 interface endpoint with private DNS. An endpoint that is missing on some route tables only is NT-03. Where the bytes were measured: high from 100 USD a month, low below 10 USD.',
  consequence: 'Every GB to and from S3 is charged by the NAT gateway; through the gateway endpoint it costs nothing.',
  remedy: 'Create an S3 gateway endpoint and associate the route tables of the private subnets.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => judge(context, vpc) ?? []),
};

function judge(context: RuleContext, vpc: VpcNode): Judgement | undefined {
  const judgement = throughNat(context, vpc, 's3');
  if (judgement?.status !== 'fail') return judgement;
  const dollars = dollarsOf(context, vpc);
  if (dollars === null) return judgement;
  const severity: Severity = dollars.gte(100) ? 'high' : dollars.gte(10) ? 'medium' : 'low';
  const amount = roundedText(dollars, 2);
  return {
    ...judgement,
    severity,
    summary: `${judgement.summary} That is ${amount} USD a month for processing alone.`,
    evidence: [...judgement.evidence, { api: 'GetMetricData', fields: { 'S3 through NAT, USD a month': amount } }],
  };
}

/** What NAT charges for the measured S3 bytes of the VPC; `null` where nobody measured or the price is unknown. */
function dollarsOf(context: RuleContext, { vpc }: VpcNode): Exact | null {
  const rows = (measuredByScope(context).get(vpc.vpcId) ?? []).filter(
    (row) => row.kind === 'demand' && row.service === 's3' && told(row.path, 'nat') === 'nat',
  );
  const price = context.book.lookup('nat.zonal.gb', vpc.region);
  return rows.length === 0 || price.kind === 'unknown' ? null : gigabytesOf(rows).times(decimal(price.usd));
}
