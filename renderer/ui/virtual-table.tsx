import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import { classNames } from './class-names.ts';
import { leastWidth, stickyStyle, type TableColumn, type TableSort } from './table-column.ts';
import { TableHeader } from './table-header.tsx';
import styles from './virtual-table.module.css';

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

/** A table of any length: only the rows in sight are mounted. Arrow keys, Home, End, Page Up and Page Down walk the rows. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, selectedKey, rowKey, onSelect, sort = null, onSort, rowHeight = 28, empty } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const selectedIndex = useMemo(
    () => (selectedKey === null ? -1 : rows.findIndex((row) => rowKey(row) === selectedKey)),
    [rows, rowKey, selectedKey],
  );
  const virtualizer = useRows(viewport, rows.length, rowHeight, selectedIndex);
  const choose = (index: number | null): boolean => {
    const row = index === null ? undefined : rows[index];
    if (row !== undefined) onSelect(row);
    return row !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.floor((viewport.current?.clientHeight ?? 280) / rowHeight);
    if (choose(nextIndex(event.key, selectedIndex, rows.length, page))) event.preventDefault();
  };
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    <div ref={viewport} className={styles['viewport']}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={selectedIndex < 0 ? undefined : rowId(label, selectedIndex)}
        tabIndex={0}
        className={styles['table']}
        style={{ minWidth: leastWidth(columns) }}
        onKeyDown={onKeyDown}
        onClick={(event) => choose(clickedIndex(event.target))}
      >
        <TableHeader columns={columns} template={template} sort={sort} {...(onSort === undefined ? {} : { onSort })} />
        {rows.length === 0 ? <div className={styles['empty']}>{empty}</div> : null}
        <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            const style = { ...template, height: rowHeight, transform: `translateY(${String(start)}px)` };
            if (row === undefined) return null;
            return (
              <TableRow
                key={rowKey(row)}
                id={rowId(label, index)}
                index={index}
                isSelected={index === selectedIndex}
                style={style}
                row={row}
                columns={columns}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The rows in sight; the selected one is scrolled into it. */
function useRows(viewport: RefObject<HTMLDivElement | null>, count: number, rowHeight: number, selectedIndex: number) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 60,
  });
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  return virtualizer;
}

function rowId(label: string, index: number): string {
  return `${label}-${String(index)}`;
}

/** Rows know their place, so that one listener serves them all; a click on a control inside a row is the control's own. */
function clickedIndex(target: EventTarget): number | null {
  if (!(target instanceof Element) || target.closest('button, a') !== null) return null;
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
  return index === undefined ? null : Number(index);
}

interface TableRowProps<Row> extends Pick<VirtualTableProps<Row>, 'columns'> {
  readonly id: string;
  readonly index: number;
  readonly isSelected: boolean;
  readonly style: CSSProperties;
  readonly row: Row;
}

function TableRow<Row>({ id, index, isSelected, style, row, columns }: TableRowProps<Row>) {
  return (
    <div
      id={id}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={classNames(styles['row'], isSelected && styles['selected'])}
      style={style}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(styles['cell'], styles[column.align ?? 'start'], column.stickyLeft !== undefined && styles['sticky'])}
          style={stickyStyle(column)}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
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
