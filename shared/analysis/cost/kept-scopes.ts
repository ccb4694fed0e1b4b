/**
 * Comparisons of scopes that were made before. Moving a slider changes one VPC's
 * usage or one price: only the scopes that hold it are compared again.
 */
import type { Region } from '#shared/base/ids.ts';
import type { Price, PriceBook, PriceTier, UnknownPrice } from '#shared/model/price-book.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { CostOptions, ScopeComparison } from './comparison.ts';
import type { CostContext, CostModel } from './model.ts';
import { rememberedBeside } from './remember.ts';
import type { ScopeGroup } from './scope.ts';

interface Kept {
  /** What the comparison was made of, prices aside. */
  readonly inputs: readonly unknown[];
  readonly book: PriceBook;
  readonly prices: readonly (Price | UnknownPrice)[];
  readonly result: ScopeComparison;
}

/** The last comparison of each scope, for as long as the topology lives. */
const keptOf = rememberedBeside((_topology: Topology, _all: null) => new Map<string, Kept>());

/** What `compare` made of the same input before, else what it makes now. The model it is given tells which prices were asked for. */
export function keptOrCompared(
  context: CostContext,
  group: ScopeGroup,
  model: CostModel,
  options: CostOptions,
  compare: (model: CostModel) => ScopeComparison,
): ScopeComparison {
  const kept = keptOf(context.topology, null);
  const key = keptKey(group);
  const inputs = keptInputs(context, group, model, options);
  const before = kept.get(key);
  if (before !== undefined && isSame(before.inputs, inputs) && hasSamePrices(before, context.book)) return before.result;
  const { book, prices } = noting(context.book);
  const result = compare({ ...model, book });
  kept.set(key, { inputs, book: context.book, prices: [...prices], result });
  return result;
}

/** Under which a scope is kept; of chosen VPCs only the last choice is: there are as many as a person makes. */
export function keptKey({ scope, region }: ScopeGroup): string {
  return `${scope.includes(',') ? 'chosen' : scope}@${region}`;
}

/** What a scope is made of, prices aside; the same things in the same order mean the same scope. */
export function keptInputs(context: CostContext, group: ScopeGroup, model: CostModel, options: CostOptions): readonly unknown[] {
  const hubNode = options.hubVpcId === undefined ? context.defaultHub(group.region) : context.topology.vpcNode(options.hubVpcId);
  return [
    optionsText(options, null),
    hubNode == null ? null : context.vpc(hubNode),
    ...group.vpcs.map((node) => context.vpc(node)),
    ...model.vpcs.flatMap(({ natHoursShare: share }) => (share === null ? [] : [share.own.toFixed(), share.all.toFixed()])),
  ];
}

const optionsText = rememberedBeside((options: CostOptions, _all: null) => JSON.stringify(options));

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((input, index) => input === now[index]);
}

/** The book, noting each price that is asked for. */
function noting(book: PriceBook) {
  const prices = new Set<Price | UnknownPrice>();
  const lookup = (item: string, region: Region): Price | UnknownPrice => {
    const price = book.lookup(item, region);
    prices.add(price);
    return price;
  };
  return { book: { ...book, lookup }, prices };
}

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

function hasSamePrices(kept: Kept, book: PriceBook): boolean {
  if (kept.book === book) return true;
  const sameDiscounts = kept.book.discounts === book.discounts || JSON.stringify(kept.book.discounts) === JSON.stringify(book.discounts);
  return sameDiscounts && kept.prices.every((price) => isSamePrice(price, book.lookup(price.item, price.region)));
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
