/** Accounts that share a shelf: which way each is drawn, and which stand on top of each other. */
import { compareText } from '#shared/base/sort.ts';
import type { ArrangedAccount } from './account-box.ts';
import { channelWidth } from './region-box.ts';
import { stackSize } from './shelves.ts';

export const shelfGap = 12;

/** One way to draw an account. */
export interface Variant extends ArrangedAccount {
  /** Only for the right end of a shelf. */
  readonly needsRight: boolean;
}

/** The ways to draw an account; all hold the same strands. */
export type Variants = readonly Variant[];

/** A shelf before it stands anywhere: its slots from left to right. */
export interface Row {
  readonly slots: readonly (readonly Variant[])[];
  readonly width: number;
  readonly height: number;
  readonly channel: number;
}

/** The ways to draw an account, with what is asked of them again and again. */
export interface Choice {
  readonly variants: Variants;
  readonly strands: number;
  readonly lowest: number;
  readonly narrowest: number;
  /** What must stand lowest: many strands that go down, else many strands. */
  readonly weight: number;
}

export function choiceOf(variants: Variants): Choice {
  const strands = variants[0]?.strands ?? 0;
  return {
    variants,
    strands,
    lowest: Math.min(...variants.map((variant) => variant.height)),
    narrowest: Math.min(...variants.map((variant) => variant.width)),
    weight: Math.min(...variants.map((variant) => variant.blocked)) * 1000 + strands,
  };
}

/** Accounts that share a shelf. */
export interface Group {
  /** The widest first. */
  readonly plain: readonly Choice[];
  readonly strung: readonly Choice[];
  /** What stands lowest at the right end. */
  readonly foot: Choice | undefined;
  /** A lower shelf cannot hold them. */
  readonly lowest: number;
}

export function groupOf(choices: readonly Choice[]): Group {
  const strung = choices.filter(({ strands }) => strands > 0);
  return {
    plain: choices.filter(({ strands }) => strands === 0).sort((a, b) => b.narrowest - a.narrowest),
    strung,
    foot: strung.reduce<Choice | undefined>((found, one) => (found === undefined || one.weight > found.weight ? one : found), undefined),
    lowest: Math.max(...choices.map((choice) => choice.lowest)),
  };
}

/** Accounts on top of each other, with the size of the stack. */
interface Slot {
  /** From top to bottom. */
  readonly items: Variant[];
  width: number;
  height: number;
  strands: number;
}

/** Accounts in slots at most `height` tall; `null` where one of them is taller. */
export function packedRow({ plain, strung, foot }: Group, height: number): Row | null {
  const slots: Slot[] = [];
  const right = foot === undefined ? null : slotOf(narrowest(foot.variants, height, true));
  if (foot !== undefined && right === null) return null;
  for (const choice of strung) {
    if (choice === foot || right === null) continue;
    const onTop = lowest(choice.variants, right.width, height - right.height - shelfGap, true);
    const alone = onTop === null ? slotOf(narrowest(choice.variants, height, false)) : null;
    if (onTop !== null) putOn(right, onTop);
    else if (alone === null) return null;
    else slots.push(alone);
  }
  if (right !== null) slots.push(right);
  for (const { variants } of plain) if (!putPlain(slots, variants, height)) return null;
  slots.sort((a, b) => Number(a === right) - Number(b === right) || a.strands - b.strands || compareText(slotKey(a), slotKey(b)));
  return shelfOf(slots);
}

/** A shelf of slots. */
export function rowOf(slots: readonly (readonly Variant[])[]): Row {
  return shelfOf(
    slots.map((items) => ({ items, ...stackSize(items, shelfGap), strands: items.reduce((sum, item) => sum + item.strands, 0) })),
  );
}

/** Only the strands of the last slot's lowest account can leave straight to the right. */
function shelfOf(slots: readonly (Omit<Slot, 'items'> & { readonly items: readonly Variant[] })[]): Row {
  const last = slots.at(-1);
  let width = -shelfGap;
  let height = Number.NEGATIVE_INFINITY;
  let blocked = last?.items.at(-1)?.blocked ?? 0;
  for (const slot of slots) {
    width += slot.width + shelfGap;
    height = Math.max(height, slot.height);
    if (slot !== last) blocked += slot.strands;
  }
  return { slots: slots.map((slot) => slot.items), width, height, channel: channelWidth(blocked, 120) };
}

function slotOf(variant: Variant | null): Slot | null {
  return variant === null ? null : { items: [variant], width: variant.width, height: variant.height, strands: variant.strands };
}

function putOn(slot: Slot, variant: Variant): void {
  slot.items.unshift(variant);
  slot.width = Math.max(slot.width, variant.width);
  slot.height += variant.height + shelfGap;
  slot.strands += variant.strands;
}

/** On the slot that it fills best, else in a slot of its own; whether there was room. */
function putPlain(slots: Slot[], variants: Variants, height: number): boolean {
  let best: Slot | null = null;
  let chosen: Variant | null = null;
  for (const slot of slots) {
    if (best !== null && slot.width >= best.width) continue;
    const variant = lowest(variants, slot.width * 1.15, height - slot.height - shelfGap, false);
    if (variant === null) continue;
    best = slot;
    chosen = variant;
  }
  if (best !== null && chosen !== null) {
    putOn(best, chosen);
    return true;
  }
  const alone = slotOf(narrowest(variants, height, false));
  if (alone !== null) slots.unshift(alone);
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

function slotKey(slot: Slot): string {
  return slot.items[0]?.id ?? '';
}
