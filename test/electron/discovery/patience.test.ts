import { describe, expect, it } from 'vitest';
import { newPatience } from '#electron/discovery/patience.ts';

/** Deadlines for the first, second and third wait where answers took so long so far. */
function deadlines(usualMs: number | null): number[] {
  const patience = newPatience(10_000);
  if (usualMs !== null) patience.answered('us-east-1', usualMs);
  return [1, 2, 3].map((wait) => patience.deadlineOf('us-east-1', wait));
}

describe('how long is waited for an answer', () => {
  it.each([
    ['all of the deadline while nothing is known of the host', null, [10_000, 10_000, 10_000]],
    ['a part of it where answers come quickly', 100, [3_000, 6_000, 10_000]],
    ['at least ten times what is usual', 400, [4_000, 6_000, 10_000]],
    ['never more than the deadline', 2_000, [10_000, 10_000, 10_000]],
  ])('%s', (_what, usualMs, expected) => {
    expect(deadlines(usualMs)).toEqual(expected);
  });

  it('is told by the host, not by others', () => {
    const patience = newPatience(10_000);
    patience.answered('us-east-1', 100);
    expect(patience.deadlineOf('eu-west-1', 1)).toBe(10_000);
  });
});
