/**
 * Exact decimal arithmetic for money and quantities.
 *
 * Sums and products are exact: the working precision is far beyond what any
 * estate needs, so nothing is rounded on the way. Division is the only inexact
 * step; it carries 30 significant digits, half-even. Amounts are rounded once,
 * at display.
 */
import { Decimal } from 'decimal.js';

const Exact = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -400, toExpPos: 400 });
const Quotient = Decimal.clone({ precision: 30, rounding: Decimal.ROUND_HALF_EVEN });

/** An exact decimal number. Make it with `decimal`; never from a computed floating point number. */
export type Exact = Decimal;

/** Text or a whole-ish literal as an exact decimal. Throws on anything that is not a finite number: that is a bug of the caller. */
export function decimal(value: string | number | Exact): Exact {
  const result = new Exact(value);
  if (!result.isFinite()) throw new Error(`not a finite number: ${String(value)}`);
  return result;
}

export const zero: Exact = decimal(0);
export const one: Exact = decimal(1);

/** Exact sum. */
export function sum(values: Iterable<Exact>): Exact {
  let total: Exact | null = null;
  for (const value of values) total = total === null ? value : total.plus(value);
  return total ?? zero;
}

/** Exact product. */
export function product(...factors: readonly Exact[]): Exact {
  const [first, ...others] = factors;
  if (first === undefined) return one;
  return others.reduce((total, factor) => total.times(factor), first);
}

/** Quotient with 30 significant digits, half-even. The divisor must not be zero. */
export function quotient(dividend: Exact, divisor: Exact): Exact {
  if (divisor.isZero()) throw new Error('division by zero');
  return decimal(Quotient.div(dividend, divisor));
}

/** Plain notation without exponent, as JSON carries amounts: unrounded. */
export function decimalText(value: Exact): string {
  return value.toFixed();
}

/** Rounded half-up to `places`, for display only. */
export function roundedText(value: Exact, places: number): string {
  return value.toFixed(places, Decimal.ROUND_HALF_UP);
}
