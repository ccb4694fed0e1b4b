/**
 * Addresses and blocks under other numbers, so that everything that lay inside
 * a block still does: each bit is flipped or kept by a hash of the bits before
 * it and a key, so equal prefixes stay equal (the idea of Crypto-PAn; the hash
 * here hides, it does not withstand an attacker who knows the key).
 */

/** The address or block under the key; `null` where the text is neither. The blocks that say what an address is for stay as they are. */
export function redactAddress(text: string, key: string): string | null {
  const [address = '', length] = text.split('/');
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const redacted = ipv4(address, key) ?? ipv6(address, key);
  if (redacted === null) return null;
  if (length === undefined) return redacted;
  return `${masked(redacted, Number(length))}/${length}`;
}

/** Private, shared, loopback, link-local and multicast blocks, as bits that are kept. */
const keptBlocks: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
];

function ipv4(text: string, key: string): string | null {
  const bits = ipv4Bits(text);
  if (bits === null) return null;
  const kept = keptBlocks.find(([block, length]) => bits.startsWith((ipv4Bits(block) ?? '').slice(0, length)));
  if (bits.startsWith('00000000') || bits.startsWith('01111111') || bits.startsWith('1010100111111110')) return text;
  const bitsOut = scrambled(bits, kept?.[1] ?? 8, key);
  return [0, 8, 16, 24].map((at) => Number.parseInt(bitsOut.slice(at, at + 8), 2)).join('.');
}

function ipv6(text: string, key: string): string | null {
  const groups = ipv6Groups(text);
  if (groups === null) return null;
  if (groups.every((group) => group === 0)) return text;
  const bits = groups.map((group) => group.toString(2).padStart(16, '0')).join('');
  return ipv6Text(scrambled(bits, 16, key));
}

/** The bits after the first `keep`, each flipped by what stands before it. */
function scrambled(bits: string, keep: number, key: string): string {
  let state = hash(0x811c9dc5, key);
  let result = '';
  for (const [index, bit] of Array.from(bits).entries()) {
    result += index < keep || (mixed(state) & 1) === 0 ? bit : bit === '0' ? '1' : '0';
    state = hash(state, bit);
  }
  return result;
}

/** The address with everything after the length of its block set to zero. */
function masked(address: string, length: number): string {
  const bits = ipv4Bits(address);
  if (bits !== null) {
    const cut = bits.slice(0, length).padEnd(32, '0');
    return [0, 8, 16, 24].map((at) => Number.parseInt(cut.slice(at, at + 8), 2)).join('.');
  }
  const groups = ipv6Groups(address) ?? [];
  const all = groups.map((group) => group.toString(2).padStart(16, '0')).join('');
  return ipv6Text(all.slice(0, length).padEnd(128, '0'));
}

function ipv4Bits(text: string): string | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return null;
  return parts.map((part) => part.toString(2).padStart(8, '0')).join('');
}

function ipv6Groups(text: string): number[] | null {
  if (!/^[0-9a-fA-F:]{2,39}$/.test(text) || !text.includes(':')) return null;
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (missing < 0 || (tail === undefined && missing !== 0)) return null;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
}

/** With the first longest run of zeros shortened. */
function ipv6Text(bits: string): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number.parseInt(bits.slice(index * 16, index * 16 + 16), 2).toString(16));
  return groups.join(':').replace(/(?:^|:)0(?::0)+(?:$|:)/, '::');
}

/** FNV-1a over the text, from a state. */
function hash(state: number, text: string): number {
  let value = state;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}

function mixed(state: number): number {
  let value = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
