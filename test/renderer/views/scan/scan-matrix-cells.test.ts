import { describe, expect, it } from 'vitest';
import type { ScanState } from '#renderer/store/scan-slice.ts';
import { failedCells, failureGroups, gridOf } from '#renderer/views/scan/scan-matrix-cells.ts';
import { type LedgerCell, ledgerKey } from '#shared/model/ledger.ts';

function cell(part: Partial<LedgerCell>): LedgerCell {
  return { profile: 'p', accountId: '1', region: 'us-east-1', operation: 'DescribeVpcs', status: 'ok', items: 0, ...part } as LedgerCell;
}

const cells = [
  cell({ items: 3 }),
  cell({ operation: 'DescribeNatGateways', status: 'denied', action: 'ec2:DescribeNatGateways' }),
  cell({ region: 'eu-west-1' as never, operation: 'DescribeNatGateways', status: 'denied', action: 'ec2:DescribeNatGateways' }),
  cell({ region: 'eu-west-1' as never, operation: 'DescribeSubnets', status: 'skipped', reason: 'quiet' }),
];
const scan = { scanId: 's', phase: 'done', cells: new Map(cells.map((each) => [ledgerKey(each), each])) } as unknown as ScanState;

describe('gridOf', () => {
  it('makes one mark of all calls of an account in a Region, as bad as the worst', () => {
    const grid = gridOf(scan);
    expect([
      grid.accounts,
      grid.regions,
      [...grid.cells].map(([key, { tone, ok, failed, skipped, items }]) => [key, tone, ok, failed, skipped, items]),
    ]).toEqual([
      [{ accountId: '1', profiles: ['p'] }],
      ['eu-west-1', 'us-east-1'],
      [
        ['1/us-east-1', 'bad', 1, 1, 0, 3],
        ['1/eu-west-1', 'bad', 0, 1, 1, 0],
      ],
    ]);
  });

  it('tells one reason once, with how often it struck', () => {
    expect(failureGroups(gridOf(scan))).toEqual([
      { sentence: 'the role may not make this call; allow ec2:DescribeNatGateways', operations: ['DescribeNatGateways'], places: 2 },
    ]);
    expect(failedCells(scan).length).toBe(2);
  });
});
