/** Whom security groups let in. */
import { blocksOverlap, coversBlock } from '#shared/base/cidr.ts';
import type { SecurityGroupId } from '#shared/base/ids.ts';
import type { Permission, SecurityGroup } from '#shared/model/security-group.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { Door } from './topology.ts';

/**
 * How much of some blocks may reach a port: all of it, none of it, part of it
 * (or only members of other groups, which blocks cannot tell), or not known
 * because a group or a prefix list was not read.
 */
export type Admission = 'all' | 'part' | 'none' | 'unknown';

/** Whether a port is admitted from the blocks, IPv4 and IPv6 alike; groups that were not read make it `unknown` unless the others suffice. */
export function admits(
  index: SnapshotIndex,
  groupIds: readonly SecurityGroupId[],
  port: number,
  blocks: readonly string[],
  protocol: Door['protocol'] = 'tcp',
): Admission {
  const groups = groupIds.map((id) => index.find('securityGroups', id));
  const doors = groups.flatMap((group) => (group === undefined ? [] : matching(group, port, protocol).map((one) => ({ group, one }))));
  const peers = doors.map(({ group, one }) => peerBlocks(index, group, one));
  const sources = peers.flatMap((peer) => peer.blocks);
  if (blocks.length > 0 && blocks.every((block) => coversBlock(sources, block))) return 'all';
  if (groups.includes(undefined) || peers.some((peer) => peer.isPartly)) return 'unknown';
  const isPart = sources.some((source) => blocks.some((block) => blocksOverlap(source, block)));
  return isPart || doors.some(({ one }) => one.securityGroupIds.length > 0) ? 'part' : 'none';
}

/** The blocks of a permission, those of its prefix lists included. */
export interface PeerBlocks {
  readonly blocks: readonly string[];
  /** A prefix list was not read: there may be more. */
  readonly isPartly: boolean;
}

/** Which addresses a permission of a group is about. */
export function peerBlocks(index: SnapshotIndex, { region }: Pick<SecurityGroup, 'region'>, permission: Permission): PeerBlocks {
  const own = permission.cidrBlocks.concat(permission.ipv6CidrBlocks);
  if (permission.prefixListIds.length === 0) return { blocks: own, isPartly: false };
  const lists = permission.prefixListIds.map((id) => index.find('prefixLists', `${region}/${id}`)?.cidrBlocks ?? null);
  return {
    blocks: own.concat(lists.flatMap((list) => list ?? [])),
    isPartly: lists.includes(null),
  };
}

/** As IANA numbers them. */
export const protocolNumber: Readonly<Record<Door['protocol'], string>> = { tcp: '6', udp: '17' };

/** The permissions of a group that let a protocol in on a port. */
export function matching(group: Pick<SecurityGroup, 'ingress'>, port: number, protocol: Door['protocol'] = 'tcp'): readonly Permission[] {
  return group.ingress.filter((permission) => {
    if (permission.protocol === '-1') return true;
    const isSpoken = permission.protocol === protocol || permission.protocol === protocolNumber[protocol];
    return isSpoken && (permission.fromPort ?? 0) <= port && port <= (permission.toPort ?? 65_535);
  });
}
