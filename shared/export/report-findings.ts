/** The findings of the report: by rule, worst first, with the remedy once and the things it is about. */
import type { Finding, FindingReport } from '#shared/analysis/findings/finding.ts';
import { severities } from '#shared/analysis/findings/finding.ts';
import { groupBy } from '#shared/base/sort.ts';
import { counted } from '#shared/diagram/words.ts';
import type { CsvCell } from './csv.ts';
import { cappedTable, heading, listBlock, paragraph, type ReportBlock } from './report-blocks.ts';
import { evidenceText } from './tables.ts';

/** Findings that fail and that nobody accepted. */
export function failingOf({ findings }: FindingReport): readonly Finding[] {
  return findings.filter((finding) => finding.status === 'fail' && finding.suppressed === undefined);
}

/** Findings of one rule, with the worst severity among them. */
interface RuleGroup {
  readonly findings: readonly Finding[];
  readonly severity: Finding['severity'];
}

function groupsOf(failing: readonly Finding[]): RuleGroup[] {
  return [...groupBy(failing, (finding) => finding.ruleId).values()]
    .map((findings) => {
      const severity = severities.find((each) => findings.some((finding) => finding.severity === each)) ?? 'info';
      return { findings: [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)), severity };
    })
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.findings.length - a.findings.length);
}

/** The rules that fail worst, one line each: what a reader of one page has to know. */
export function worstFindings(report: FindingReport): ReportBlock[] {
  const rows = groupsOf(failingOf(report)).flatMap(({ findings, severity }) => {
    const [first] = findings;
    return first === undefined ? [] : [[severity, `${first.ruleId} ${first.title}`, findings.length, first.summary]];
  });
  return rows.length === 0
    ? [paragraph('Nothing was found that fails.')]
    : cappedTable(['Severity', 'Rule', 'Found', 'For example'], rows, 8, 'findings');
}

/** Rules that are argued in the body; the rest stand in the appendix. */
const argued: ReadonlySet<string> = new Set(['critical', 'high']);

export function findingBlocks(report: FindingReport): ReportBlock[] {
  const all = groupsOf(failingOf(report));
  const groups = all.filter(({ severity }) => argued.has(severity));
  const others = all.filter(({ severity }) => !argued.has(severity));
  return [
    heading(2, 'Findings'),
    paragraph(
      groups.length === 0
        ? 'Nothing of high or critical severity was found that fails.'
        : 'By rule, worst first: what is the matter, where, and what to do. The evidence stands in the appendix.',
    ),
    ...groups.flatMap(groupBlock),
    ...(others.length === 0 ? [] : [heading(3, `Also found (${others.length} rules)`)]),
    ...cappedTable(['Severity', 'Rule', 'Found', 'For example', 'Remedy'], others.map(ruleRow), 25, 'findings'),
  ];
}

function ruleRow({ findings, severity }: RuleGroup): CsvCell[] {
  const [first] = findings;
  return [severity, `${first?.ruleId ?? ''} ${first?.title ?? ''}`, findings.length, first?.summary ?? '', first?.remedy ?? ''];
}

function groupBlock({ findings, severity }: RuleGroup): ReportBlock[] {
  const [first] = findings;
  if (first === undefined) return [];
  const shown = findings.slice(0, 3).map((finding) => `${finding.summary} (${whereOf(finding)})`);
  const more = findings.length > 3 ? [`And ${findings.length - 3} more: see the appendix.`] : [];
  return [
    heading(3, `${first.ruleId} ${first.title} (${severity}, ${findings.length})`),
    { kind: 'list', items: [...shown, ...more, `Remedy: ${first.remedy}`, `Documentation: ${first.documentation}`] },
  ];
}

function whereOf({ subjects }: Finding): string {
  const [first, ...others] = subjects;
  if (first === undefined) return 'the whole estate';
  return `${first.kind} ${first.id}, ${first.accountId}, ${first.region}${others.length === 0 ? '' : `, and ${others.length} more`}`;
}

/** Every finding in a line, what could not be decided, and what a person accepted. */
export function findingAppendix(report: FindingReport): ReportBlock[] {
  const failing = groupsOf(failingOf(report)).flatMap(({ findings }) => findings);
  const undecided = [
    ...groupBy(
      report.findings.filter((finding) => finding.status === 'unknown'),
      (finding) => finding.ruleId,
    ).values(),
  ];
  const suppressed = report.findings.filter((finding) => finding.suppressed !== undefined);
  return [
    heading(3, `Every finding (${failing.length})`),
    ...cappedTable(
      ['Severity', 'Rule', 'About', 'Account', 'Region', 'Evidence'],
      failing.map((finding) => [
        finding.severity,
        finding.ruleId,
        finding.subjects[0]?.id ?? '',
        finding.subjects[0]?.accountId ?? '',
        finding.subjects[0]?.region ?? '',
        finding.evidence.map(evidenceText).join('; ').slice(0, 160),
      ]),
      60,
      'findings',
    ),
    ...listBlock(
      'Could not be decided',
      undecided.map(([first, ...others]) =>
        first === undefined
          ? ''
          : `${first.ruleId} ${first.title}: ${first.summary}${others.length === 0 ? '' : ` And ${counted(others.length, 'more like it', 'more like it')}.`}`,
      ),
    ),
    ...listBlock(
      'Accepted by a person',
      suppressed.map((finding) => `${finding.ruleId} ${finding.summary} Reason: ${finding.suppressed ?? ''}`),
    ),
  ];
}
