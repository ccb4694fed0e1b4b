/** IPv4 blocks. Text that is no block contains nothing and is contained in nothing. */
export interface Ipv4Block {
  readonly first: number;
  readonly last: number;
}

const pattern = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** First and last address of a block or of a single address; `null` where the text is neither. */
export function ipv4Block(text: string): Ipv4Block | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const octets = match.slice(1, 5).map(Number);
  const length = match[5] === undefined ? 32 : Number(match[5]);
  if (octets.some((octet) => octet > 255) || length > 32) return null;
  const address = octets.reduce((total, octet) => total * 256 + octet, 0);
  const size = 2 ** (32 - length);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}

/** Whether every address of `inner` lies in `outer`. */
export function containsBlock(outer: string, inner: string): boolean {
  const [a, b] = [ipv4Block(outer), ipv4Block(inner)];
  return a !== null && b !== null && a.first <= b.first && b.last <= a.last;
}

/** Whether the two share an address. */
export function blocksOverlap(one: string, other: string): boolean {
  const [a, b] = [ipv4Block(one), ipv4Block(other)];
  return a !== null && b !== null && a.first <= b.last && b.first <= a.last;
}

/** Whether the blocks together hold every address of `inner`. */
export function coversBlock(blocks: readonly string[], inner: string): boolean {
  const target = ipv4Block(inner);
  if (target === null) return false;
  const parts = blocks.flatMap((block) => ipv4Block(block) ?? []).sort((a, b) => a.first - b.first);
  let next = target.first;
  for (const part of parts) {
    if (part.first > next) return false;
    if (part.last >= next) next = part.last + 1;
    if (next > target.last) return true;
  }
  return false;
}
