/**
 * Ordering that is the same on every machine: by UTF-16 code unit, never by locale,
 * so that two equal inputs always print, draw and diff the same.
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted copy; the sort is stable. `key` may give several keys, the first that differs decides. */
export function sortedBy<Item>(items: Iterable<Item>, key: (item: Item) => string | readonly string[]): Item[] {
  const keyed = [...items].map((item) => ({ item, keys: keyList(key(item)) }));
  keyed.sort((a, b) => compareKeys(a.keys, b.keys));
  return keyed.map((entry) => entry.item);
}

/** Sorted and without duplicates. */
export function sortedUnique<Text extends string>(items: Iterable<Text>): Text[] {
  return [...new Set(items)].sort(compareText);
}

/** Items by key, in the order of their first appearance. */
export function groupBy<Key, Item>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The last item of each key wins. */
export function indexBy<Key, Item>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item> {
  const index = new Map<Key, Item>();
  for (const item of items) index.set(key(item), item);
  return index;
}

function keyList(key: string | readonly string[]): readonly string[] {
  return typeof key === 'string' ? [key] : key;
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareText(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
