/** Quantities at the prices and hours of one moment: the fast way to a total, for figures that follow a slider. */
import { type Exact, decimal, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { Price, PriceBook, PriceTier, UnknownPrice } from '#shared/model/price-book.ts';
import { tierSlices } from './charge.ts';
import type { LineSum } from './line.ts';
import { poolOf } from './meter.ts';
import { type Quantities, type Quantity, used } from './quantities.ts';

/** A price that is known, with what was multiplied by it: a slider of the hours leaves the GB as they are, and that of one price all others. */
export interface Rate {
  readonly usd: Exact;
  /** `null` where the price has one step only. */
  readonly tiers: readonly PriceTier[] | null;
  /** Where the first step ends. */
  readonly upTo: Exact | null;
  readonly products: WeakMap<Exact, Exact>;
  /** By how many times the hours: thousands of things cost one of a few amounts. */
  hourly: { readonly hours: Exact; readonly amounts: Map<number, Exact> } | null;
}

const ratesByPrice = new WeakMap<Price, Rate>();

function rateOf(price: Price): Rate {
  const known = ratesByPrice.get(price);
  if (known !== undefined) return known;
  const [first, ...others] = price.tiers;
  const isFlat = first !== undefined && others.length === 0 && first.upTo === null;
  const made: Rate = {
    usd: decimal(first?.usd ?? price.usd),
    tiers: isFlat ? null : price.tiers,
    upTo: first?.upTo == null ? null : decimal(first.upTo),
    products: new WeakMap(),
    hourly: null,
  };
  ratesByPrice.set(price, made);
  return made;
}

/** The prices and hours of one moment. */
export interface Tariff {
  readonly book: PriceBook;
  readonly hours: Exact;
  /** By `Quantity.slot`; filled as they are asked for. */
  readonly rates: (Rate | UnknownPrice | undefined)[];
}

export function tariffOf({ book, hours }: Pick<Tariff, 'book' | 'hours'>): Tariff {
  return { book, hours, rates: [] };
}

function rateFor({ book, rates: known }: Tariff, { item, region, slot }: Quantity): Rate | UnknownPrice {
  const price = book.lookup(item, region);
  return (known[slot] = price.kind === 'unknown' ? price : rateOf(price));
}

/** The total of what was counted; `null`: it takes the lines themselves. `filled` says how full the pools are before. */
export function totalOf(tariff: Tariff, quantities: Quantities, filled?: ReadonlyMap<string, Exact>): LineSum | null {
  let known: Exact | null = null;
  let first = quantities.unknown?.first ?? Number.POSITIVE_INFINITY;
  let reason = quantities.unknown?.reason ?? null;
  for (const quantity of quantities.items) {
    const rate = tariff.rates[quantity.slot] ?? rateFor(tariff, quantity);
    if ('reason' in rate) {
      if (quantity.first < first) [first, reason] = [quantity.first, `${quantity.item}: ${rate.reason}`];
      continue;
    }
    const amount = amountOf(tariff.hours, rate, quantity, filled);
    if (amount === null) return null;
    known = known === null ? amount : known.plus(amount);
  }
  const whole = known ?? zero;
  return { total: reason === null ? whole : null, known: whole, reason, text: null };
}

function amountOf(hours: Exact, rate: Rate, quantity: Quantity, filled: ReadonlyMap<string, Exact> | undefined): Exact | null {
  if (rate.tiers === null) return flatAmount(hours, rate, quantity);
  if (quantity.isIrregular) return null;
  const before = filled?.get(quantity.pool ?? poolOf(quantity.item, quantity.region)) ?? zero;
  const all = used(quantity, hours);
  if (rate.upTo !== null && (before.isZero() ? all : before.plus(all)).lte(rate.upTo)) return flatAmount(hours, rate, quantity);
  const amounts = tierSlices(rate.tiers, before, all).map((slice) => (slice.price === null ? null : slice.quantity.times(slice.price.usd)));
  return amounts.includes(null) ? null : sum(amounts.flatMap((amount) => amount ?? []));
}

/** At one price for all of it. */
function flatAmount(hours: Exact, rate: Rate, { perHour, fixed, shares }: Quantity): Exact {
  let amount: Exact | null = perHour === 0 ? null : hourlyAmount(hours, rate, perHour);
  if (fixed !== null) {
    let gigabytes = rate.products.get(fixed);
    if (gigabytes === undefined) rate.products.set(fixed, (gigabytes = fixed.times(rate.usd)));
    amount = amount === null ? gigabytes : amount.plus(gigabytes);
  }
  for (const share of shares) {
    const part = quotient(product(hours.times(share.perHour), share.own), share.all).times(rate.usd);
    amount = amount === null ? part : amount.plus(part);
  }
  return amount ?? zero;
}

function hourlyAmount(hours: Exact, rate: Rate, perHour: number): Exact {
  if (rate.hourly === null || (rate.hourly.hours !== hours && !rate.hourly.hours.eq(hours))) rate.hourly = { hours, amounts: new Map() };
  const { amounts } = rate.hourly;
  let amount = amounts.get(perHour);
  if (amount === undefined) amounts.set(perHour, (amount = hours.times(perHour).times(rate.usd)));
  return amount;
}
