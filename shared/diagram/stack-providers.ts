/**
 * Where each provider stands: in the order that lets the fewest strands cross,
 * near the middle of its consumers, without overlap.
 */
import { compareText, groupBy } from '#shared/base/sort.ts';
import { onGrid } from './block.ts';
import { keptOrder } from './keep-order.ts';
import type { MapOrder } from './map-order.ts';
import { type Provider, providerGap, withServiceOrder } from './provider-area.ts';

/** The heights at which strands come in, by the node they lead to. */
export type Entries = ReadonlyMap<string, readonly number[]>;

/** More strands than this are ordered by their middle alone. */
const exchangeLimit = 600;

/** The top of each provider, its services ordered; providers nobody connects to stand at the foot. The order of `before` is kept. */
export function stackProviders(
  list: readonly Provider[],
  entries: Entries,
  height: number,
  before: MapOrder | null = null,
): Map<Provider, number> {
  const count = [...entries.values()].reduce((sum, values) => sum + values.length, 0);
  const isSmall = count <= exchangeLimit;
  const ordered = inOrder(
    list.map((item) => ({
      item: withOrderedServices(item, entries, isSmall, before?.services[item.block.node.id]),
      id: item.block.node.id,
      values: valuesOf(item, entries),
    })),
    isSmall,
    before?.providers.flat(),
  ).sort((a, b) => compareText(a.item.order ?? '~', b.item.order ?? '~'));
  const middles = ordered.map(({ item, values }) => ({ item, middle: values.length === 0 ? height : mean(values) }));
  const tops: number[] = [];
  let next = 0;
  for (const { item, middle } of middles) {
    const top = Math.max(next, onGrid(middle - item.block.height / 2));
    tops.push(top);
    next = top + item.block.height + providerGap;
  }
  // Whatever hangs over the foot of the map moves up as far as there is room.
  let limit = Math.max(
    height,
    middles.reduce((sum, { item }) => sum + item.block.height + providerGap, -providerGap),
  );
  for (let index = middles.length - 1; index >= 0; index -= 1) {
    const block = (middles[index] as (typeof middles)[number]).item.block;
    tops[index] = Math.min(tops[index] ?? 0, limit - block.height);
    limit = (tops[index] ?? 0) - providerGap;
  }
  return new Map(middles.map(({ item }, index) => [item, tops[index] ?? 0]));
}

interface Ordered {
  readonly id: string;
  readonly values: readonly number[];
}

function valuesOf(item: Provider, entries: Entries): readonly number[] {
  return item.serviceIds.flatMap((id) => entries.get(id) ?? []).sort((a, b) => a - b);
}

function withOrderedServices(item: Provider, entries: Entries, isSmall: boolean, before: readonly string[] | undefined): Provider {
  if (item.serviceIds.length < 2) return item;
  const services = item.serviceIds.map((id) => ({ id, values: [...(entries.get(id) ?? [])].sort((a, b) => a - b) }));
  return withServiceOrder(
    item,
    inOrder(services, isSmall, before).map(({ id }) => id),
  );
}

/** By the middle of what comes in, then neighbours change places while that lets fewer strands cross. */
function inOrder<Item extends Ordered>(items: readonly Item[], isSmall: boolean, before: readonly string[] | undefined): Item[] {
  if (before !== undefined) return keptOrder(items, before, (item) => mean(item.values));
  const sorted = [...items].sort((a, b) => mean(a.values) - mean(b.values) || compareText(a.id, b.id));
  if (!isSmall) return sorted;
  for (let round = 0; round < sorted.length; round += 1) {
    let isChanged = false;
    for (let index = 1; index < sorted.length; index += 1) {
      const [upper, lower] = [sorted[index - 1] as Item, sorted[index] as Item];
      if (crossed(lower.values, upper.values) >= crossed(upper.values, lower.values)) continue;
      sorted[index - 1] = lower;
      sorted[index] = upper;
      isChanged = true;
    }
    if (!isChanged) break;
  }
  return sorted;
}

/** How many pairs cross when what `upper` leads to stands above what `lower` leads to. */
function crossed(upper: readonly number[], lower: readonly number[]): number {
  let count = 0;
  let below = 0;
  for (const value of upper) {
    while (below < lower.length && (lower[below] ?? 0) < value) below += 1;
    count += below;
  }
  return count;
}

/** The middle of some values; after all others where there are none. */
function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.MAX_SAFE_INTEGER : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Gathers the heights at which strands come in. */
export function entriesOf<Strand>(
  strands: readonly Strand[],
  target: (strand: Strand) => string,
  height: (strand: Strand) => number,
): Entries {
  return new Map([...groupBy(strands, target)].map(([id, group]) => [id, group.map(height)]));
}
