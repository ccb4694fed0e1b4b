/** Items in the columns they stood in before: what is new goes where there is room, what is gone leaves no hole. */
import { indexBy } from '#shared/base/sort.ts';
import type { Block } from './block.ts';
import { type Sized, stackSize, type Strung } from './shelves.ts';

type Placed = Sized & { readonly block: Block };

/** `null` where more is new than known: then the former columns say nothing. */
export function keptColumns<Item extends Placed>(
  items: readonly Item[],
  before: readonly (readonly string[])[] | undefined,
  gap: number,
): Item[][] | null {
  return keptColumnsBy((item) => item.block.node.id, items, before, gap);
}

/** The same for what is not drawn yet. */
export function keptColumnsBy<Item extends Sized>(
  idOf: (item: Item) => string,
  items: readonly Item[],
  before: readonly (readonly string[])[] | undefined,
  gap: number,
): Item[][] | null {
  if (before === undefined) return null;
  const byId = indexBy(items, idOf);
  const known = new Set(before.flat());
  const fresh = items.filter((item) => !known.has(idOf(item)));
  if (fresh.length * 2 > items.length) return null;
  const columns = before.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])).filter((column) => column.length > 0);
  const heightOf = (column: readonly Item[]): number => stackSize(column, gap).height;
  const tallest = Math.max(0, ...columns.map(heightOf));
  for (const item of fresh) {
    const heights = columns.map(heightOf);
    const lowest = columns[heights.indexOf(Math.min(...heights))];
    if (lowest === undefined || heightOf([...lowest, item]) > tallest * 1.1) columns.push([item]);
    else lowest.push(item);
  }
  return columns;
}

/**
 * Stacks in which every strand can leave. A box with strands needs free room
 * below, so a stack ends with it and what stood below goes on beside it. In the last stack,
 * with `sharesRight`, boxes whose strands leave straight to the right may stand above others.
 */
export function legalStacks<Item extends Strung>(stacks: readonly (readonly Item[])[], sharesRight: boolean): Item[][] {
  return stacks.flatMap((stack, index) => {
    const isRight = sharesRight && index === stacks.length - 1;
    if (isRight && stack.slice(0, -1).every((item) => item.blocked === 0)) return [[...stack]];
    const pieces: Item[][] = [[]];
    for (const [nth, item] of stack.entries()) {
      pieces.at(-1)?.push(item);
      if (item.strands > 0 && nth < stack.length - 1) pieces.push([]);
    }
    return pieces;
  });
}

/** Items in the order of `before`; a new one stands before the first that is further on by `rank`. */
export function keptOrder<Item extends { readonly id: string }>(
  items: readonly Item[],
  before: readonly string[],
  rank: (item: Item) => number,
): Item[] {
  const byId = indexBy(items, (item) => item.id);
  const result = before.flatMap((id): Item[] => {
    const item = byId.get(id);
    return item === undefined ? [] : [item];
  });
  const known = new Set(before);
  for (const item of items) {
    if (known.has(item.id)) continue;
    const next = result.findIndex((other) => rank(other) > rank(item));
    result.splice(next < 0 ? result.length : next, 0, item);
  }
  return result;
}
