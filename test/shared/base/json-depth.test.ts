import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '#shared/base/json-depth.ts';

describe('isDeeperThan', () => {
  it('counts objects and lists alike', () => {
    expect(['1', '{}', '[{}]', '[{"a":[]}]', '[{},{},{}]'].map((text) => isDeeperThan(text, 2))).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('does not count brackets in text', () => {
    expect(isDeeperThan(JSON.stringify(['[[[["\\[[[[']), 1)).toBe(false);
    expect(isDeeperThan(JSON.stringify({ 'a"[': ['\\'], b: [[]] }), 2)).toBe(true);
  });

  it('survives a million levels and text that is no JSON', () => {
    expect(isDeeperThan('['.repeat(1_000_000), 64)).toBe(true);
    expect(isDeeperThan(']]]]"', 0)).toBe(false);
  });
});
