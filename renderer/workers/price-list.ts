/** The prices that an open document is priced with, one by one, with where each comes from. */
import { discountCovers, withPrices } from '#shared/model/price-book-adjust.ts';
import type { Price, PriceBook, PriceTier } from '#shared/model/price-book.ts';
import { parseScenario, type StoredScenario } from '#shared/model/scenario.ts';
import type { Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Held } from './held.ts';

export interface PricesRequest {
  /** Whose prices: a scenario's; `null`: the document's. */
  readonly scenario: StoredScenario | null;
}

/** One item in one Region. */
export interface PriceRow {
  readonly item: string;
  readonly region: Region;
  readonly unit: string;
  /** What is calculated with; `null`: unknown, and `reason` says why. */
  readonly usd: string | null;
  readonly reason: string | null;
  readonly tiers: readonly PriceTier[];
  /** How it came to be; `null` where it is unknown. */
  readonly origin: Price['origin'] | null;
  readonly asOf: string;
  readonly source: string;
  readonly note: string | null;
  /** What the list says, whatever the person says; `null`: the list has none. */
  readonly listUsd: string | null;
  /** Discounts on it, in percent together; `0` where there are none. */
  readonly discountPercent: number;
}

/** Every item of the book in every Region in which the snapshot has a VPC. */
export function priceList(held: Held, { scenario }: PricesRequest): PriceRow[] {
  const parsed = scenario === null ? null : parseScenario(scenario);
  const book = parsed?.kind === 'ok' ? withPrices(held.book, parsed.value.prices) : held.book;
  const regions = sortedUnique(held.base.index.snapshot.vpcs.map((vpc) => vpc.region));
  return book.items.flatMap((item) => regions.map((region) => rowOf(book, held.list, item, region)));
}

function rowOf(book: PriceBook, list: PriceBook, item: string, region: Region): PriceRow {
  const price = book.lookup(item, region);
  const listed = list.lookup(item, region);
  const percent = (book.discounts ?? []).filter((discount) => discountCovers(discount, item));
  const common = {
    item,
    region,
    listUsd: listed.kind === 'price' ? listed.usd : null,
    discountPercent: percent.reduce((total, discount) => total + Number(discount.percent), 0),
  };
  if (price.kind === 'unknown')
    return { ...common, unit: '', usd: null, reason: price.reason, tiers: [], origin: null, asOf: '', source: '', note: null };
  const { unit, usd, tiers, origin, asOf, source, note } = price;
  return { ...common, unit, usd, reason: null, tiers, origin, asOf, source, note };
}
