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
  const lines: Line[] = [];
  addLines(book, meters, { filled, used: null }, lines);
  return book.discounts === undefined ? lines : lines.concat(discountLines(book.discounts, lines));
}

/** How full the pools are; a map of their own only once a meter with tiers comes. */
export interface Pools {
  readonly filled: ReadonlyMap<string, Exact> | undefined;
  used: Map<string, Exact> | null;
}

/** Adds the lines of meters at list prices. Gives whether they are the same whatever came before. */
export function addLines(book: PriceBook, meters: readonly Meter[], pools: Pools, lines: Line[]): boolean {
  let price: Price | UnknownPrice | null = null;
  let hasTiers = false;
  let isAlone = true;
  for (const meter of meters) {
    // Meters of one item follow each other.
    if (price === null || price.item !== meter.item || price.region !== meter.region) {
      price = priceOf(book, meter.item, meter.region);
      hasTiers = price.kind === 'price' && (price.tiers.length > 1 || price.tiers[0]?.upTo != null);
    }
    if (hasTiers && price.kind === 'price' && isPooled(meter)) {
      isAlone = false;
      addPooled(meter, price, pools, lines);
    } else {
      const charge = chargeOf(meter, price);
      if (charge !== null) lines.push({ meter, charge, key: null, own: null, unchanged: null });
    }
  }
  return isAlone;
}

/** Whether what it costs depends on the meters before it, where the price has tiers. */
function isPooled(meter: Meter): boolean {
  return meter.atMost === undefined && meter.quantity !== null && !meter.quantity.isZero();
}

function addPooled(meter: Meter, price: Price, pools: Pools, lines: Line[]): void {
  const quantity = (meter.quantity ?? zero).abs();
  const pool = meter.pool ?? poolOf(meter.item, meter.region);
  pools.used ??= new Map(pools.filled);
  const before = pools.used.get(pool) ?? zero;
  pools.used.set(pool, before.plus(quantity));
  for (const slice of tierSlices(price.tiers, before, quantity)) lines.push(lineOf(meter, tierCharge(meter, price, slice)));
}

function lineOf(meter: Line['meter'], charge: Charge): Line {
  return { meter, charge, key: null, own: null, unchanged: null };
}

/** Sums of lines: `total` is `null` as soon as one line is unknown, `known` is the rest. */
export interface LineSum {
  readonly total: Exact | null;
  readonly known: Exact;
  /** Why the first unknown line is unknown. */
  readonly reason: string | null;
  /** `known` as text, once it was asked for: what a sum is shown for is shown in several places. */
  text: string | null;
}

/** What is known, as the output carries it. */
export function knownText(sums: LineSum): string {
  return (sums.text ??= decimalText(sums.known));
}

/** The whole as the output carries it. */
export function totalText(sums: LineSum): string | null {
  return sums.total === null ? null : knownText(sums);
}

export function sumLines(lines: readonly Line[]): LineSum {
  let known: Exact | null = null;
  let unknown: Line | undefined;
  for (const line of lines) {
    const { usd } = line.charge;
    if (usd !== null) known = known === null ? usd : known.plus(usd);
    else unknown ??= line;
  }
  return lineSum(known ?? zero, unknown);
}

/** The sum of lines whose known part is `known` and whose first unknown line is `unknown`. */
export function lineSum(known: Exact, unknown: Line | undefined): LineSum {
  if (unknown === undefined) return { total: known, known, reason: null, text: null };
  return { total: null, known, reason: `${unknown.meter.item}: ${unknown.charge.reason ?? 'unknown'}`, text: null };
}

/** The sum of no lines. */
export const noLines: LineSum = lineSum(zero, undefined);

/** What makes a line the same in two columns. */
export function lineKey(line: Line): string {
  return (line.key ??= newLineKey(line));
}

function newLineKey({ meter, charge }: Line): string {
  const { texts } = charge;
  texts.key ??= `${charge.tier ?? ''}|${charge.formula}|${quantityText(charge) ?? 'unknown'}|${usdText(charge) ?? 'unknown'}`;
  return `${meter.item}|${meter.resourceId ?? ''}|${meter.vpcId ?? ''}|${meter.service ?? ''}|${texts.key}`;
}

function quantityText({ texts, quantity }: Charge): string | null {
  if (texts.quantity === undefined) texts.quantity = quantity === null ? null : decimalText(quantity);
  return texts.quantity;
}

function usdText({ texts, usd }: Charge): string | null {
  if (texts.usd === undefined) texts.usd = usd === null ? null : decimalText(usd);
  return texts.usd;
}

/** The line as the output carries it. */
export function costLine(line: Line, isUnchanged: boolean): CostLine {
  const known = isUnchanged ? line.unchanged : line.own;
  if (known !== null) return known;
  const { tier, atMostUsd } = line.charge;
  const written = tier === undefined && atMostUsd === undefined ? plainLine(line) : tieredOrRanged(line);
  if (!isUnchanged) return (line.own = written);
  return (line.unchanged = { ...written, unchanged: true });
}

/** Most lines: written whole, for there are thousands. */
function plainLine({ meter, charge }: Line): CostLine {
  const { item, group, resourceId, vpcId, service, payerAccountId } = meter;
  const { unit, unitPriceUsd, priceAsOf, formula, basis, reason, texts } = charge;
  const quantity = texts.quantity === undefined ? quantityText(charge) : texts.quantity;
  const usd = texts.usd === undefined ? usdText(charge) : texts.usd;
  return reason === undefined
    ? { item, group, resourceId, vpcId, service, payerAccountId, unit, unitPriceUsd, priceAsOf, formula, basis, quantity, usd }
    : { item, group, resourceId, vpcId, service, payerAccountId, unit, unitPriceUsd, priceAsOf, formula, basis, reason, quantity, usd };
}

function tieredOrRanged(line: Line): CostLine {
  const { tier, atMostUsd } = line.charge;
  const { quantity, usd, ...head } = plainLine(line);
  return {
    ...head,
    ...(tier === undefined ? {} : { tier }),
    quantity,
    usd,
    ...(atMostUsd === undefined ? {} : { rangeUsd: { min: usd, max: atMostUsd === null ? null : decimalText(atMostUsd) } }),
  };
}

/** Negative lines beside the list prices: one per discount, item, VPC and payer. Unknown where an amount it is on is unknown. */
export function discountLines(discounts: readonly Discount[], lines: readonly Line[]): Line[] {
  return discounts.flatMap((discount) => {
    const covered = lines.filter(({ meter, charge }) => discountCovers(discount, meter.item) && charge.usd?.isZero() !== true);
    const groups = groupBy(covered, ({ meter }) => `${meter.item}|${meter.vpcId ?? ''}|${meter.payerAccountId ?? ''}`);
    return [...groups.values()].map((group) => discountLine(discount, group));
  });
}

function discountLine(discount: Discount, lines: readonly Line[]): Line {
  const [first] = lines;
  if (first === undefined) throw new Error('a discount needs lines');
  const { item, group, vpcId, payerAccountId } = first.meter;
  const share = shareOf(discount).negated();
  const known = lines.every((line) => line.charge.usd !== null);
  const base = sum(lines.flatMap((line) => line.charge.usd ?? []));
  return lineOf(
    { item: `discount.${item}`, group, resourceId: null, vpcId, service: null, payerAccountId },
    {
      quantity: known ? base : null,
      unit: 'USD',
      unitPriceUsd: decimalText(share),
      priceAsOf: 'own price',
      usd: known ? product(base, share) : null,
      formula: `${discount.name}: ${discount.percent} % of ${item}${known ? ` $${decimalText(base)}` : ''}`,
      basis: known ? 'typed' : 'unknown',
      reason: known ? undefined : `an amount of ${item} is unknown`,
      tier: undefined,
      atMostUsd: undefined,
      texts: noTexts(),
    },
  );
}
