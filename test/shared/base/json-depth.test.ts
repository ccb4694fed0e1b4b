import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '#shared/base/json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

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

  it('says of any JSON what its value says', () => {
    const text = fc.stringMatching(/^[\\"a[{}\]]*$/);
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 6 }, text, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(text, tie('node'), { maxKeys: 3 })),
    })).node;
    const says = fc.property(tree, fc.nat(8), (value, limit) => isDeeperThan(JSON.stringify(value), limit) === depthOf(value) > limit);
    expect(fc.check(says, { numRuns: 1000 }).counterexample).toBe(null);
  });

  it('survives a million levels and text that is no JSON', () => {
    expect(isDeeperThan('['.repeat(1_000_000), 64)).toBe(true);
    expect(isDeeperThan(']]]]"', 0)).toBe(false);
  });
});
