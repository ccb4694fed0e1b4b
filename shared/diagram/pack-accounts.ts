/**
 * Accounts on shelves so that the map is drawn as large as possible on a usual
 * screen. Accounts keep the order of their names; where each shelf ends, and how
 * each account is arranged on it, is what is chosen.
 */
import type { ArrangedAccount } from './account-box.ts';
import { type Choice, choiceOf, groupOf, packedRow, type Row, shelfGap, type Variant, type Variants } from './pack-row.ts';
import { stackSize } from './shelves.ts';

/** Width by height of the canvas: between both panes open and one. */
export const screenAspect = 1.4;

/** An account and where its top left stands. */
export interface PlacedAccount {
  readonly account: ArrangedAccount;
  readonly x: number;
  readonly y: number;
}

/** One shelf: accounts side by side, a channel below them for strands that cannot leave to the right. */
export interface Shelf {
  readonly boxes: readonly PlacedAccount[];
  readonly bottom: number;
  readonly channel: number;
}

export interface Area {
  readonly shelves: readonly Shelf[];
  readonly width: number;
  readonly height: number;
}

/** The best of many: every run of accounts is tried as a shelf, every width as the width of the map. */
export function packedArea(accounts: readonly Variants[], beside: { readonly width: number; readonly height: number }): Area {
  const heights = shelfHeights(accounts);
  const choices = accounts.map(choiceOf);
  const ends = choices.map((_, end) => runsUpTo(choices, end, heights));
  const widths = [...new Set(ends.flatMap((runs) => runs.flatMap((run) => run.rows.map((row) => row.width))))].sort((a, b) => a - b);
  const table: Table = { ends, sums: [0], lasts: [] };
  let best: readonly Row[] = [];
  let bestScore = Number.POSITIVE_INFINITY;
  for (const width of widths) {
    const height = lowestShelves(table, width) - shelfGap;
    if (!Number.isFinite(height)) continue;
    const right = widestShelf(table);
    const score = Math.max((right + beside.width) / screenAspect, height, beside.height) + (right + height) / 1000;
    // A little better is not worth another arrangement: boxes would jump when one of them grows.
    if (score >= bestScore * 0.97) continue;
    bestScore = score;
    best = chosenShelves(table);
  }
  const turn = new Map(accounts.flatMap((variants, index) => variants.map((variant) => [variant, index] as const)));
  return placedRows(best.map((row) => ({ ...row, slots: row.slots.map((slot) => inTurn(slot, turn)) })));
}

/** A stack in the order of the accounts below what has no strands; what has strands that go down stays lowest. */
function inTurn(slot: readonly Variant[], turn: ReadonlyMap<Variant, number>): readonly Variant[] {
  const place = (item: Variant): number => (item.strands === 0 ? -1 : item.blocked > 0 ? Number.MAX_SAFE_INTEGER : (turn.get(item) ?? 0));
  return slot.toSorted((a, b) => place(a) - place(b));
}

/** Heights worth trying for a shelf: those of single accounts, and of two on top of each other. */
function shelfHeights(accounts: readonly Variants[]): readonly number[] {
  const single = accounts.flatMap((variants) => variants.map((variant) => variant.height));
  const lowest = accounts.map((variants) => Math.min(...variants.map((variant) => variant.height)));
  const pairs = lowest.flatMap((height, index) => lowest.slice(index + 1).map((other) => height + other + shelfGap));
  const all = [...new Set([...single, ...pairs])].sort((a, b) => a - b);
  const step = Math.max(1, all.length / heightLimit);
  return Array.from(
    { length: Math.min(all.length, heightLimit) },
    (_, index) => all[Math.floor((index + 1) * step) - 1] ?? all.at(-1) ?? 0,
  );
}

const heightLimit = 32;
/** More accounts than this never share a shelf. */
const longestRun = 12;

/** The shelves that a run of accounts can make, each lower and wider than the next. */
interface Run {
  readonly start: number;
  readonly rows: readonly Row[];
  readonly extents: readonly number[];
  /** The lowest that fits the width that was asked for last: widths are asked for from narrow to wide. */
  fitting: number;
}

/** The runs that end with an account, the longest first. */
function runsUpTo(choices: readonly Choice[], end: number, heights: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let start = Math.max(0, end - longestRun + 1); start <= end; start += 1) {
    const group = groupOf(choices.slice(start, end + 1));
    const rows: Row[] = [];
    for (const height of heights) {
      const row = height < group.lowest ? null : packedRow(group, height);
      const narrowest = rows.at(-1)?.width ?? Number.POSITIVE_INFINITY;
      if (row !== null && row.width < narrowest) rows.push(row);
    }
    runs.push({ start, rows, extents: rows.map(rowExtent), fitting: rows.length });
  }
  return runs;
}

/** For each account, the last shelf of the lowest shelves that end with it; written anew for every width. */
interface Table {
  readonly ends: readonly (readonly Run[])[];
  /** How tall the shelves before each account are. */
  readonly sums: number[];
  readonly lasts: (Run | undefined)[];
}

/** Where shelves end so that they are lowest together, and how tall they are; infinite where an account is wider than the map. */
function lowestShelves({ ends, sums, lasts }: Table, width: number): number {
  // Thousands of widths by hundreds of runs: nothing is made in here.
  for (let end = 0; end < ends.length; end += 1) {
    const runs = ends[end] ?? [];
    let best = Number.POSITIVE_INFINITY;
    for (let index = 0; index < runs.length; index += 1) {
      const run = runs[index] as Run;
      while (run.fitting > 0 && (run.rows[run.fitting - 1]?.width ?? 0) <= width) run.fitting -= 1;
      if (run.fitting === run.rows.length) continue;
      const sum = (sums[run.start] ?? 0) + (run.extents[run.fitting] ?? 0);
      if (sum >= best) continue;
      best = sum;
      lasts[end] = run;
    }
    sums[end + 1] = best;
  }
  return sums[ends.length] ?? 0;
}

function widestShelf({ ends, lasts }: Table): number {
  let widest = 0;
  for (let end = ends.length - 1; end >= 0; ) {
    const run = lasts[end] as Run;
    widest = Math.max(widest, run.rows[run.fitting]?.width ?? 0);
    end = run.start - 1;
  }
  return widest;
}

function chosenShelves({ ends, lasts }: Table): Row[] {
  const chosen: Row[] = [];
  for (let end = ends.length - 1; end >= 0; ) {
    const run = lasts[end] as Run;
    chosen.unshift(run.rows[run.fitting] as Row);
    end = run.start - 1;
  }
  return chosen;
}

function rowExtent(row: Row): number {
  return row.height + Math.max(shelfGap, row.channel + 8);
}

/** Shelves below each other. */
export function placedRows(rows: readonly Row[]): Area {
  const shelves: Shelf[] = [];
  let y = 0;
  for (const row of rows) {
    const boxes: PlacedAccount[] = [];
    let x = 0;
    for (const slot of row.slots) {
      let top = y;
      for (const item of slot) {
        boxes.push({ account: item, x, y: top });
        top += item.height + shelfGap;
      }
      x += stackSize(slot, shelfGap).width + shelfGap;
    }
    shelves.push({ boxes, bottom: y + row.height, channel: row.channel });
    y += rowExtent(row);
  }
  return { shelves, width: Math.max(0, ...rows.map((row) => row.width)), height: Math.max(0, y - shelfGap) };
}
