import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { csvText } from '#shared/export/csv.ts';
import { escaped, markdownTable } from '#shared/export/markdown.ts';
import { redactDocument } from '#shared/export/redact-document.ts';
import { alignmentTable, costTable, coverageTable, type ExportTable, findingsTable } from '#shared/export/tables.ts';
import { type Analysed, analyseDocument } from './analyse.ts';
import { exportDiagram } from './export-diagram.ts';
import { filterDiagram, filterTables } from './export-filter.ts';
import { type ExportFile, type ExportRequest, tableFormats } from './export-formats.ts';
import { diagramOf } from './export-subject.ts';
import { newRedactionKey } from './redaction-key.ts';
import { alignJson } from './json/align-json.ts';
import { costJson } from './json/cost-json.ts';
import { coverageJson } from './json/coverage-json.ts';
import { findingsJson } from './json/findings-json.ts';

/** The whole view as one file, or several where a picture is larger than one may be. */
export async function exportView(original: Analysed, request: ExportRequest): Promise<Outcome<readonly ExportFile[], Problem>> {
  const shown = request.redact === true ? redacted(original) : ok(original);
  if (shown.kind === 'problem') return shown;
  const analysed = shown.value;
  const diagram = diagramOf(analysed, request.view);
  const { filter } = request;
  if (diagram !== null) return exportDiagram(filter === undefined ? diagram : filterDiagram(diagram, analysed, filter), request);
  if (filter !== undefined && (request.view === 'coverage' || request.view === 'costs')) {
    return failed({ code: 'filter', what: `The view ${request.view} cannot be filtered`, why: 'a part of it would be read as the whole' });
  }
  const view = tableView(filter === undefined ? analysed : filterTables(analysed, filter), request.view);
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

/** The document under stand-ins, analysed anew, so that nothing of the original can be left in a sentence. */
export function redacted(original: Analysed): Outcome<Analysed, Problem> {
  return analyseDocument(redactDocument(original.document, newRedactionKey(original.snapshot)));
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
