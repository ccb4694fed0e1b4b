/**
 * The price book: what AWS charges for one unit of each item, per Region, with
 * source and date. A price nobody has read is unknown, never zero.
 */
import { type Region, unknownRegion } from '#shared/base/ids.ts';
import { compareText } from '#shared/base/sort.ts';
import type { PriceData, PriceDataItem, PriceDataRow } from './prices/price-data.ts';
import builtIn from './prices/price-data.json' with { type: 'json' };

/** One step of a price: up to and including `upTo` units a month; `null` has no end. */
export interface PriceTier {
  readonly upTo: string | null;
  readonly usd: string;
}

/** How a price came to be: AWS's list, the user's own figure, or a documented assumption the user switched on. */
export type PriceOrigin = 'list' | 'override' | 'assumed';

export interface Price {
  readonly kind: 'price';
  readonly item: string;
  readonly region: Region;
  readonly unit: string;
  /** Of the first tier, decimal text. */
  readonly usd: string;
  /** Ascending; one entry where the price has no tiers. Above the `upTo` of a last tier that has one, the price is unknown. */
  readonly tiers: readonly PriceTier[];
  readonly origin: PriceOrigin;
  /** Day, month or year the figure was valid, as the source tells it. */
  readonly asOf: string;
  readonly source: string;
  readonly note: string | null;
  readonly confirmedBy: readonly string[];
}

export interface UnknownPrice {
  readonly kind: 'unknown';
  readonly item: string;
  readonly region: Region;
  /** A sentence for the person. */
  readonly reason: string;
  /** The source says that there is no such price; no assumption may fill that. */
  readonly readAsNone: boolean;
}

/** A private discount: a line of its own beside the list price. */
export interface Discount {
  readonly name: string;
  /** An item, or a prefix with a star: `endpoint.*`, `*`. */
  readonly items: string;
  /** Decimal text from 0 to 100. */
  readonly percent: string;
}

export interface PriceBook {
  /** Every item it knows of, sorted. */
  readonly items: readonly string[];
  /** Every Region and Local Zone group it has a row for, sorted. */
  readonly regions: readonly Region[];
  /** What the person has agreed with AWS; none unless given. */
  readonly discounts?: readonly Discount[];
  lookup(item: string, region: Region): Price | UnknownPrice;
}

/** Items that a comparison may need and nobody has read: they stay unknown until the user types a price. */
export const unreadItems: Readonly<Record<string, string>> = {
  'networkFirewall.endpoint.hour': 'endpoint-AZ-hour',
  'networkFirewall.gb': 'GB processed',
  'route53.profileAssociation.hour': 'profile-association-hour',
  'route53.resolverEndpoint.hour': 'network-interface-hour',
};

/** The prices the program was built with. */
export const builtInPriceBook: PriceBook = bookOf(builtIn);

/** The price of an item in a Region, or why it is unknown. */
export function priceOf(book: PriceBook, item: string, region: Region): Price | UnknownPrice {
  return book.lookup(item, region);
}

/** What a GB sent from one Region to another costs the sender; some pairs have a price of their own. */
export function interRegionPriceOf(book: PriceBook, from: Region, to: Region): Price | UnknownPrice {
  const own = book.lookup(`interRegion.out.gb>${to}`, from);
  return own.kind === 'price' ? own : book.lookup('interRegion.out.gb', from);
}

/**
 * Every price of the book, or of one Region, sorted by item and Region. Prices
 * that hold everywhere stand once, under `*`. Unknown ones are listed only where
 * a Region is asked for.
 */
export function listPrices(book: PriceBook, region?: Region): readonly (Price | UnknownPrice)[] {
  if (region !== undefined) return book.items.map((item) => book.lookup(item, region));
  return book.items.flatMap((item) => {
    const everywhere = book.lookup(item, '*' as Region);
    const known = book.regions.map((each) => book.lookup(item, each)).filter((price) => price.kind === 'price');
    return everywhere.kind === 'unknown' ? known : [everywhere, ...known.filter((price) => price.origin !== everywhere.origin)];
  });
}

/** A book over price data; `lookup` remembers what it found. */
export function bookOf(data: PriceData): PriceBook {
  const found = new Map<string, Map<Region, Price | UnknownPrice>>();
  const regions = new Set<string>();
  for (const item of Object.values(data.items)) {
    for (const row of item.rows) for (const region of Object.keys(row.usd)) if (region !== '*') regions.add(region);
  }
  return {
    items: [...Object.keys(data.items), ...Object.keys(unreadItems)].sort(compareText),
    regions: [...regions].sort(compareText) as Region[],
    lookup: (item, region) => {
      const ofItem = found.get(item) ?? new Map<Region, Price | UnknownPrice>();
      const known = ofItem.get(region) ?? find(data, item, region);
      found.set(item, ofItem.set(region, known));
      return known;
    },
  };
}

function find(data: PriceData, item: string, region: Region): Price | UnknownPrice {
  const [name = item, to] = item.split('>');
  const entry = data.items[name];
  const unknown = (reason: string): UnknownPrice => ({ kind: 'unknown', item, region, reason, readAsNone: false });
  if (region === unknownRegion) return unknown('the Region is not known, so nor is the price');
  if (entry === undefined) return unknown(`no price of ${item} has been read; type one to use it`);
  const row = rowFor(entry, region);
  const pair = to === undefined ? undefined : data.exceptions[name]?.[`${region}>${to}`];
  if (to !== undefined && pair === undefined) return unknown(`${region} and ${to} have no price of their own`);
  const usd = pair ?? (row !== undefined && region in row.usd ? row.usd[region] : row?.usd['*']);
  if (row === undefined || usd === undefined) return unknown(`no USD price of ${item} in ${region} has been read`);
  const note = row.note === undefined ? null : (data.texts[row.note] ?? null);
  if (usd === null) return { ...unknown(`${region} has no USD price of ${item}${note === null ? '' : `: ${note}`}`), readAsNone: true };
  return {
    kind: 'price',
    item,
    region,
    unit: entry.unit,
    usd,
    tiers: row.tiers ?? [{ upTo: null, usd }],
    origin: 'list',
    asOf: row.asOf,
    source: data.texts[row.source] ?? '',
    note,
    confirmedBy: (row.confirmedBy ?? []).flatMap((index) => data.texts[index] ?? []),
  };
}

function rowFor(entry: PriceDataItem, region: Region): PriceDataRow | undefined {
  const own = entry.rows.find((row) => region in row.usd);
  if (own !== undefined) return own;
  const everywhere = entry.rows.find((row) => '*' in row.usd);
  return everywhere !== undefined && isOutsideTheList(region) && everywhere.usd['*'] !== '0' ? undefined : everywhere;
}

/** China and the European Sovereign Cloud have price lists of their own, in their own currency: "everywhere" does not reach them. */
export function isOutsideTheList(region: Region): boolean {
  return /^(cn|eusc|us-iso[a-z]?|eu-isoe)-/.test(region);
}
