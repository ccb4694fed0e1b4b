/** The sums of a column: all of it, by chart group, by payer, and what does not depend on gigabytes, after one pass over its lines. */
import { type Exact, sum, zero } from '#shared/base/decimal.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { LineGroup } from './comparison.ts';
import { lineSum, type LineSum } from './line.ts';
import type { Line } from './meter.ts';

/** Lines with the same group and payer; the sums of a column are sums of cells. */
interface Cell {
  readonly group: LineGroup;
  readonly payer: AccountId | null;
  readonly isPerGigabyte: boolean;
  known: Exact | null;
  /** Equal amounts in a row are counted and multiplied once. */
  amount: Exact | null;
  times: number;
  unknown: Line | undefined;
}

/** A column's lines by group and payer, and all of them together. */
export interface Tally {
  readonly sum: LineSum;
  readonly cells: readonly Cell[];
}

export function tallyOf(lines: readonly Line[]): Tally {
  const cells: Cell[] = [];
  const byPayer = new Map<AccountId | null, Cell[]>();
  let cell: Cell | undefined;
  let unknown: Line | undefined;
  for (const line of lines) {
    const isPerGigabyte = countsGigabytes(line.item);
    if (cell === undefined || !isOf(cell, line, isPerGigabyte)) cell = cellOf(cells, byPayer, line, isPerGigabyte);
    if (line.usd === null) {
      unknown ??= line;
      cell.unknown ??= line;
    } else add(cell, line.usd);
  }
  for (const each of cells) flush(each);
  return { sum: lineSum(sum(cells.flatMap((each) => each.known ?? [])), unknown), cells };
}

/** By item: there are few, and every line of every column has one. */
const perGigabyte = new Map<string, boolean>();

function countsGigabytes(item: string): boolean {
  const known = perGigabyte.get(item);
  if (known !== undefined) return known;
  const made = item.endsWith('.gb') || item.includes('.gb>');
  perGigabyte.set(item, made);
  return made;
}

/** By chart group. */
export function groupSums({ cells }: Tally): ReadonlyMap<LineGroup, LineSum> {
  return sumsBy(cells, (cell) => cell.group);
}

export function payerSums({ cells }: Tally): ReadonlyMap<AccountId | null, LineSum> {
  return sumsBy(cells, (cell) => cell.payer);
}

/** What does not depend on gigabytes; `null`: part of it is unknown. */
export function fixedSum({ cells }: Tally): Exact | null {
  const fixed = cells.filter((cell) => !cell.isPerGigabyte);
  return fixed.some((cell) => cell.unknown !== undefined) ? null : sum(fixed.flatMap((cell) => cell.known ?? []));
}

function isOf(cell: Cell, line: Line, isPerGigabyte: boolean): boolean {
  return cell.group === line.group && cell.payer === line.payerAccountId && cell.isPerGigabyte === isPerGigabyte;
}

function cellOf(cells: Cell[], byPayer: Map<AccountId | null, Cell[]>, line: Line, isPerGigabyte: boolean): Cell {
  const { group, payerAccountId: payer } = line;
  const own = byPayer.get(payer) ?? [];
  const found = own.find((cell) => isOf(cell, line, isPerGigabyte));
  if (found !== undefined) return found;
  const made: Cell = { group, payer, isPerGigabyte, known: null, amount: null, times: 0, unknown: undefined };
  cells.push(made);
  own.push(made);
  byPayer.set(payer, own);
  return made;
}

function add(cell: Cell, usd: Exact): void {
  if (cell.amount === usd) {
    cell.times += 1;
    return;
  }
  flush(cell);
  cell.amount = usd;
  cell.times = 1;
}

function flush(cell: Cell): void {
  if (cell.amount === null) return;
  const usd = cell.times === 1 ? cell.amount : cell.amount.times(cell.times);
  cell.known = cell.known === null ? usd : cell.known.plus(usd);
  cell.amount = null;
  cell.times = 0;
}

function sumsBy<Key>(cells: readonly Cell[], key: (cell: Cell) => Key): ReadonlyMap<Key, LineSum> {
  const sums = new Map<Key, LineSum>();
  for (const cell of cells) {
    const name = key(cell);
    const own = lineSum(cell.known ?? zero, cell.unknown);
    const before = sums.get(name);
    sums.set(name, before === undefined ? own : bothSums(before, own));
  }
  return sums;
}

function bothSums(a: LineSum, b: LineSum): LineSum {
  const known = a.known.plus(b.known);
  const isUnknown = a.total === null || b.total === null;
  return { total: isUnknown ? null : known, known, reason: a.reason ?? b.reason };
}
