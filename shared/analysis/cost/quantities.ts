/**
 * What a decision counts, item by item, apart from hours and prices: so many
 * times the hours of the month and so many GB. A total of other hours or prices
 * is then one product per item.
 */
import { decimal, type Exact, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { columnMeters } from './column.ts';
import { type Decision, expected, routedFlows, type RoutedFlow } from './decision.ts';
import type { Meter } from './meter.ts';
import { type CostModel, withHours } from './model.ts';

/** All use of one item in one Region and price pool. */
export interface Quantity {
  readonly item: string;
  readonly region: Region;
  readonly pool: string | undefined;
  /** The same number for the same item and Region, everywhere. */
  readonly slot: number;
  /** Times the hours of the month. */
  perHour: number;
  /** Whatever the hours. */
  fixed: Exact | null;
  /** Parts of hours that are shared out: the division comes last. */
  readonly shares: { readonly perHour: number; readonly own: Exact; readonly all: Exact }[];
  /** Place of the first meter among all. */
  readonly first: number;
  /** Whether tiers would fill in an order of their own. */
  isIrregular: boolean;
}

export interface Quantities {
  readonly items: readonly Quantity[];
  /** The first meter of unknown quantity. */
  readonly unknown: { readonly first: number; readonly reason: string } | null;
  /** For what cannot be told from sums: which unknown lines two columns share. */
  readonly meters: readonly Meter[];
  readonly flows: readonly RoutedFlow[];
  /** Whether today's column has the same meters of unknown quantity; `null`: nobody asked yet. */
  hasSameUnknown: boolean | null;
}

/** A scope in a month of one hour and of two; one pair for all its decisions, because they share blocks. */
export interface Yardstick {
  readonly once: CostModel;
  readonly twice: CostModel;
}

export function yardstickOf(model: CostModel): Yardstick {
  return { once: withHours(model, oneHour), twice: withHours(model, twoHours) };
}

const oneHour = decimal(1);
const twoHours = decimal(2);

/** Counts a decision, at the least of what was not measured; `null`: something in it does not follow hours or GB. */
export function quantitiesOf({ once, twice }: Yardstick, decision: Decision): Quantities | null {
  const flows = routedFlows(once, decision, expected);
  return counted(columnMeters(once, decision, flows, expected), columnMeters(twice, decision, flows, expected), flows);
}

/** Counts meters of one hour beside the same meters of two: what grows with the hours is told from what does not. */
export function counted(meters: readonly Meter[], doubled: readonly Meter[], flows: readonly RoutedFlow[]): Quantities | null {
  const items = new Map<string, Quantity>();
  let unknown: Quantities['unknown'] = null;
  for (const [index, meter] of meters.entries()) {
    const later = doubled[index];
    if (later?.item !== meter.item) return null;
    if (meter.quantity === null) unknown ??= { first: index, reason: `${meter.item}: ${meter.reason ?? 'the quantity is not known'}` };
    else if (later.quantity === null) return null;
    else if (!meter.quantity.isZero() && !count(quantityOf(items, meter, index), meter, meter.quantity, later.quantity)) return null;
  }
  return { items: [...items.values()], unknown, meters, flows, hasSameUnknown: null };
}

const slots = new Map<string, number>();

function slotOf(item: string, region: Region): number {
  const key = `${item}@${region}`;
  const slot = slots.get(key) ?? slots.size;
  slots.set(key, slot);
  return slot;
}

function quantityOf(items: Map<string, Quantity>, meter: Meter, first: number): Quantity {
  const key = `${meter.item}@${meter.region}@${meter.pool ?? ''}`;
  const known = items.get(key);
  if (known !== undefined) return known;
  const { item, region, pool } = meter;
  const made: Quantity = { item, region, pool, slot: slotOf(item, region), perHour: 0, fixed: null, shares: [], first, isIrregular: false };
  items.set(key, made);
  return made;
}

function count(own: Quantity, meter: Meter, once: Exact, twice: Exact): boolean {
  if (once.isNegative() || meter.atMost !== undefined || meter.share !== undefined) own.isIrregular = true;
  if (meter.share !== undefined) {
    own.shares.push({ perHour: meter.share.of.toNumber(), own: meter.share.own, all: meter.share.all });
    return true;
  }
  if (once.eq(twice)) {
    own.fixed = own.fixed === null ? once : own.fixed.plus(once);
    return true;
  }
  own.perHour += once.toNumber();
  return twice.eq(once.times(2)) && Number.isSafeInteger(own.perHour);
}

/** What is used in a month of so many hours, shares aside. */
export function used({ perHour, fixed }: Quantity, hours: Exact): Exact {
  if (perHour === 0) return fixed ?? zero;
  const hourly = hours.times(perHour);
  return fixed === null ? hourly : hourly.plus(fixed);
}
