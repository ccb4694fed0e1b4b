import { describe, expect, it } from 'vitest';
import { newConcurrency } from '#electron/discovery/concurrency.ts';
import { defaultSettings } from '#electron/discovery/request.ts';

/** Runs rounds in which every answer takes what `answerMs` says of the number of calls in flight. */
function limitAfter(rounds: number, answerMs: (inFlight: number) => number, isWanted = true): number {
  const concurrency = newConcurrency(defaultSettings);
  for (let round = 0; round < rounds; round += 1) {
    const inFlight = concurrency.limit();
    for (let call = 0; call < inFlight; call += 1) concurrency.answered('us-east-1', answerMs(inFlight));
    concurrency.adjust(isWanted);
  }
  return concurrency.limit();
}

describe('how many calls may be in flight', () => {
  it('grows to the most while answers come as fast as ever', () => {
    expect(limitAfter(30, () => 300)).toBe(defaultSettings.mostConcurrency);
  });

  it('stays where it is while no call waits for a place', () => {
    expect(limitAfter(30, () => 300, false)).toBe(defaultSettings.concurrency);
  });

  it('stops growing where more calls only wait for each other', () => {
    const atCapacity = (inFlight: number): number => Math.max(100, inFlight * 2);
    expect(limitAfter(60, atCapacity)).toBeLessThan(defaultSettings.mostConcurrency);
    expect(limitAfter(60, atCapacity)).toBeGreaterThanOrEqual(defaultSettings.concurrency);
  });

  it('shrinks where a server that was quick is overrun, and never below the least', () => {
    const concurrency = newConcurrency(defaultSettings);
    for (let call = 0; call < 64; call += 1) concurrency.answered('us-east-1', 50);
    for (let round = 0; round < 60; round += 1) {
      for (let call = 0; call < 64; call += 1) concurrency.answered('us-east-1', 6_000);
      concurrency.adjust(true);
    }
    expect(concurrency.limit()).toBe(defaultSettings.leastConcurrency);
  });

  it('comes back to where it began once the server answers again, if not quite as fast', () => {
    const concurrency = newConcurrency(defaultSettings);
    const round = (answerMs: number): void => {
      for (let call = 0; call < 64; call += 1) concurrency.answered('us-east-1', answerMs);
      concurrency.adjust(true);
    };
    for (let count = 0; count < 60; count += 1) round(count < 5 ? 50 : 6_000);
    for (let count = 0; count < 60; count += 1) round(150);
    expect(concurrency.limit()).toBe(defaultSettings.concurrency);
  });

  it('judges a distant Region by itself', () => {
    const concurrency = newConcurrency(defaultSettings);
    for (let round = 0; round < 30; round += 1) {
      for (let call = 0; call < 32; call += 1) {
        concurrency.answered('us-east-1', 20);
        concurrency.answered('ap-southeast-2', 400);
      }
      concurrency.adjust(true);
    }
    expect(concurrency.limit()).toBe(defaultSettings.mostConcurrency);
  });
});
