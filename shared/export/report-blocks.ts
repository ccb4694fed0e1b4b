/** What a report is made of; Markdown and PDF are written from it. */
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { CsvCell } from './csv.ts';

export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly CsvCell[])[] }
  | { readonly kind: 'picture'; readonly diagram: Diagram };

/** Where a table that is cut goes on: the files beside the report. */
export type ReportCsv = 'findings' | 'alignment' | 'costs' | 'coverage';

export function heading(level: 1 | 2 | 3, text: string): ReportBlock {
  return { kind: 'heading', level, text };
}

export function paragraph(text: string): ReportBlock {
  return { kind: 'text', text };
}

/** A heading and a list; nothing where the list is empty. */
export function listBlock(title: string, items: readonly string[]): ReportBlock[] {
  return items.length === 0 ? [] : [heading(3, `${title} (${items.length})`), { kind: 'list', items }];
}

/** The first rows of a table; where there are more, how many, and where they are. */
export function cappedTable(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  most: number,
  file: ReportCsv,
): ReportBlock[] {
  if (rows.length === 0) return [];
  const table: ReportBlock = { kind: 'table', header, rows: rows.slice(0, most) };
  return rows.length <= most
    ? [table]
    : [table, paragraph(`Showing ${most} of ${rows.length}; all of them are in the CSV of ${file} beside this report.`)];
}

/** AZ IDs in a cell. */
export function zonesText(ids: readonly string[] | null): string {
  return ids === null ? 'unknown' : ids.length === 0 ? 'none' : ids.join(', ');
}
