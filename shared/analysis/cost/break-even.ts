/** From how many gigabytes a month on a new path pays. */
import { type Exact, decimal, product, quotient, zero } from '#shared/base/decimal.ts';
import type { PriceTier } from '#shared/model/price-book.ts';

export interface BreakEvenInput {
  /** Fixed cost added less fixed cost removed, USD a month. */
  readonly fixedUsd: Exact;
  /** What a GB costs on the old path: NAT, twice the inter-AZ price at the crossing share, and what stands before the NAT. */
  readonly oldUsdPerGb: Exact;
  /** What a GB costs on the new path. */
  readonly newTiers: readonly PriceTier[];
  /** GB that fill the tiers already. */
  readonly before?: Exact;
}

/** `always`: nothing fixed is added; `never`: no GB saves enough; `null`: the price is unknown from there on. */
export type BreakEvenPoint = Exact | 'always' | 'never' | null;

/** Walks the tiers: within each the saving grows by a straight line. */
export function breakEvenGb(input: BreakEvenInput): BreakEvenPoint {
  if (input.fixedUsd.lte(0)) return 'always';
  let missing = input.fixedUsd;
  let position = input.before ?? zero;
  let moved = zero;
  for (const tier of input.newTiers) {
    const slope = input.oldUsdPerGb.minus(decimal(tier.usd));
    const room = tier.upTo === null ? null : decimal(tier.upTo).minus(position);
    if (room !== null && room.lte(0)) continue;
    if (slope.gt(0) && (room === null || product(slope, room).gte(missing))) return moved.plus(quotient(missing, slope));
    if (room === null) return 'never';
    missing = missing.minus(product(slope, room));
    moved = moved.plus(room);
    position = position.plus(room);
  }
  return null;
}
