import { completeness } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { ReportBlock } from './report.ts';

/** What was read, and every cell that was not, with the reason: the limits of everything above it. */
export function coverageBlocks(snapshot: Snapshot): ReportBlock[] {
  const { ledger } = snapshot;
  const failing = ledger.filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped');
  const skipped = ledger.filter((cell) => cell.status === 'skipped').length;
  return [
    { kind: 'heading', level: 2, text: 'Coverage' },
    {
      kind: 'text',
      text: `Snapshot of ${snapshot.takenAt}. ${(completeness(ledger) * 100).toFixed(1)} % of the planned cells were read; ${failing.length} were not, ${skipped} were left out on purpose.`,
    },
    ...(failing.length === 0
      ? []
      : [
          { kind: 'text' as const, text: 'Unknown because it could not be read:' },
          {
            kind: 'table' as const,
            header: ['Account', 'Region', 'Operation', 'Status', 'Why'],
            rows: failing.map((cell) => [
              cell.accountId,
              cell.region,
              cell.operation,
              cell.status,
              cell.message ?? cell.action ?? cell.code ?? '',
            ]),
          },
        ]),
  ];
}
