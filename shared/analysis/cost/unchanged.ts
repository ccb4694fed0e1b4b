/** Lines that stand in every column of a scope. */
import { lineKey } from './line.ts';
import type { Line } from './meter.ts';

export interface UnchangedLines {
  has(line: Line): boolean;
}

type Column = { readonly lines: readonly Line[] };

/** What the columns have in common, by what the lines say. Most are the very same line; only the others are written out to be compared. */
export function unchangedLines(columns: readonly Column[]): UnchangedLines {
  const lists = [...new Set(columns)].map((column) => column.lines);
  const [first, ...others] = lists;
  if (first === undefined || others.length === 0) return { has: () => true };
  const shared = inAll(lists);
  const tags = looseTags(first, lists, shared);
  if (tags.size === 0) return shared;
  const keys = inAll(lists.map((lines) => lines.filter((line) => tags.has(tagOf(line))).map(lineKey)));
  return { has: (line) => shared.has(line) || (tags.has(tagOf(line)) && keys.has(lineKey(line))) };
}

/** What a line is about, at the least. */
function tagOf(line: Line): string {
  return line.resourceId ?? line.service ?? line.vpcId ?? '';
}

/** What lines that are not the very same in all columns are about, where the first column has a line about it. */
function looseTags(first: readonly Line[], lists: readonly (readonly Line[])[], shared: ReadonlySet<Line>): ReadonlySet<string> {
  const known = new Set(first.map(tagOf));
  const tags = new Set<string>();
  for (const lines of lists) {
    for (const line of lines) if (known.has(tagOf(line)) && !shared.has(line)) tags.add(tagOf(line));
  }
  return tags;
}

function inAll<Item>(lists: readonly (readonly Item[])[]): ReadonlySet<Item> {
  const [first = [], ...others] = lists;
  let common = new Set(first);
  for (const list of others) common = new Set(list.filter((item) => common.has(item)));
  return common;
}
