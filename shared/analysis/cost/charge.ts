/**
 * A meter at its price. Every amount of the cost analysis is made here, so that
 * a formula and its result cannot differ.
 */
import { type Exact, decimal, decimalText, product, zero } from '#shared/base/decimal.ts';
import type { Price, PriceTier, UnknownPrice } from '#shared/model/price-book.ts';
import { type Charge, type ChargeTexts, isOfForm, type Meter } from './meter.ts';

/** What a price comes to where it does not depend on other meters; `null`: nothing is used, so nothing is charged. */
export function chargeOf(meter: Meter, price: Price | UnknownPrice): Charge | null {
  const { form } = meter;
  if (form === undefined || !isOfForm(meter, form)) return newCharge(meter, price);
  let charge = form.charges.get(price);
  if (charge === undefined) form.charges.set(price, (charge = newCharge(meter, price)));
  return charge;
}

function newCharge(meter: Meter, price: Price | UnknownPrice): Charge | null {
  if (meter.atMost !== undefined) return rangedCharge(meter, price);
  if (meter.quantity === null) return unknownCharge(meter, meter.reason ?? 'the quantity is not known', price);
  if (meter.quantity.isZero()) return null;
  if (price.kind === 'unknown') return unknownCharge(meter, price.reason, price);
  const [slice] = tierSlices(price.tiers, zero, meter.quantity.abs());
  return slice === undefined ? null : tierCharge(meter, price, slice);
}

export interface TierSlice {
  /** From 1; `null` where the price has one step only. */
  readonly tier: number | null;
  readonly quantity: Exact;
  /** `null` above the last tier that was read. */
  readonly price: ExactTier | null;
}

/** A tier with its numbers ready to count with. */
interface ExactTier {
  readonly upTo: Exact | null;
  readonly usd: Exact;
  readonly text: string;
}

const exactTierCache = new WeakMap<readonly PriceTier[], readonly ExactTier[]>();

/** Prices are few and used often: their texts are read once. */
function exactTiers(tiers: readonly PriceTier[]): readonly ExactTier[] {
  const known = exactTierCache.get(tiers);
  if (known !== undefined) return known;
  const made = tiers.map((tier) => ({ upTo: tier.upTo === null ? null : decimal(tier.upTo), usd: decimal(tier.usd), text: tier.usd }));
  exactTierCache.set(tiers, made);
  return made;
}

/** The price of the first tier as a number. */
export function exactUsd(price: Price): Exact {
  const [first] = exactTiers(price.tiers);
  return first !== undefined && first.text === price.usd ? first.usd : decimal(price.usd);
}

/** Cuts a quantity that starts at `before` at the tier bounds; a bound belongs to the lower tier. */
export function tierSlices(tiers: readonly PriceTier[], before: Exact, quantity: Exact): TierSlice[] {
  const slices: TierSlice[] = [];
  const many = tiers.length > 1 || tiers[0]?.upTo != null;
  let start = before;
  let left = quantity;
  for (const [index, tier] of exactTiers(tiers).entries()) {
    if (left.isZero()) return slices;
    if (tier.upTo === null) return [...slices, { tier: many ? index + 1 : null, quantity: left, price: tier }];
    const room = tier.upTo.minus(start);
    if (room.lte(0)) continue;
    const taken = room.lt(left) ? room : left;
    slices.push({ tier: many ? index + 1 : null, quantity: taken, price: tier });
    start = start.plus(taken);
    left = left.minus(taken);
  }
  if (!left.isZero()) slices.push({ tier: tiers.length + 1, quantity: left, price: null });
  return slices;
}

export function tierCharge(meter: Meter, price: Price, slice: TierSlice): Charge {
  const quantity = meter.quantity?.isNegative() === true ? slice.quantity.negated() : slice.quantity;
  if (slice.price === null) {
    const reason = `no price of ${meter.item} in ${meter.region} above ${price.tiers.at(-1)?.upTo ?? ''} has been read`;
    return { ...unknownCharge({ ...meter, quantity }, reason, price), tier: slice.tier ?? undefined };
  }
  const whole = meter.quantity !== null && quantity.eq(meter.quantity);
  const factors = whole ? meter.factors : `${decimalText(quantity)} of ${meter.factors}`;
  return {
    quantity: whole ? meter.quantity : quantity,
    unit: price.unit,
    unitPriceUsd: slice.price.text,
    priceAsOf: price.asOf,
    usd: quantity.times(slice.price.usd),
    formula: `${factors} x $${slice.price.text}${slice.tier === null ? '' : ` (tier ${slice.tier})`}`,
    basis: price.origin === 'assumed' ? 'assumed' : meter.basis,
    reason: undefined,
    tier: slice.tier ?? undefined,
    atMostUsd: undefined,
    texts: noTexts(),
  };
}

function unknownCharge(meter: Meter, reason: string, price: Price | UnknownPrice): Charge {
  const known = price.kind === 'price';
  return {
    quantity: meter.quantity,
    unit: known ? price.unit : '',
    unitPriceUsd: known ? price.usd : null,
    priceAsOf: known ? price.asOf : null,
    usd: null,
    formula: `${meter.factors} x ${known ? `$${price.usd}` : 'unknown price'}`,
    basis: 'unknown',
    reason,
    tier: undefined,
    atMostUsd: undefined,
    texts: noTexts(),
  };
}

/** An unmeasured quantity counts with its least in the total and shows both ends. */
function rangedCharge(meter: Meter, price: Price | UnknownPrice): Charge {
  const least = meter.quantity ?? zero;
  const known = price.kind === 'price';
  const usd = known ? product(least, exactUsd(price)) : least.isZero() ? zero : null;
  return {
    quantity: least,
    unit: known ? price.unit : '',
    unitPriceUsd: known ? price.usd : null,
    priceAsOf: known ? price.asOf : null,
    usd,
    formula: `${meter.factors} x ${known ? `$${price.usd}` : 'unknown price'}`,
    basis: usd === null ? 'unknown' : 'assumed',
    reason: known ? undefined : price.reason,
    tier: undefined,
    atMostUsd: known ? product(meter.atMost ?? least, exactUsd(price)) : null,
    texts: noTexts(),
  };
}

export function noTexts(): ChargeTexts {
  return { quantity: undefined, usd: undefined, key: undefined };
}
