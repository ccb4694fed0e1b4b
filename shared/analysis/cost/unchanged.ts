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
  if (lists.length < 2) return { has: () => true };
  const shared = inAll(lists);
  const tags = looseTags(lists, shared);
  if (tags.size === 0) return shared;
  const keys = inAll(lists.map((lines) => lines.filter((line) => tags.has(tagOf(line))).map(lineKey)));
  return { has: (line) => shared.has(line) || (tags.has(tagOf(line)) && keys.has(lineKey(line))) };
}

/** What a line is about, at the least. */
function tagOf(line: Line): string {
  return line.resourceId ?? line.service ?? line.vpcId ?? '';
}

/** What lines are about that are not the very same in all columns, where every column has such a line about it. */
function looseTags(lists: readonly (readonly Line[])[], shared: ReadonlySet<Line>): ReadonlySet<string> {
  let tags: ReadonlySet<string> | null = null;
  for (const lines of lists) {
    const before: ReadonlySet<string> | null = tags;
    const own = new Set<string>();
    for (const line of lines) {
      if (!shared.has(line) && (before === null || before.has(tagOf(line)))) own.add(tagOf(line));
    }
    if (own.size === 0) return own;
    tags = own;
  }
  return tags ?? new Set();
}

function inAll<Item>(lists: readonly (readonly Item[])[]): ReadonlySet<Item> {
  const [first = [], ...others] = lists;
  let common = new Set(first);
  for (const list of others) common = new Set(list.filter((item) => common.has(item)));
  return common;
}
