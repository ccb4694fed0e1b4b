/**
 * Prices a person took from the Price List API: newer readings of the list, in
 * place of those the program was built with. JSON only, so that every host and
 * every engine can price with the same book.
 */
import type { Immutable } from '#shared/base/brand.ts';
import type { Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { type Price, type PriceBook, unreadItems } from './price-book.ts';
import { regionSchema, z } from './schema.ts';

const amount = z.string().regex(/^\d+(\.\d+)?$/);

export const takenPriceSchema = z.strictObject({
  /** As the book names it; `interRegion.out.gb>eu-west-1` for a pair of Regions with a price of its own. */
  item: z.string().min(1),
  /** `*`: the same everywhere. */
  region: regionSchema,
  /** Of the first tier. */
  usd: amount,
  tiers: z.array(z.strictObject({ upTo: z.string().nullable(), usd: amount })).min(1),
  /** The day from which the price holds. */
  asOf: z.string(),
  source: z.string(),
});

/** One price as the API gave it. */
export interface TakenPrice extends Immutable<z.infer<typeof takenPriceSchema>> {}

/** The book with what was taken in place of the older list prices; everything else stays as it was. */
export function withTaken(book: PriceBook, taken: readonly TakenPrice[]): PriceBook {
  if (taken.length === 0) return book;
  const fresh = new Map(taken.map((price) => [`${price.item}@${price.region}`, price]));
  const everywhere = new Set(taken.filter((price) => price.region === '*').map((price) => price.item));
  const known = new Map<TakenPrice, Price>();
  return {
    ...book,
    items: sortedUnique([...book.items, ...taken.map((price) => price.item).filter((item) => !item.includes('>'))]),
    regions: sortedUnique([...book.regions, ...taken.map((price) => price.region).filter((region) => region !== '*')]),
    lookup: (item, region) => {
      const own = fresh.get(`${item}@${region}`) ?? (everywhere.has(item) ? everywhereOf(book, fresh, item, region) : undefined);
      if (own === undefined) return book.lookup(item, region);
      const price = known.get(own) ?? priceOf(book, own);
      known.set(own, price);
      return price.region === region ? price : { ...price, region };
    },
  };
}

/** A price that holds everywhere does not reach a Region that the book before had no word of, such as China. */
function everywhereOf(book: PriceBook, fresh: ReadonlyMap<string, TakenPrice>, item: string, region: Region): TakenPrice | undefined {
  return book.lookup(item, region).kind === 'price' ? fresh.get(`${item}@*`) : undefined;
}

function priceOf(book: PriceBook, price: TakenPrice): Price {
  return { kind: 'price', ...price, unit: unitOf(book, price), origin: 'list', note: null, confirmedBy: [] };
}

/** The unit of an item, from any Region that has it. */
function unitOf(book: PriceBook, { item, region }: TakenPrice): string {
  const [name = item] = item.split('>');
  for (const place of [region, '*' as Region, ...book.regions]) {
    const price = book.lookup(name, place);
    if (price.kind === 'price') return price.unit;
  }
  return unreadItems[name] ?? 'unit';
}
