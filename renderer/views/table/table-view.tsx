import { useMemo, useState } from 'react';
import { foundItems, visibleItems } from '#renderer/store/selectors.ts';
import { stateTone, verdictTone } from '#shared/diagram/standing.ts';
import { verdictText } from '#renderer/workers/words.ts';
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { Badge, Cut, Mono } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import type { TableColumn, TableSort } from '#renderer/ui/table-column.ts';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { plural } from '../format.ts';
import { exporters } from '../shell/export-menu.ts';
import { ViewHead } from '../shell/view-head.tsx';
import { sortItems } from './sort-items.ts';
import styles from './table.module.css';

/** Every resource as a row: the equal of the maps, and the way through them without a pointer. */
export function TableView() {
  const visible = useApp(visibleItems);
  const found = useApp(foundItems);
  const selected = useApp((state) => state.selected);
  const { subjectSelected } = useActions();
  const store = useAppStore();
  const [sort, setSort] = useState<TableSort | null>(null);
  const rows = useMemo(() => {
    const shown = found === null ? visible : visible.filter((item) => found.has(item.key));
    return sortItems(shown, sort ?? worstFirst);
  }, [visible, found, sort]);
  return (
    <>
      <ViewHead
        title="Resources"
        summary={plural(rows.length, 'row')}
        actions={
          <Button icon="download" onPress={() => void exporters.find((exporter) => exporter.id === 'resources')?.run(store)}>
            CSV
          </Button>
        }
      />
      <VirtualTable
        label="Resources"
        columns={columns}
        rows={rows}
        rowKey={(item) => item.key}
        selectedKey={selected === null ? null : `${selected.kind}/${selected.id}`}
        onSelect={(item) => subjectSelected(item.subject)}
        sort={sort}
        onSort={(columnId) => setSort(nextSort(sort, columnId))}
        empty={<EmptyState title="Nothing to list">Take filters away, or clear the search.</EmptyState>}
      />
    </>
  );
}

const worstFirst: TableSort = { columnId: 'tone', direction: 'ascending' };

/** Ascending, descending, worst first again. */
function nextSort(sort: TableSort | null, columnId: string): TableSort | null {
  if (sort?.columnId !== columnId) return { columnId, direction: 'ascending' };
  return sort.direction === 'ascending' ? { columnId, direction: 'descending' } : null;
}

const standings: Readonly<Record<InventoryItem['tone'], string>> = {
  bad: 'Problem',
  warn: 'Warning',
  unknown: 'Unknown',
  ok: 'In order',
  ghost: 'Not scanned',
  neutral: 'Nothing to report',
};

const columns: readonly TableColumn<InventoryItem>[] = [
  {
    id: 'tone',
    header: '',
    label: 'How it stands',
    width: '36px',
    align: 'center',
    render: (item) => <StatusGlyph tone={item.tone} label={standings[item.tone]} />,
  },
  { id: 'kind', header: 'Kind', width: '180px', isSortable: true, render: (item) => <Cut>{item.kind}</Cut> },
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(190px, 1.3fr)',
    isSortable: true,
    render: (item) => (item.name === null ? <span className={styles['none']}>no name</span> : <Cut>{item.name}</Cut>),
  },
  { id: 'state', header: 'State', width: '168px', isSortable: true, render: (item) => <State item={item} /> },
  { id: 'verdict', header: 'Verdict', width: '176px', isSortable: true, render: (item) => <Verdict item={item} /> },
  { id: 'rules', header: 'Findings', width: '136px', isSortable: true, render: (item) => <Mono>{item.rules.join(' ')}</Mono> },
  {
    id: 'account',
    header: 'Account',
    width: 'minmax(124px, 1fr)',
    isSortable: true,
    render: (item) => <Cut>{item.accountName ?? spacedAccount(item.subject.accountId)}</Cut>,
  },
  { id: 'region', header: 'Region', width: '104px', isSortable: true, render: (item) => <Cut>{item.subject.region}</Cut> },
  {
    id: 'vpc',
    header: 'VPC',
    width: 'minmax(140px, 0.8fr)',
    isSortable: true,
    render: (item) => <Cut>{item.vpcName ?? item.vpcId ?? ''}</Cut>,
  },
  { id: 'service', header: 'Service', width: 'minmax(120px, 0.8fr)', isSortable: true, render: (item) => <Cut>{item.service ?? ''}</Cut> },
  { id: 'zones', header: 'Zones', width: 'minmax(190px, 1fr)', isSortable: true, render: (item) => <Mono>{item.zones.join(' ')}</Mono> },
  { id: 'id', header: 'Id', width: '200px', isSortable: true, render: (item) => <Mono>{item.subject.id}</Mono> },
  { id: 'detail', header: 'Detail', width: 'minmax(260px, 2fr)', render: (item) => <Cut isQuiet>{item.detail}</Cut> },
];

function State({ item }: { readonly item: InventoryItem }) {
  if (item.state === null) return <span className={styles['none']}>unknown</span>;
  return <Badge tone={stateTone(item.state)}>{item.state}</Badge>;
}

function Verdict({ item }: { readonly item: InventoryItem }) {
  if (item.verdict === null) return null;
  return <Badge tone={verdictTone(item.verdict, item.state)}>{verdictText(item.verdict)}</Badge>;
}
