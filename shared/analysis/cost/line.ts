/**
 * From meters to lines. A meter says how much of an item is used and by whom;
 * a line is a meter at its price, one per tier. Every amount of the cost
 * analysis is made here, so that a formula and its result cannot differ.
 */
import { type Exact, decimal, decimalText, product, sum, zero } from '#shared/base/decimal.ts';
import type { AccountId, Region, VpcId } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type Discount, type Price, type PriceBook, type PriceTier, priceOf, type UnknownPrice } from '#shared/model/price-book.ts';
import { discountCovers } from '#shared/model/price-book-adjust.ts';
import type { Basis } from '#shared/model/usage.ts';
import type { CostLine, LineGroup } from './comparison.ts';
import { shareOf } from './discount.ts';

/** How much of one item is used in a month. */
export interface Meter {
  readonly item: string;
  readonly region: Region;
  readonly group: LineGroup;
  /** In the unit of the price; `null` is unknown, and `reason` says why. */
  readonly quantity: Exact | null;
  /** How the quantity came to be, for people: `3 AZ x 730 h`. */
  readonly factors: string;
  readonly basis: Basis;
  readonly reason?: string;
  readonly resourceId: string | null;
  readonly vpcId: VpcId | null;
  readonly service: string | null;
  readonly payerAccountId: AccountId | null;
  /** Tiers fill up over all meters of one pool, in their order; item and Region unless given. */
  readonly pool?: string;
  /** Of an unmeasured quantity: how much it may be at most. `quantity` is then the least. */
  readonly atMost?: Exact;
  /** Only `reusable` sets it. */
  readonly made?: MadeLines;
}

/** What a meter has when nobody and nothing in particular is meant. */
export const unattributed = { resourceId: null, vpcId: null, service: null, payerAccountId: null } as const;

/** A line before it becomes text. */
export interface Line extends Omit<CostLine, 'quantity' | 'usd' | 'rangeUsd' | 'unchanged'> {
  readonly quantity: Exact | null;
  readonly usd: Exact | null;
  /** `undefined`: no range; `null`: the upper end has no known price. */
  readonly atMostUsd?: Exact | null;
  /** What has been written of it: most lines stand in several columns. */
  readonly texts: LineTexts;
}

interface LineTexts {
  key: string | null;
  own: CostLine | null;
  unchanged: CostLine | null;
}

function noTexts(): LineTexts {
  return { key: null, own: null, unchanged: null };
}

/** The pool of an item in a Region, unless a meter says another. */
export function poolOf(item: string, region: Region): string {
  return `${item}@${region}`;
}

/**
 * Prices meters in their order. A meter of quantity zero gives no line unless it
 * may be more. `filled` says how much the pools hold before the first meter.
 */
export function priceMeters(book: PriceBook, meters: readonly Meter[], filled: ReadonlyMap<string, Exact> = new Map()): Line[] {
  const used = new Map(filled);
  const lines: Line[] = [];
  for (const meter of meters) for (const line of linesOf(book, meter, used)) lines.push(line);
  if (book.discounts !== undefined) lines.push(...discountLines(book, lines));
  return lines;
}

/** The lines of a meter that stands in many columns, made once for a price book. */
interface MadeLines {
  /** A copy with another quantity is another meter. */
  of: Meter | null;
  book: PriceBook | null;
  lines: readonly Line[];
}

/** The meter, remembering its lines because it will be priced often. */
export function reusable(meter: Meter): Meter {
  const made: MadeLines = { of: null, book: null, lines: [] };
  const own = { ...meter, made };
  made.of = own;
  return own;
}

function linesOf(book: PriceBook, meter: Meter, used: Map<string, Exact>): readonly Line[] {
  const known = meter.made?.of === meter ? meter.made : null;
  if (known?.book === book) return known.lines;
  const price = priceOf(book, meter.item, meter.region);
  if (isPooled(meter, price)) return pooledLines(meter, price, used);
  const lines = lineOf(meter, price);
  if (known !== null) {
    known.book = book;
    known.lines = lines;
  }
  return lines;
}

/** Whether what it costs depends on the meters before it. */
function isPooled(meter: Meter, price: Price | UnknownPrice): price is Price {
  if (price.kind === 'unknown' || meter.atMost !== undefined || meter.quantity === null || meter.quantity.isZero()) return false;
  return price.tiers.length > 1 || price.tiers[0]?.upTo != null;
}

function pooledLines(meter: Meter, price: Price, used: Map<string, Exact>): readonly Line[] {
  const quantity = (meter.quantity ?? zero).abs();
  const pool = meter.pool ?? poolOf(meter.item, meter.region);
  const before = used.get(pool) ?? zero;
  used.set(pool, before.plus(quantity));
  return tierSlices(price.tiers, before, quantity).map((slice) => tierLine(meter, price, slice));
}

function lineOf(meter: Meter, price: Price | UnknownPrice): readonly Line[] {
  if (meter.atMost !== undefined) return [rangedLine(meter, price)];
  if (meter.quantity === null) return [unknownLine(meter, meter.reason ?? 'the quantity is not known', price)];
  if (meter.quantity.isZero()) return [];
  if (price.kind === 'unknown') return [unknownLine(meter, price.reason, price)];
  return tierSlices(price.tiers, zero, meter.quantity.abs()).map((slice) => tierLine(meter, price, slice));
}

interface TierSlice {
  /** From 1; `null` where the price has one step only. */
  readonly tier: number | null;
  readonly quantity: Exact;
  /** `null` above the last tier that was read. */
  readonly price: ExactTier | null;
}

/** A tier with its numbers ready to count with. */
interface ExactTier {
  readonly upTo: Exact | null;
  readonly usd: Exact;
  readonly text: string;
}

const exactTierCache = new WeakMap<readonly PriceTier[], readonly ExactTier[]>();

/** Prices are few and used often: their texts are read once. */
function exactTiers(tiers: readonly PriceTier[]): readonly ExactTier[] {
  const known = exactTierCache.get(tiers);
  if (known !== undefined) return known;
  const made = tiers.map((tier) => ({ upTo: tier.upTo === null ? null : decimal(tier.upTo), usd: decimal(tier.usd), text: tier.usd }));
  exactTierCache.set(tiers, made);
  return made;
}

/** Cuts a quantity that starts at `before` at the tier bounds; a bound belongs to the lower tier. */
export function tierSlices(tiers: readonly PriceTier[], before: Exact, quantity: Exact): TierSlice[] {
  const slices: TierSlice[] = [];
  const many = tiers.length > 1 || tiers[0]?.upTo != null;
  let start = before;
  let left = quantity;
  for (const [index, tier] of exactTiers(tiers).entries()) {
    if (left.isZero()) return slices;
    if (tier.upTo === null) return [...slices, { tier: many ? index + 1 : null, quantity: left, price: tier }];
    const room = tier.upTo.minus(start);
    if (room.lte(0)) continue;
    const taken = room.lt(left) ? room : left;
    slices.push({ tier: many ? index + 1 : null, quantity: taken, price: tier });
    start = start.plus(taken);
    left = left.minus(taken);
  }
  if (!left.isZero()) slices.push({ tier: tiers.length + 1, quantity: left, price: null });
  return slices;
}

/** Sums of lines: `total` is `null` as soon as one line is unknown, `known` is the rest. */
export interface LineSum {
  readonly total: Exact | null;
  readonly known: Exact;
  /** Why the first unknown line is unknown. */
  readonly reason: string | null;
}

export function sumLines(lines: readonly Pick<Line, 'usd' | 'reason' | 'item'>[]): LineSum {
  let known = zero;
  let unknown: (typeof lines)[number] | undefined;
  for (const line of lines) {
    if (line.usd !== null) known = known.plus(line.usd);
    else unknown ??= line;
  }
  if (unknown === undefined) return { total: known, known, reason: null };
  return { total: null, known, reason: `${unknown.item}: ${unknown.reason ?? 'unknown'}` };
}

/** Lines of the same kind of money added up, for charts. */
export function sumByGroup(lines: readonly Line[]): Map<LineGroup, LineSum> {
  return new Map([...groupBy(lines, (line) => line.group)].map(([group, members]) => [group, sumLines(members)]));
}

/** The line as the output carries it. */
export function costLine(line: Line, unchanged: boolean): CostLine {
  const { texts } = line;
  if (unchanged) return (texts.unchanged ??= newCostLine(line, true));
  return (texts.own ??= newCostLine(line, false));
}

function newCostLine(line: Line, unchanged: boolean): CostLine {
  const { quantity, usd, atMostUsd, texts: _texts, ...rest } = line;
  const least = usd === null ? null : decimalText(usd);
  return {
    ...rest,
    quantity: quantity === null ? null : decimalText(quantity),
    usd: least,
    ...(atMostUsd === undefined ? {} : { rangeUsd: { min: least, max: atMostUsd === null ? null : decimalText(atMostUsd) } }),
    ...(unchanged ? { unchanged: true as const } : {}),
  };
}

function lineBase(meter: Meter) {
  const { item, group, resourceId, vpcId, service, payerAccountId } = meter;
  return { item, group, resourceId, vpcId, service, payerAccountId };
}

function tierLine(meter: Meter, price: Price, slice: TierSlice): Line {
  const quantity = meter.quantity?.isNegative() === true ? slice.quantity.negated() : slice.quantity;
  const tier = slice.tier === null ? {} : { tier: slice.tier };
  if (slice.price === null) {
    const reason = `no price of ${meter.item} in ${meter.region} above ${price.tiers.at(-1)?.upTo ?? ''} has been read`;
    return { ...unknownLine({ ...meter, quantity }, reason, price), ...tier };
  }
  const whole = meter.quantity !== null && quantity.eq(meter.quantity);
  const factors = whole ? meter.factors : `${decimalText(quantity)} of ${meter.factors}`;
  return {
    ...lineBase(meter),
    quantity,
    unit: price.unit,
    unitPriceUsd: slice.price.text,
    priceAsOf: price.asOf,
    usd: quantity.times(slice.price.usd),
    formula: `${factors} x $${slice.price.text}${slice.tier === null ? '' : ` (tier ${slice.tier})`}`,
    basis: price.origin === 'assumed' ? 'assumed' : meter.basis,
    ...tier,
    texts: noTexts(),
  };
}

function unknownLine(meter: Meter, reason: string, price: ReturnType<typeof priceOf>): Line {
  const known = price.kind === 'price';
  return {
    ...lineBase(meter),
    quantity: meter.quantity,
    unit: known ? price.unit : '',
    unitPriceUsd: known ? price.usd : null,
    priceAsOf: known ? price.asOf : null,
    usd: null,
    formula: `${meter.factors} x ${known ? `$${price.usd}` : 'unknown price'}`,
    basis: 'unknown',
    reason,
    texts: noTexts(),
  };
}

/** An unmeasured quantity counts with its least in the total and shows both ends. */
function rangedLine(meter: Meter, price: ReturnType<typeof priceOf>): Line {
  const least = meter.quantity ?? zero;
  const known = price.kind === 'price';
  const usd = known ? product(least, decimal(price.usd)) : least.isZero() ? zero : null;
  return {
    ...lineBase(meter),
    quantity: least,
    unit: known ? price.unit : '',
    unitPriceUsd: known ? price.usd : null,
    priceAsOf: known ? price.asOf : null,
    usd,
    formula: `${meter.factors} x ${known ? `$${price.usd}` : 'unknown price'}`,
    basis: usd === null ? 'unknown' : 'assumed',
    ...(known ? {} : { reason: price.reason }),
    atMostUsd: known ? product(meter.atMost ?? least, decimal(price.usd)) : null,
    texts: noTexts(),
  };
}

/** Negative lines beside the list prices: one per discount, item, VPC and payer. Unknown where an amount it is on is unknown. */
function discountLines(book: PriceBook, lines: readonly Line[]): Line[] {
  return (book.discounts ?? []).flatMap((discount) => {
    const covered = lines.filter((line) => discountCovers(discount, line.item) && line.usd?.isZero() !== true);
    const groups = groupBy(covered, (line) => `${line.item}|${line.vpcId ?? ''}|${line.payerAccountId ?? ''}`);
    return [...groups.values()].map((group) => discountLine(discount, group));
  });
}

function discountLine(discount: Discount, lines: readonly Line[]): Line {
  const [first] = lines;
  if (first === undefined) throw new Error('a discount needs lines');
  const share = shareOf(discount).negated();
  const known = lines.every((line) => line.usd !== null);
  const base = sum(lines.flatMap((line) => line.usd ?? []));
  return {
    item: `discount.${first.item}`,
    group: first.group,
    resourceId: null,
    vpcId: first.vpcId,
    service: null,
    payerAccountId: first.payerAccountId,
    quantity: known ? base : null,
    unit: 'USD',
    unitPriceUsd: decimalText(share),
    priceAsOf: 'own price',
    usd: known ? product(base, share) : null,
    formula: `${discount.name}: ${discount.percent} % of ${first.item}${known ? ` $${decimalText(base)}` : ''}`,
    basis: known ? 'typed' : 'unknown',
    ...(known ? {} : { reason: `an amount of ${first.item} is unknown` }),
    texts: noTexts(),
  };
}
