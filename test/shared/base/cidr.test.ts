import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOverlap, containsBlock, coversBlock, ipv4Block } from '#shared/base/cidr.ts';

describe('ipv4Block', () => {
  it.each([
    ['10.0.0.0/8', { first: 167772160, last: 184549375 }],
    ['10.1.2.3', { first: 167838211, last: 167838211 }],
    ['0.0.0.0/0', { first: 0, last: 4294967295 }],
    ['10.1.2.3/16', { first: 167837696, last: 167903231 }],
  ])('%s', (text, block) => {
    expect(ipv4Block(text)).toEqual(block);
  });

  it.each(['', '10.0.0', '256.0.0.0/8', '10.0.0.0/33', 'fd00::/8', 'pl-123', '10.0.0.0/'])('%j is none', (text) => {
    expect(ipv4Block(text)).toBeNull();
  });
});

describe('blocks', () => {
  it('contain and overlap by their addresses', () => {
    expect([
      containsBlock('10.0.0.0/8', '10.9.0.0/16'),
      containsBlock('10.9.0.0/16', '10.0.0.0/8'),
      blocksOverlap('10.0.0.0/8', '10.9.0.0/16'),
      blocksOverlap('10.0.0.0/16', '10.1.0.0/16'),
    ]).toEqual([true, false, true, false]);
  });

  it('cover a block together, without a gap', () => {
    expect(coversBlock(['10.0.0.0/17', '10.0.128.0/17'], '10.0.0.0/16')).toBe(true);
    expect(coversBlock(['10.0.0.0/17', '10.0.192.0/18'], '10.0.0.0/16')).toBe(false);
    expect(coversBlock([], '10.0.0.0/16')).toBe(false);
  });

  it('a block that one of them contains is always covered', () => {
    const block = fc.tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 32 })).map(([a, b, length]) => `10.${a}.${b}.0/${length}`);
    fc.assert(fc.property(fc.array(block, { maxLength: 5 }), block, (blocks, inner) => coversBlock([...blocks, inner], inner)));
  });
});
