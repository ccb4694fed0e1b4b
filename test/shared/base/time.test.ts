import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { epochMs, hoursBetween } from '#shared/base/time.ts';

describe('epochMs', () => {
  it('agrees with the calendar of the host for any time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2400-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          expect(epochMs(date.toISOString() as IsoTime)).toBe(date.getTime());
        },
      ),
    );
  });

  it('refuses what is no UTC time', () => {
    expect(epochMs('yesterday' as IsoTime)).toBeNull();
    expect(hoursBetween('2026-11-02T00:00:00Z' as IsoTime, 'later' as IsoTime)).toBeNull();
  });

  it('counts hours', () => {
    expect(hoursBetween('2026-02-28T12:00:00Z' as IsoTime, '2026-03-01T00:00:00.000Z' as IsoTime)).toBe(12);
  });
});
