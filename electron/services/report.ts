import path from 'node:path';
import { ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import { csvText } from '#shared/export/csv.ts';
import type { ReportCsv } from '#shared/export/report-blocks.ts';
import { alignmentTable, costTable, coverageTable, type ExportTable, findingsTable } from '#shared/export/tables.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { buildReport } from '#shared/export/report.ts';
import { reportMarkdown } from '#shared/export/report-markdown.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { renderReport } from '#electron/render/report-pdf.ts';
import type { Analysed } from './analyse.ts';
import { underGivenNames } from './given-names.ts';
import type { ExportFile } from './export-formats.ts';
import { diagramOf } from './export-subject.ts';
import { redacted, redactedViewName } from './export-view.ts';
import { costJson } from './json/cost-json.ts';

export const reportFormats = ['md', 'pdf'] as const;

export interface ReportRequest {
  readonly format: (typeof reportFormats)[number];
  /** Traffic to use instead of the document's. */
  readonly usage?: readonly UsageSet[] | undefined;
  /** The view that is pictured, as `export` names it. */
  readonly view: string;
  readonly redact?: boolean | undefined;
  /** The file the report goes to: a Markdown report names its picture after it. */
  readonly output: string;
}

/** The report, its tables as CSV, and beside a Markdown one its picture as SVG. */
export async function writeReport(original: Analysed, request: ReportRequest): Promise<Outcome<readonly ExportFile[], Problem>> {
  const named = underGivenNames(original);
  const withUsage = request.usage === undefined ? named : { ...named, document: { ...named.document, usage: request.usage } };
  const shown = request.redact === true ? redacted(withUsage) : ok({ analysed: withUsage, redaction: null });
  if (shown.kind === 'problem') return shown;
  const { analysed, redaction } = shown.value;
  const { usage } = analysed.document;
  const costs = costJson(analysed, [], usage, {});
  if (costs.kind === 'problem') return costs;
  const diagram = diagramOf(analysed, redaction === null ? request.view : redactedViewName(request.view, redaction));
  if (diagram === null) {
    return {
      kind: 'problem',
      problem: {
        code: 'view',
        what: 'There is no such picture',
        where: request.view,
        remedy: 'Write consumers, providers, estate or vpc:<id>.',
      },
    };
  }
  const usageSources = usage.map((set) => `${set.name}, ${set.rows.length} rows (${set.source})`);
  const blocks = buildReport({ ...analysed, costs: costs.value, usageSources, diagram });
  if (request.format === 'pdf') {
    const pdf = await renderReport(`PrivateLink report: ${analysed.snapshot.title}`, blocks);
    return pdf.kind === 'ok' ? ok([{ suffix: '', content: pdf.value }, ...tableFiles(analysed, costs.value)]) : pdf;
  }
  const picture = `${path.parse(request.output).name}.svg`;
  return ok([
    { suffix: '', content: reportMarkdown(blocks, () => picture) },
    { suffix: '', extension: '.svg', content: exportSvg(diagram, { theme: 'light' }) },
    ...tableFiles(analysed, costs.value),
  ]);
}

/** What the report cuts short, whole. */
function tableFiles({ alignment, findings, snapshot }: Analysed, costs: CostComparison): ExportFile[] {
  const tables: readonly (readonly [ReportCsv, ExportTable])[] = [
    ['findings', findingsTable(findings.findings)],
    ['alignment', alignmentTable(alignment)],
    ['costs', costTable(costs)],
    ['coverage', coverageTable(snapshot.ledger)],
  ];
  return tables.map(([name, { header, rows }]) => ({ suffix: `-${name}`, extension: '.csv', content: csvText(header, rows) }));
}
