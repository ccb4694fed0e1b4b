/** A comparison whose figures say that the bill does not agree with them. */
import type { Alternative, CostColumn, CostComparison, ScopeComparison } from '../comparison.ts';
import type { BillCard, BillCardRow } from './reconcile-bill.ts';

/** A comparison beside a bill. */
export interface ReconciledComparison extends CostComparison {
  readonly bill: BillCard;
}

/** Every column of a scope carries what does not reconcile in its Region, for an account that pays there. */
export function withBill(comparison: CostComparison, bill: BillCard): ReconciledComparison {
  const open = bill.rows.filter((row) => row.verdict === 'not reconciled');
  return { ...comparison, scopes: comparison.scopes.map((scope) => flaggedScope(scope, open)), bill };
}

function flaggedScope(scope: ScopeComparison, open: readonly BillCardRow[]): ScopeComparison {
  const payers = new Set(scope.today.lines.map((line) => line.payerAccountId));
  const mine = open.filter((row) => row.region === scope.region && (row.accountId === null || payers.has(row.accountId)));
  if (mine.length === 0) return scope;
  const words = mine.map(
    (row) =>
      `${row.usageTypes.join(', ')}: ${row.unexplainedShare === null ? 'ours is unknown' : `${percent(row.unexplainedShare)} % unexplained`}`,
  );
  const notReconciled = `not reconciled with the bill (${words.join('; ')})`;
  const flagged = <Column extends CostColumn>(column: Column): Column => ({ ...column, notReconciled });
  return { ...scope, today: flagged(scope.today), alternatives: scope.alternatives.map((each): Alternative => flagged(each)) };
}

function percent(share: string): string {
  return String(Math.round(Number(share) * 1000) / 10);
}
