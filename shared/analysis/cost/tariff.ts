/** Quantities at the prices and hours of one moment: the fast way to a total, for figures that follow a slider. */
import { type Exact, decimal, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import type { PriceBook, PriceTier } from '#shared/model/price-book.ts';
import { tierSlices } from './charge.ts';
import type { LineSum } from './line.ts';
import { poolOf } from './meter.ts';
import type { Quantities, Quantity } from './quantities.ts';

/** What one item costs in one Region. */
interface Rate {
  /** `null`: unknown, and `reason` says why. */
  readonly usd: Exact | null;
  readonly reason: string;
  /** `null` where the price has one step only. */
  readonly tiers: readonly PriceTier[] | null;
  /** By how many times the hours, and by GB: thousands of things cost one of a few amounts. */
  readonly hourly: Map<number, Exact>;
  readonly products: Map<Exact, Exact>;
}

export interface Tariff {
  readonly hours: Exact;
  rate(item: string, region: Region): Rate;
}

export function tariffOf(book: PriceBook, hours: Exact): Tariff {
  const rates = new Map<Region, Map<string, Rate>>();
  return {
    hours,
    rate: (item, region) => {
      let own = rates.get(region);
      if (own === undefined) rates.set(region, (own = new Map<string, Rate>()));
      const known = own.get(item);
      if (known !== undefined) return known;
      const made = newRate(book, item, region);
      own.set(item, made);
      return made;
    },
  };
}

function newRate(book: PriceBook, item: string, region: Region): Rate {
  const price = book.lookup(item, region);
  const amounts = { hourly: new Map<number, Exact>(), products: new Map<Exact, Exact>() };
  if (price.kind === 'unknown') return { usd: null, reason: `${item}: ${price.reason}`, tiers: null, ...amounts };
  const [first, ...others] = price.tiers;
  const isFlat = first !== undefined && others.length === 0 && first.upTo === null;
  return { usd: decimal(isFlat ? first.usd : price.usd), reason: '', tiers: isFlat ? null : price.tiers, ...amounts };
}

/** The total of what was counted; `null`: it takes the lines themselves. `filled` says how full the pools are before. */
export function totalOf(tariff: Tariff, quantities: Quantities, filled?: ReadonlyMap<string, Exact>): LineSum | null {
  let known: Exact | null = null;
  let first = quantities.unknown?.first ?? Number.POSITIVE_INFINITY;
  let reason = quantities.unknown?.reason ?? null;
  for (const quantity of quantities.items) {
    const rate = tariff.rate(quantity.item, quantity.region);
    if (rate.usd === null) {
      if (quantity.first < first) [first, reason] = [quantity.first, rate.reason];
      continue;
    }
    const amount = rate.tiers === null ? flatAmount(tariff, rate, rate.usd, quantity) : tieredAmount(tariff, rate.tiers, quantity, filled);
    if (amount === null) return null;
    known = known === null ? amount : known.plus(amount);
  }
  const whole = known ?? zero;
  return { total: reason === null ? whole : null, known: whole, reason };
}

function flatAmount({ hours }: Tariff, rate: Rate, usd: Exact, { perHour, fixed, shares }: Quantity): Exact {
  let amount: Exact | null = null;
  if (perHour !== 0) {
    const known = rate.hourly.get(perHour);
    amount = known ?? hours.times(perHour).times(usd);
    if (known === undefined) rate.hourly.set(perHour, amount);
  }
  if (fixed !== null) {
    const known = rate.products.get(fixed);
    const gigabytes = known ?? fixed.times(usd);
    if (known === undefined) rate.products.set(fixed, gigabytes);
    amount = amount === null ? gigabytes : amount.plus(gigabytes);
  }
  for (const share of shares) {
    const part = quotient(product(hours.times(share.perHour), share.own), share.all).times(usd);
    amount = amount === null ? part : amount.plus(part);
  }
  return amount ?? zero;
}

function tieredAmount(
  { hours }: Tariff,
  tiers: readonly PriceTier[],
  quantity: Quantity,
  filled: ReadonlyMap<string, Exact> | undefined,
): Exact | null {
  if (quantity.isIrregular) return null;
  const hourly = hours.times(quantity.perHour);
  const all = quantity.fixed === null ? hourly : hourly.plus(quantity.fixed);
  const before = filled?.get(quantity.pool ?? poolOf(quantity.item, quantity.region)) ?? zero;
  const amounts = tierSlices(tiers, before, all).map((slice) => (slice.price === null ? null : slice.quantity.times(slice.price.usd)));
  return amounts.includes(null) ? null : sum(amounts.flatMap((amount) => amount ?? []));
}
