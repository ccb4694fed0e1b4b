/** Why something is unknown, in words. */
import { describe, expect, it } from 'vitest';
import type { AccountId, Region } from '#shared/base/ids.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { spacedAccount, whyUnread } from '#shared/analysis/topology/unread.ts';
import { unplanned, unread } from '#shared/model/estate/alter.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, oneVpc } from '#test/fixtures/small-estates.ts';

const place = { operation: 'DescribeVpcs' };

function reason(snapshot: Snapshot): string | null {
  return whyUnread(indexSnapshot(snapshot), consumerAccount as AccountId, 'eu-central-1' as Region, 'DescribeVpcs');
}

/** The cell skipped, for this reason. */
function skipped(because?: NonNullable<LedgerCell['reason']>): Snapshot {
  const snapshot = unread(oneVpc(), place, 'skipped');
  if (because === undefined) return snapshot;
  return { ...snapshot, ledger: snapshot.ledger.map((cell) => (cell.status === 'skipped' ? { ...cell, reason: because } : cell)) };
}

describe('why something is unknown', () => {
  it.each([
    ['read', oneVpc(), null],
    ['denied', unread(oneVpc(), place), 'ec2:DescribeVpcs was denied in 1111 2222 3333 / eu-central-1'],
    ['throttled', unread(oneVpc(), place, 'throttled-out'), 'ec2:DescribeVpcs ended as throttled-out in 1111 2222 3333 / eu-central-1'],
    ['never planned', unplanned(oneVpc(), place), 'ec2:DescribeVpcs was not asked in 1111 2222 3333 / eu-central-1'],
    ['not asked for', skipped('not-planned'), 'ec2:DescribeVpcs was not asked in 1111 2222 3333 / eu-central-1'],
    ['a quiet Region', skipped('quiet'), 'ec2:DescribeVpcs was skipped, the Region being quiet, in 1111 2222 3333 / eu-central-1'],
    ['not in an import', skipped('not-provided'), 'ec2:DescribeVpcs is not part of the import in 1111 2222 3333 / eu-central-1'],
    ['skipped without a reason', skipped(), 'ec2:DescribeVpcs ended as skipped in 1111 2222 3333 / eu-central-1'],
  ])('%s', (_what, snapshot, expected) => {
    expect(reason(snapshot)).toBe(expected);
  });

  it('names an operation the catalogue does not know by itself', () => {
    expect(whyUnread(indexSnapshot(oneVpc()), consumerAccount as AccountId, 'eu-central-1' as Region, 'DescribeNothing')).toBe(
      'DescribeNothing was not asked in 1111 2222 3333 / eu-central-1',
    );
  });

  it('writes account ids as people read them', () => {
    expect(['111122223333', 'unknown', 'plan'].map(spacedAccount)).toEqual(['1111 2222 3333', 'unknown account', 'plan']);
  });
});
