import type { ReactNode } from 'react';

/** A column of a table. */
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

/** What a table is sorted by. */
export interface TableSort {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** What the columns need at least; below it the table scrolls sideways. */
export function leastWidth(columns: readonly TableColumn<never>[]): number {
  return columns.reduce((total, column) => total + Number(/(\d+)px/.exec(column.width)?.[1] ?? 0), 0);
}

/** Where a sticky column stops. */
export function stickyStyle(column: Pick<TableColumn<never>, 'stickyLeft'>): { readonly left: number } | undefined {
  return column.stickyLeft === undefined ? undefined : { left: column.stickyLeft };
}
