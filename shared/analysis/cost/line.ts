/** From meters to lines: a line is a meter at its price, one per tier. */
import { type Exact, decimalText, product, sum, zero } from '#shared/base/decimal.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type Discount, type Price, type PriceBook, priceOf, type UnknownPrice } from '#shared/model/price-book.ts';
import { discountCovers } from '#shared/model/price-book-adjust.ts';
import { chargeOf, noTexts, tierCharge, tierSlices } from './charge.ts';
import type { CostLine } from './comparison.ts';
import { shareOf } from './discount.ts';
import { type Charge, type Line, type Meter, poolOf } from './meter.ts';

/**
 * Prices meters in their order. A meter of quantity zero gives no line unless it
 * may be more. `filled` says how much the pools hold before the first meter.
 */
export function priceMeters(book: PriceBook, meters: readonly Meter[], filled?: ReadonlyMap<string, Exact>): Line[] {
  const used: Pools = { filled, used: null };
  const lines: Line[] = [];
  for (const meter of meters) addLines(book, meter, used, lines);
  if (book.discounts !== undefined) lines.push(...discountLines(book, lines));
  return lines;
}

/** How full the pools are; a map of their own only once a meter with tiers comes. */
interface Pools {
  readonly filled: ReadonlyMap<string, Exact> | undefined;
  used: Map<string, Exact> | null;
}

function addLines(book: PriceBook, meter: Meter, pools: Pools, lines: Line[]): void {
  const price = priceOf(book, meter.item, meter.region);
  const known = meter.made?.of === meter ? meter.made : null;
  if (known !== null && known.price === price) {
    for (const line of known.lines) lines.push(line);
    return;
  }
  if (isPooled(meter, price)) {
    lines.push(...pooledLines(meter, price, pools));
    return;
  }
  const charge = chargeOf(meter, price);
  const line = charge === null ? null : lineOf(meter, charge);
  if (line !== null) lines.push(line);
  if (known !== null) {
    known.price = price;
    known.lines = line === null ? [] : [line];
  }
}

/** Whether what it costs depends on the meters before it. */
function isPooled(meter: Meter, price: Price | UnknownPrice): price is Price {
  if (price.kind === 'unknown' || (price.tiers.length <= 1 && price.tiers[0]?.upTo == null)) return false;
  return meter.atMost === undefined && meter.quantity !== null && !meter.quantity.isZero();
}

function pooledLines(meter: Meter, price: Price, pools: Pools): Line[] {
  const quantity = (meter.quantity ?? zero).abs();
  const pool = meter.pool ?? poolOf(meter.item, meter.region);
  pools.used ??= new Map(pools.filled);
  const before = pools.used.get(pool) ?? zero;
  pools.used.set(pool, before.plus(quantity));
  return tierSlices(price.tiers, before, quantity).map((slice) => lineOf(meter, tierCharge(meter, price, slice)));
}

function lineOf(meter: Meter, charge: Charge): Line {
  return {
    item: meter.item,
    group: meter.group,
    resourceId: meter.resourceId,
    vpcId: meter.vpcId,
    service: meter.service,
    payerAccountId: meter.payerAccountId,
    quantity: charge.quantity,
    unit: charge.unit,
    unitPriceUsd: charge.unitPriceUsd,
    priceAsOf: charge.priceAsOf,
    usd: charge.usd,
    formula: charge.formula,
    basis: charge.basis,
    reason: charge.reason,
    tier: charge.tier,
    atMostUsd: charge.atMostUsd,
    texts: charge.texts,
    written: { key: null, own: null, unchanged: null },
  };
}

/** Sums of lines: `total` is `null` as soon as one line is unknown, `known` is the rest. */
export interface LineSum {
  readonly total: Exact | null;
  readonly known: Exact;
  /** Why the first unknown line is unknown. */
  readonly reason: string | null;
}

export function sumLines(lines: readonly Pick<Line, 'usd' | 'reason' | 'item'>[]): LineSum {
  let known: Exact | null = null;
  let unknown: (typeof lines)[number] | undefined;
  for (const line of lines) {
    if (line.usd !== null) known = known === null ? line.usd : known.plus(line.usd);
    else unknown ??= line;
  }
  return lineSum(known ?? zero, unknown);
}

/** The sum of lines whose known part is `known` and whose first unknown line is `unknown`. */
export function lineSum(known: Exact, unknown: Pick<Line, 'reason' | 'item'> | undefined): LineSum {
  if (unknown === undefined) return { total: known, known, reason: null };
  return { total: null, known, reason: `${unknown.item}: ${unknown.reason ?? 'unknown'}` };
}

/** The sum of no lines. */
export const noLines: LineSum = lineSum(zero, undefined);

/** What makes a line the same in two columns. */
export function lineKey(line: Line): string {
  const { written, texts } = line;
  texts.key ??= `${line.tier ?? ''}|${line.formula}|${quantityText(line) ?? 'unknown'}|${usdText(line) ?? 'unknown'}`;
  return (written.key ??= `${line.item}|${line.resourceId ?? ''}|${line.vpcId ?? ''}|${line.service ?? ''}|${texts.key}`);
}

function quantityText(line: Line): string | null {
  const { texts, quantity } = line;
  if (texts.quantity === undefined) texts.quantity = quantity === null ? null : decimalText(quantity);
  return texts.quantity;
}

function usdText(line: Line): string | null {
  const { texts, usd } = line;
  if (texts.usd === undefined) texts.usd = usd === null ? null : decimalText(usd);
  return texts.usd;
}

/** The line as the output carries it. */
export function costLine(line: Line, unchanged: boolean): CostLine {
  const { written } = line;
  if (unchanged) return (written.unchanged ??= newCostLine(line, true));
  return (written.own ??= newCostLine(line, false));
}

function newCostLine(line: Line, unchanged: boolean): CostLine {
  const { item, group, resourceId, vpcId, service, payerAccountId, unit, unitPriceUsd, priceAsOf, formula, basis } = line;
  const base = { item, group, resourceId, vpcId, service, payerAccountId, unit, unitPriceUsd, priceAsOf, formula, basis };
  const made: Mutable<Omit<CostLine, 'quantity' | 'usd'>> & Partial<Mutable<CostLine>> = base;
  if (line.reason !== undefined) made.reason = line.reason;
  if (line.tier !== undefined) made.tier = line.tier;
  const usd = usdText(line);
  const whole = Object.assign(made, { quantity: quantityText(line), usd });
  if (line.atMostUsd !== undefined) whole.rangeUsd = { min: usd, max: line.atMostUsd === null ? null : decimalText(line.atMostUsd) };
  if (unchanged) whole.unchanged = true;
  return whole;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

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
    reason: known ? undefined : `an amount of ${first.item} is unknown`,
    tier: undefined,
    atMostUsd: undefined,
    texts: noTexts(),
    written: { key: null, own: null, unchanged: null },
  };
}
