/**
 * Ordering that is the same on every machine: by UTF-16 code unit, never by locale,
 * so that two equal inputs always print, draw and diff the same.
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The sort key of a name, by which `team-2` stands before `team-10`: numbers of up
 * to nine digits count as numbers; ids keep their order.
 */
export function nameKey(name: string): string {
  return name.replace(/\d+/g, (digits) => (digits.length > 9 ? digits : digits.padStart(9, '0')));
}

/** A sorted copy; the sort is stable. `key` may give several keys, the first that differs decides. */
export function sortedBy<Item>(items: Iterable<Item>, key: (item: Item) => string | readonly string[]): Item[] {
  const all = [...items];
  if (all.length < 2) return all;
  const keys = all.map(key);
  // What snapshots and topologies hold is in order already, mostly by this very key.
  if (isInOrder(keys)) return all;
  const order = keys.map((_, position) => position);
  order.sort((a, b) => compareKeys(keys[a] ?? '', keys[b] ?? '') || a - b);
  return order.map((position) => all[position] as Item);
}

/** Sorted and without duplicates. */
export function sortedUnique<Text extends string>(items: Iterable<Text>): Text[] {
  const all = listOf(items);
  if (isRising(all)) return [...all];
  return [...new Set(all)].sort(compareText);
}

/** Each greater than the one before: sorted already, and without duplicates. */
function isRising(texts: readonly string[]): boolean {
  for (let index = 1; index < texts.length; index += 1) {
    if ((texts[index - 1] ?? '') >= (texts[index] ?? '')) return false;
  }
  return true;
}

/** Items by key, in the order of their first appearance. */
export function groupBy<Key, Item>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  const all = listOf(items);
  for (let index = 0; index < all.length; index += 1) {
    const item = all[index] as Item;
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** The last item of each key wins. */
export function indexBy<Key, Item>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item> {
  const found = new Map<Key, Item>();
  const all = listOf(items);
  for (let index = 0; index < all.length; index += 1) found.set(key(all[index] as Item), all[index] as Item);
  return found;
}

/** Lists are walked by position: the first analysis of a window has hundreds of thousands of steps, and an iterator makes an object for each. */
function listOf<Item>(items: Iterable<Item>): readonly Item[] {
  return Array.isArray(items) ? (items as readonly Item[]) : [...items];
}

function isInOrder(keys: readonly (string | readonly string[])[]): boolean {
  for (let index = 1; index < keys.length; index += 1) {
    if (compareKeys(keys[index - 1] ?? '', keys[index] ?? '') > 0) return false;
  }
  return true;
}

function compareKeys(a: string | readonly string[], b: string | readonly string[]): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const ours = typeof a === 'string' ? [a] : a;
  const theirs = typeof b === 'string' ? [b] : b;
  const length = Math.min(ours.length, theirs.length);
  for (let index = 0; index < length; index += 1) {
    const mine = ours[index] ?? '';
    const other = theirs[index] ?? '';
    if (mine !== other) return mine < other ? -1 : 1;
  }
  return ours.length - theirs.length;
}
