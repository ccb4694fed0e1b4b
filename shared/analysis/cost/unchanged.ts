/** Lines that stand in every column of a scope. */
import { type PricedBlock, writtenLines } from './block.ts';
import type { CostLine } from './comparison.ts';
import { costLine, lineKey } from './line.ts';
import type { Line } from './meter.ts';

/** What the columns of a scope have in common. */
export interface UnchangedLines {
  /** Blocks that stand in every column; `null`: there is one column only. */
  readonly blocks: ReadonlySet<PricedBlock> | null;
  /** Of the other blocks: what lines say that every column has. */
  readonly keys: ReadonlySet<string>;
}

type Column = { readonly blocks: readonly PricedBlock[] };

const noKeys: ReadonlySet<string> = new Set();

/** What the columns have in common. Mostly whole blocks; only the lines of the others are written out to be compared. */
export function unchangedLines(columns: readonly Column[]): UnchangedLines {
  const lists = [...new Set(columns)].map((column) => column.blocks);
  if (lists.length < 2) return { blocks: null, keys: noKeys };
  const blocks = inAll(lists);
  const loose = lists.map((list) => list.filter((block) => !blocks.has(block)));
  const tags = tagsInAll(loose);
  if (tags.size === 0) return { blocks, keys: noKeys };
  return { blocks, keys: inAll(loose.map((list) => keysAbout(list, tags))) };
}

function keysAbout(blocks: readonly PricedBlock[], tags: ReadonlySet<string>): string[] {
  return blocks.flatMap((block) => block.lines.filter((line) => tags.has(tagOf(line))).map(lineKey));
}

/** The lines of a block as the output carries them beside the other columns. */
export function writtenBeside(block: PricedBlock, { blocks, keys }: UnchangedLines): readonly CostLine[] {
  if (blocks === null || blocks.has(block)) return writtenLines(block, true);
  if (keys.size === 0) return writtenLines(block, false);
  return block.lines.map((line) => costLine(line, keys.has(lineKey(line))));
}

/** What a line is about, at the least. */
function tagOf({ meter }: Line): string {
  return meter.resourceId ?? meter.service ?? meter.vpcId ?? '';
}

/** What each of several lists of blocks has a line about. */
function tagsInAll(lists: readonly (readonly PricedBlock[])[]): ReadonlySet<string> {
  let tags: ReadonlySet<string> | null = null;
  // The shortest first: where one has nothing to compare, no other is looked through.
  for (const list of lists.toSorted((a, b) => lineCount(a) - lineCount(b))) {
    const before: ReadonlySet<string> | null = tags;
    const own = new Set<string>();
    for (const block of list) {
      for (const line of block.lines) {
        const tag = tagOf(line);
        if (before === null || before.has(tag)) own.add(tag);
      }
    }
    if (own.size === 0) return own;
    tags = own;
  }
  return tags ?? noKeys;
}

function lineCount(blocks: readonly PricedBlock[]): number {
  let count = 0;
  for (const block of blocks) count += block.lines.length;
  return count;
}

function inAll<Item>(lists: readonly (readonly Item[])[]): ReadonlySet<Item> {
  const [first = [], ...others] = lists;
  let common = new Set(first);
  for (const list of others) common = new Set(list.filter((item) => common.has(item)));
  return common;
}
