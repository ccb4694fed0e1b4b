/**
 * Packing: VPCs into columns, accounts onto shelves. Boxes keep their order, so
 * a box that did not change stays where it was unless one before it grew past
 * the end of its row.
 */
export interface Sized {
  readonly width: number;
  readonly height: number;
}

/** Items from top to bottom in columns that are at most `height` tall (one item may be taller). */
export function intoColumns<Item extends Sized>(items: readonly Item[], height: number, gap: number): Item[][] {
  const columns: Item[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (used + gap + item.height > height) {
      columns.push([]);
      used = -gap;
    }
    columns.at(-1)?.push(item);
    used += gap + item.height;
  }
  return columns;
}

/** Items from left to right on shelves that are at most `width` wide (one item may be wider). */
export function ontoShelves<Item extends Sized>(items: readonly Item[], width: number, gap: number): Item[][] {
  const shelves: Item[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (used + gap + item.width > width) {
      shelves.push([]);
      used = -gap;
    }
    shelves.at(-1)?.push(item);
    used += gap + item.width;
  }
  return shelves;
}

/** The side of a stack: the sum of its items along it, and its widest item across. */
export function stackSize(items: readonly Sized[], gap: number): Sized {
  const height = items.reduce((sum, item) => sum + item.height + gap, -gap);
  return { width: Math.max(0, ...items.map((item) => item.width)), height: Math.max(0, height) };
}

/** The side of a row. */
export function rowSize(items: readonly Sized[], gap: number): Sized {
  const width = items.reduce((sum, item) => sum + item.width + gap, -gap);
  return { width: Math.max(0, width), height: Math.max(0, ...items.map((item) => item.height)) };
}
