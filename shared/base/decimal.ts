/**
 * Exact decimal arithmetic for money and quantities.
 *
 * Sums and products are exact: nothing is rounded on the way. Division is the
 * only inexact step; it carries 30 significant digits, half-even. Amounts are
 * rounded once, at display.
 */
import { type ExactNumber, exactOf, nearest, operand } from './exact-number.ts';

/** An exact decimal number. Make it with `decimal`; never from a computed floating point number. */
export type Exact = ExactNumber;

const quotientDigits = 30;

/** Text or a whole-ish literal as an exact decimal. Throws on anything that is not a finite number: that is a bug of the caller. */
export function decimal(value: string | number | Exact): Exact {
  return operand(value);
}

export const zero: Exact = decimal(0);
export const one: Exact = decimal(1);

/** Exact sum. */
export function sum(values: Iterable<Exact>): Exact {
  let total = zero;
  for (const value of values) total = total.plus(value);
  return total;
}

/** Exact product. */
export function product(...factors: readonly Exact[]): Exact {
  return factors.reduce((total, factor) => total.times(factor), one);
}

/** Quotient with 30 significant digits, half-even. The divisor must not be zero. */
export function quotient(dividend: Exact, divisor: Exact): Exact {
  if (divisor.isZero()) throw new Error('division by zero');
  if (dividend.isZero()) return zero;
  const over = BigInt(dividend.abs().digits) * 10n ** BigInt(divisor.places);
  const under = BigInt(divisor.abs().digits) * 10n ** BigInt(dividend.places);
  let shift = quotientDigits - (String(over).length - String(under).length);
  if (shifted(over, shift) / shifted(under, -shift) >= 10n ** BigInt(quotientDigits)) shift -= 1;
  const digits = nearest(shifted(over, shift), shifted(under, -shift), 'half-even');
  const signed = dividend.isNegative() === divisor.isNegative() ? digits : -digits;
  return exactOf(shifted(signed, -shift), Math.max(0, shift));
}

/** Times ten to the power of `places`; unchanged where that is negative. */
function shifted(digits: bigint, places: number): bigint {
  return places > 0 ? digits * 10n ** BigInt(places) : digits;
}

/** Plain notation without exponent, as JSON carries amounts: unrounded. */
export function decimalText(value: Exact): string {
  return value.toFixed();
}

/** Rounded half-up to `places`, for display only. */
export function roundedText(value: Exact, places: number): string {
  return value.toFixed(places);
}
