/** Products of the Price List API as prices of the book's items: an exact usage type, whole tiers, US dollars, or nothing. */
import { decimal, decimalText } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { PriceTier } from '#shared/model/price-book.ts';
import type { TakenPrice } from '#shared/model/price-book-taken.ts';
import { z } from '#shared/model/schema.ts';
import type { PricedItem, PriceQuestion } from './price-refresh-questions.ts';

const text = z.string().max(500);

const productSchema = z.object({
  product: z.object({
    sku: text,
    attributes: z.object({
      usagetype: text,
      operation: text.default(''),
      regionCode: text.optional(),
      locationType: text.default('AWS Region'),
      fromRegionCode: text.optional(),
      fromLocationType: text.default('AWS Region'),
      toRegionCode: text.optional(),
      toLocationType: text.default(''),
    }),
  }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        effectiveDate: text.default(''),
        priceDimensions: z.record(
          z.string(),
          z.object({ unit: text, beginRange: text, endRange: text, pricePerUnit: z.object({ USD: text.optional() }) }),
        ),
      }),
    ),
  }),
  version: text.default(''),
  publicationDate: text.default(''),
});
type Product = z.infer<typeof productSchema>;

/** Only this usage type with its Region's prefix: `RegionalNatGateway-Hours` is another product than `NatGateway-Hours`. */
export function isUsageType(name: string, usageType: string): boolean {
  return withoutPrefix(name) === usageType || name === usageType;
}

/** `USE1-EU-AWS-Out-Bytes` has a prefix for either Region. */
function isPairType(name: string, usageType: string): boolean {
  return new RegExp(`^(?:[A-Z]{2,4}[0-9]?-){2}${usageType}$`).test(name);
}

function withoutPrefix(name: string): string {
  return /^[A-Z]{2,4}[0-9]?-(.*)$/.exec(name)?.[1] ?? name;
}

export interface PricesRead {
  readonly prices: readonly TakenPrice[];
  /** What was there and could not be used, and why. */
  readonly notices: readonly string[];
}

/** The prices of one Region in an answer; `*` where the question is about all. */
export function pricesIn(question: PriceQuestion, region: Region, products: readonly string[]): PricesRead {
  const parsed = products.flatMap((product) => {
    const read = productSchema.safeParse(jsonOf(product));
    return read.success && isOf(question, region, read.data) ? [read.data] : [];
  });
  const unread = products.length > 0 && parsed.length === 0 ? [`${question.serviceCode} in ${region}: no product could be read.`] : [];
  const read = question.items.map((item) => (item.isPair ? pairPrices(item, region, parsed) : itemPrice(item, region, parsed)));
  return {
    prices: read.flatMap((each) => each.prices),
    notices: [...unread, ...read.flatMap((each) => each.notices), ...watchedOf(question, region, parsed)],
  };
}

/** Local Zones, Wavelength Zones and edge locations have prices of their own. */
function isOf({ regionField }: PriceQuestion, region: Region, { product: { attributes } }: Product): boolean {
  if (regionField === null) return true;
  if (regionField === 'regionCode') return attributes.regionCode === region && attributes.locationType === 'AWS Region';
  return attributes.fromRegionCode === region && attributes.fromLocationType === 'AWS Region';
}

function itemPrice(item: PricedItem, region: Region, products: readonly Product[], name = item.item): PricesRead {
  const matching = products.filter(({ product: { attributes } }) => {
    const isIt = item.usageTypes.some((usageType) => (item.isPair ? isPairType : isUsageType)(attributes.usagetype, usageType));
    return isIt && (item.operation === null || attributes.operation === item.operation);
  });
  if (matching.length === 0) return { prices: [], notices: [] };
  const read = matching.map((product) => readPrice(item, name, region, product));
  const faults = sortedUnique(read.flatMap((each) => (typeof each === 'string' ? [each] : [])));
  const prices = read.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  const different = new Map(prices.map((price) => [JSON.stringify(price.tiers), price]));
  const [only] = different.values();
  const told = `${name} in ${region}`;
  if (different.size > 1)
    return { prices: [], notices: [`${told}: the price list names ${different.size} different prices; none is taken.`] };
  if (only === undefined) return { prices: [], notices: faults.map((fault) => `${told}: ${fault}; nothing is taken.`) };
  return { prices: [only], notices: [] };
}

/** What is sent to each other Region; the price that most of them share stands for all, the others beside it. */
function pairPrices(item: PricedItem, region: Region, products: readonly Product[]): PricesRead {
  const toRegions = products.filter(({ product: { attributes } }) => attributes.toLocationType === 'AWS Region');
  const byTarget = groupBy(toRegions, ({ product }) => product.attributes.toRegionCode ?? '');
  const read = [...byTarget]
    .filter(([to]) => to !== '' && to !== region)
    .map(([to, group]) => itemPrice(item, region, group, `${item.item}>${to}`));
  const pairs = read.flatMap((each) => each.prices);
  const byTiers = [...groupBy(pairs, (price) => JSON.stringify(price.tiers)).values()].sort((a, b) => b.length - a.length);
  const [most = [], second = []] = byTiers;
  const [first] = most;
  const notices = read.flatMap((each) => each.notices);
  if (first === undefined || most.length === second.length) return { prices: pairs, notices };
  const source = `${first.source}; the price to ${most.length} of ${pairs.length} Regions`;
  return { prices: [{ ...first, item: item.item, source }, ...pairs], notices };
}

function watchedOf({ watched }: PriceQuestion, region: Region, products: readonly Product[]): string[] {
  if (watched === undefined) return [];
  const names = sortedUnique(products.map(({ product }) => product.attributes.usagetype).filter((name) => watched.usageType.test(name)));
  const told = names.slice(0, 5).join(', ');
  return names.length === 0
    ? []
    : [`${region}: the price list has ${told}, which may be ${watched.item}; how it is counted is not documented, so it is not taken.`];
}

function jsonOf(product: string): unknown {
  try {
    return JSON.parse(product);
  } catch {
    return null;
  }
}

/** The price, or why the product cannot be used. */
function readPrice(item: PricedItem, name: string, region: Region, product: Product): TakenPrice | string {
  const terms = Object.values(product.terms.OnDemand);
  const [term] = terms;
  if (terms.length !== 1 || term === undefined) return `the price list has ${terms.length} sets of terms`;
  const steps = Object.values(term.priceDimensions).sort((a, b) => Number(a.beginRange) - Number(b.beginRange));
  const wrongUnit = steps.find((step) => !item.unit.test(step.unit));
  if (wrongUnit !== undefined) return `the unit is "${wrongUnit.unit.slice(0, 40)}"`;
  const tiers = tiersOf(steps);
  if (typeof tiers === 'string') return tiers;
  const [head, next] = tiers;
  const kept = item.dropsAllowance && head?.usd === '0' && head.upTo !== null && next !== undefined ? tiers.slice(1) : tiers;
  const [first] = kept;
  if (first === undefined) return 'it has no price';
  const asOf = [product.publicationDate, term.effectiveDate].map((date) => /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0]).find(Boolean);
  const { usagetype } = product.product.attributes;
  const source = `AWS Price List API, ${usagetype}, SKU ${product.product.sku}, version ${product.version}`;
  return { item: name, region, usd: first.usd, tiers: kept, asOf: asOf ?? 'undated', source };
}

interface Step {
  readonly beginRange: string;
  readonly endRange: string;
  readonly pricePerUnit: { readonly USD?: string | undefined };
}

/** Every quantity has exactly one price: steps start at 0, follow each other without gap, and the last has no end. */
function tiersOf(steps: readonly Step[]): PriceTier[] | string {
  const tiers: PriceTier[] = [];
  let from = '0';
  for (const { beginRange, endRange, pricePerUnit } of steps) {
    const { USD: usd } = pricePerUnit;
    if (usd === undefined) return 'it has no price in USD';
    if (!/^\d{1,9}(\.\d{1,12})?$/.test(usd)) return `"${usd.slice(0, 40)}" is no price`;
    const isWhole = /^\d{1,18}$/.test(endRange) && Number(endRange) > Number(beginRange);
    if (beginRange !== from || !(endRange === 'Inf' || isWhole)) return 'its steps do not follow each other';
    tiers.push({ upTo: endRange === 'Inf' ? null : endRange, usd: decimalText(decimal(usd)) });
    from = endRange;
  }
  return tiers.at(-1)?.upTo === null ? tiers : 'its steps do not follow each other';
}
