/**
 * A decimal number as whole digits and decimal places. Small digits are plain
 * integers, which processors multiply at once; digits beyond 2^53 are BigInt.
 * Every operation but `toDecimalPlaces` and `toFixed` with places is exact.
 */

/** Anything that says a number exactly: text as in `1.05` or `1e3`, numbers only where they are written in the code. */
export type Operand = ExactNumber | number | string;

const powers = Array.from({ length: 16 }, (_, places) => 10 ** places);

export class ExactNumber {
  /** An integer within 2^53, else a BigInt. */
  readonly digits: number | bigint;
  /** Decimal places; the last digit is not zero unless there are none. */
  readonly places: number;

  /** For digits and places that are in order already; `exactOf` brings others into order. */
  constructor(digits: number | bigint, places: number) {
    this.digits = digits;
    this.places = places;
  }

  plus(other: Operand): ExactNumber {
    const that = operand(other);
    const [places, a, b] = aligned(this, that);
    if (typeof a === 'number' && typeof b === 'number') {
      const total = a + b;
      if (Number.isSafeInteger(total)) return exactOf(total, places);
    }
    return exactOf(BigInt(a) + BigInt(b), places);
  }

  minus(other: Operand): ExactNumber {
    return this.plus(operand(other).negated());
  }

  times(other: Operand): ExactNumber {
    const that = operand(other);
    const places = this.places + that.places;
    if (typeof this.digits === 'number' && typeof that.digits === 'number') {
      const result = this.digits * that.digits;
      if (Number.isSafeInteger(result)) return exactOf(result, places);
    }
    return exactOf(BigInt(this.digits) * BigInt(that.digits), places);
  }

  negated(): ExactNumber {
    return this.digits === 0 ? this : new ExactNumber(-this.digits, this.places);
  }

  abs(): ExactNumber {
    return this.digits < 0 ? this.negated() : this;
  }

  isZero(): boolean {
    return this.digits === 0;
  }

  isNegative(): boolean {
    return this.digits < 0;
  }

  /** Zero counts as positive. */
  isPositive(): boolean {
    return this.digits >= 0;
  }

  eq(other: Operand): boolean {
    const that = operand(other);
    return this.places === that.places && this.digits === that.digits;
  }

  lt(other: Operand): boolean {
    return compare(this, operand(other)) < 0;
  }

  lte(other: Operand): boolean {
    return compare(this, operand(other)) <= 0;
  }

  gt(other: Operand): boolean {
    return compare(this, operand(other)) > 0;
  }

  gte(other: Operand): boolean {
    return compare(this, operand(other)) >= 0;
  }

  comparedTo(other: Operand): number {
    return compare(this, operand(other));
  }

  decimalPlaces(): number {
    return this.places;
  }

  /** The least whole number that is not below. */
  ceil(): ExactNumber {
    if (this.places === 0) return this;
    const unit = 10n ** BigInt(this.places);
    const whole = BigInt(this.digits) / unit;
    return exactOf(this.digits > 0 ? whole + 1n : whole, 0);
  }

  /** Without the decimals. */
  trunc(): ExactNumber {
    return this.places === 0 ? this : exactOf(BigInt(this.digits) / 10n ** BigInt(this.places), 0);
  }

  /** Rounded half-even. */
  toDecimalPlaces(places: number): ExactNumber {
    return this.places <= places ? this : exactOf(rounded(this, places, 'half-even'), places);
  }

  /** The nearest floating point number. */
  toNumber(): number {
    return Number(this.toFixed());
  }

  /** Plain notation, exact; with `places` rounded half away from zero to as many digits after the point. */
  toFixed(places?: number): string {
    if (places === undefined || places === this.places) return plain(this.digits, this.places);
    if (places > this.places) return plain(BigInt(this.digits) * 10n ** BigInt(places - this.places), places);
    const text = plain(rounded(this, places, 'half-up'), places);
    return this.isNegative() && !text.startsWith('-') ? `-${text}` : text;
  }

  toString(): string {
    return this.toFixed();
  }
}

/** Brings digits into order: no zero at the end of the decimals, no BigInt where an integer will do. */
export function exactOf(digits: number | bigint, places: number): ExactNumber {
  if (typeof digits === 'bigint') return ofBig(digits, places);
  let [own, left] = [digits === 0 ? 0 : digits, digits === 0 ? 0 : places];
  while (left > 0 && own % 10 === 0) [own, left] = [own / 10, left - 1];
  return new ExactNumber(own, left);
}

function ofBig(digits: bigint, places: number): ExactNumber {
  let [own, left] = [digits, places];
  while (left > 0 && own % 10n === 0n) [own, left] = [own / 10n, left - 1];
  const small = Number(own);
  return Number.isSafeInteger(small) ? exactOf(small, left) : new ExactNumber(own, left);
}

/** Throws on anything that is not a finite number. */
export function operand(value: Operand): ExactNumber {
  if (value instanceof ExactNumber) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return exactOf(value, 0);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(value));
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const text = whole + fraction;
  if (match === null || text === '') throw new Error(`not a finite number: ${value}`);
  const digits = text.length <= 15 ? Number(`${sign}${text}`) : BigInt(text) * (sign === '-' ? -1n : 1n);
  const places = fraction.length - Number(exponent);
  return places >= 0 ? exactOf(digits, places) : exactOf(BigInt(digits) * 10n ** BigInt(-places), 0);
}

/** Both with the same places. */
function aligned(a: ExactNumber, b: ExactNumber): readonly [number, number | bigint, number | bigint] {
  if (a.places === b.places) return [a.places, a.digits, b.digits];
  const places = Math.max(a.places, b.places);
  return [places, widened(a, places), widened(b, places)];
}

function widened(value: ExactNumber, places: number): number | bigint {
  const more = places - value.places;
  if (more === 0) return value.digits;
  const power = powers[more];
  if (typeof value.digits === 'number' && power !== undefined) {
    const digits = value.digits * power;
    if (Number.isSafeInteger(digits)) return digits;
  }
  return BigInt(value.digits) * 10n ** BigInt(more);
}

function compare(a: ExactNumber, b: ExactNumber): number {
  const [, x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Digits with fewer places. */
function rounded(value: ExactNumber, places: number, tie: 'half-even' | 'half-up'): bigint {
  const unit = 10n ** BigInt(value.places - places);
  const digits = BigInt(value.digits);
  const size = digits < 0n ? -digits : digits;
  const whole = nearest(size, unit, tie);
  return digits < 0n ? -whole : whole;
}

/** The quotient of two numbers above zero as the nearest whole number. */
export function nearest(dividend: bigint, divisor: bigint, tie: 'half-even' | 'half-up'): bigint {
  const whole = dividend / divisor;
  const twice = (dividend - whole * divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && (tie === 'half-up' || whole % 2n === 1n));
  return isUp ? whole + 1n : whole;
}

function plain(digits: number | bigint, places: number): string {
  if (places === 0) return String(digits);
  const isNegative = digits < 0;
  const text = String(isNegative ? -digits : digits).padStart(places + 1, '0');
  const cut = text.length - places;
  return `${isNegative ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`;
}
