import { describe, expect, it } from 'vitest';
import { allowedInFlight, isLoneThrottle, learn, newPace, takeToken } from '#electron/discovery/pace.ts';
import { defaultSettings } from '#electron/discovery/request.ts';

describe('the pace of one account and Region', () => {
  it('stays below the 100 calls and 20 a second that AWS allows', () => {
    const pace = newPace();
    let calls = 0;
    for (let now = 0; now < 10_000; now += 1) while (takeToken(pace, 'DescribeVpcs', now, defaultSettings) === 0) calls += 1;
    expect(calls).toBeLessThanOrEqual(100 + 20 * 10);
    expect(calls).toBeGreaterThan(90 + 18 * 10);
  });

  it('counts every operation on its own', () => {
    const pace = newPace();
    while (takeToken(pace, 'DescribeVpcs', 0, defaultSettings) === 0);
    expect(takeToken(pace, 'DescribeVpcs', 0, defaultSettings)).toBeGreaterThan(0);
    expect(takeToken(pace, 'DescribeSubnets', 0, defaultSettings)).toBe(0);
  });

  it('halves on five throttles in a row and recovers with success', () => {
    const pace = newPace();
    for (let count = 0; count < 4; count += 1) learn(pace, 'throttled', defaultSettings);
    expect(allowedInFlight(pace, defaultSettings)).toBe(10);
    learn(pace, 'throttled', defaultSettings);
    expect(allowedInFlight(pace, defaultSettings)).toBe(5);
    for (let count = 0; count < 200; count += 1) learn(pace, 'ok', defaultSettings);
    expect(allowedInFlight(pace, defaultSettings)).toBe(10);
  });

  it('takes a throttle between answers for chance, and two in a row for a sign', () => {
    const pace = newPace();
    const seen = (['throttled', 'throttled', 'ok', 'throttled'] as const).map((result) => {
      learn(pace, result, defaultSettings);
      return isLoneThrottle(pace);
    });
    expect(seen).toEqual([true, false, true, true]);
  });
});
