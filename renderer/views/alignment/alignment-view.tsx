import { useMemo, useState } from 'react';
import { verdictTone } from '#shared/diagram/standing.ts';
import { verdictExplanation, verdictText } from '#renderer/workers/words.ts';
import { Badge, Cut } from '#renderer/ui/badge.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { TableColumn, TableSort } from '#renderer/ui/table-column.ts';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useActions, useApp } from '../app-context.tsx';
import { ViewHead } from '../shell/view-head.tsx';
import { plural } from '../format.ts';
import { type MatrixRow, matrixRows, matrixZones, sortRows } from './alignment-rows.ts';
import { CellMark } from './cell-mark.tsx';
import styles from './alignment.module.css';

/** Connections by AZ ID: which zone carries what, and what happens when one goes away. */
export function AlignmentView() {
  const rows = useApp(matrixRows);
  const zones = useApp(matrixZones);
  const selected = useApp((state) => state.selected);
  const { subjectSelected } = useActions();
  const [sort, setSort] = useState<TableSort>({ columnId: 'verdict', direction: 'ascending' });
  const columns = useMemo(
    () => [...leading, ...zones.flatMap(({ region, zoneIds }) => zoneIds.map((zoneId) => zoneColumn(region, zoneId))), ...trailing],
    [zones],
  );
  const sorted = useMemo(
    () => (sort.columnId === 'verdict' && sort.direction === 'ascending' ? rows : sortRows(rows, sort.columnId, sort.direction)),
    [rows, sort],
  );
  return (
    <>
      <ViewHead title="Zone alignment" summary={summaryOf(rows)}>
        Zones are compared by AZ ID, never by name: <span className={styles['mono']}>us-east-1a</span> is another building in every account.
        A red bar under a cell: losing that zone breaks the connection; one that is not connected has none.
      </ViewHead>
      <VirtualTable
        label="Alignment of endpoints and services by AZ ID"
        columns={columns}
        rows={sorted}
        rowKey={(row) => row.key}
        rowHeight={36}
        selectedKey={selected === null ? null : `${selected.kind}/${selected.id}`}
        onSelect={({ row }) => subjectSelected({ kind: 'vpc-endpoint', id: row.endpointId, accountId: row.accountId, region: row.region })}
        sort={sort}
        onSort={(columnId) =>
          setSort({ columnId, direction: sort.columnId === columnId && sort.direction === 'ascending' ? 'descending' : 'ascending' })
        }
        empty={
          <EmptyState title="No endpoint to show">
            Take filters away, or clear the search. Where no endpoint was read at all, the call count at the foot of the window says why.
          </EmptyState>
        }
      />
    </>
  );
}

function summaryOf(rows: readonly MatrixRow[]): string {
  const judged = rows.filter(({ row }) => row.verdict !== 'not-applicable');
  const good = judged.filter(({ row }) => row.verdict === 'aligned' || row.verdict === 'idle-zone').length;
  return `${plural(judged.length, 'connection')}, ${String(good)} in order`;
}

const leading: readonly TableColumn<MatrixRow>[] = [
  {
    id: 'verdict',
    header: 'Verdict',
    width: '172px',
    stickyLeft: 0,
    isSortable: true,
    render: ({ row, item }) => (
      <span title={verdictExplanation(row.verdict)} className={styles['verdict']}>
        <Badge tone={verdictTone(row.verdict, item?.state ?? null)} outline={row.assurance === 'zones-only'}>
          {verdictText(row.verdict)}
        </Badge>
      </span>
    ),
  },
  {
    id: 'service',
    header: 'Service and consumer',
    width: 'minmax(210px, 1fr)',
    stickyLeft: 172,
    isSortable: true,
    render: ({ row, item }) => (
      <span className={styles['two']}>
        <Cut>{row.shortName}</Cut>
        <Cut isQuiet>{`${item?.accountName ?? spacedAccount(row.accountId)} \u00b7 ${item?.vpcName ?? row.vpcId ?? 'VPC unknown'}`}</Cut>
      </span>
    ),
  },
];

const trailing: readonly TableColumn<MatrixRow>[] = [
  {
    id: 'source',
    header: 'Rests on',
    width: '190px',
    isSortable: true,
    render: ({ row }) => (
      <span className={styles['two']}>
        <Cut isQuiet>{row.unknownBecause[0] ?? sourceText(row)}</Cut>
        <Cut isQuiet>{confidenceText(row)}</Cut>
      </span>
    ),
  },
];

function sourceText(row: MatrixRow['row']): string {
  if (row.verdict === 'not-applicable') return 'gateway endpoint: no zones';
  const view = row.serviceZonesFrom === 'none' ? 'endpoint\u2019s zones' : `${row.serviceZonesFrom}\u2019s view`;
  return row.assurance === 'zones-and-targets' ? `${view} and targets` : `${view} only`;
}

function confidenceText({ confidence }: MatrixRow['row']): string {
  if (confidence === 'native-id') return 'IDs told by AWS';
  if (confidence === 'mapped-name') return 'IDs mapped from names';
  return confidence === 'uniform-region' ? 'IDs of a uniform Region' : 'IDs unknown';
}

function zoneColumn(region: string, zoneId: string): TableColumn<MatrixRow> {
  return {
    id: zoneId,
    group: region,
    header: <span className={styles['zone']}>{zoneId}</span>,
    label: zoneId,
    width: zoneId.length > 8 ? '92px' : '56px',
    align: 'center',
    render: ({ row }) => {
      const cell = (row.cells as Readonly<Record<string, (typeof row.cells)[keyof typeof row.cells]>>)[zoneId];
      if (cell === undefined) return row.region === region ? null : <span className={styles['elsewhere']} />;
      const idle = (row.idle as readonly string[]).includes(zoneId);
      const survives = (row.survivesLossOf as Readonly<Record<string, 'yes' | 'no' | 'unknown'>>)[zoneId];
      return (
        <CellMark
          cell={cell}
          zoneId={zoneId}
          survives={survives}
          isIdle={idle}
          isOutline={row.assurance === 'zones-only' || row.verdict === 'not-connected'}
        />
      );
    },
  };
}
