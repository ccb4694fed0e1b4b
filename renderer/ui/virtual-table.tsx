import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { classNames } from './class-names.ts';
import { TableHeader } from './table-header.tsx';
import styles from './virtual-table.module.css';

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  /** Said for the header where it is not plain text. */
  readonly label?: string;
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end' | 'center';
  /** Columns with the same group stand under one heading. */
  readonly group?: string;
  /** Stays in sight while the others scroll sideways: its distance from the left edge in pixels. Only leading columns. */
  readonly stickyLeft?: number;
  /** Whether the header sorts. */
  readonly isSortable?: boolean;
  readonly render: (row: Row) => ReactNode;
}

export interface TableSort {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

export interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey: string | null;
  readonly onSelect: (row: Row) => void;
  readonly sort?: TableSort | null;
  readonly onSort?: (columnId: string) => void;
  readonly rowHeight?: number;
  /** In place of the rows where there are none. */
  readonly empty: ReactNode;
}

/** A table of any length: only the rows in sight are mounted. Arrow keys, Home, End and Enter work on the rows. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowKey, selectedKey, onSelect, sort = null, onSort, rowHeight = 28, empty } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 60,
  });
  const selectedIndex = useMemo(
    () => (selectedKey === null ? -1 : rows.findIndex((row) => rowKey(row) === selectedKey)),
    [rows, rowKey, selectedKey],
  );
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, selectedIndex, rows.length, Math.floor((viewport.current?.clientHeight ?? 280) / rowHeight));
    const row = next === null ? undefined : rows[next];
    if (row === undefined) return;
    event.preventDefault();
    onSelect(row);
  };
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    <div ref={viewport} className={styles['viewport']}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={selectedIndex < 0 ? undefined : `${label}-${String(selectedIndex)}`}
        tabIndex={0}
        className={styles['table']}
        onKeyDown={onKeyDown}
      >
        <TableHeader columns={columns} template={template} sort={sort} {...(onSort === undefined ? {} : { onSort })} />
        {rows.length === 0 ? <div className={styles['empty']}>{empty}</div> : null}
        <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              // The grid takes the keys for all its rows; a row takes the pointer only.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={rowKey(row)}
                id={`${label}-${String(item.index)}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === selectedIndex}
                className={classNames(styles['row'], item.index === selectedIndex && styles['selected'])}
                style={{ ...template, height: rowHeight, transform: `translateY(${String(item.start)}px)` }}
                onClick={() => onSelect(row)}
              >
                {columns.map((column) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    className={classNames(
                      styles['cell'],
                      styles[column.align ?? 'start'],
                      column.stickyLeft !== undefined && styles['sticky'],
                    )}
                    style={stickyStyle(column)}
                  >
                    {column.render(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Where a sticky column stops. */
export function stickyStyle(column: Pick<TableColumn<never>, 'stickyLeft'>): { readonly left: number } | undefined {
  return column.stickyLeft === undefined ? undefined : { left: column.stickyLeft };
}

function nextIndex(key: string, current: number, count: number, page: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, current + 1);
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'PageDown':
      return Math.min(count - 1, current + page);
    case 'PageUp':
      return Math.max(0, current - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
