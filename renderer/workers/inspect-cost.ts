import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostLine, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { decimal, roundedText, sum } from '#shared/base/decimal.ts';
import type { VpcId } from '#shared/base/ids.ts';
import type { Subject } from '#shared/model/subject.ts';
import { type Held, shownBook } from './held.ts';
import type { Section } from './inspection.ts';

/** What a VPC, an endpoint or a NAT gateway costs a month today; nothing for other kinds, and where its VPC is not priced. */
export function costSections(held: Held, subject: Subject): Section[] {
  const { topology, usage } = held;
  const vpcId = vpcOf(topology, subject);
  if (vpcId === null) return [];
  const [scope] = compareCosts({ topology, usage, book: shownBook(held), scopes: [{ kind: 'vpc', vpcId }], options: {} }).scopes;
  if (scope === undefined) return [];
  const lines = subject.kind === 'vpc' ? scope.today.lines : scope.today.lines.filter((line) => line.resourceId === subject.id);
  if (lines.length === 0) return [];
  return [totals(lines, scope), lineTable(lines)];
}

function vpcOf(topology: Topology, subject: Subject): VpcId | null {
  if (subject.kind === 'vpc') return subject.id as VpcId;
  if (subject.kind === 'vpc-endpoint') return topology.index.find('vpcEndpoints', subject.id)?.vpcId ?? null;
  return subject.kind === 'nat-gateway' ? (topology.index.find('natGateways', subject.id)?.vpcId ?? null) : null;
}

function totals(lines: readonly CostLine[], scope: ScopeComparison): Section {
  const known = roundedText(sum(lines.flatMap((line) => (line.usd === null ? [] : [decimal(line.usd)]))), 2);
  const unknown = lines.find((line) => line.usd === null);
  return {
    kind: 'facts',
    title: 'Today, a month of 730 hours',
    facts: [
      { label: 'Total', value: unknown === undefined ? `$${known}` : null, why: `${unknown?.reason ?? ''}; $${known} of it is known` },
      { label: 'Traffic', value: scope.hasUsage ? 'measured or typed' : 'not measured: hours only' },
    ],
  };
}

function lineTable(lines: readonly CostLine[]): Section {
  return {
    kind: 'table',
    title: 'Lines',
    columns: ['Formula', 'Price of', 'USD'],
    rows: lines.map((line) => [
      line.formula,
      line.priceAsOf ?? 'unknown',
      line.usd === null ? 'unknown' : roundedText(decimal(line.usd), 2),
    ]),
    empty: 'Nothing is charged.',
  };
}
