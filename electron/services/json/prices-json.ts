import type { Region } from '#shared/base/ids.ts';
import { listPrices, type Price, type UnknownPrice } from '#shared/model/price-book.ts';
import { currentPriceBook } from '#electron/services/price-refresh-file.ts';
import { schemaVersion } from './schema-version.ts';

/** Every price of the book, or of one Region, with its source; unknown ones carry a reason instead of an amount. */
export function pricesJson(region?: string) {
  return { schemaVersion, currency: 'USD', prices: listPrices(currentPriceBook(), region as Region | undefined).map(priceJson) };
}

function priceJson(price: Price | UnknownPrice) {
  if (price.kind === 'unknown')
    return { item: price.item, region: price.region, usd: null, reason: price.reason, unit: null, asOf: null, source: null, tiers: [] };
  const { item, region, usd, unit, asOf, source, tiers, note } = price;
  return { item, region, usd, unit, asOf, source, tiers, ...(note === null ? {} : { note }) };
}
