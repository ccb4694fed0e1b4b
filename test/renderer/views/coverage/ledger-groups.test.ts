import { describe, expect, it } from 'vitest';
import { foldedRows, singleRows } from '#renderer/views/coverage/ledger-groups.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';

function cell(operation: string, part: Partial<LedgerCell> = {}): LedgerCell {
  return { profile: 'p', accountId: '1', region: 'ap-east-1', operation, status: 'region-disabled', items: 0, ...part } as LedgerCell;
}

describe('foldedRows', () => {
  it('folds many calls that failed alike in one place, and leaves few alone', () => {
    const many = ['A', 'B', 'C', 'D'].map((operation) => cell(operation));
    const few = [cell('E', { status: 'denied', action: 'ec2:E' }), cell('F', { status: 'denied', action: 'ec2:F' })];
    expect(foldedRows([...many, ...few]).map(({ calls, operations, sentence }) => [calls, operations, sentence])).toEqual([
      ['4 calls', ['A', 'B', 'C', 'D'], 'the account has not opted in to this Region'],
      ['E', ['E'], 'the role may not make this call; allow ec2:E'],
      ['F', ['F'], 'the role may not make this call; allow ec2:F'],
    ]);
  });

  it('gives every row a key of its own', () => {
    const rows = singleRows(['A', 'B', 'C'].map((operation) => cell(operation)));
    expect(new Set(rows.map((row) => row.key)).size).toBe(3);
  });
});
