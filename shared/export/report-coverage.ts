import { groupBy } from '#shared/base/sort.ts';
import { completeness, type LedgerCell } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { cappedTable, heading, paragraph, type ReportBlock } from './report-blocks.ts';

/** What was read, and every cell that was not, with the reason: the limits of everything above it. */
export function coverageBlocks(snapshot: Snapshot): ReportBlock[] {
  const { ledger } = snapshot;
  const failing = ledger.filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped');
  const skipped = ledger.filter((cell) => cell.status === 'skipped').length;
  return [
    heading(2, 'Coverage'),
    paragraph(
      `Snapshot of ${snapshot.takenAt}. ${(completeness(ledger) * 100).toFixed(1)} % of the planned cells were read; ${failing.length} were not, ${skipped} were left out on purpose.`,
    ),
    ...(failing.length === 0 ? [] : [paragraph('Unknown because it could not be read:')]),
    ...cappedTable(['Account', 'Region', 'Status', 'Calls', 'Why'], unreadRows(failing), 20, 'coverage'),
  ];
}

/** What failed in one way in one place is one row. */
function unreadRows(cells: readonly LedgerCell[]): string[][] {
  const groups = groupBy(cells, (cell) => [cell.accountId, cell.region, cell.status, cell.code ?? ''].join(' '));
  return [...groups.values()].map((group) => {
    const [first] = group;
    const names = group.map((cell) => cell.operation);
    const calls = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    const why = group.length === 1 ? (first?.message ?? first?.action ?? first?.code ?? '') : (first?.code ?? first?.action ?? '');
    return [first?.accountId ?? '', first?.region ?? '', first?.status ?? '', calls, why];
  });
}
