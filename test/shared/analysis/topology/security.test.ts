/** Whom security groups let in. */
import { describe, expect, it } from 'vitest';
import type { PrefixListId, SecurityGroupId } from '#shared/base/ids.ts';
import { admits } from '#shared/analysis/topology/security.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { allow } from '#shared/model/estate/describe.ts';
import { prefixListIdOf, securityGroupIdOf } from '#shared/model/estate/names.ts';
import type { Permission } from '#shared/model/security-group.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import type { Region } from '#shared/base/ids.ts';

const list = prefixListIdOf('eu-central-1' as Region, 's3');
const blockOfList = oneVpc().prefixLists.find((one) => one.prefixListId === list)?.cidrBlocks?.[0] ?? '';

function admission(permission: Permission | null, block: string, port = 443, extra: readonly SecurityGroupId[] = []): string {
  const snapshot = oneVpc({ securityGroups: { guarded: { ingress: permission === null ? [] : [permission] } } });
  return admits(indexSnapshot(snapshot), [securityGroupIdOf('shop', 'guarded'), ...extra], port, [block]);
}

const range: Permission = { ...allow(443, '10.0.0.0/16'), fromPort: 400, toPort: 500 };

describe('a security group', () => {
  it.each([
    ['admits what a block covers', allow(443, '10.0.0.0/16'), '10.0.1.0/24', 443, 'all'],
    ['admits part of a wider block', allow(443, '10.0.1.0/24'), '10.0.0.0/16', 443, 'part'],
    ['admits nothing of another network', allow(443, '192.168.0.0/16'), '10.0.0.0/16', 443, 'none'],
    ['admits nothing on another port', allow(22, '10.0.0.0/16'), '10.0.0.0/16', 443, 'none'],
    ['admits within a range of ports', range, '10.0.0.0/16', 443, 'all'],
    ['admits nothing outside the range', range, '10.0.0.0/16', 501, 'none'],
    ['admits every port of a protocol without ports', { ...range, fromPort: null, toPort: null }, '10.0.0.0/16', 9000, 'all'],
    ['admits by the number of the protocol', { ...range, protocol: '6' }, '10.0.0.0/16', 443, 'all'],
    ['admits no TCP where only UDP is allowed', { ...range, protocol: 'udp' }, '10.0.0.0/16', 443, 'none'],
    ['admits all protocols at once', allow(-1, '10.0.0.0/16'), '10.0.0.0/16', 443, 'all'],
    ['admits the blocks of a prefix list', { ...allow(443), prefixListIds: [list] }, blockOfList, 443, 'all'],
    [
      'knows nothing of a prefix list nobody read',
      { ...allow(443), prefixListIds: ['pl-0' as PrefixListId] },
      '10.0.0.0/16',
      443,
      'unknown',
    ],
    [
      'may admit members of another group',
      { ...allow(443), securityGroupIds: [securityGroupIdOf('shop', 'workload')] },
      '10.0.0.0/16',
      443,
      'part',
    ],
  ] as const)('%s', (_what, permission, block, port, expected) => {
    expect(admission(permission, block, port)).toBe(expected);
  });

  it('that nobody read leaves it open, unless another one suffices', () => {
    const gone = ['sg-gone' as SecurityGroupId];
    expect([admission(null, '10.0.0.0/16', 443, gone), admission(allow(443, '10.0.0.0/16'), '10.0.0.0/16', 443, gone)]).toEqual([
      'unknown',
      'all',
    ]);
  });
});
