import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, type Exact, product, quotient, roundedText, sum } from '#shared/base/decimal.ts';

const cents = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 20 }))
  .map(([digits, places]) => ({ digits, places, text: shifted(digits, places) }));

describe('exact decimals', () => {
  it('sum and multiply without any rounding, however long', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const places = a.places + b.places;
        expect(decimalText(product(decimal(a.text), decimal(b.text)))).toBe(trimmed(shifted(a.digits * b.digits, places)));
        const scale = Math.max(a.places, b.places);
        const total = a.digits * 10n ** BigInt(scale - a.places) + b.digits * 10n ** BigInt(scale - b.places);
        expect(decimalText(sum([decimal(a.text), decimal(b.text)]))).toBe(trimmed(shifted(total, scale)));
      }),
    );
  });

  it('divide with 30 significant digits', () => {
    expect(decimalText(quotient(decimal('7.3'), decimal('0.035')))).toBe('208.571428571428571428571428571');
  });

  it('round half up, once, at display', () => {
    expect([roundedText(decimal('237.9435'), 2), roundedText(decimal('128.115'), 2), roundedText(decimal('-0.005'), 2)]).toEqual([
      '237.94',
      '128.12',
      '-0.01',
    ]);
  });

  it('refuse what is no number', () => {
    expect(() => decimal('NaN')).toThrow();
    expect(() => decimal(Number.POSITIVE_INFINITY)).toThrow();
    expect(() => quotient(decimal(1), decimal(0))).toThrow();
  });
});

/** An implementation by others, wide enough never to round on its own. */
const Wide = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -400, toExpPos: 400 });
const Quotient = Decimal.clone({ precision: 30, rounding: Decimal.ROUND_HALF_EVEN });

const signed = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -(10n ** 35n), max: 10n ** 35n }),
      fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
      fc.bigInt({ min: -1000n, max: 1000n }),
    ),
    fc.nat(22),
  )
  .map(([digits, places]) => `${digits < 0n ? '-' : ''}${shifted(digits < 0n ? -digits : digits, places)}`);

describe('exact decimals beside decimal.js', () => {
  it('give the same digits in every operation', () => {
    fc.assert(
      fc.property(signed, signed, fc.nat(9), (a, b, places) => {
        expect(ours(decimal(a), decimal(b), places)).toEqual(theirs(new Wide(a), new Wide(b), places));
      }),
      { numRuns: 2000 },
    );
  });

  it('read the same texts', () => {
    const texts = ['1e5', '-1e-7', '1e21', '.5', '5.', '+3', '-0', '0.10', '9007199254740993'];
    expect(texts.map((text) => decimalText(decimal(text)))).toEqual(texts.map((text) => new Wide(text).toFixed()));
  });
});

function ours(a: Exact, b: Exact, places: number) {
  return {
    sum: decimalText(a.plus(b)),
    difference: decimalText(a.minus(b)),
    product: decimalText(a.times(b)),
    quotient: b.isZero() ? null : decimalText(quotient(a, b)),
    order: [a.lt(b), a.lte(b), a.gt(b), a.gte(b), a.eq(b), a.comparedTo(b)],
    whole: [decimalText(a.ceil()), decimalText(a.trunc()), decimalText(a.abs()), a.decimalPlaces()],
    rounded: [decimalText(a.toDecimalPlaces(places)), roundedText(a, places)],
  };
}

function theirs(a: Decimal, b: Decimal, places: number): ReturnType<typeof ours> {
  return {
    sum: a.plus(b).toFixed(),
    difference: a.minus(b).toFixed(),
    product: a.times(b).toFixed(),
    quotient: b.isZero() ? null : Quotient.div(a, b).toFixed(),
    order: [a.lt(b), a.lte(b), a.gt(b), a.gte(b), a.eq(b), a.comparedTo(b)],
    whole: [a.ceil().toFixed(), a.trunc().toFixed(), a.abs().toFixed(), a.decimalPlaces()],
    rounded: [a.toDecimalPlaces(places).toFixed(), a.toFixed(places, Decimal.ROUND_HALF_UP)],
  };
}

function shifted(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
