/** The figures of a column by itself and beside today's, whatever proposal comes to it. */
import { type Exact, decimalText, zero } from '#shared/base/decimal.ts';
import { compareText } from '#shared/base/sort.ts';
import type { Baseline } from './baseline.ts';
import { columnGigabytes, groupsOf, payerTotals, type PricedColumn, unknownLines, writtenColumn } from './column.ts';
import type { CostColumn, Showback, UsdRange } from './comparison.ts';
import { expected, gigabytesByPath } from './decision.ts';
import { knownText, lineKey, noLines, totalText } from './line.ts';
import type { CostModel } from './model.ts';
import type { UnchangedLines } from './unchanged.ts';

export interface ColumnFigures {
  readonly column: PricedColumn;
  readonly output: CostColumn;
  /** A sentence where the column does not carry all of today's traffic; dropping traffic saves nothing. */
  readonly lost: string | null;
  readonly savingRange: UsdRange;
  readonly savingOfKnown: string | null;
  readonly showback: readonly Showback[];
}

export function figuresOf(baseline: Baseline, column: PricedColumn, unchanged: UnchangedLines): ColumnFigures {
  const { model, today, todayByCorner } = baseline;
  const inCorners = baseline.corners.map((corner) => (corner === expected ? column : baseline.column(column.decision, corner)));
  const lost = lostGigabytes(today, column);
  const ranges = inCorners.map((each, index) => difference(todayByCorner[index]?.sum.total ?? null, each.sum.total));
  return {
    column,
    output: columnOf(model, column, inCorners, unchanged),
    lost,
    savingRange: lost === null ? spanOf(ranges) : { min: null, max: null },
    savingOfKnown: savingOfKnown(today, column),
    showback: showbackOf(today, column),
  };
}

/** The column with a reason of its own, unless it has one already. */
export function withReason(output: CostColumn, reason: string | undefined): CostColumn {
  if (reason === undefined || output.reason !== undefined) return output;
  const { groups, gigabytes, ...rest } = output;
  return { ...rest, reason, groups, gigabytes };
}

/** A column with its lines, totals, chart groups and gigabytes. */
export function columnOf(
  model: CostModel,
  column: PricedColumn,
  inCorners: readonly PricedColumn[],
  unchanged: UnchangedLines,
): CostColumn {
  const { sum } = column;
  return {
    lines: writtenColumn(column, unchanged),
    totalUsd: totalText(sum),
    knownUsd: knownText(sum),
    totalRangeUsd: totalRange(column, inCorners),
    ...(sum.reason === null ? {} : { reason: sum.reason }),
    groups: groupsOf(column),
    gigabytes: columnGigabytes(model, column),
  };
}

function totalRange(column: PricedColumn, inCorners: readonly PricedColumn[]): UsdRange {
  if (inCorners.length > 1 || inCorners[0] !== column) return spanOf(inCorners.map((each) => each.sum.total));
  const only = totalText(column.sum);
  return { min: only, max: only };
}

function lostGigabytes(today: PricedColumn, column: PricedColumn): string | null {
  if (today === column || column.flows.length === 0) return null;
  const before = gigabytesByPath(today.flows);
  const after = gigabytesByPath(column.flows);
  const lost = (after.get('none') ?? zero).minus(before.get('none') ?? zero);
  return lost.gt(0) ? `${decimalText(lost)} GB a month would have no path` : null;
}

/** Unknown lines that both columns have cancel out. */
function savingOfKnown(today: PricedColumn, column: PricedColumn): string | null {
  if (today === column) return '0';
  const before = unknownLines(today);
  const after = unknownLines(column);
  if (before.length !== after.length) return null;
  if (before.some((line, index) => line !== after[index]) && !isSameBag(before.map(lineKey), after.map(lineKey))) return null;
  return decimalText(today.sum.known.minus(column.sum.known));
}

function isSameBag(before: readonly string[], after: readonly string[]): boolean {
  const [a, b] = [before.toSorted(compareText), after.toSorted(compareText)];
  return a.every((key, index) => key === b[index]);
}

export function difference(a: Exact | null, b: Exact | null): Exact | null {
  return a === null || b === null ? null : a.minus(b);
}

export function textOrNull(value: Exact | null): string | null {
  return value === null ? null : decimalText(value);
}

/** Least and most; an unknown corner leaves both ends unknown. */
function spanOf(values: readonly (Exact | null)[]): UsdRange {
  if (values.length === 1) {
    const only = textOrNull(values[0] ?? null);
    return { min: only, max: only };
  }
  const known = values.flatMap((value) => value ?? []);
  const [first, ...rest] = known;
  if (first === undefined || known.length < values.length) {
    const least = first === undefined ? null : rest.reduce((a, b) => (b.lt(a) ? b : a), first);
    return { min: values[0] === null ? null : textOrNull(least), max: null };
  }
  return {
    min: decimalText(rest.reduce((a, b) => (b.lt(a) ? b : a), first)),
    max: decimalText(rest.reduce((a, b) => (b.gt(a) ? b : a), first)),
  };
}

/** Who pays what before and after. */
function showbackOf(today: PricedColumn, column: PricedColumn): Showback[] {
  const before = payerTotals(today);
  const after = payerTotals(column);
  const payers = after === before ? [...before.keys()] : [...before.keys(), ...[...after.keys()].filter((payer) => !before.has(payer))];
  if (payers.length > 1) payers.sort((a, b) => compareText(a ?? '~', b ?? '~'));
  return payers.map((payerAccountId) => {
    const own = before.get(payerAccountId) ?? noLines;
    const then = after.get(payerAccountId) ?? noLines;
    const reason = own.reason ?? then.reason;
    return {
      payerAccountId,
      todayUsd: totalText(own),
      knownTodayUsd: knownText(own),
      alternativeUsd: totalText(then),
      knownAlternativeUsd: knownText(then),
      savingUsd: own === then && own.total !== null ? '0' : textOrNull(difference(own.total, then.total)),
      ...(reason === null ? {} : { reason }),
    };
  });
}
