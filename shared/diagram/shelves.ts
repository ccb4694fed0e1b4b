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

/** Something that may have strands leaving it. */
export interface Strung extends Sized {
  readonly strands: number;
}

/**
 * Items in stacks at most `height` tall. Below an item with strands must be
 * free room for them, so a stack has at most one, at its foot; items without
 * fill up the stacks they widen least. Stacks with strands come last.
 */
export function intoStacks<Item extends Strung>(items: readonly Item[], height: number, gap: number): Item[][] {
  const stacks = items.filter((item) => item.strands > 0).map((item) => new Stack<Item>([item], item.width, item.height));
  const plain = items.filter((item) => item.strands === 0);
  for (const item of [...plain].sort((a, b) => b.width - a.width)) {
    const fitting = stacks.filter((stack) => stack.height + gap + item.height <= height && stack.width * 1.4 >= item.width);
    const best = fitting.reduce<Stack<Item> | undefined>(
      (found, stack) => (found === undefined || stack.width < found.width ? stack : found),
      undefined,
    );
    if (best === undefined) stacks.push(new Stack<Item>([item], item.width, item.height));
    else best.add(item, gap);
  }
  const ordered = [...stacks.filter((stack) => stack.strands === 0), ...stacks.filter((stack) => stack.strands > 0)];
  return ordered.map((stack) => stack.items);
}

class Stack<Item extends Strung> {
  items: Item[];
  width: number;
  height: number;

  constructor(items: Item[], width: number, height: number) {
    this.items = items;
    this.width = width;
    this.height = height;
  }

  get strands(): number {
    return this.items.reduce((sum, item) => sum + item.strands, 0);
  }

  /** On top of what has strands, below what has none. */
  add(item: Item, gap: number): void {
    const foot = this.items.at(-1);
    this.items = foot !== undefined && foot.strands > 0 ? [...this.items.slice(0, -1), item, foot] : [...this.items, item];
    this.width = Math.max(this.width, item.width);
    this.height += gap + item.height;
  }
}
