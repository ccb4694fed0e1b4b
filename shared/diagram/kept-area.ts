/** Accounts where they stood before, each with its boxes where they stood in it. */
import { indexBy } from '#shared/base/sort.ts';
import { accountHeight, type AccountContent } from './account-content.ts';
import type { Arrangement } from './region-box.ts';
import { legalStacks } from './keep-order.ts';
import type { MapOrder } from './map-order.ts';
import { type Area, placedRows } from './pack-accounts.ts';
import { rowOf, shelfGap, type Variant } from './pack-row.ts';
import { ontoShelves, stackSize } from './shelves.ts';

/** Draws an account in one way. */
export type DrawAccount = (content: AccountContent, arrangement: Arrangement) => Variant;

/**
 * Every shelf as it was, then, where one grew wider than the others, with what
 * stands past them on a shelf of its own below. Empty where most accounts are
 * new; else new ones stand on shelves of their own, after the others.
 */
export function keptAreas(contents: readonly AccountContent[], order: MapOrder, draw: DrawAccount): readonly Area[] {
  const byId = indexBy(contents, idOf);
  const known = new Set(order.shelves.flat(2));
  const fresh = contents.filter((content) => !known.has(idOf(content)));
  if (fresh.length * 2 > contents.length) return [];
  const drawn = (content: AccountContent, isRightmost: boolean): Variant => {
    const columnHeight = accountHeight(content);
    return draw(content, { columnHeight, stackHeight: columnHeight + 28, isRightmost, kept: order.columns });
  };
  const shelves = order.shelves
    .map((slots) => slots.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])).filter((slot) => slot.length > 0))
    .filter((slots) => slots.length > 0)
    .map((slots) => keptSlots(slots, drawn));
  const widths = shelves.map((slots) => rowOf(slots).width).sort((a, b) => b - a);
  const added = ontoShelves(
    fresh.map((content) => drawn(content, false)),
    widths[0] ?? 0,
    shelfGap,
  ).map((shelf) => shelf.map((variant) => [variant]));
  const asBefore = placedRows([...shelves, ...added].map(rowOf));
  const limit = widths[1] ?? 0;
  if (shelves.length < 2 || (widths[0] ?? 0) <= limit * 1.02) return [asBefore];
  const wrapped = shelves.flatMap((slots) => ontoShelves(slots.map(sizedSlot), limit, shelfGap).map((row) => row.map(({ slot }) => slot)));
  return [asBefore, placedRows([...wrapped, ...added].map(rowOf))];
}

function sizedSlot(slot: readonly Variant[]) {
  return { slot, ...stackSize(slot, shelfGap) };
}

/** The slots of a shelf; an account that has strands now which cannot leave gets a slot of its own. */
function keptSlots(slots: readonly (readonly AccountContent[])[], drawn: (content: AccountContent, isRightmost: boolean) => Variant) {
  const variants = slots.map((slot, index) =>
    slot.map((content) => ({ ...drawn(content, index === slots.length - 1), content, wasRight: index === slots.length - 1 })),
  );
  const legal = legalStacks(variants, true);
  return legal.map((slot, index) =>
    slot.map((one): Variant => (one.wasRight && index < legal.length - 1 ? drawn(one.content, false) : one)),
  );
}

function idOf(content: AccountContent): string {
  return `account:${content.accountId}`;
}
