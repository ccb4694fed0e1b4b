import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { BillRow } from '#shared/model/bill.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { documentPriceBook } from '#electron/services/price-refresh-file.ts';
import { type ReconciledComparison, withBill } from '#shared/analysis/cost/bill/flagged.ts';
import { reconcileBill } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { parseCostScope } from '#shared/analysis/cost/scope.ts';
import type { CostComparison, CostOptions, CostScope } from '#shared/analysis/cost/comparison.ts';
import type { Analysed } from '#electron/services/analyse.ts';

export type { BillCard } from '#shared/analysis/cost/bill/reconcile-bill.ts';
export type { CostComparison } from '#shared/analysis/cost/comparison.ts';

/** Today beside the alternatives, for scopes as the command line writes them; none: every VPC worth comparing. */
export function costJson(
  analysed: Analysed,
  scopes: readonly string[],
  usage: readonly UsageSet[],
  options: CostOptions,
): Outcome<CostComparison, Problem> {
  const parsed = parseScopes(analysed, scopes);
  if (parsed.kind === 'problem') return parsed;
  return ok(
    compareCosts({ topology: analysed.topology, usage, book: documentPriceBook(analysed.document), scopes: parsed.value, options }),
  );
}

/** The comparison beside what AWS billed; the bill is about the document as it is, whatever a scenario says. */
export function costBesideBill<Costs extends CostComparison>(
  costs: Costs,
  analysed: Analysed,
  usage: readonly UsageSet[],
  options: CostOptions,
  bill: readonly BillRow[],
): Costs & ReconciledComparison {
  const card = reconcileBill({ topology: analysed.topology, usage, book: documentPriceBook(analysed.document), scopes: [], options }, bill);
  return { ...costs, ...withBill(costs, card) };
}

/** Scopes as the command line writes them; one that names nothing in the document is a problem. */
export function parseScopes(analysed: Analysed, scopes: readonly string[]): Outcome<readonly CostScope[], Problem> {
  const parsed: CostScope[] = [];
  for (const text of scopes) {
    const scope = parseCostScope(text);
    if (scope.kind === 'problem') {
      return failed({ ...scope.problem, code: 'scope', what: 'This scope is not known', where: text });
    }
    if (!isThere(analysed, scope.value)) return failed({ code: 'scope', what: 'The document holds nothing of this scope', where: text });
    parsed.push(scope.value);
  }
  return ok(parsed);
}

/** Of chosen VPCs every one: who misspells one would take the sum for the whole. */
function isThere({ topology }: Analysed, scope: CostScope): boolean {
  switch (scope.kind) {
    case 'vpc':
      return topology.vpcNode(scope.vpcId) !== undefined;
    case 'selection':
      return scope.vpcIds.every((vpcId) => topology.vpcNode(vpcId) !== undefined);
    case 'account':
      return topology.vpcs.some((node) => node.vpc.accountId === scope.accountId);
    case 'region':
      return topology.vpcs.some((node) => node.vpc.region === scope.region);
    case 'all':
      return true;
  }
}
