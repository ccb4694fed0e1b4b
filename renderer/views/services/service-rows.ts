import { derived } from '#renderer/store/memo.ts';
import { foundItems, isServiceRowLeft, itemsByKey, visibleServices } from '#renderer/store/selectors.ts';
import type { ServiceAccess, ServiceCell, ServiceCoverageRow } from '#shared/analysis/topology/service-coverage.ts';
import { compareText, nameKey } from '#shared/base/sort.ts';
import type { InventoryItem } from '#shared/diagram/inventory.ts';

export interface ServiceRow {
  readonly key: string;
  readonly row: ServiceCoverageRow;
  /** The VPC as the inventory knows it; `undefined` only in a document that contradicts itself. */
  readonly item: InventoryItem | undefined;
}

/** VPCs that filters and search leave: doubled, unknown, with endpoints, without; each by account, Region and name. */
export const serviceRows = derived([visibleServices, itemsByKey, foundItems], (rows, items, found): readonly ServiceRow[] =>
  rows
    .filter((row) => found === null || isServiceRowLeft(row, found))
    .toSorted((a, b) => urgency(a) - urgency(b))
    .map((row) => ({ key: `vpc/${row.vpcId}`, row, item: items.get(`vpc/${row.vpcId}`) })),
);

/** What is paid twice first, then what could not be read; VPCs that have nothing are most of an estate and come last. */
function urgency({ cells }: ServiceCoverageRow): number {
  if (cells.some((cell) => cell.isDuplicate)) return 0;
  if (cells.some((cell) => cell.how === 'unknown')) return 1;
  return cells.some((cell) => cell.how !== 'none') ? 2 : 3;
}

/** How a cell counts when a column is sorted: what needs a look first. */
const rank: Readonly<Record<ServiceAccess, number>> = { none: 1, unknown: 2, hub: 3, gateway: 4, interface: 5 };

/** Rows by the VPC's name, or by one service: doubled, missing, unknown, then what is there. */
export function sortServiceRows(
  rows: readonly ServiceRow[],
  columnId: string,
  direction: 'ascending' | 'descending',
): readonly ServiceRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (columnId === 'vpc') return rows.toSorted((a, b) => sign * compareText(nameKey(nameOf(a)), nameKey(nameOf(b))));
  return rows.toSorted((a, b) => sign * (rankOf(a, columnId) - rankOf(b, columnId)));
}

function nameOf({ row }: ServiceRow): string {
  return row.vpcName ?? row.vpcId;
}

function rankOf({ row }: ServiceRow, service: string): number {
  const cell = cellOf(row, service);
  if (cell === undefined) return 9;
  return cell.isDuplicate ? 0 : rank[cell.how];
}

/** The cell under a service. */
export function cellOf(row: ServiceCoverageRow, service: string): ServiceCell | undefined {
  return row.cells.find((cell) => cell.service === service);
}

/** What stands out, in one line. */
export function servicesSummary(rows: readonly ServiceRow[]): string {
  const cells = rows.flatMap(({ row }) => row.cells);
  const doubled = cells.filter((cell) => cell.isDuplicate).length;
  const unread = rows.filter(({ row }) => row.cells.some((cell) => cell.how === 'unknown')).length;
  return [
    `${rows.length.toLocaleString('en-US')} ${rows.length === 1 ? 'VPC' : 'VPCs'}`,
    ...(doubled === 0 ? [] : [`${String(doubled)} doubled`]),
    ...(unread === 0 ? [] : [`${String(unread)} with unknown parts`]),
  ].join(', ');
}
