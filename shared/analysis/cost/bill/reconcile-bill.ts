/**
 * The reconciliation card: what AWS billed beside what the model counts, usage
 * type by usage type, with the difference and what explains it. Over 5 %
 * unexplained, every figure of the Region says "not reconciled".
 */
import { type Exact, decimal, decimalText, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { AccountId, Region } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { hoursBetween } from '#shared/base/time.ts';
import { type BillRow, firstMoment } from '#shared/model/bill.ts';
import { compareCosts } from '../compare.ts';
import type { CostInput, CostLine } from '../comparison.ts';
import { hoursNotThere } from './part-months.ts';
import { type BilledItem, billedItem } from './usage-types.ts';

export interface BillCardRow {
  readonly usageTypes: readonly string[];
  readonly region: Region;
  /** `null`: all accounts of the document. */
  readonly accountId: AccountId | null;
  readonly item: string;
  /** As billed, brought to the hours of the comparison's month. */
  readonly billed: { readonly quantity: string; readonly usd: string };
  /** What today's column of the whole Region counts; `null` where a quantity or an amount is unknown. */
  readonly ours: { readonly quantity: string | null; readonly usd: string | null };
  /** Billed less ours. */
  readonly difference: { readonly quantity: string | null; readonly usd: string | null };
  /** What explains the difference, or why it cannot be told, as sentences. */
  readonly reasons: readonly string[];
  /** Of the billed quantity, from 0; `null` where ours is unknown. */
  readonly unexplainedShare: string | null;
  readonly verdict: 'reconciled' | 'not reconciled';
}

export interface BillCard {
  readonly rows: readonly BillCardRow[];
  /** Usage types that no line of a comparison is about. */
  readonly ignored: readonly string[];
  readonly verdict: 'reconciled' | 'not reconciled';
}

/** Over this share of unexplained quantity a row does not reconcile. */
const tolerance = decimal('0.05');

/** The card of a bill; `input` is that of the comparison, whose scopes play no part: a bill is about whole Regions. */
export function reconcileBill(input: CostInput, bill: readonly BillRow[]): BillCard {
  const known = bill.flatMap((row) => {
    const found = billedItem(row.usage_type);
    return found === null ? [] : [{ row, found }];
  });
  const comparison = compareCosts({ ...input, scopes: [{ kind: 'all' }] });
  const lines = new Map(comparison.scopes.map((scope) => [scope.region, scope.today.lines]));
  const groups = groupBy(known, ({ row, found }) => `${row.region}/${row.account_id ?? ''}/${found.item}`);
  const rows = sortedBy(groups, ([key]) => key).flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { region, account_id: accountId } = first.row;
    const own = (lines.get(region) ?? []).filter((line) => accountId === undefined || line.payerAccountId === accountId);
    return [
      cardRow(
        input,
        group.map(({ row }) => row),
        first.found,
        own,
        decimal(comparison.hoursPerMonth),
      ),
    ];
  });
  return {
    rows,
    ignored: sortedUnique(bill.filter((row) => billedItem(row.usage_type) === null).map((row) => row.usage_type)),
    verdict: rows.every((row) => row.verdict === 'reconciled') ? 'reconciled' : 'not reconciled',
  };
}

function cardRow(
  input: CostInput,
  rows: readonly BillRow[],
  { item, more }: BilledItem,
  lines: readonly CostLine[],
  hours: Exact,
): BillCardRow {
  const quantity = sum(rows.map((row) => inMonth(row, row.quantity, hours)));
  const usd = sum(rows.map((row) => inMonth(row, row.usd, hours)));
  const own = lines.filter((line) => line.item === item);
  const unknown = own.find((line) => line.quantity === null || line.usd === null);
  const ours = unknown === undefined ? { quantity: total(own, 'quantity'), usd: total(own, 'usd') } : null;
  const [first] = rows;
  const region = first?.region ?? ('unknown' as Region);
  const accountId = first?.account_id ?? null;
  const missing = ours === null ? zero : hoursNotThere(input.topology, { item, region, accountId, rows, hours });
  const judged = judge({ quantity, ours: ours?.quantity ?? null, missing, more });
  return {
    usageTypes: sortedUnique(rows.map((row) => row.usage_type)),
    region,
    accountId,
    item,
    billed: { quantity: decimalText(quantity), usd: decimalText(usd) },
    ours: { quantity: textOrNull(ours?.quantity), usd: textOrNull(ours?.usd) },
    difference: { quantity: textOrNull(ours && quantity.minus(ours.quantity)), usd: textOrNull(ours && usd.minus(ours.usd)) },
    reasons: [
      ...(unknown === undefined ? [] : [`ours is not known: ${unknown.reason ?? 'an amount is unknown'}`]),
      ...windowReasons(rows, hours),
      ...unreadReasons(input, accountId),
      ...judged.reasons,
      ...priceReasons(quantity, usd, own),
    ],
    unexplainedShare: judged.share === null ? null : decimalText(judged.share.toDecimalPlaces(6)),
    verdict: judged.share !== null && judged.share.lte(tolerance) ? 'reconciled' : 'not reconciled',
  };
}

/** How much of the difference nobody can explain, and the sentences about what is explained. */
function judge({ quantity, ours, missing, more }: { quantity: Exact; ours: Exact | null; missing: Exact; more: string | undefined }) {
  if (ours === null) return { share: null, reasons: [] };
  const expected = ours.minus(missing);
  const open = quantity.minus(expected);
  const told = missing.isZero() ? [] : [`${decimalText(missing.toDecimalPlaces(2))} hours of resources that were made within the window`];
  if (open.isZero()) return { share: zero, reasons: told };
  if (more !== undefined && open.gt(0)) return { share: zero, reasons: [...told, more] };
  const share = quantity.isZero() ? decimal(1) : quotient(open.abs(), quantity);
  const way = open.gt(0)
    ? 'more was billed than stands now: resources deleted within the window, or not read'
    : 'less was billed than stands now';
  return { share, reasons: share.lte('0.001') ? told : [...told, way] };
}

/** What an amount of this window would come to in the comparison's month. */
function inMonth(row: BillRow, amount: string, hours: Exact): Exact {
  const window = windowHours(row);
  return window === null ? decimal(amount) : quotient(product(decimal(amount), hours), decimal(window));
}

function windowHours({ window_start: start, window_end: end }: BillRow): number | null {
  return start === undefined || end === undefined ? null : hoursBetween(firstMoment(start), firstMoment(end));
}

function windowReasons(rows: readonly BillRow[], hours: Exact): string[] {
  const windows = [...new Set(rows.map(windowHours))];
  return windows.flatMap((window) =>
    window === null
      ? [`a row names no window and is taken for a month of ${decimalText(hours)} hours`]
      : decimal(window).eq(hours)
        ? []
        : [`billed over ${window} hours, brought to ${decimalText(hours)}`],
  );
}

function unreadReasons({ topology }: CostInput, accountId: AccountId | null): string[] {
  if (accountId === null) return [];
  const isRead = topology.index.coverage.isAccountScanned(accountId);
  return isRead ? [] : [`nothing of account ${accountId} was read`];
}

/** A unit that costs something else than the list is a private price, a credit or an old list. */
function priceReasons(quantity: Exact, usd: Exact, own: readonly CostLine[]): string[] {
  const listed = sortedUnique(own.flatMap((line) => line.unitPriceUsd ?? []));
  const [only] = listed;
  if (only === undefined || listed.length > 1 || quantity.isZero()) return [];
  const paid = quotient(usd, quantity);
  const off = paid.minus(decimal(only)).abs();
  if (off.lte(decimal(only).times('0.005'))) return [];
  return [
    `billed at $${decimalText(paid.toDecimalPlaces(6))} a unit, priced at $${only}: a private price or a credit; an override or a discount would say so`,
  ];
}

function total(lines: readonly CostLine[], field: 'quantity' | 'usd'): Exact {
  return sum(lines.map((line) => decimal(line[field] ?? '0')));
}

function textOrNull(value: Exact | null | undefined): string | null {
  return value === null || value === undefined ? null : decimalText(value);
}
