/**
 * What a network ACL lets through. Entries are judged in the order of their
 * number, the first that matches decides, and what matches none is denied.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
import { ipv4Block, type Ipv6Block, ipv6Block, isIpv6 } from '#shared/base/cidr.ts';
import { remembered } from '#shared/base/remembered.ts';
import type { AclEntry, NetworkAcl } from '#shared/model/network-acl.ts';
import { protocolNumber } from './security.ts';
import type { Door } from './topology.ts';

export type AclAnswer = 'all' | 'part' | 'none';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** How much of a protocol between the blocks, IPv4 and IPv6, and the ports is let through in one direction. */
export function aclAdmits(
  acl: NetworkAcl,
  direction: 'in' | 'out',
  ports: PortRange,
  blocks: readonly string[],
  protocol: Door['protocol'] = 'tcp',
): AclAnswer {
  const [six, four] = [blocks.filter(isIpv6), blocks.filter((block) => !isIpv6(block))];
  const entries = (protocol === 'tcp' ? tcpEntries : udpEntries)(acl)[direction];
  const answers = [
    ...(four.length === 0 ? [] : familyAnswers(entries.four, ports, four)),
    ...(six.length === 0 ? [] : familyAnswers(entries.six, ports, six)),
  ];
  return together(answers);
}

/**
 * Whether an ACL lets everything through in both directions before any other
 * entry is asked, as default ones do: then nobody has to look who calls.
 */
export function isWideOpen(acl: NetworkAcl, family: 'ipv4' | 'ipv6', protocol: Door['protocol'] = 'tcp'): boolean {
  return (protocol === 'tcp' ? openForTcp : openForUdp)(acl).has(family);
}

const openForTcp = remembered((acl: NetworkAcl) => openFamilies(tcpEntries(acl)));
const openForUdp = remembered((acl: NetworkAcl) => openFamilies(udpEntries(acl)));

function openFamilies(entries: { readonly in: Entries; readonly out: Entries }): ReadonlySet<string> {
  const isOpen = ([first]: readonly Entry[]): boolean =>
    first !== undefined && first.entry.allow && everything.has(first.cidr) && coversPorts(first.entry, { from: 0, to: 65_535 });
  return new Set([
    ...(isOpen(entries.in.four) && isOpen(entries.out.four) ? ['ipv4'] : []),
    ...(isOpen(entries.in.six) && isOpen(entries.out.six) ? ['ipv6'] : []),
  ]);
}

/** Of several answers: `all` or `none` where they agree, else `part`. */
export function together(answers: readonly AclAnswer[]): AclAnswer {
  if (answers.every((answer) => answer === 'none')) return 'none';
  return answers.every((answer) => answer === 'all') ? 'all' : 'part';
}

interface Entry {
  readonly entry: AclEntry;
  readonly cidr: string;
}

interface Entries {
  readonly four: readonly Entry[];
  readonly six: readonly Entry[];
}

const tcpEntries = remembered((acl: NetworkAcl) => entriesAbout(acl, 'tcp'));
const udpEntries = remembered((acl: NetworkAcl) => entriesAbout(acl, 'udp'));

/** The entries about a protocol of each direction and family, in the order in which they are judged. */
function entriesAbout(acl: NetworkAcl, protocol: Door['protocol']): { readonly in: Entries; readonly out: Entries } {
  const into: { readonly four: Entry[]; readonly six: Entry[] } = { four: [], six: [] };
  const out: typeof into = { four: [], six: [] };
  for (const entry of acl.entries.filter((entry) => isAbout(entry, protocol)).sort((a, b) => a.ruleNumber - b.ruleNumber)) {
    const side = entry.egress ? out : into;
    if (entry.cidrBlock !== null) side.four.push({ entry, cidr: entry.cidrBlock });
    if (entry.ipv6CidrBlock !== null) side.six.push({ entry, cidr: entry.ipv6CidrBlock });
  }
  return { in: into, out };
}

const everything: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

function familyAnswers(entries: readonly Entry[], ports: PortRange, blocks: readonly string[]): readonly AclAnswer[] {
  const [first] = entries;
  if (first === undefined) return ['none'];
  if (everything.has(first.cidr) && coversPorts(first.entry, ports)) return [first.entry.allow ? 'all' : 'none'];
  const ranges = entries.flatMap(({ entry, cidr }) => rangesOf(cidr).map((range) => ({ entry, range })));
  const targets = blocks.flatMap(rangesOf);
  return segments(entries, ports).flatMap((port) => targets.map((target) => answerFor(ranges, port, target)));
}

/** Addresses of either family as numbers of any size; nothing for what is no block. */
function rangesOf(text: string): readonly Ipv6Block[] {
  if (isIpv6(text)) return [ipv6Block(text) ?? []].flat();
  const block = ipv4Block(text);
  return block === null ? [] : [{ first: BigInt(block.first), last: BigInt(block.last) }];
}

function isAbout(entry: AclEntry, protocol: Door['protocol']): boolean {
  return entry.protocol === '-1' || entry.protocol === protocolNumber[protocol] || entry.protocol === protocol;
}

function coversPorts(entry: AclEntry, ports: PortRange): boolean {
  return entry.protocol === '-1' || ((entry.fromPort ?? 0) <= ports.from && ports.to <= (entry.toPort ?? 65_535));
}

/** One port out of each stretch of the range in which the same entries match. */
function segments(entries: readonly Entry[], ports: PortRange): readonly number[] {
  const starts = entries
    .flatMap(({ entry }) => [entry.fromPort ?? 0, (entry.toPort ?? 65_535) + 1])
    .filter((port) => ports.from < port && port <= ports.to);
  return [...new Set([ports.from, ...starts])];
}

/** Takes from the block what each entry decides, in order; what is left at the end is denied. */
function answerFor(
  entries: readonly { readonly entry: AclEntry; readonly range: Ipv6Block }[],
  port: number,
  target: Ipv6Block,
): AclAnswer {
  let open: readonly Ipv6Block[] = [target];
  let allowed = 0n;
  for (const { entry, range } of entries) {
    if (!coversPorts(entry, { from: port, to: port })) continue;
    if (entry.allow) allowed += open.reduce((total, part) => total + overlap(part, range), 0n);
    open = open.flatMap((part) => without(part, range));
  }
  const size = target.last - target.first + 1n;
  return allowed === size ? 'all' : allowed === 0n ? 'none' : 'part';
}

function overlap(a: Ipv6Block, b: Ipv6Block): bigint {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first > last ? 0n : last - first + 1n;
}

function without(part: Ipv6Block, taken: Ipv6Block): readonly Ipv6Block[] {
  if (overlap(part, taken) === 0n) return [part];
  const below = { first: part.first, last: taken.first - 1n };
  const above = { first: taken.last + 1n, last: part.last };
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
