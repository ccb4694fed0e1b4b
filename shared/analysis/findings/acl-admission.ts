/**
 * What a network ACL lets through. Entries are judged in the order of their
 * number, the first that matches decides, and what matches none is denied.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
import { type Ipv4Block, ipv4Block } from '#shared/base/cidr.ts';
import type { AclEntry, NetworkAcl } from '#shared/model/network-acl.ts';

export type AclAnswer = 'all' | 'part' | 'none';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** How much of TCP between the blocks and the ports is let through in one direction. */
export function aclAdmits(acl: NetworkAcl, direction: 'in' | 'out', ports: PortRange, blocks: readonly string[]): AclAnswer {
  const entries = acl.entries
    .filter((entry) => entry.egress === (direction === 'out') && isTcp(entry))
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber);
  const [first] = entries;
  if (first?.cidrBlock === '0.0.0.0/0' && coversPorts(first, ports)) return first.allow ? 'all' : 'none';
  const targets = blocks.flatMap((block) => ipv4Block(block) ?? []);
  const answers = segments(entries, ports).flatMap((port) => targets.map((target) => answerFor(entries, port, target)));
  if (answers.length === 0) return 'none';
  return answers.every((answer) => answer === 'all') ? 'all' : answers.every((answer) => answer === 'none') ? 'none' : 'part';
}

function isTcp(entry: AclEntry): boolean {
  return entry.protocol === '-1' || entry.protocol === '6' || entry.protocol === 'tcp';
}

function coversPorts(entry: AclEntry, ports: PortRange): boolean {
  return entry.protocol === '-1' || ((entry.fromPort ?? 0) <= ports.from && ports.to <= (entry.toPort ?? 65_535));
}

/** One port out of each stretch of the range in which the same entries match. */
function segments(entries: readonly AclEntry[], ports: PortRange): readonly number[] {
  const starts = entries
    .flatMap((entry) => [entry.fromPort ?? 0, (entry.toPort ?? 65_535) + 1])
    .filter((port) => ports.from < port && port <= ports.to);
  return [...new Set([ports.from, ...starts])];
}

/** Takes from the block what each entry decides, in order; what is left at the end is denied. */
function answerFor(entries: readonly AclEntry[], port: number, target: Ipv4Block): AclAnswer {
  let open: readonly Ipv4Block[] = [target];
  let allowed = 0;
  for (const entry of entries) {
    const block = entry.cidrBlock === null ? null : ipv4Block(entry.cidrBlock);
    if (block === null || !coversPorts(entry, { from: port, to: port })) continue;
    if (entry.allow) allowed += open.reduce((total, part) => total + overlap(part, block), 0);
    open = open.flatMap((part) => without(part, block));
  }
  const size = target.last - target.first + 1;
  return allowed === size ? 'all' : allowed === 0 ? 'none' : 'part';
}

function overlap(a: Ipv4Block, b: Ipv4Block): number {
  return Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1);
}

function without(part: Ipv4Block, taken: Ipv4Block): readonly Ipv4Block[] {
  if (overlap(part, taken) === 0) return [part];
  const below = { first: part.first, last: taken.first - 1 };
  const above = { first: taken.last + 1, last: part.last };
  return [below, above].filter((one) => one.first <= one.last);
}

/** The numbers of the entries a direction has, for evidence. */
export function entriesText(acl: NetworkAcl, direction: 'in' | 'out'): string {
  const entries = acl.entries.filter((entry) => entry.egress === (direction === 'out'));
  const text = entries
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .map(
      (entry) =>
        `${entry.ruleNumber} ${entry.allow ? 'allow' : 'deny'} ${entry.protocol} ${portText(entry)} ${entry.cidrBlock ?? entry.ipv6CidrBlock ?? ''}`,
    );
  return text.length === 0 ? 'none: everything is denied' : text.join('; ');
}

function portText(entry: AclEntry): string {
  return entry.fromPort === null ? 'all' : `${entry.fromPort}-${entry.toPort ?? entry.fromPort}`;
}
