/** The sums of a column: all of it, by chart group, by payer, and what does not depend on gigabytes, from the sums of its blocks. */
import { type Exact, decimalText, zero } from '#shared/base/decimal.ts';
import type { AccountId } from '#shared/base/ids.ts';
import { type GroupTotal, type LineGroup, lineGroups } from './comparison.ts';
import { lineSum, type LineSum } from './line.ts';
import type { Line } from './meter.ts';

/** Lines with the same group and payer; the sums of a column are sums of cells. */
export interface Cell {
  readonly group: LineGroup;
  readonly payer: AccountId | null;
  readonly isPerGigabyte: boolean;
  /** `null`: nothing of it is known. */
  readonly known: Exact | null;
  /** Its first unknown line. */
  readonly unknown: Line | undefined;
  /** What the output says of it, once it was asked for: a block stands in several columns. */
  told: GroupTotal | null;
}

/** A cell that still grows: equal amounts in a row are counted and multiplied once. */
interface OpenCell {
  readonly first: Line;
  readonly isPerGigabyte: boolean;
  known: Exact | null;
  amount: Exact | null;
  times: number;
  unknown: Line | undefined;
}

/** What lines come to together. */
export interface LineSums {
  /** In the order of the first line of each. */
  readonly cells: readonly Cell[];
  /** Those whose amount is unknown. */
  readonly unknown: readonly Line[];
  /** Whether some amount may be more. */
  readonly isRanged: boolean;
}

/** Lines by group and payer, after one pass. */
export function sumsOfLines(lines: readonly Line[]): LineSums {
  const open: OpenCell[] = [];
  const unknown: Line[] = [];
  let isRanged = false;
  let cell: OpenCell | undefined;
  for (const line of lines) {
    if (cell === undefined || !isOf(cell, line)) cell = openCell(open, line);
    const { usd, atMostUsd } = line.charge;
    if (usd !== null) add(cell, usd);
    else {
      cell.unknown ??= line;
      unknown.push(line);
    }
    if (atMostUsd !== undefined) isRanged = true;
  }
  return { cells: open.map(closed), unknown, isRanged };
}

function isOf({ first: { meter }, isPerGigabyte }: OpenCell, line: Line): boolean {
  const { item, group, payerAccountId } = line.meter;
  if (meter.payerAccountId !== payerAccountId || meter.group !== group) return false;
  return meter.item === item || countsGigabytes(item) === isPerGigabyte;
}

function openCell(open: OpenCell[], line: Line): OpenCell {
  const found = open.find((cell) => isOf(cell, line));
  if (found !== undefined) return found;
  const isPerGigabyte = countsGigabytes(line.meter.item);
  const made: OpenCell = { first: line, isPerGigabyte, known: null, amount: null, times: 0, unknown: undefined };
  open.push(made);
  return made;
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

function add(cell: OpenCell, usd: Exact): void {
  if (cell.amount === usd) {
    cell.times += 1;
    return;
  }
  cell.known = flushed(cell);
  cell.amount = usd;
  cell.times = 1;
}

function flushed({ known, amount, times }: OpenCell): Exact | null {
  if (amount === null) return known;
  return plus(known, times === 1 ? amount : amount.times(times));
}

function closed(cell: OpenCell): Cell {
  const { group, payerAccountId } = cell.first.meter;
  return { group, payer: payerAccountId, isPerGigabyte: cell.isPerGigabyte, known: flushed(cell), unknown: cell.unknown, told: null };
}

/** A column's sums by group and payer. */
export interface Tally {
  readonly sum: LineSum;
  readonly cells: readonly Cell[];
}

/** The sums of a column from those of its blocks; what two of them share is one cell. */
export function tallyOf(blocks: readonly Pick<LineSums, 'cells' | 'unknown'>[]): Tally {
  const unknown = blocks.find((block) => block.unknown.length > 0)?.unknown[0];
  const byPayer = new Map<AccountId | null, number[]>();
  const cells: Cell[] = [];
  let known: Exact | null = null;
  for (const block of blocks) {
    for (const cell of block.cells) {
      known = plus(known, cell.known);
      addCell(cells, byPayer, cell);
    }
  }
  return { sum: lineSum(known ?? zero, unknown), cells };
}

function addCell(cells: Cell[], byPayer: Map<AccountId | null, number[]>, cell: Cell): void {
  let own = byPayer.get(cell.payer);
  if (own === undefined) byPayer.set(cell.payer, (own = []));
  for (const place of own) {
    const before = cells[place];
    if (before === undefined || before.group !== cell.group || before.isPerGigabyte !== cell.isPerGigabyte) continue;
    const { group, payer, isPerGigabyte } = cell;
    const unknown = before.unknown ?? cell.unknown;
    cells[place] = { group, payer, isPerGigabyte, known: plus(before.known, cell.known), unknown, told: null };
    return;
  }
  own.push(cells.length);
  cells.push(cell);
}

/** By chart group, in stacking order. */
export function groupTotals({ cells }: Tally): GroupTotal[] {
  const totals: GroupTotal[] = [];
  for (const group of lineGroups) {
    let found: GroupTotal | null = null;
    for (const cell of cells) {
      if (cell.group !== group) continue;
      if (found !== null) {
        found = totalOf(
          cells.filter((each) => each.group === group),
          group,
        );
        break;
      }
      found = cell.told ??= totalOf([cell], group);
    }
    if (found !== null) totals.push(found);
  }
  return totals;
}

function totalOf(cells: readonly Cell[], group: LineGroup): GroupTotal {
  let known: Exact | null = null;
  for (const cell of cells) known = plus(known, cell.known);
  return { group, knownUsd: known === null ? '0' : decimalText(known), hasUnknown: cells.some((cell) => cell.unknown !== undefined) };
}

/** By who pays; under `null` what nobody can be named for. */
export function payerSums({ cells, sum }: Tally): ReadonlyMap<AccountId | null, LineSum> {
  const [first] = cells;
  if (first !== undefined && cells.every((cell) => cell.payer === first.payer)) return new Map([[first.payer, ofOnePayer(cells, sum)]]);
  const sums = new Map<AccountId | null, { known: Exact | null; unknown: Line | undefined }>();
  for (const { payer, known, unknown } of cells) {
    const before = sums.get(payer);
    if (before === undefined) sums.set(payer, { known, unknown });
    else {
      before.known = plus(before.known, known);
      before.unknown ??= unknown;
    }
  }
  return new Map([...sums].map(([payer, { known, unknown }]) => [payer, lineSum(known ?? zero, unknown)]));
}

/** All of it; the reason is that of the first cell that has one. */
function ofOnePayer(cells: readonly Cell[], sum: LineSum): LineSum {
  const unknown = cells.find((cell) => cell.unknown !== undefined)?.unknown;
  return unknown === undefined ? sum : { ...sum, reason: lineSum(sum.known, unknown).reason };
}

/** What does not depend on gigabytes; `null`: part of it is unknown. */
export function fixedSum({ cells }: Tally): Exact | null {
  let known: Exact | null = null;
  for (const cell of cells) {
    if (cell.isPerGigabyte) continue;
    if (cell.unknown !== undefined) return null;
    known = plus(known, cell.known);
  }
  return known ?? zero;
}

function plus(a: Exact | null, b: Exact | null): Exact | null {
  return a === null ? b : b === null ? a : a.plus(b);
}
