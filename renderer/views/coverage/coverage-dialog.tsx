import { useMemo, useState } from 'react';
import type { AppState } from '#renderer/store/app-state.ts';
import { coverage } from '#renderer/store/selectors.ts';
import { Cut, Mono } from '#renderer/ui/badge.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Segmented } from '#renderer/ui/fields.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import type { TableColumn } from '#renderer/ui/table-column.ts';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { useActions, useApp } from '../app-context.tsx';
import { count } from '../format.ts';
import { foldedRows, type LedgerRow, singleRows } from './ledger-groups.ts';
import { statusTone } from './ledger-words.ts';
import styles from './coverage.module.css';

type Shown = 'gaps' | 'all';

const noCells: readonly LedgerCell[] = [];
const ledger = (state: AppState): readonly LedgerCell[] => state.opened?.snapshot.ledger ?? noCells;

/** Every call of the scan and how it ended: what may be called "none" and what is only unknown. */
export function CoverageDialog() {
  const isOpen = useApp((state) => state.dialog === 'coverage');
  const { dialogClosed } = useActions();
  const summary = useApp(coverage);
  const subtitle =
    summary === null ? '' : `${count(summary.answered)} of ${count(summary.planned)} calls answered, ${count(summary.skipped)} not made`;
  return (
    <Dialog title="Coverage" subtitle={subtitle} isOpen={isOpen} onClose={dialogClosed} size="wide">
      <Ledger />
    </Dialog>
  );
}

function Ledger() {
  const cells = useApp(ledger);
  const gaps = useMemo(() => cells.filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped'), [cells]);
  const [shown, setShown] = useState<Shown>(gaps.length > 0 ? 'gaps' : 'all');
  const [selected, setSelected] = useState<string | null>(null);
  const rows = useMemo(() => (shown === 'gaps' ? foldedRows(gaps) : singleRows(cells)), [shown, gaps, cells]);
  return (
    <div className={styles['ledger']}>
      <div className={styles['head']}>
        <p className={styles['text']}>
          Linkscape says “none” only where the call was answered. Everything that rests on a call below that was not is shown as unknown.
        </p>
        <Segmented
          label="Which calls"
          choices={[
            { id: 'gaps', label: `Not answered (${count(gaps.length)})` },
            { id: 'all', label: `All (${count(cells.length)})` },
          ]}
          selected={shown}
          onSelect={setShown}
        />
      </div>
      <div className={styles['table']}>
        <VirtualTable
          label="Calls"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.key}
          selectedKey={selected}
          onSelect={(row) => setSelected(row.key)}
          empty={
            <EmptyState icon="check" title="Every call was answered">
              Nothing is missing from what you see.
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

const columns: readonly TableColumn<LedgerRow>[] = [
  {
    id: 'status',
    header: 'Status',
    width: '140px',
    render: ({ cell }) => (
      <span className={styles['status']}>
        <StatusGlyph tone={statusTone(cell.status)} />
        {cell.status}
      </span>
    ),
  },
  { id: 'account', header: 'Account', width: '130px', render: ({ cell }) => <Mono>{spacedAccount(cell.accountId)}</Mono> },
  { id: 'region', header: 'Region', width: '120px', render: ({ cell }) => <Cut>{cell.region}</Cut> },
  {
    id: 'operation',
    header: 'Call',
    width: 'minmax(190px, 1fr)',
    render: (row) => (
      <span className={styles['cut']} title={row.operations.join('\n')}>
        {row.calls}
      </span>
    ),
  },
  { id: 'items', header: 'Resources', width: '84px', align: 'end', render: (row) => (row.cell.status === 'ok' ? count(row.items) : '') },
  { id: 'message', header: 'What happened', width: 'minmax(300px, 3fr)', render: (row) => <Cut isQuiet>{row.sentence}</Cut> },
];
