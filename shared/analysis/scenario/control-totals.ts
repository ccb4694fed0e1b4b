/** Control totals of NAT gateways after traffic has moved. */
import { type Exact, decimal, decimalText, sum, zero } from '#shared/base/decimal.ts';
import type { NatGatewayId } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';

/**
 * `usage` with the totals that would have been measured: less what left, more
 * what came, and together where one NAT gateway took over another's routes.
 * `original` holds the rows as they were, place by place.
 */
export function controlsAfter(
  usage: readonly UsageSet[],
  original: readonly UsageSet[],
  moved: ReadonlyMap<string, ReadonlyMap<string, Exact>>,
  heirs: ReadonlyMap<NatGatewayId, NatGatewayId>,
): readonly UsageSet[] {
  const controls = original.flatMap((set) => set.rows).filter((row) => row.kind === 'control');
  const amounts = new Map<UsageRow, Exact>();
  const dropped = new Set<UsageRow>();
  for (const [scope, rows] of groupBy(controls, (row) => row.scope)) {
    for (const [, sameBasis] of groupBy(rows, (row) => row.basis)) settle(sameBasis, moved.get(scope), amounts);
    merge(rows, heirs, amounts, dropped);
  }
  return usage.map((set, s) => ({
    ...set,
    rows: set.rows.flatMap((row, r) => {
      const before = original[s]?.rows[r];
      if (before === undefined || before.kind !== 'control') return [row];
      if (dropped.has(before)) return [];
      const amount = amounts.get(before);
      return amount === undefined ? [row] : [{ ...row, gb_per_month: decimalText(amount) }];
    }),
  }));
}

/** Takes what moved from the rows of its NAT gateway first, then from any: with several, nobody knows which carried it. */
function settle(rows: readonly UsageRow[], moved: ReadonlyMap<string, Exact> | undefined, amounts: Map<UsageRow, Exact>): void {
  if (moved === undefined) return;
  let open = zero;
  for (const [nat, gb] of moved)
    open = open.plus(
      take(
        rows.filter((row) => row.nat_gateway_id === nat),
        gb,
        amounts,
      ),
    );
  take(rows, open, amounts);
}

/** Gives back what could not be taken; a negative amount is added to the first row. */
function take(rows: readonly UsageRow[], gb: Exact, amounts: Map<UsageRow, Exact>): Exact {
  let open = gb;
  for (const row of rows) {
    if (open.isZero()) break;
    const has = amounts.get(row) ?? decimal(row.gb_per_month);
    const taken = open.gt(has) ? has : open;
    amounts.set(row, has.minus(taken));
    open = open.minus(taken);
  }
  return open;
}

/** One row for all totals of a NAT gateway that are about the same: of several such rows only the last would count. */
function merge(
  rows: readonly UsageRow[],
  heirs: ReadonlyMap<NatGatewayId, NatGatewayId>,
  amounts: Map<UsageRow, Exact>,
  dropped: Set<UsageRow>,
): void {
  const heirOf = (row: UsageRow): string => (row.nat_gateway_id === undefined ? '' : (heirs.get(row.nat_gateway_id) ?? row.nat_gateway_id));
  const latest = [...groupBy(rows, (row) => `${row.nat_gateway_id ?? ''}/${row.basis}/${row.direction}`).values()].flatMap(
    (own) => own.at(-1) ?? [],
  );
  for (const [, own] of groupBy(latest, (row) => `${heirOf(row)}/${row.basis}/${row.direction}`)) {
    const keeper = own.at(-1);
    if (keeper === undefined || own.length < 2) continue;
    amounts.set(keeper, sum(own.map((row) => amounts.get(row) ?? decimal(row.gb_per_month))));
    for (const row of own) if (row !== keeper) dropped.add(row);
  }
}
