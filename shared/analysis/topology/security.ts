/** Whom security groups let in. */
import { blocksOverlap, coversBlock } from '#shared/base/cidr.ts';
import type { SecurityGroupId } from '#shared/base/ids.ts';
import type { Permission, SecurityGroup } from '#shared/model/security-group.ts';
import type { SnapshotIndex } from './snapshot-index.ts';

/**
 * How much of some blocks may reach a port: all of it, none of it, part of it
 * (or only members of other groups, which blocks cannot tell), or not known
 * because a group or a prefix list was not read.
 */
export type Admission = 'all' | 'part' | 'none' | 'unknown';

/** Whether TCP on a port is admitted from the blocks, IPv4 and IPv6 alike; groups that were not read make it `unknown` unless the others suffice. */
export function admits(index: SnapshotIndex, groupIds: readonly SecurityGroupId[], port: number, blocks: readonly string[]): Admission {
  const groups = groupIds.map((id) => index.find('securityGroups', id));
  const permissions = groups.flatMap((group) => (group === undefined ? [] : matching(group, port)));
  const lists = permissions.flatMap((permission) => permission.prefixListIds.map((id) => prefixListBlocks(index, groups, id)));
  const sources = [
    ...permissions.flatMap((permission) => [...permission.cidrBlocks, ...permission.ipv6CidrBlocks]),
    ...lists.flatMap((list) => list ?? []),
  ];
  if (blocks.length > 0 && blocks.every((block) => coversBlock(sources, block))) return 'all';
  if (groups.includes(undefined) || lists.includes(null)) return 'unknown';
  const isPart = sources.some((source) => blocks.some((block) => blocksOverlap(source, block)));
  return isPart || permissions.some((permission) => permission.securityGroupIds.length > 0) ? 'part' : 'none';
}

function matching(group: SecurityGroup, port: number): readonly Permission[] {
  return group.ingress.filter((permission) => {
    if (permission.protocol === '-1') return true;
    const isTcp = permission.protocol === 'tcp' || permission.protocol === '6';
    return isTcp && (permission.fromPort ?? 0) <= port && port <= (permission.toPort ?? 65_535);
  });
}

function prefixListBlocks(
  index: SnapshotIndex,
  groups: readonly (SecurityGroup | undefined)[],
  id: Permission['prefixListIds'][number],
): readonly string[] | null {
  const region = groups.find((group) => group !== undefined)?.region ?? '';
  return index.find('prefixLists', `${region}/${id}`)?.cidrBlocks ?? null;
}
