import { completeness } from '#shared/model/ledger.ts';
import { type Finding, severities, type Severity } from '#shared/analysis/findings/finding.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { schemaVersion } from './schema-version.ts';

/** What is shown of the findings. */
export interface FindingFilter {
  /** One rule only. */
  readonly rule?: string | undefined;
  /** At least this severity. */
  readonly severity?: Severity | undefined;
}

/** Findings that pass the filter, how many things passed each rule, and what they rest on. */
export function findingsJson(analysed: Analysed, filter: FindingFilter = {}) {
  const { findings, passed } = analysed.findings;
  return {
    schemaVersion,
    findings: findings.filter((finding) => isWanted(finding, filter)).map(findingJson),
    passed: filter.rule === undefined ? passed : { [filter.rule]: passed[filter.rule] ?? 0 },
    coverage: { complete: completeness(analysed.snapshot.ledger) },
  };
}

/** Whether a finding is at least as severe as asked. */
export function isAtLeast(finding: Pick<Finding, 'severity'>, severity: Severity): boolean {
  return severities.indexOf(finding.severity) <= severities.indexOf(severity);
}

function isWanted(finding: Finding, filter: FindingFilter): boolean {
  if (filter.rule !== undefined && finding.ruleId !== filter.rule) return false;
  return filter.severity === undefined || isAtLeast(finding, filter.severity);
}

function findingJson(finding: Finding) {
  const { ruleId, title, severity, status, subjects, summary, evidence, remedy, documentation, suppressed } = finding;
  return {
    ruleId,
    title,
    severity,
    status,
    subjects,
    summary,
    evidence,
    remedy,
    documentation,
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}
