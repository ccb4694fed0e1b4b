/** IPv4 arithmetic for dealing out subnets and addresses of a made-up VPC. */

/** The n-th subnet of `bits` length inside a block: `10.0.0.0/16`, 3, 24 gives `10.0.3.0/24`. Throws where the block is too small. */
export function nthSubnet(block: string, index: number, bits: number): string {
  const { base, length } = parse(block);
  if (length > bits || index >= 2 ** (bits - length)) throw new Error(`${block} has no /${bits} number ${index}`);
  return `${addressText(base + index * 2 ** (32 - bits))}/${bits}`;
}

/** The n-th address of a block. Throws where the block is too small. */
export function nthAddress(block: string, index: number): string {
  const { base, length } = parse(block);
  if (index >= 2 ** (32 - length)) throw new Error(`${block} has no address number ${index}`);
  return addressText(base + index);
}

/** How many addresses a block leaves to its user: AWS keeps five. */
export function usableAddresses(block: string): number {
  return 2 ** (32 - parse(block).length) - 5;
}

function parse(block: string): { base: number; length: number } {
  const [address = '', length = '32'] = block.split('/');
  return { base: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), length: Number(length) };
}

function addressText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
