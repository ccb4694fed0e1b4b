/** The Price List API: prices in public, read with any credentials that may call pricing:GetProducts. */
import { paginateGetProducts, PricingClient } from '@aws-sdk/client-pricing';
import type { Region } from '#shared/base/ids.ts';
import { failed, ok } from '#shared/base/outcome.ts';
import type { AccountSession } from '#electron/discovery/ports.ts';
import type { PriceListReader } from '#electron/discovery/traffic-ports.ts';
import { classifyError } from './classify-error.ts';
import { clientSettingsOf } from './metrics-session.ts';
import type { ClientSettings } from './service.ts';

/** The most GetProducts gives at once. */
const pageSize = 100;

/**
 * The Region to ask. The SDK makes a host name of any Region, but only these
 * have the API (AWS Billing guide, "AWS Price List Query API endpoints").
 */
export function priceListRegion(homeRegion: Region): Region {
  if (homeRegion.startsWith('cn-')) return 'cn-northwest-1' as Region;
  if (/^(eu|me|af|il)-/.test(homeRegion)) return 'eu-central-1' as Region;
  return (homeRegion.startsWith('ap-') ? 'ap-south-1' : 'us-east-1') as Region;
}

/** A list that gives the same page twice has no end, and what it gave is no whole list. */
class RepeatedPage extends Error {
  override readonly name = 'RepeatedPage';
  constructor() {
    super('The price list repeats a page.');
  }
}

/** Reads products with the credentials of the session. */
export function priceListReader(session: AccountSession): PriceListReader {
  return priceListReaderWith(clientSettingsOf(session), priceListRegion(session.homeRegion), session.profile);
}

/** The same with settings of one's own. */
export function priceListReaderWith(settings: ClientSettings, region: Region, profile: string): PriceListReader {
  const client = new PricingClient({ ...settings, region });
  return {
    products: async (serviceCode, filters, abortSignal) => {
      const products: string[] = [];
      const input = {
        ServiceCode: serviceCode,
        FormatVersion: 'aws_v1',
        Filters: filters.map(({ field, value }) => ({ Type: 'TERM_MATCH' as const, Field: field, Value: value })),
      };
      try {
        const seen = new Set<string>();
        for await (const page of paginateGetProducts({ client, pageSize }, input, { abortSignal })) {
          if (page.NextToken !== undefined && seen.has(page.NextToken)) throw new RepeatedPage();
          if (page.NextToken !== undefined) seen.add(page.NextToken);
          // The elements are String objects with a method to parse them, not texts.
          for (const element of page.PriceList ?? []) products.push(String(element));
        }
        return ok(products);
      } catch (error) {
        return failed(classifyError(error, { operation: 'GetProducts', action: 'pricing:GetProducts', region, profile }, Date.now()));
      }
    },
  };
}
