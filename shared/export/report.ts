/** The written case as blocks, which Markdown and PDF are made of: what an architect puts before a design review. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { isAlarming } from '#shared/analysis/availability/alignment.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import { severities } from '#shared/analysis/findings/finding.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { counted, verdictWords } from '#shared/diagram/words.ts';
import { completeness } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { cappedTable, heading, paragraph, type ReportBlock, zonesText } from './report-blocks.ts';
import { costAppendix, costBlocks, costSummary } from './report-costs.ts';
import { coverageBlocks } from './report-coverage.ts';
import { failingOf, findingAppendix, findingBlocks, worstFindings } from './report-findings.ts';

export interface ReportInput {
  readonly snapshot: Snapshot;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
  readonly costs: CostComparison;
  /** Where the traffic behind the costs comes from, one sentence each; empty where there is none. */
  readonly usageSources: readonly string[];
  readonly diagram: Diagram;
}

/** The case on one page, then what it rests on, and last the details. */
export function buildReport(input: ReportInput): ReportBlock[] {
  return [
    heading(1, `PrivateLink report: ${input.snapshot.title}`),
    ...summaryBlocks(input),
    heading(2, 'Picture'),
    { kind: 'picture', diagram: input.diagram },
    ...findingBlocks(input.findings),
    ...alignmentBlocks(input.alignment),
    ...costBlocks(input.costs, input.usageSources),
    ...coverageBlocks(input.snapshot),
    heading(2, 'Appendix'),
    ...findingAppendix(input.findings),
    ...costAppendix(input.costs),
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
    heading(2, 'Summary'),
    {
      kind: 'list',
      items: [
        `Estate: ${counted(snapshot.accounts.length, 'account')}, ${counted(snapshot.vpcs.length, 'VPC')}, ${counted(snapshot.vpcEndpoints.length, 'endpoint')}, ${counted(snapshot.endpointServices.length, 'service')} and ${counted(snapshot.natGateways.length, 'NAT gateway')}.`,
        `Findings: ${failing.length}${bySeverity.length === 0 ? '' : ` (${bySeverity.join(', ')})`}; ${counted(unknown, 'check')} could not be decided.`,
        `Availability: ${counted(alarming, 'endpoint')} of ${alignment.length} not connected, broken or with a dark zone.`,
        ...costSummary(costs),
        `Coverage: ${share} % of the planned calls were answered. What was not read is unknown in this report, never none.`,
        diagram.footer,
      ],
    },
    heading(3, 'The worst findings'),
    ...worstFindings(findings),
  ];
}

function alignmentBlocks(rows: readonly AlignmentRow[]): ReportBlock[] {
  const alarming = rows.filter((row) => isAlarming(row.verdict));
  const calm = rows.length - alarming.length;
  return [
    heading(2, 'Availability Zone alignment'),
    paragraph(
      `Zones are compared by AZ ID, which is the same zone in every account; zone names are not. ${counted(alarming.length, 'endpoint')} of ${rows.length} below; the other ${calm} raise no alarm and stand in the CSV of alignment beside this report.`,
    ),
    ...cappedTable(
      ['Verdict', 'Endpoint', 'Service', 'Endpoint zones', 'Service zones', 'Workload zones', 'Survives the loss of'],
      alarming.map((row) => [
        verdictWords[row.verdict],
        row.endpointId,
        row.shortName,
        zonesText(row.endpointZones),
        zonesText(row.serviceZones),
        zonesText(row.workloadZones),
        Object.entries(row.survivesLossOf)
          .map(([zone, survives]) => `${zone}: ${survives}`)
          .join(', '),
      ]),
      25,
      'alignment',
    ),
  ];
}
