/** IPv4 and IPv6 blocks. Text that is no block contains nothing and is contained in nothing; the two families share no address. */
export interface Ipv4Block {
  readonly first: number;
  readonly last: number;
}

const pattern = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** First and last address of a block or of a single address; `null` where the text is neither. */
export function ipv4Block(text: string): Ipv4Block | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const length = match[5] === undefined ? 32 : Number(match[5]);
  if (length > 32) return null;
  let address = 0;
  for (let group = 1; group <= 4; group += 1) {
    const octet = Number(match[group]);
    if (octet > 255) return null;
    address = address * 256 + octet;
  }
  const size = 2 ** (32 - length);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}

/** First and last address of an IPv6 block or address, as one number of 128 bits. */
export interface Ipv6Block {
  readonly first: bigint;
  readonly last: bigint;
}

/** An IPv6 block or a single address, `::` and an IPv4 tail included; `null` where the text is neither. */
export function ipv6Block(text: string): Ipv6Block | null {
  const [address = '', length = '128', ...rest] = text.split('/');
  const groups = ipv6Groups(address);
  if (groups === null || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > 128) return null;
  const value = groups.reduce((total, group) => total * 65_536n + BigInt(group), 0n);
  const size = 1n << BigInt(128 - Number(length));
  const first = (value / size) * size;
  return { first, last: first + size - 1n };
}

/** The eight groups of an address; `null` where there are more, fewer or others. */
function ipv6Groups(address: string): readonly number[] | null {
  const [head = '', tail, ...rest] = address.split('::');
  if (rest.length > 0) return null;
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  if (before === null || after === null) return null;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

function groupsOf(text: string): readonly number[] | null {
  if (text === '') return [];
  const parts = text.split(':').flatMap((part): (number | null)[] => {
    const tail = part.includes('.') ? ipv4Block(part) : null;
    if (tail !== null) return [Math.floor(tail.first / 65_536), tail.first % 65_536];
    return [/^[0-9a-f]{1,4}$/i.test(part) ? Number.parseInt(part, 16) : null];
  });
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

/** Whether a text is written as an IPv6 block or address. */
export function isIpv6(text: string): boolean {
  return text.includes(':');
}

/** Whether every address of `inner` lies in `outer`. */
export function containsBlock(outer: string, inner: string): boolean {
  if (isIpv6(inner)) return holds(ipv6Block(outer), ipv6Block(inner));
  return holds(ipv4Block(outer), ipv4Block(inner));
}

function holds<Address extends number | bigint>(outer: Range<Address> | null, inner: Range<Address> | null): boolean {
  return outer !== null && inner !== null && outer.first <= inner.first && inner.last <= outer.last;
}

interface Range<Address> {
  readonly first: Address;
  readonly last: Address;
}

/** Whether the two share an address. */
export function blocksOverlap(one: string, other: string): boolean {
  if (isIpv6(one)) return meet(ipv6Block(one), ipv6Block(other));
  return meet(ipv4Block(one), ipv4Block(other));
}

function meet<Address extends number | bigint>(a: Range<Address> | null, b: Range<Address> | null): boolean {
  return a !== null && b !== null && a.first <= b.last && b.first <= a.last;
}

/** Whether the blocks together hold every address of `inner`. */
export function coversBlock(blocks: readonly string[], inner: string): boolean {
  // Mostly a group admits the very block of its VPC.
  if (blocks.includes(inner)) return containsBlock(inner, inner);
  if (isIpv6(inner))
    return covers(
      blocks.flatMap((block) => ipv6Block(block) ?? []),
      ipv6Block(inner),
      1n,
    );
  return covers(
    blocks.flatMap((block) => ipv4Block(block) ?? []),
    ipv4Block(inner),
    1,
  );
}

function covers<Address extends number | bigint>(blocks: readonly Range<Address>[], inner: Range<Address> | null, one: Address): boolean {
  if (inner === null) return false;
  const parts = blocks.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  let next = inner.first;
  for (const part of parts) {
    if (part.first > next) return false;
    if (part.last >= next) next = after(part.last, one);
    if (next > inner.last) return true;
  }
  return false;
}

/** The next address; TypeScript adds two of one kind only where it knows which. */
function after<Address extends number | bigint>(address: Address, one: Address): Address {
  return (typeof address === 'bigint' ? address + (one as bigint) : (address as number) + (one as number)) as Address;
}
