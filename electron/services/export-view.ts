import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { csvText } from '#shared/export/csv.ts';
import { escaped, markdownTable } from '#shared/export/markdown.ts';
import { redactDocument } from '#shared/export/redact-document.ts';
import { type Redaction, standInOf } from '#shared/export/redact.ts';
import { alignmentTable, costTable, coverageTable, type ExportTable, findingsTable } from '#shared/export/tables.ts';
import { type Analysed, analyseDocument } from './analyse.ts';
import { exportDiagram } from './export-diagram.ts';
import { filterDiagram, filterTables, redactedSelection, type Selection, selectionOf, selectionWithout } from './export-filter.ts';
import { type ExportFile, type ExportProgress, type ExportRequest, tableFormats } from './export-formats.ts';
import { diagramOf } from './export-subject.ts';
import { underGivenNames } from './given-names.ts';
import { newRedactionKey } from './redaction-key.ts';
import { alignJson } from './json/align-json.ts';
import { costJson } from './json/cost-json.ts';
import { coverageJson } from './json/coverage-json.ts';
import { findingsJson } from './json/findings-json.ts';

/** The whole view as one file, or several where a picture is larger than one may be. */
export async function exportView(
  original: Analysed,
  request: ExportRequest,
  progress?: ExportProgress,
): Promise<Outcome<readonly ExportFile[], Problem>> {
  const shown = shownOf(underGivenNames(original), request);
  if (shown.kind === 'problem') return shown;
  const { analysed, selection, view: name } = shown.value;
  const diagram = diagramOf(analysed, name);
  if (diagram !== null) return exportDiagram(selection === null ? diagram : filterDiagram(diagram, analysed, selection), request, progress);
  if (selection !== null && (name === 'coverage' || name === 'costs')) {
    return failed({ code: 'filter', what: `The view ${name} cannot be filtered`, why: 'a part of it would be read as the whole' });
  }
  const view = tableView(selection === null ? analysed : filterTables(analysed, selection), name);
  if (view === null) {
    return failed({
      code: 'view',
      what: 'There is no such view',
      where: request.view,
      remedy: 'Write consumers, providers, estate, vpc:<id of a VPC in the document>, alignment, coverage, findings or costs.',
    });
  }
  if (view.kind === 'problem') return view;
  if (!tableFormats.has(request.format)) {
    return failed({
      code: 'format',
      what: `The view ${request.view} is a table`,
      why: `it has no ${request.format}`,
      remedy: 'Use --format csv, json or md.',
    });
  }
  return ok([{ suffix: '', content: tableText(view.value, request.format) }]);
}

/** What is exported, under which name and how much of it. */
interface Shown {
  readonly analysed: Analysed;
  readonly selection: Selection | null;
  readonly view: string;
}

/** The search is run on what the person knows; stand-ins come after it. */
function shownOf(original: Analysed, { redact, filter, leftOut, view }: ExportRequest): Outcome<Shown, Problem> {
  const selection =
    filter !== undefined ? selectionOf(original, filter) : leftOut !== undefined ? selectionWithout(original, leftOut) : null;
  if (redact !== true) return ok({ analysed: original, selection, view });
  const redactedAll = redacted(original);
  if (redactedAll.kind === 'problem') return redactedAll;
  const { analysed, redaction } = redactedAll.value;
  return ok({
    analysed,
    selection: selection === null || redaction === null ? selection : redactedSelection(selection, redaction),
    view: redaction === null ? view : redactedViewName(view, redaction),
  });
}

/** The name of a view of the original in the redacted estate. */
export function redactedViewName(view: string, redaction: Redaction): string {
  return view.startsWith('vpc:') ? `vpc:${standInOf(redaction, view.slice(4))}` : view;
}

/** The document under stand-ins, analysed anew, so that nothing of the original can be left in a sentence. */
export function redacted(original: Analysed): Outcome<{ readonly analysed: Analysed; readonly redaction: Redaction | null }, Problem> {
  const { document, redaction } = redactDocument(original.document, newRedactionKey(original.snapshot));
  const analysed = analyseDocument(document);
  return analysed.kind === 'ok' ? ok({ analysed: analysed.value, redaction }) : analysed;
}

interface TableView {
  readonly json: unknown;
  readonly table: ExportTable;
}

function tableView(analysed: Analysed, view: string): Outcome<TableView, Problem> | null {
  switch (view) {
    case 'alignment':
      return ok({ json: alignJson(analysed), table: alignmentTable(analysed.alignment) });
    case 'coverage':
      return ok({ json: coverageJson(analysed.snapshot), table: coverageTable(analysed.snapshot.ledger) });
    case 'findings':
      return ok({ json: findingsJson(analysed), table: findingsTable(analysed.findings.findings) });
    case 'costs': {
      const costs = costJson(analysed, [], analysed.document.usage, {});
      return costs.kind === 'problem' ? costs : ok({ json: costs.value, table: costTable(costs.value) });
    }
    default:
      return null;
  }
}

function tableText({ json, table }: TableView, format: ExportRequest['format']): string {
  if (format === 'json') return `${JSON.stringify(json, null, 2)}\n`;
  if (format === 'csv') return csvText(table.header, table.rows);
  return `# ${escaped(table.title)}\n\n${markdownTable(table.header, table.rows)}\n`;
}
