/** Products of the Price List API as prices of our items: `pricing.md` section 2 as code. */
import { decimal, decimalText } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import type { PriceTier } from '#shared/model/price-book.ts';
import { z } from '#shared/model/schema.ts';

/** One question to the API, and the items its answer holds. */
export interface PriceQuestion {
  readonly serviceCode: string;
  readonly filters: readonly { readonly field: string; readonly value: string }[];
  readonly items: readonly PricedItem[];
}

/** How the bill calls an item. */
interface PricedItem {
  readonly item: string;
  readonly usageType: string;
  readonly operation: string | null;
  readonly unit: RegExp;
}

const hours = /^(hrs|hours?)$/i;
const gigabytes = /^(gb|gigabytes?)$/i;

function priced(item: string, usageType: string, unit: RegExp, operation: string | null = null): PricedItem {
  return { item, usageType, operation, unit };
}

/** NAT gateways are EC2's product, everything else here the VPC's. */
export const priceQuestions: readonly PriceQuestion[] = [
  {
    serviceCode: 'AmazonEC2',
    filters: [{ field: 'productFamily', value: 'NAT Gateway' }],
    items: [
      priced('nat.zonal.hour', 'NatGateway-Hours', hours, 'NatGateway'),
      priced('nat.zonal.gb', 'NatGateway-Bytes', gigabytes, 'NatGateway'),
      priced('nat.regional.azHour', 'RegionalNatGateway-Hours', hours, 'RegionalNatGateway'),
      priced('nat.regional.gb', 'RegionalNatGateway-Bytes', gigabytes, 'RegionalNatGateway'),
      priced('nat.provisioned.gbpsHour', 'NatGateway-Prvd-Gbps', /^gbps-?hrs$/i),
    ],
  },
  {
    serviceCode: 'AmazonVPC',
    filters: [],
    items: [
      priced('endpoint.interface.hour', 'VpcEndpoint-Hours', hours, 'VpcEndpoint'),
      priced('endpoint.interface.gb', 'VpcEndpoint-Bytes', gigabytes, 'VpcEndpoint'),
      priced('endpoint.gwlb.hour', 'VpcEndpoint-GWLBE-Hours', hours),
      priced('endpoint.gwlb.gb', 'VpcEndpoint-GWLBE-Bytes', gigabytes),
      priced('endpoint.resource.hour', 'VpcEndpoint-Resource-Hours', hours),
      priced('endpointService.crossRegion.hour', 'VpcEndpoint-Service-Hours', hours),
      priced('publicIpv4.inUse.hour', 'PublicIPv4:InUseAddress', hours),
      priced('publicIpv4.idle.hour', 'PublicIPv4:IdleAddress', hours),
      priced('tgw.vpcAttachment.hour', 'TransitGateway-Hours', hours, 'TransitGatewayVPC'),
      priced('tgw.vpcAttachment.gb', 'TransitGateway-Bytes', gigabytes, 'TransitGatewayVPC'),
    ],
  },
];

/** A price as the API gave it. */
export interface ReadPrice {
  readonly item: string;
  readonly region: Region;
  readonly usd: string;
  readonly tiers: readonly PriceTier[];
  /** The day from which the price holds. */
  readonly asOf: string;
  readonly source: string;
}

const productSchema = z.object({
  product: z.object({
    sku: z.string(),
    attributes: z.object({
      usagetype: z.string(),
      operation: z.string().default(''),
      regionCode: z.string(),
      locationType: z.string().default('AWS Region'),
    }),
  }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        effectiveDate: z.string().default(''),
        priceDimensions: z.record(
          z.string(),
          z.object({
            unit: z.string(),
            beginRange: z.string(),
            endRange: z.string(),
            pricePerUnit: z.object({ USD: z.string().optional() }),
          }),
        ),
      }),
    ),
  }),
  version: z.string().default(''),
  publicationDate: z.string().default(''),
});

/** Only this usage type with its Region's prefix: `RegionalNatGateway-Hours` is another product than `NatGateway-Hours`. */
export function isUsageType(text: string, usageType: string): boolean {
  const [, rest = text] = /^[A-Z]{2,4}[0-9]?-(.*)$/.exec(text) ?? [];
  return text === usageType || rest === usageType;
}

/** The prices of one Region in an answer, and what could not be used. */
export function pricesIn(
  question: PriceQuestion,
  region: Region,
  products: readonly string[],
): { readonly prices: readonly ReadPrice[]; readonly notices: readonly string[] } {
  const parsed = products.flatMap((text) => {
    const product = productSchema.safeParse(jsonOf(text));
    return product.success && product.data.product.attributes.regionCode === region ? [product.data] : [];
  });
  const prices: ReadPrice[] = [];
  const notices: string[] = [];
  for (const item of question.items) {
    const matching = parsed.filter(({ product: { attributes } }) => {
      const isIt = isUsageType(attributes.usagetype, item.usageType) && attributes.locationType === 'AWS Region';
      return isIt && (item.operation === null || attributes.operation === item.operation);
    });
    const read = matching.flatMap((product) => readPrice(item, region, product) ?? []);
    const different = new Map(read.map((price) => [JSON.stringify(price.tiers), price]));
    const [only] = different.values();
    if (different.size > 1)
      notices.push(`${item.item} in ${region}: the price list names ${different.size} different prices; none is taken.`);
    else if (only !== undefined) prices.push(only);
  }
  return { prices, notices };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readPrice(item: PricedItem, region: Region, product: z.infer<typeof productSchema>): ReadPrice | null {
  const terms = Object.values(product.terms.OnDemand);
  const [term] = terms;
  if (terms.length !== 1 || term === undefined) return null;
  const steps = Object.values(term.priceDimensions).sort((a, b) => Number(a.beginRange) - Number(b.beginRange));
  const tiers: PriceTier[] = [];
  for (const step of steps) {
    const usd = step.pricePerUnit.USD;
    if (usd === undefined || !/^\d+(\.\d+)?$/.test(usd) || !item.unit.test(step.unit)) return null;
    tiers.push({ upTo: step.endRange === 'Inf' ? null : step.endRange, usd: decimalText(decimal(usd)) });
  }
  const [first] = tiers;
  if (first === undefined) return null;
  const asOf = (product.publicationDate === '' ? term.effectiveDate : product.publicationDate).slice(0, 10);
  const source = `AWS Price List API, ${product.product.attributes.usagetype}, SKU ${product.product.sku}, version ${product.version}`;
  return { item: item.item, region, usd: first.usd, tiers, asOf, source };
}
