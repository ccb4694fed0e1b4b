import { derived } from '#renderer/store/memo.ts';
import { foundItems, visibleFindings } from '#renderer/store/selectors.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { type Finding, severities, type Severity } from '#shared/analysis/findings/finding.ts';
import { groupBy } from '#shared/base/sort.ts';

export const groupings = ['rule', 'account', 'resource'] as const;
export type Grouping = (typeof groupings)[number];

/** What filters and search leave. */
export const shownFindings = derived([visibleFindings, foundItems], (findings, found): readonly Finding[] =>
  found === null ? findings : findings.filter((finding) => finding.subjects.some((subject) => found.has(subjectKey(subject)))),
);

export interface FindingGroup {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly worst: Severity;
  readonly findings: readonly Finding[];
}

/** Groups in the order of their worst finding; findings keep the order of the report. */
export function groupFindings(findings: readonly Finding[], by: Grouping, accountName: (id: string) => string): FindingGroup[] {
  const groups = groupBy(findings, (finding) => groupKey(finding, by));
  return [...groups]
    .map(([key, own]) => ({ key, findings: own, worst: worstOf(own), ...titleOf(own, by, accountName) }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.findings.length - a.findings.length);
}

/** Unknown after everything that fails. */
function rankOf(group: FindingGroup): number {
  const isUnknown = group.findings.every((finding) => finding.status === 'unknown');
  return severities.indexOf(group.worst) + (isUnknown ? severities.length : 0);
}

function groupKey(finding: Finding, by: Grouping): string {
  const subject = finding.subjects[0];
  if (by === 'rule') return `${finding.ruleId}/${finding.status}`;
  return by === 'account' ? (subject?.accountId ?? 'unknown') : (subject?.id ?? 'unknown');
}

function titleOf(findings: readonly Finding[], by: Grouping, accountName: (id: string) => string): Pick<FindingGroup, 'title' | 'detail'> {
  const [first] = findings;
  const subject = first?.subjects[0];
  if (first === undefined || by === 'rule') return { title: first?.title ?? '', detail: first === undefined ? '' : first.ruleId };
  if (by === 'account') return { title: accountName(subject?.accountId ?? 'unknown'), detail: '' };
  return { title: subject?.id ?? 'unknown', detail: subject?.kind.replaceAll('-', ' ') ?? '' };
}

function worstOf(findings: readonly Finding[]): Severity {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info';
}

/** Whether a finding counts: nobody decided to live with it. */
export function counts(finding: Finding): boolean {
  return finding.suppressed === undefined;
}

/** What people decided to live with, after everything else. */
export function suppressedGroup(findings: readonly Finding[]): FindingGroup {
  return { key: 'suppressed', title: 'Suppressed', detail: 'with a reason; they do not count', worst: worstOf(findings), findings };
}
