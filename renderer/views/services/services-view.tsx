import { useMemo, useState } from 'react';
import { Cut } from '#renderer/ui/badge.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { TableColumn, TableSort } from '#renderer/ui/table-column.ts';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useActions, useApp } from '../app-context.tsx';
import { ViewHead } from '../shell/view-head.tsx';
import { ServiceMark } from './service-mark.tsx';
import { cellOf, type ServiceRow, serviceRows, servicesSummary, sortServiceRows } from './service-rows.ts';
import styles from './services.module.css';

const noServices: readonly string[] = [];

/** Which VPC has which AWS service privately, and how. */
export function ServicesView() {
  const rows = useApp(serviceRows);
  const services = useApp((state) => state.opened?.services?.services ?? noServices);
  const selected = useApp((state) => state.selected);
  const { subjectSelected } = useActions();
  const [sort, setSort] = useState<TableSort | null>(null);
  const columns = useMemo(() => [vpcColumn, ...services.map(serviceColumn)], [services]);
  const sorted = useMemo(() => (sort === null ? rows : sortServiceRows(rows, sort.columnId, sort.direction)), [rows, sort]);
  return (
    <>
      <ViewHead title="Coverage of AWS services" summary={servicesSummary(rows)}>
        How each VPC reaches an AWS service without the internet: an endpoint of its own, or a hub’s through a shared private hosted zone.
        Doubled interface endpoints are paid twice.
      </ViewHead>
      <VirtualTable
        label="AWS services by VPC"
        columns={columns}
        rows={sorted}
        rowKey={(row) => row.key}
        rowHeight={36}
        selectedKey={selected === null ? null : `${selected.kind}/${selected.id}`}
        onSelect={({ row }) => subjectSelected({ kind: 'vpc', id: row.vpcId, accountId: row.accountId, region: row.region })}
        sort={sort}
        onSort={(columnId) => setSort(nextSort(sort, columnId))}
        empty={
          <EmptyState title="No VPC to show">
            Take filters away, or clear the search. Where no VPC was read at all, the call count at the foot of the window says why.
          </EmptyState>
        }
      />
    </>
  );
}

/** Up, down, and back to the worst first. */
function nextSort(sort: TableSort | null, columnId: string): TableSort | null {
  if (sort?.columnId !== columnId) return { columnId, direction: 'ascending' };
  return sort.direction === 'ascending' ? { columnId, direction: 'descending' } : null;
}

const vpcColumn: TableColumn<ServiceRow> = {
  id: 'vpc',
  header: 'VPC',
  width: 'minmax(220px, 1.4fr)',
  stickyLeft: 0,
  isSortable: true,
  render: ({ row, item }) => (
    <span className={styles['two']}>
      <Cut>{row.vpcName ?? row.vpcId}</Cut>
      <Cut isQuiet>{`${item?.accountName ?? spacedAccount(row.accountId)} \u00b7 ${row.region}`}</Cut>
    </span>
  ),
};

function serviceColumn(service: string): TableColumn<ServiceRow> {
  return {
    id: service,
    header: (
      <span className={styles['service']} title={service}>
        {service}
      </span>
    ),
    label: service,
    width: 'minmax(84px, 1fr)',
    align: 'center',
    isSortable: true,
    render: ({ row }) => {
      const cell = cellOf(row, service);
      return cell === undefined ? null : <ServiceMark cell={cell} />;
    },
  };
}
