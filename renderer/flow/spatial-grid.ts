import type { Rect } from '#shared/diagram/diagram.ts';

/** Finds what lies in a rectangle without looking at everything. */
export interface SpatialGrid {
  /** Indexes of the items that may touch the rectangle, ascending. */
  query(area: Rect): readonly number[];
}

const cell = 400;
/** Items over more cells than this are kept aside and always tested. */
const manyCells = 60;
/** More rows than any diagram has, so that no two cells share a number by much; those that do only cost a look. */
const rowsAtMost = 20_000;

/** A grid over items that each cover some rectangles (one for a box, one a segment for a strand). */
export function spatialGrid(items: readonly (readonly Rect[])[]): SpatialGrid {
  const cells = new Map<number, number[]>();
  const large: number[] = [];
  for (const [index, parts] of items.entries()) {
    if (parts.reduce((sum, part) => sum + cellCount(part), 0) > manyCells) large.push(index);
    else for (const part of parts) addTo(cells, part, index);
  }
  const every = items.map((_, index) => index);
  const whole = boundsOf(items);
  return {
    query(area) {
      if (whole === null || covers(area, whole)) return every;
      if (cellCount(area) >= cells.size) return every.filter((index) => touches(items[index] ?? [], area));
      const found = new Set<number>(large);
      eachCell(area, (key) => {
        for (const index of cells.get(key) ?? []) found.add(index);
      });
      return [...found].filter((index) => touches(items[index] ?? [], area)).sort((a, b) => a - b);
    },
  };
}

function boundsOf(items: readonly (readonly Rect[])[]): Rect | null {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const part of items.flat()) {
    left = Math.min(left, part.x);
    top = Math.min(top, part.y);
    right = Math.max(right, part.x + part.width);
    bottom = Math.max(bottom, part.y + part.height);
  }
  return right < left ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether one rectangle lies wholly in another. */
export function covers(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** Touching edges count. */
export function intersects(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

function touches(parts: readonly Rect[], area: Rect): boolean {
  return parts.some((part) => intersects(part, area));
}

function addTo(cells: Map<number, number[]>, part: Rect, index: number): void {
  eachCell(part, (key) => {
    const bucket = cells.get(key);
    if (bucket === undefined) cells.set(key, [index]);
    else if (bucket.at(-1) !== index) bucket.push(index);
  });
}

/** Cells by one small number: words would be made anew for every cell of every question. */
function eachCell(area: Rect, visit: (key: number) => void): void {
  const right = Math.floor((area.x + area.width) / cell);
  const bottom = Math.floor((area.y + area.height) / cell);
  for (let column = Math.floor(area.x / cell); column <= right; column += 1) {
    for (let row = Math.floor(area.y / cell); row <= bottom; row += 1) visit(column * rowsAtMost + row);
  }
}

function cellCount(area: Rect): number {
  return (Math.floor(area.width / cell) + 1) * (Math.floor(area.height / cell) + 1);
}
