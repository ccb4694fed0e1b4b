/** The written case as blocks, which Markdown and PDF are made of. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { isAlarming } from '#shared/analysis/availability/alignment.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import type { Finding, FindingReport } from '#shared/analysis/findings/finding.ts';
import { severities } from '#shared/analysis/findings/finding.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { counted, verdictWords } from '#shared/diagram/words.ts';
import { completeness } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { CsvCell } from './csv.ts';
import { costBlocks, costSummary } from './report-costs.ts';
import { coverageBlocks } from './report-coverage.ts';
import { evidenceText } from './tables.ts';

export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly CsvCell[])[] }
  | { readonly kind: 'picture'; readonly diagram: Diagram };

export interface ReportInput {
  readonly snapshot: Snapshot;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
  readonly costs: CostComparison;
  /** Where the traffic behind the costs comes from, one sentence each; empty where there is none. */
  readonly usageSources: readonly string[];
  readonly diagram: Diagram;
}

/** Summary first, then what it rests on, and last what is not known. */
export function buildReport(input: ReportInput): ReportBlock[] {
  return [
    { kind: 'heading', level: 1, text: `PrivateLink report: ${input.snapshot.title}` },
    ...summaryBlocks(input),
    { kind: 'heading', level: 2, text: 'Picture' },
    { kind: 'picture', diagram: input.diagram },
    ...findingBlocks(input.findings),
    ...alignmentBlocks(input.alignment),
    ...costBlocks(input.costs, input.usageSources),
    ...coverageBlocks(input.snapshot),
  ];
}

function summaryBlocks({ snapshot, alignment, findings, costs, diagram }: ReportInput): ReportBlock[] {
  const failing = failingOf(findings);
  const unknown = findings.findings.filter((finding) => finding.status === 'unknown').length;
  const bySeverity = severities.flatMap((severity) => {
    const count = failing.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const alarming = alignment.filter((row) => isAlarming(row.verdict)).length;
  const share = (completeness(snapshot.ledger) * 100).toFixed(1);
  return [
    { kind: 'heading', level: 2, text: 'Summary' },
    {
      kind: 'list',
      items: [
        `Holds ${counted(snapshot.accounts.length, 'account')}, ${counted(snapshot.vpcs.length, 'VPC')}, ${counted(snapshot.vpcEndpoints.length, 'endpoint')}, ${counted(snapshot.endpointServices.length, 'service')} and ${counted(snapshot.natGateways.length, 'NAT gateway')}.`,
        `${counted(failing.length, 'finding')}${bySeverity.length === 0 ? '' : `: ${bySeverity.join(', ')}`}; ${counted(unknown, 'check')} could not be decided.`,
        `${counted(alarming, 'endpoint')} of ${alignment.length} not connected, broken or with a dark zone.`,
        ...costSummary(costs),
        `${share} % of the planned calls were answered. What was not read is unknown in this report, never none.`,
        diagram.footer,
      ],
    },
  ];
}

function failingOf({ findings }: FindingReport): readonly Finding[] {
  return findings.filter((finding) => finding.status === 'fail' && finding.suppressed === undefined);
}

function findingBlocks(report: FindingReport): ReportBlock[] {
  const failing = failingOf(report);
  const undecided = report.findings.filter((finding) => finding.status === 'unknown');
  const suppressed = report.findings.filter((finding) => finding.suppressed !== undefined);
  return [
    { kind: 'heading', level: 2, text: 'Findings' },
    ...(failing.length === 0 ? [{ kind: 'text' as const, text: 'Nothing was found that fails.' }] : []),
    ...severities.flatMap((severity): ReportBlock[] => {
      const found = failing.filter((finding) => finding.severity === severity);
      return found.length === 0
        ? []
        : [{ kind: 'heading', level: 3, text: `${severity} (${found.length})` }, ...found.flatMap(findingBlock)];
    }),
    ...listBlock(
      'Could not be decided',
      undecided.map((finding) => `${finding.ruleId} ${finding.title}: ${finding.summary}`),
    ),
    ...listBlock(
      'Accepted by a person',
      suppressed.map((finding) => `${finding.ruleId} ${finding.summary} Reason: ${finding.suppressed ?? ''}`),
    ),
  ];
}

function findingBlock(finding: Finding): ReportBlock[] {
  return [
    { kind: 'text', text: `${finding.ruleId} ${finding.title}. ${finding.summary}` },
    {
      kind: 'list',
      items: [
        `About: ${finding.subjects.map((subject) => `${subject.kind} ${subject.id} (${subject.accountId}, ${subject.region})`).join('; ')}`,
        ...finding.evidence.map((one) => `Evidence: ${evidenceText(one)}`),
        `Remedy: ${finding.remedy}`,
        `Documentation: ${finding.documentation}`,
      ],
    },
  ];
}

/** A heading and a list; nothing where the list is empty. */
export function listBlock(heading: string, items: readonly string[]): ReportBlock[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', level: 3, text: `${heading} (${items.length})` },
        { kind: 'list', items },
      ];
}

function alignmentBlocks(rows: readonly AlignmentRow[]): ReportBlock[] {
  return [
    { kind: 'heading', level: 2, text: 'Availability Zone alignment' },
    { kind: 'text', text: 'Zones are compared by AZ ID, which is the same zone in every account; zone names are not.' },
    {
      kind: 'table',
      header: ['Verdict', 'Endpoint', 'Service', 'Endpoint zones', 'Service zones', 'Workload zones', 'Survives the loss of'],
      rows: rows.map((row) => [
        verdictWords[row.verdict],
        row.endpointId,
        row.shortName,
        zones(row.endpointZones),
        zones(row.serviceZones),
        zones(row.workloadZones),
        Object.entries(row.survivesLossOf)
          .map(([zone, survives]) => `${zone}: ${survives}`)
          .join(', '),
      ]),
    },
  ];
}

function zones(ids: readonly string[] | null): string {
  return ids === null ? 'unknown' : ids.length === 0 ? 'none' : ids.join(', ');
}
