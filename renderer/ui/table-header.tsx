import type { KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { stickyStyle, type TableColumn, type TableSort } from './table-column.ts';
import styles from './virtual-table.module.css';

interface TableHeaderProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly template: { readonly gridTemplateColumns: string };
  readonly sort: TableSort | null;
  readonly onSort?: (columnId: string) => void;
}

/** The heading of a table: one row, with a row of groups above it where columns have groups. */
export function TableHeader<Row>({ columns, template, sort, onSort }: TableHeaderProps<Row>) {
  const groups = groupSpans(columns);
  const sortable = columns.filter((column) => column.isSortable === true);
  // One stop for Tab, however many columns there are: the one that sorts now.
  const stop = (sortable.find((column) => column.id === sort?.columnId) ?? sortable[0])?.id;
  return (
    <div role="rowgroup" className={styles['head']}>
      {groups.length <= 1 ? null : (
        <div aria-hidden="true" className={styles['groups']} style={template}>
          {groups.map((group) => (
            <div
              key={group.start}
              className={classNames(styles['group'], group.name !== '' && styles['named'])}
              style={{ gridColumn: `span ${String(group.span)}` }}
            >
              {group.name}
            </div>
          ))}
        </div>
      )}
      <div role="row" aria-rowindex={1} className={styles['headings']} style={template} onKeyDown={walkSorters}>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sort?.columnId === column.id ? sort.direction : undefined}
            className={classNames(styles['heading'], styles[column.align ?? 'start'], column.stickyLeft !== undefined && styles['sticky'])}
            style={stickyStyle(column)}
          >
            {column.isSortable === true && onSort !== undefined ? (
              <button
                type="button"
                tabIndex={column.id === stop ? 0 : -1}
                className={styles['sorter']}
                aria-label={column.label}
                onClick={() => onSort(column.id)}
              >
                {column.header}
                {sort?.columnId === column.id ? (
                  <Icon name={sort.direction === 'ascending' ? 'chevron-up' : 'chevron-down'} size={12} />
                ) : null}
              </button>
            ) : column.header === '' ? (
              <span className="visually-hidden">{column.label}</span>
            ) : (
              column.header
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Left and right walk the headings that sort; the rows' own keys stay out of it. */
function walkSorters(event: KeyboardEvent<HTMLElement>): void {
  const sorters = [...event.currentTarget.querySelectorAll('button')];
  const at = sorters.findIndex((sorter) => sorter === event.target);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: sorters.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  sorters[Math.min(sorters.length - 1, Math.max(0, to))]?.focus();
}

interface GroupSpan {
  readonly name: string;
  readonly start: number;
  readonly span: number;
}

function groupSpans(columns: readonly TableColumn<never>[]): GroupSpan[] {
  const spans: GroupSpan[] = [];
  for (const [index, column] of columns.entries()) {
    const name = column.group ?? '';
    const last = spans.at(-1);
    if (last?.name === name) spans[spans.length - 1] = { ...last, span: last.span + 1 };
    else spans.push({ name, start: index, span: 1 });
  }
  return spans;
}
