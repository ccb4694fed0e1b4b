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
  return (
    <div role="rowgroup" className={styles['head']}>
      {groups.length <= 1 ? null : (
        <div role="presentation" className={styles['groups']} style={template}>
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
      <div role="row" aria-rowindex={1} className={styles['headings']} style={template}>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sort?.columnId === column.id ? sort.direction : undefined}
            className={classNames(styles['heading'], styles[column.align ?? 'start'], column.stickyLeft !== undefined && styles['sticky'])}
            style={stickyStyle(column)}
          >
            {column.isSortable === true && onSort !== undefined ? (
              <button type="button" tabIndex={-1} className={styles['sorter']} aria-label={column.label} onClick={() => onSort(column.id)}>
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
