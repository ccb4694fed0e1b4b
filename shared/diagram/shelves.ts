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

/**
 * Columns of a Region: boxes with strands stand in the last columns, together
 * where they fit; low items fill up whatever column is lowest.
 */
export function intoRegionColumns<Item extends Sized & { readonly strands: number }>(
  items: readonly Item[],
  height: number,
  gap: number,
): Item[][] {
  if (stackSize(items, gap).height <= height) return items.length === 0 ? [] : [[...items]];
  const isLow = (item: Item): boolean => item.strands === 0 && item.height <= lowHeight;
  const boxes = items.filter((item) => !isLow(item));
  const plain = intoColumns(
    boxes.filter((item) => item.strands === 0),
    height,
    gap,
  );
  const strung = intoColumns(
    boxes.filter((item) => item.strands > 0),
    height,
    gap,
  );
  const columns = [...plain, ...strung];
  const low = items.filter(isLow);
  if (columns.length === 0) return intoColumns(low, height, gap);
  const tops: Item[][] = columns.map(() => []);
  const heights = columns.map((column) => stackSize(column, gap).height);
  for (const item of low) {
    const lowest = heights.indexOf(Math.min(...heights));
    tops[lowest]?.push(item);
    heights[lowest] = (heights[lowest] ?? 0) + item.height + gap;
  }
  return columns.map((column, index) => [...(tops[index] ?? []), ...column]);
}

/** Single lines: they fit anywhere. */
const lowHeight = 28;

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

/** Something that may have strands leaving it. */
export interface Strung extends Sized {
  readonly strands: number;
  /** Those that cannot leave straight to the right: something of its own stands in their way, so they go down. */
  readonly blocked: number;
}

/**
 * Items in stacks at most `height` tall. Strands that go down need free room
 * below, so an item with such strands stands at the foot of its stack. With
 * `sharesRight`, nothing will stand to the right of the last stack, and items
 * whose strands leave straight to the right may stand on top of each other there.
 */
export function intoStacks<Item extends Strung>(items: readonly Item[], height: number, gap: number, sharesRight = false): Item[][] {
  const strung = items.filter((item) => item.strands > 0);
  const foot = strung.reduce<Item | undefined>(
    (found, item) => (found === undefined || rank(item) > rank(found) ? item : found),
    undefined,
  );
  const stacks: Item[][] = [];
  const right: Item[] = [];
  for (const item of strung) {
    const isOnTop = item !== foot && sharesRight && item.blocked === 0 && stackSize([...strungOn(right, foot), item], gap).height <= height;
    if (isOnTop) right.push(item);
    else if (item !== foot) stacks.push([item]);
  }
  if (foot !== undefined) stacks.push([...right, foot]);
  const plain: Item[][] = [];
  for (const item of items.filter((candidate) => candidate.strands === 0).sort((a, b) => b.width - a.width)) {
    const all = [...plain, ...stacks];
    const fitting = all.filter((stack) => fits(stack, item, height, gap));
    const best = fitting.reduce<Item[] | undefined>(
      (found, stack) => (found === undefined || stackSize(stack, gap).width < stackSize(found, gap).width ? stack : found),
      undefined,
    );
    if (best === undefined) plain.push([item]);
    else if (stacks.includes(best)) best.unshift(item);
    else best.push(item);
  }
  return [...plain, ...stacks];
}

function rank(item: Strung): number {
  return item.blocked * 1_000_000 + item.height;
}

function strungOn<Item>(right: readonly Item[], foot: Item | undefined): Item[] {
  return foot === undefined ? [...right] : [...right, foot];
}

/** Whether an item fits on a stack in height and widens it little. */
function fits(stack: readonly Sized[], item: Sized, height: number, gap: number): boolean {
  const size = stackSize(stack, gap);
  return size.height + gap + item.height <= height && size.width * 1.4 >= item.width;
}
