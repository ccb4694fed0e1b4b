/** What a person may say about prices. Apart from the book, so that a page can hold it without the prices themselves. */
import type { Region } from '#shared/base/ids.ts';
import type { Discount } from './price-book.ts';

/** The user's own price of an item, in one Region or, without one, everywhere. */
export interface PriceOverride {
  readonly item: string;
  readonly region?: Region | undefined;
  readonly usd: string;
  /** What the person wrote beside it, e.g. the agreement. */
  readonly note?: string | undefined;
}

/** Assumptions that a person may switch on one by one. */
export const priceAssumptionNames = [
  'regional-nat-as-zonal',
  'resource-endpoint-double',
  'tunnel-endpoint-double',
  'inter-az-everywhere',
] as const;
export type PriceAssumptionName = (typeof priceAssumptionNames)[number];

/** What a person says about prices: of a document, or of a scenario. JSON only. */
export interface PriceSettings {
  /** The person's own prices; they win over the list. */
  readonly overrides: readonly PriceOverride[];
  /** Each is a line of its own. */
  readonly discounts: readonly Discount[];
  /** Documented assumptions that fill gaps of the list, by name, or all of them. */
  readonly assumptions: boolean | readonly PriceAssumptionName[];
}

/** Nothing said: the list as it is. */
export const listPricesOnly: PriceSettings = { overrides: [], discounts: [], assumptions: [] };
