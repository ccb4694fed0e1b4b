import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import { hoursBetween } from '#shared/base/time.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import type { NatGatewayNode } from '#shared/analysis/topology/topology.ts';
import { coversMonth, gigabytesOf, measuredRows } from '../measured.ts';
import { natGatewaySubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** NT-06: a NAT gateway that nothing leads to. A route is enough to pass where nobody measured bytes. */
export const nt06: Rule = {
  id: 'NT-06',
  title: 'Unused NAT gateway',
  severity: 'medium',
  needs: ['DescribeNatGateways', 'DescribeRouteTables'],
  trigger: 'No active route leads to an available NAT gateway; or it is older than 30 days and no byte was measured through it in 30 days.',
  consequence: 'It is paid by the hour, and its public address too, for nothing.',
  remedy: 'Delete it and release its address.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html',
  knownAs: ['Trusted Advisor c2vlfg022t', 'Trusted Advisor c1z7kmr18n', 'Steampipe vpc_nat_gateway_unused'],
  check,
};

interface Uses {
  /** Route tables by the NAT gateway that an active route of theirs leads to. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly totals: ReadonlyMap<string | undefined, readonly UsageRow[]>;
}

function check(context: RuleContext): readonly Judgement[] {
  const routes = context.topology.index.snapshot.routeTables.flatMap((table) =>
    table.routes
      .filter((route) => route.targetKind === 'nat-gateway' && route.state !== 'blackhole')
      .map((route) => ({ nat: route.target, table: table.routeTableId })),
  );
  const tables = new Map(
    [...groupBy(routes, (route) => route.nat)].map(([nat, group]) => [nat, sortedUnique(group.map((route) => route.table))]),
  );
  const totals = groupBy(
    measuredRows(context).filter((row) => row.kind === 'control' && coversMonth(row)),
    (row) => row.nat_gateway_id,
  );
  return context.topology.natGateways
    .filter((node) => node.natGateway.state === 'available')
    .map((node) => judge(context, node, { tables, totals }));
}

function judge(context: RuleContext, { natGateway }: NatGatewayNode, { tables, totals }: Uses): Judgement {
  const { natGatewayId, accountId, region, createTime } = natGateway;
  const subject = natGatewaySubject(natGateway);
  const routed = tables.get(natGatewayId) ?? [];
  const rows = totals.get(natGatewayId) ?? [];
  if (routed.length === 0) {
    const missing = context.missing(accountId, region, ['DescribeRouteTables']);
    if (missing !== null) return unknown(subject, missing);
  } else if (rows.length === 0 || !gigabytesOf(rows).isZero()) return pass(subject);
  const age = createTime === null ? null : hoursBetween(createTime, context.takenAt);
  if (routed.length > 0 && age !== null && age <= 30 * 24) return pass(subject);
  const home = natGateway.vpcId === null ? [] : [vpcSubject({ vpcId: natGateway.vpcId, accountId, region })];
  return {
    status: 'fail',
    subjects: [subject, ...home],
    summary: `${told(natGateway.name, natGatewayId)} is paid for and ${routed.length === 0 ? 'no route leads to it' : 'no byte passed it in 30 days'}.`,
    evidence: [
      { api: 'DescribeNatGateways', fields: { NatGatewayId: natGatewayId, State: 'available', CreateTime: told(createTime) } },
      { api: 'DescribeRouteTables', fields: { [`active routes to ${natGatewayId}`]: routed.join(', ') || 'none' } },
      ...(rows.length === 0 ? [] : [{ api: 'GetMetricData', fields: { 'GB a month': '0' } }]),
    ],
    remedy: `aws ec2 delete-nat-gateway --nat-gateway-id ${natGatewayId} --region ${region}${release(natGateway)}`,
  };
}

/** An address goes on being paid for after its gateway is gone. */
function release({ addresses, region }: NatGatewayNode['natGateway']): string {
  const ids = addresses.flatMap(({ allocationId }) => allocationId ?? []);
  return ids.map((id) => `; once it is gone: aws ec2 release-address --allocation-id ${id} --region ${region}`).join('');
}
