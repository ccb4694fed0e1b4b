/**
 * Price books that differ from the list: the user's own prices, and gaps filled
 * with a documented assumption.
 */
import { decimal, decimalText, product } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { type Discount, isOutsideTheList, type Price, type PriceBook, type UnknownPrice, unreadItems } from './price-book.ts';
import { type PriceAssumptionName, priceAssumptionNames, type PriceOverride, type PriceSettings } from './price-settings.ts';

/** The user's prices win over the list, the ones of a Region over the ones for all. */
export function withOverrides(book: PriceBook, overrides: readonly PriceOverride[]): PriceBook {
  if (overrides.length === 0) return book;
  const own = new Map(overrides.map((override) => [`${override.item}@${override.region ?? '*'}`, override]));
  return {
    ...book,
    items: sortedUnique([...book.items, ...overrides.map((override) => override.item)]),
    regions: sortedUnique([...book.regions, ...overrides.flatMap((override) => override.region ?? [])]),
    lookup: (item, region) => {
      const override = own.get(`${item}@${region}`) ?? own.get(`${item}@*`);
      return override === undefined ? book.lookup(item, region) : overridden(book.lookup(item, region), override);
    },
  };
}

function overridden(before: Price | UnknownPrice, override: PriceOverride): Price {
  const usd = decimalText(decimal(override.usd));
  return {
    kind: 'price',
    item: before.item,
    region: before.region,
    unit: before.kind === 'price' ? before.unit : (unreadItems[before.item] ?? 'unit'),
    usd,
    tiers: [{ upTo: null, usd }],
    origin: 'override',
    asOf: 'own price',
    source: 'typed by the user',
    note: override.note ?? null,
    confirmedBy: [],
  };
}

/** Adds discounts to those the book has; several on one item add up. */
export function withDiscounts(book: PriceBook, discounts: readonly Discount[]): PriceBook {
  return discounts.length === 0 ? book : { ...book, discounts: [...(book.discounts ?? []), ...discounts] };
}

/**
 * The person's own prices first, so that an assumption rests on them; discounts
 * are lines of their own, and one of a name that the book has already takes its place.
 */
export function withPrices(book: PriceBook, { overrides, discounts, assumptions }: PriceSettings): PriceBook {
  const names = assumptions === true ? priceAssumptionNames : assumptions === false ? [] : assumptions;
  const priced = withAssumptions(withOverrides(book, overrides), names);
  const kept = (book.discounts ?? []).filter((discount) => !discounts.some(({ name }) => name === discount.name));
  return discounts.length === 0 ? priced : withDiscounts({ ...priced, discounts: kept }, discounts);
}

/** Whether a discount is on an item. */
export function discountCovers(discount: Pick<Discount, 'items'>, item: string): boolean {
  return discount.items.endsWith('*') ? item.startsWith(discount.items.slice(0, -1)) : discount.items === item;
}

interface Assumption {
  readonly name: PriceAssumptionName;
  /** Takes the price of this item of the same Region, or of any Region that was read. */
  readonly from: string;
  readonly times: number;
  readonly anyRegion?: Region;
  readonly why: string;
}

/** Gaps with a documented assumption: what was equal in every Region that was read. */
const assumptions: Readonly<Record<string, Assumption>> = {
  'nat.regional.azHour': {
    name: 'regional-nat-as-zonal',
    from: 'nat.zonal.hour',
    times: 1,
    why: 'a regional NAT gateway costs what a zonal one costs',
  },
  'nat.regional.gb': {
    name: 'regional-nat-as-zonal',
    from: 'nat.zonal.gb',
    times: 1,
    why: 'a regional NAT gateway costs what a zonal one costs',
  },
  'endpoint.resource.hour': {
    name: 'resource-endpoint-double',
    from: 'endpoint.interface.hour',
    times: 2,
    why: 'a resource endpoint costs twice an interface endpoint',
  },
  'endpoint.tunnel.hour': {
    name: 'tunnel-endpoint-double',
    from: 'endpoint.interface.hour',
    times: 2,
    why: 'a tunnel endpoint costs twice an interface endpoint',
  },
  'interAz.gb': {
    name: 'inter-az-everywhere',
    from: 'interAz.gb',
    times: 1,
    anyRegion: 'us-east-1' as Region,
    why: 'inter-AZ transfer costs the same in every Region',
  },
};

/** Fills named gaps with their documented assumption, all or those named; only on the user's wish, and marked `assumed`. */
export function withAssumptions(book: PriceBook, names: readonly PriceAssumptionName[] = priceAssumptionNames): PriceBook {
  if (names.length === 0) return book;
  return {
    ...book,
    lookup: (item, region) => {
      const price = book.lookup(item, region);
      const assumption = assumptions[item];
      if (
        price.kind === 'price' ||
        assumption === undefined ||
        !names.includes(assumption.name) ||
        isOutsideTheList(region) ||
        price.readAsNone
      )
        return price;
      const basis = book.lookup(assumption.from, assumption.anyRegion ?? region);
      return basis.kind === 'price' ? assumed(price, basis, assumption) : price;
    },
  };
}

function assumed(gap: UnknownPrice, basis: Price, assumption: Assumption): Price {
  const times = (usd: string): string => decimalText(product(decimal(usd), decimal(assumption.times)));
  return {
    ...basis,
    item: gap.item,
    region: gap.region,
    usd: times(basis.usd),
    tiers: basis.tiers.map((tier) => ({ ...tier, usd: times(tier.usd) })),
    origin: 'assumed',
    note: `assumed: ${assumption.why}, as in every Region that was read`,
    confirmedBy: [],
  };
}
