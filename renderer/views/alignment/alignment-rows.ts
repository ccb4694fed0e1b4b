import type { AppState } from '#renderer/store/app-state.ts';
import { derived } from '#renderer/store/memo.ts';
import { foundItems, itemsByKey, visibleKeys } from '#renderer/store/selectors.ts';
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { type AlignmentRow, verdicts } from '#shared/analysis/availability/alignment.ts';
import { compareText, groupBy, sortedUnique } from '#shared/base/sort.ts';

export interface MatrixRow {
  readonly key: string;
  readonly row: AlignmentRow;
  /** The endpoint as the inventory knows it; `undefined` only in a document that contradicts itself. */
  readonly item: InventoryItem | undefined;
}

/** Rows that filters and search leave, worst first. Gateway endpoints have no zones and stand at the end. */
export const matrixRows = derived(
  [(state: AppState) => state.opened, itemsByKey, visibleKeys, foundItems],
  (opened, items, visible, found): readonly MatrixRow[] => {
    const rows = (opened?.alignment ?? []).map((row): MatrixRow => {
      const key = `vpc-endpoint/${row.endpointId}`;
      return { key, row, item: items.get(key) };
    });
    return rows
      .filter(({ key }) => (visible === null || visible.has(key)) && (found === null || found.has(key)))
      .toSorted((a, b) => verdicts.indexOf(a.row.verdict) - verdicts.indexOf(b.row.verdict) || compareText(rowText(a), rowText(b)));
  },
);

function rowText({ row, item }: MatrixRow): string {
  return [row.shortName, item?.accountName ?? row.accountId, row.endpointId].join('\u0000');
}

/** AZ IDs that occur, by Region, the Region with most connections first: the columns. */
export const matrixZones = derived([matrixRows], (rows): readonly { readonly region: string; readonly zoneIds: readonly string[] }[] => {
  const byRegion = groupBy(rows, ({ row }) => row.region as string);
  return [...byRegion]
    .toSorted(([a, own], [b, others]) => others.length - own.length || compareText(a, b))
    .map(([region, own]) => ({ region, zoneIds: sortedUnique(own.flatMap(({ row }) => Object.keys(row.cells))) }))
    .filter(({ zoneIds }) => zoneIds.length > 0);
});

/** The table cannot sort by what a column does not hold, so each column says what it sorts by. */
export function sortRows(rows: readonly MatrixRow[], columnId: string, direction: 'ascending' | 'descending'): readonly MatrixRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const key = (each: MatrixRow): string => {
    switch (columnId) {
      case 'service':
        return each.row.shortName;
      case 'source':
        return `${each.row.serviceZonesFrom} ${each.row.confidence}`;
      default:
        return String(verdicts.indexOf(each.row.verdict)).padStart(2, '0');
    }
  };
  return rows.toSorted((a, b) => sign * compareText(key(a), key(b)));
}
