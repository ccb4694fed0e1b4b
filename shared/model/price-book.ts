/**
 * The price book: what AWS charges for one unit of each item, per Region, with
 * source and date. A price nobody has read is unknown, never zero.
 */
import type { Region } from '#shared/base/ids.ts';

/** One step of a price: up to and including `upTo` units a month, `null` for the last. */
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
  /** Ascending; one entry where the price has no tiers. */
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
}

export interface PriceBook {
  /** Finds the list price, an override, or says why it is unknown. */
  lookup(item: string, region: Region): Price | UnknownPrice;
}
