import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, product, quotient, roundedText, sum } from '#shared/base/decimal.ts';

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

function shifted(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
