/** The shape of `price-data.json`, which `scripts/build-price-book.ts` writes. */

export interface PriceDataTier {
  readonly upTo: string | null;
  readonly usd: string;
}

/** Readings that share source, date and tiers. */
export interface PriceDataRow {
  /** Index into `texts`. */
  readonly source: number;
  readonly asOf: string;
  readonly note?: number;
  readonly confirmedBy?: readonly number[];
  /** Absent: one price for any quantity. A last tier with an upper end: nothing is known above it. */
  readonly tiers?: readonly PriceDataTier[];
  /** By Region, Local Zone group, or `*` for all; `null`: read, and there is no USD price. */
  readonly usd: { readonly [region: string]: string | null };
}

export interface PriceDataItem {
  readonly unit: string;
  /** The usage type on the bill without its Region prefix. */
  readonly usageType?: string;
  readonly rows: readonly PriceDataRow[];
}

export interface PriceData {
  readonly schemaVersion: number;
  readonly currency: string;
  /** By item, then `from>to`: Region pairs with a price of their own. */
  readonly exceptions: { readonly [item: string]: { readonly [pair: string]: string } };
  /** Sources and notes, each once. */
  readonly texts: readonly string[];
  readonly items: { readonly [item: string]: PriceDataItem };
}
