/** Price books as comparisons use them: the same price is found again, and what was asked for is known. */
import type { Region } from '#shared/base/ids.ts';
import type { Price, PriceBook, PriceTier, UnknownPrice } from '#shared/model/price-book.ts';
import { rememberedBeside } from './remember.ts';

/** A book as the scopes of a Region use it, with each price that any of them asked for. */
export interface RegionalBook extends PriceBook {
  readonly asked: ReadonlySet<Price | UnknownPrice>;
  /** The last book that was held beside it, and what came of it while so many prices had been asked for. */
  beside: { readonly book: PriceBook; readonly size: number; readonly isSame: boolean } | null;
}

/** One for all comparisons with the same book, so that what was found with it is known again. */
export const regionalBook = rememberedBeside((book: PriceBook, region: Region): RegionalBook => {
  const asked = new Set<Price | UnknownPrice>();
  const own = new Map<string, Price | UnknownPrice>();
  const lookup = (item: string, place: Region): Price | UnknownPrice => {
    const known = place === region ? own.get(item) : undefined;
    if (known !== undefined) return known;
    const price = book.lookup(item, place);
    asked.add(price);
    if (place === region) own.set(item, price);
    return price;
  };
  return { ...book, lookup, asked, beside: null };
});

/** A book that finds the same price again: what was made of a price is known by it. */
export const steady = rememberedBeside((book: PriceBook, _all: null): PriceBook => {
  const found = new Map<Region, Map<string, Price | UnknownPrice>>();
  const lookup = (item: string, region: Region): Price | UnknownPrice => {
    let own = found.get(region);
    if (own === undefined) found.set(region, (own = new Map<string, Price | UnknownPrice>()));
    const known = own.get(item);
    if (known !== undefined) return known;
    const price = book.lookup(item, region);
    own.set(item, price);
    return price;
  };
  return { ...book, lookup };
});

/** Whether a book has the prices that the scopes of a Region asked another one for. */
export function hasSamePrices(before: RegionalBook, book: PriceBook): boolean {
  if (before === book) return true;
  const known = before.beside;
  if (known?.book === book && known.size === before.asked.size) return known.isSame;
  const sameDiscounts = before.discounts === book.discounts || JSON.stringify(before.discounts) === JSON.stringify(book.discounts);
  const isSame = sameDiscounts && [...before.asked].every((price) => isSamePrice(price, book.lookup(price.item, price.region)));
  before.beside = { book, size: before.asked.size, isSame };
  return isSame;
}

function isSamePrice(a: Price | UnknownPrice, b: Price | UnknownPrice): boolean {
  if (a === b) return true;
  if (a.kind === 'unknown') return b.kind === 'unknown' && a.reason === b.reason;
  return b.kind === 'price' && a.usd === b.usd && a.unit === b.unit && a.asOf === b.asOf && a.origin === b.origin && sameTiers(a, b);
}

function sameTiers({ tiers: a }: Price, { tiers: b }: Price): boolean {
  const isEqual = (tier: PriceTier, index: number) => tier.usd === b[index]?.usd && tier.upTo === b[index]?.upTo;
  return a === b || (a.length === b.length && a.every(isEqual));
}
