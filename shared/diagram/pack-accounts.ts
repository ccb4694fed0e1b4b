/**
 * Accounts on shelves so that the map is drawn as large as possible on a usual
 * screen. Accounts keep the order of their names; where each shelf ends, and how
 * each account is arranged on it, is what is chosen.
 */
import { compareText } from '#shared/base/sort.ts';
import type { ArrangedAccount } from './account-box.ts';
import { channelWidth } from './region-box.ts';
import { stackSize } from './shelves.ts';

export const shelfGap = 12;

/** Width by height of the canvas: between both panes open and one. */
export const screenAspect = 1.4;

/** One way to draw an account. */
export interface Variant extends ArrangedAccount {
  /** Only for the right end of a shelf. */
  readonly needsRight: boolean;
}

/** The ways to draw an account; all hold the same strands. */
export type Variants = readonly Variant[];

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

/** Accounts on top of each other. */
type Slot = Variant[];

/** A shelf before it stands anywhere: its slots from left to right. */
export interface Row {
  readonly slots: readonly (readonly Variant[])[];
  readonly width: number;
  readonly height: number;
  readonly channel: number;
}

/** The best of many: every run of accounts is tried as a shelf, every width as the width of the map. */
export function packedArea(accounts: readonly Variants[], beside: { readonly width: number; readonly height: number }): Area {
  const heights = shelfHeights(accounts);
  const choices = accounts.map(choiceOf);
  const ends = choices.map((_, end) => runsUpTo(choices, end, heights));
  const widths = [...new Set(ends.flatMap((runs) => runs.flatMap((run) => run.rows.map((row) => row.width))))].sort((a, b) => a - b);
  let best: readonly Row[] = [];
  let bestScore = Number.POSITIVE_INFINITY;
  for (const width of widths) {
    const chosen = bestShelves(ends, width);
    if (chosen === null) continue;
    const height = chosen.reduce((sum, row) => sum + rowExtent(row), -shelfGap);
    const right = Math.max(0, ...chosen.map((row) => row.width));
    const score = Math.max((right + beside.width) / screenAspect, height, beside.height) + (right + height) / 1000;
    // A little better is not worth another arrangement: boxes would jump when one of them grows.
    if (score >= bestScore * 0.97) continue;
    bestScore = score;
    best = chosen;
  }
  return placedRows(best);
}

/** The ways to draw an account, with what is asked of them again and again. */
interface Choice {
  readonly variants: Variants;
  readonly strands: number;
  readonly lowest: number;
  readonly narrowest: number;
  /** What must stand lowest: many strands that go down, else many strands. */
  readonly weight: number;
}

function choiceOf(variants: Variants): Choice {
  const strands = variants[0]?.strands ?? 0;
  return {
    variants,
    strands,
    lowest: Math.min(...variants.map((variant) => variant.height)),
    narrowest: Math.min(...variants.map((variant) => variant.width)),
    weight: Math.min(...variants.map((variant) => variant.blocked)) * 1000 + strands,
  };
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

/** Where shelves end so that they are lowest together; `null` where an account is wider than the map. */
function bestShelves(ends: readonly (readonly Run[])[], width: number): Row[] | null {
  const sums = [0];
  const lasts: (Run | undefined)[] = [];
  for (const [end, runs] of ends.entries()) {
    let best = Number.POSITIVE_INFINITY;
    for (const run of runs) {
      while (run.fitting > 0 && (run.rows[run.fitting - 1]?.width ?? 0) <= width) run.fitting -= 1;
      const sum = (sums[run.start] ?? 0) + (run.extents[run.fitting] ?? Number.POSITIVE_INFINITY);
      if (sum >= best) continue;
      best = sum;
      lasts[end] = run;
    }
    sums[end + 1] = best;
  }
  if (!Number.isFinite(sums.at(-1) ?? 0)) return null;
  const chosen: Row[] = [];
  for (let end = ends.length - 1; end >= 0; ) {
    const run = lasts[end];
    const row = run?.rows[run.fitting];
    if (run === undefined || row === undefined) throw new Error('A shelf of finite height has a row.');
    chosen.unshift(row);
    end = run.start - 1;
  }
  return chosen;
}

function rowExtent(row: Row): number {
  return row.height + Math.max(shelfGap, row.channel + 8);
}

/** Accounts that share a shelf. */
interface Group {
  /** The widest first. */
  readonly plain: readonly Choice[];
  readonly strung: readonly Choice[];
  /** What stands lowest at the right end. */
  readonly foot: Choice | undefined;
  /** A lower shelf cannot hold them. */
  readonly lowest: number;
}

function groupOf(choices: readonly Choice[]): Group {
  const strung = choices.filter(({ strands }) => strands > 0);
  return {
    plain: choices.filter(({ strands }) => strands === 0).sort((a, b) => b.narrowest - a.narrowest),
    strung,
    foot: strung.reduce<Choice | undefined>((found, one) => (found === undefined || one.weight > found.weight ? one : found), undefined),
    lowest: Math.max(...choices.map((choice) => choice.lowest)),
  };
}

/** Accounts in slots at most `height` tall; `null` where one of them is taller. */
function packedRow({ plain, strung, foot }: Group, height: number): Row | null {
  const right: Slot = [];
  const slots: Slot[] = [];
  if (foot !== undefined) {
    const chosen = narrowest(foot.variants, height, true);
    if (chosen === null) return null;
    right.push(chosen);
  }
  for (const choice of strung) {
    if (choice === foot) continue;
    const size = stackSize(right, shelfGap);
    const onTop = lowest(choice.variants, size.width, height - size.height - shelfGap, true);
    const alone = onTop === null ? narrowest(choice.variants, height, false) : null;
    if (onTop !== null) right.unshift(onTop);
    else if (alone === null) return null;
    else slots.push([alone]);
  }
  if (right.length > 0) slots.push(right);
  for (const { variants } of plain) if (!putPlain(slots, variants, height)) return null;
  const ordered = [...slots].sort((a, b) => strandCount(a) - strandCount(b) || compareText(slotKey(a), slotKey(b)));
  if (foot !== undefined) ordered.push(...ordered.splice(ordered.indexOf(right), 1));
  return rowOf(ordered);
}

/** A shelf of slots; only the strands of the last slot's lowest account can leave straight to the right. */
export function rowOf(slots: readonly (readonly Variant[])[]): Row {
  const sizes = slots.map((slot) => stackSize(slot, shelfGap));
  const last = slots.length - 1;
  const blocked = slots.reduce((sum, slot, index) => sum + (index === last ? (slot.at(-1)?.blocked ?? 0) : strandCount(slot)), 0);
  return {
    slots,
    width: sizes.reduce((sum, size) => sum + size.width + shelfGap, -shelfGap),
    height: Math.max(...sizes.map((size) => size.height)),
    channel: channelWidth(blocked, 120),
  };
}

/** On the slot that it fills best, else in a slot of its own; whether there was room. */
function putPlain(slots: Slot[], variants: Variants, height: number): boolean {
  let best: { slot: Slot; variant: Variant } | undefined;
  for (const slot of slots) {
    const size = stackSize(slot, shelfGap);
    const variant = lowest(variants, size.width * 1.15, height - size.height - shelfGap, false);
    if (variant !== null && (best === undefined || size.width < stackSize(best.slot, shelfGap).width)) best = { slot, variant };
  }
  if (best !== undefined) {
    best.slot.unshift(best.variant);
    return true;
  }
  const alone = narrowest(variants, height, false);
  if (alone !== null) slots.unshift([alone]);
  return alone !== null;
}

function narrowest(variants: Variants, height: number, isRight: boolean): Variant | null {
  let best: Variant | null = null;
  for (const one of variants) {
    if (one.height > height || (one.needsRight && !isRight)) continue;
    if (best === null || one.width < best.width || (one.width === best.width && one.height < best.height)) best = one;
  }
  return best;
}

/** The lowest that is not wider; for the right end only what leaves straight to the right. */
function lowest(variants: Variants, width: number, height: number, isRight: boolean): Variant | null {
  let best: Variant | null = null;
  for (const one of variants) {
    if (one.width > width || one.height > height || (isRight ? one.blocked > 0 : one.needsRight)) continue;
    if (best === null || one.height < best.height) best = one;
  }
  return best;
}

function strandCount(slot: readonly Variant[]): number {
  return slot.reduce((sum, item) => sum + item.strands, 0);
}

function slotKey(slot: readonly Variant[]): string {
  return slot[0]?.id ?? '';
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
