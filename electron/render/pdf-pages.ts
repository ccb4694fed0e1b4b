/** How a picture is cut into pages. All lengths in points, 72 to the inch. */

const pageNames = ['a4', 'a3', 'letter', 'one'] as const;
export type PageName = (typeof pageNames)[number];

/** A page and the part of the picture on it. */
export interface PageTile {
  readonly row: number;
  readonly column: number;
  /** In the units of the picture. */
  readonly x: number;
  readonly y: number;
}

export interface PagePlan {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Points per unit of the picture. */
  readonly scale: number;
  readonly rows: number;
  readonly columns: number;
  /** By rows. */
  readonly tiles: readonly PageTile[];
  /** How much of the picture one page shows, in its units. */
  readonly shown: { readonly width: number; readonly height: number };
}

/** Neighbouring pages show this much twice, so that they can be glued. */
export const overlap = 24;
const margin = 36;
/** Below this a line of 10 units is smaller than 4 points: cut instead of shrink. */
const smallestFit = 0.42;
/** 10 units are 5.5 points. */
const tiledScale = 0.55;
/** Beyond this many pages nobody glues: the picture shrinks instead. */
const mostPages = 120;
/** The longest side that PDF readers accept. */
const longestSide = 14_400;

const paper: Readonly<Record<Exclude<PageName, 'one'>, readonly [number, number]>> = {
  a4: [595.28, 841.89],
  a3: [841.89, 1190.55],
  letter: [612, 792],
};

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One page where it stays readable, else tiles with an overlap; portrait or landscape, whichever needs fewer pages. */
export function planPages(picture: Size, page: PageName): PagePlan {
  if (page === 'one') return onePage(picture);
  const [short, long] = paper[page];
  const upright = planOn(picture, short, long);
  const across = planOn(picture, long, short);
  const better = upright.tiles.length - across.tiles.length || across.scale - upright.scale;
  return better < 0 ? upright : across;
}

function onePage(picture: Size): PagePlan {
  const scale = Math.min(0.75, (longestSide - margin * 2) / Math.max(picture.width, picture.height));
  return plan(picture, picture.width * scale + margin * 2, picture.height * scale + margin * 2, scale);
}

function planOn(picture: Size, width: number, height: number): PagePlan {
  const fit = Math.min((width - margin * 2) / picture.width, (height - margin * 2) / picture.height, 0.75);
  if (fit >= smallestFit) return plan(picture, width, height, fit);
  let scale = tiledScale;
  while (countPages(picture, width, height, scale) > mostPages) scale *= 0.9;
  return plan(picture, width, height, Math.max(scale, fit));
}

function plan(picture: Size, width: number, height: number, scale: number): PagePlan {
  const shown = { width: (width - margin * 2) / scale, height: (height - margin * 2) / scale };
  const step = { width: shown.width - overlap / scale, height: shown.height - overlap / scale };
  const columns = steps(picture.width, shown.width, step.width);
  const rows = steps(picture.height, shown.height, step.height);
  const tiles = Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return { row, column, x: column * step.width, y: row * step.height };
  });
  return { width, height, margin, scale, rows, columns, tiles, shown };
}

function countPages(picture: Size, width: number, height: number, scale: number): number {
  const shown = { width: (width - margin * 2) / scale, height: (height - margin * 2) / scale };
  return (
    steps(picture.width, shown.width, shown.width - overlap / scale) * steps(picture.height, shown.height, shown.height - overlap / scale)
  );
}

function steps(whole: number, first: number, step: number): number {
  // A hair more than a page is rounding, not another page.
  return whole <= first + 0.01 ? 1 : 1 + Math.ceil((whole - first - 0.01) / step);
}
