import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, roundedText } from '#shared/base/decimal.ts';
import { duration, gigabytes, groupedDecimal, readableFormula, signedUsd, time, usd } from '#renderer/views/format.ts';

describe('amounts', () => {
  it('are rounded once, grouped, and signed with a real minus', () => {
    expect([usd('1234.565'), usd('-35.1'), usd('0'), signedUsd('120'), signedUsd('-35.1'), signedUsd('0'), signedUsd('0.001')]).toEqual([
      '$1,234.57',
      '\u2212$35.10',
      '$0.00',
      '+$120.00',
      '\u2212$35.10',
      '$0.00',
      '$0.00',
    ]);
    expect([gigabytes('208.56'), usd('1299.5', 0)]).toEqual(['208.6 GB', '$1,300']);
  });

  it('agree with exact decimal rounding', () => {
    const amount = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 18 }));
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 6 }), ([digits, scale], places) => {
        const text = digits.toString().padStart(scale + 1, '0');
        const plain = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
        expect(groupedDecimal(plain, places).replaceAll(',', '')).toBe(roundedText(decimal(plain), places));
      }),
    );
  });

  it('leave short formulas alone and cut quotients to six places', () => {
    expect(readableFormula('3 AZ x 730 h x $0.010')).toBe('3 AZ x 730 h x $0.010');
    expect(readableFormula('$22.4 fixed / $0.05823626264630033723746 per GB')).toBe('$22.4 fixed / $0.058236 per GB');
  });
});

describe('times', () => {
  it('are told in UTC, and what is no time comes back as it is', () => {
    expect([time('2026-11-21T04:26:00Z'), time('never'), duration(80_000), duration(4_400)]).toEqual([
      '21 Nov 2026, 04:26 UTC',
      'never',
      '1 min 20 s',
      '4 s',
    ]);
  });
});
