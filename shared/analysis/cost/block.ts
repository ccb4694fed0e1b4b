/** Meters that stand together in many columns: priced once, and added up once. */
import type { Exact } from '#shared/base/decimal.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { CostLine } from './comparison.ts';
import { addLines, costLine, discountLines, type Pools } from './line.ts';
import type { Line, Meter } from './meter.ts';
import { type LineSums, sumsOfLines } from './tally.ts';

/** Some meters of a column, in their order. */
export interface Block {
  readonly meters: readonly Meter[];
  /** What they came to last, where that does not depend on the meters before them. */
  priced: PricedBlock | null;
}

/** The lines of a block with their sums; the same wherever the block stands. */
export interface PricedBlock extends LineSums {
  readonly book: PriceBook;
  readonly lines: readonly Line[];
  /** The lines as the output carries them, where all of them stand in every column, or none. */
  unchanged: readonly CostLine[] | null;
  own: readonly CostLine[] | null;
}

/** Adds a block, unless nothing is in it. */
export function addBlock(blocks: Block[], meters: readonly Meter[]): void {
  if (meters.length > 0) blocks.push(blockOf(meters));
}

export function blockOf(meters: readonly Meter[]): Block {
  return { meters, priced: null };
}

/** Prices blocks in their order; discounts are a block of their own at the end. */
export function priceBlocks(book: PriceBook, blocks: readonly Block[], filled?: ReadonlyMap<string, Exact>): readonly PricedBlock[] {
  const pools: Pools = { filled, used: null };
  const priced = blocks.map((block) => (block.priced?.book === book ? block.priced : priceBlock(book, block, pools)));
  if (book.discounts === undefined) return priced;
  return priced.concat(
    pricedBlock(
      book,
      discountLines(
        book.discounts,
        priced.flatMap((block) => block.lines),
      ),
    ),
  );
}

function priceBlock(book: PriceBook, block: Block, pools: Pools): PricedBlock {
  const lines: Line[] = [];
  const isAlone = addLines(book, block.meters, pools, lines);
  const priced = pricedBlock(book, lines);
  if (isAlone) block.priced = priced;
  return priced;
}

function pricedBlock(book: PriceBook, lines: readonly Line[]): PricedBlock {
  const { cells, unknown, isRanged } = sumsOfLines(lines);
  return { book, lines, cells, unknown, isRanged, unchanged: null, own: null };
}

/** The lines of a block as the output carries them. */
export function writtenLines(block: PricedBlock, isUnchanged: boolean): readonly CostLine[] {
  if (isUnchanged) return (block.unchanged ??= block.lines.map((line) => costLine(line, true)));
  return (block.own ??= block.lines.map((line) => costLine(line, false)));
}
