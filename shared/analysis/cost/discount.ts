/** Private discounts as shares of list prices. */
import { type Exact, decimal, decimalText, product, quotient, zero } from '#shared/base/decimal.ts';
import type { Discount, PriceBook, PriceTier } from '#shared/model/price-book.ts';
import { discountCovers } from '#shared/model/price-book-adjust.ts';

/** 10 % is 0.1. */
export function shareOf(discount: Discount): Exact {
  return quotient(decimal(discount.percent), decimal(100));
}

/** A price with its discounts taken off, for rates per GB. */
export function discountedTiers(book: PriceBook, item: string, tiers: readonly PriceTier[]): readonly PriceTier[] {
  if (book.discounts === undefined) return tiers;
  const off = book.discounts.filter((discount) => discountCovers(discount, item)).reduce((total, each) => total.plus(shareOf(each)), zero);
  if (off.isZero()) return tiers;
  return tiers.map((tier) => ({ ...tier, usd: decimalText(product(decimal(tier.usd), decimal(1).minus(off))) }));
}
