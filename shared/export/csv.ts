/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */
import type { Diagram } from '#shared/diagram/diagram.ts';
import { exportText } from './visible.ts';

/** A cell: text, a number as it is, a decimal number as exact text, or nothing. */
export type CsvCell = string | number | { readonly exact: string } | null;

/** Every text quoted, lines end in CRLF. Numbers stay numbers. */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The nodes of a diagram, one per row, in drawing order. */
export function exportDiagramCsv(diagram: Diagram): string {
  const labels = new Map(diagram.nodes.map((node) => [node.id, node.label]));
  const nodes = diagram.nodes.map((node) => [
    'node',
    node.kind,
    node.label,
    node.parentId === null ? null : (labels.get(node.parentId) ?? null),
    node.subject?.id ?? null,
    node.subject?.accountId ?? null,
    node.subject?.region ?? null,
    null,
    null,
    node.tone,
    node.description,
  ]);
  const edges = diagram.edges.map((edge) => [
    'edge',
    edge.kind,
    edge.label,
    null,
    edge.subject?.id ?? null,
    edge.subject?.accountId ?? null,
    edge.subject?.region ?? null,
    labels.get(edge.source) ?? null,
    labels.get(edge.target) ?? null,
    edge.tone,
    edge.description,
  ]);
  return csvText(['type', 'kind', 'label', 'in', 'id', 'account', 'region', 'from', 'to', 'status', 'description'], [...nodes, ...edges]);
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'object') return /^-?\d+(\.\d+)?$/.test(value.exact) ? value.exact : cell(value.exact);
  const text = exportText(value);
  return `"${(startsFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/**
 * Spreadsheets run a cell as a formula when it starts with one of these, also
 * in full width and after white space (OWASP, "CSV Injection").
 */
function startsFormula(text: string): boolean {
  return /^[\s\ufeff\u200b]*[=+\-@\t\r\n＝＋－＠]/u.test(text);
}
