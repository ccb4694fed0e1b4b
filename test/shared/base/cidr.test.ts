import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOverlap, containsBlock, coversBlock, ipv4Block, ipv6Block } from '#shared/base/cidr.ts';

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

describe('ipv6Block', () => {
  it.each([
    ['::/0', { first: 0n, last: (1n << 128n) - 1n }],
    ['::1', { first: 1n, last: 1n }],
    ['2001:db8::/32', { first: 0x20010db8n << 96n, last: (0x20010db9n << 96n) - 1n }],
    ['2001:DB8:0:0:0:0:0:1/128', { first: (0x20010db8n << 96n) + 1n, last: (0x20010db8n << 96n) + 1n }],
    ['::ffff:10.0.0.1', { first: 0xffff0a000001n, last: 0xffff0a000001n }],
  ])('%s', (text, block) => {
    expect(ipv6Block(text)).toEqual(block);
  });

  it.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '10.0.0.0/8',
    '2001:db8::/129',
    '2001:db8::/',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '12345::',
  ])('%j is none', (text) => {
    expect(ipv6Block(text)).toBeNull();
  });

  it('blocks contain, overlap and cover each other within their family alone', () => {
    expect([
      containsBlock('2001:db8::/32', '2001:db8:1::/48'),
      containsBlock('0.0.0.0/0', '::/0'),
      containsBlock('::/0', '10.0.0.0/8'),
      blocksOverlap('2001:db8::/33', '2001:db8:8000::/33'),
      coversBlock(['10.0.0.0/8', '2001:db8::/33', '2001:db8:8000::/33'], '2001:db8::/32'),
      coversBlock(['2001:db8::/33'], '2001:db8::/32'),
    ]).toEqual([true, false, false, false, true, false]);
  });
});
