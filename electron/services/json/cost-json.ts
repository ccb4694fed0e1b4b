import type { Region, VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { BillRow } from '#shared/model/bill.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { currentPriceBook } from '#electron/services/price-refresh-file.ts';
import { type ReconciledComparison, withBill } from '#shared/analysis/cost/bill/flagged.ts';
import { reconcileBill } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
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
  return ok(compareCosts({ topology: analysed.topology, usage, book: currentPriceBook(), scopes: parsed.value, options }));
}

/** The comparison beside what AWS billed; the bill is about the document as it is, whatever a scenario says. */
export function costBesideBill<Costs extends CostComparison>(
  costs: Costs,
  analysed: Analysed,
  usage: readonly UsageSet[],
  options: CostOptions,
  bill: readonly BillRow[],
): Costs & ReconciledComparison {
  const card = reconcileBill({ topology: analysed.topology, usage, book: currentPriceBook(), scopes: [], options }, bill);
  return { ...costs, ...withBill(costs, card) };
}

/** Scopes as the command line writes them; one that names nothing in the document is a problem. */
export function parseScopes(analysed: Analysed, scopes: readonly string[]): Outcome<readonly CostScope[], Problem> {
  const parsed: CostScope[] = [];
  for (const text of scopes) {
    const scope = parseScope(text);
    if (scope === null) {
      return failed({
        code: 'scope',
        what: 'This scope is not known',
        where: text,
        remedy: 'Write vpc:<id>, account:<id>, region:<name> or all.',
      });
    }
    if (!isThere(analysed, scope)) return failed({ code: 'scope', what: 'The document holds nothing of this scope', where: text });
    parsed.push(scope);
  }
  return ok(parsed);
}

function parseScope(text: string): CostScope | null {
  if (text === 'all') return { kind: 'all' };
  const [kind, id] = [text.slice(0, Math.max(0, text.indexOf(':'))), text.slice(text.indexOf(':') + 1)];
  if (id === '') return null;
  if (kind === 'vpc') return { kind, vpcId: id as VpcId };
  if (kind === 'account') return { kind, accountId: id as AccountId };
  return kind === 'region' ? { kind, region: id as Region } : null;
}

function isThere({ topology }: Analysed, scope: CostScope): boolean {
  switch (scope.kind) {
    case 'vpc':
      return topology.vpcNode(scope.vpcId) !== undefined;
    case 'account':
      return topology.vpcs.some((node) => node.vpc.accountId === scope.accountId);
    case 'region':
      return topology.vpcs.some((node) => node.vpc.region === scope.region);
    case 'all':
      return true;
  }
}
