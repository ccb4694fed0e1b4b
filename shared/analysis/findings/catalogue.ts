/** Every rule there is, and running them over a topology. */
import { compareText, groupBy, indexBy, sortedBy } from '#shared/base/sort.ts';
import type { Suppression } from '#shared/model/document.ts';
import type { Subject } from '#shared/model/subject.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { whyUnread } from '#shared/analysis/topology/unread.ts';
import { type Finding, type FindingReport, severities } from './finding.ts';
import type { Judgement, OpenJudgement, Rule, RuleContext } from './rule.ts';
import { azRules } from './rules/az.ts';
import { cnRules } from './rules/cn.ts';
import { dnsRules } from './rules/dns.ts';
import { egRules } from './rules/eg.ts';
import { epRules } from './rules/ep.ts';
import { naclRules } from './rules/nacl.ts';
import { ntRules } from './rules/nt.ts';
import { tpRules } from './rules/tp.ts';
import { unlistedJudgement, unlistedPlaces } from './unlisted.ts';

/** In order of id. */
export const catalogue: readonly Rule[] = sortedBy(
  [...azRules, ...cnRules, ...dnsRules, ...egRules, ...epRules, ...naclRules, ...ntRules, ...tpRules],
  (rule) => rule.id,
);

/**
 * Runs every rule. What a person suppressed stays in the list, marked with the reason.
 * Rules about traffic answer from `usage`; without it they are `unknown`, or judge by topology alone.
 */
export function runCatalogue(
  topology: Topology,
  alignment: readonly AlignmentRow[],
  suppressions: readonly Suppression[] = [],
  rules: readonly Rule[] = catalogue,
  usage: readonly UsageSet[] = [],
  book: PriceBook = builtInPriceBook,
): FindingReport {
  const context = contextOf(topology, alignment, usage, book);
  const unlisted = unlistedPlaces(topology);
  const judged = rules.map((rule) => {
    const judgements = rule.check(context);
    // Most things are in order, and of those only the number is told.
    const open = judgements.filter(isOpen);
    const silent = unlistedJudgement(topology, unlisted, rule, open);
    const findings = (silent === undefined ? open : [...open, silent]).map((judgement) => findingOf(rule, judgement));
    return { id: rule.id, findings, passed: judgements.length - open.length };
  });
  const findings = judged.flatMap((one) => one.findings);
  return {
    findings: sortFindings(suppressions.length === 0 ? findings : findings.map((finding) => withSuppression(finding, suppressions))),
    passed: Object.fromEntries(judged.map(({ id, passed }) => [id, passed])),
  };
}

function isOpen(judgement: Judgement): judgement is OpenJudgement {
  return judgement.status !== 'pass';
}

/** What the rules may look at, made from a topology. */
export function contextOf(
  topology: Topology,
  alignment: readonly AlignmentRow[],
  usage: readonly UsageSet[] = [],
  book: PriceBook = builtInPriceBook,
): RuleContext {
  const rows = indexBy(alignment, (row) => row.endpointId);
  return {
    topology,
    alignment,
    rowOf: (endpointId) => rows.get(endpointId),
    hostedZones: hostedZoneIndex(topology),
    takenAt: topology.index.snapshot.takenAt,
    usage,
    book,
    missing: (accountId, region, operations) => {
      const unread = operations.find((operation) => !topology.index.coverage.isRead(accountId, region, operation));
      return unread === undefined ? null : whyUnread(topology.index, accountId, region, unread);
    },
  };
}

/** How a subject is written in suppressions and links. */
export function subjectKey(subject: Subject): string {
  return `${subject.kind}:${subject.id}`;
}

function findingOf(rule: Rule, judgement: OpenJudgement): Finding {
  const isUnknown = judgement.status === 'unknown';
  return {
    ruleId: rule.id,
    title: rule.title,
    subjects: judgement.subjects,
    summary: judgement.summary,
    documentation: rule.documentation,
    severity: isUnknown ? rule.severity : (judgement.severity ?? rule.severity),
    status: judgement.status,
    evidence: judgement.evidence ?? [],
    remedy: isUnknown ? 'Let the scan read what is missing, then look again.' : (judgement.remedy ?? rule.remedy),
  };
}

function withSuppression(finding: Finding, suppressions: readonly Suppression[]): Finding {
  const [subject] = finding.subjects;
  const found =
    subject === undefined
      ? undefined
      : suppressions.find((one) => one.ruleId === finding.ruleId && (one.subject === subject.id || one.subject === subjectKey(subject)));
  return found === undefined ? finding : { ...finding, suppressed: found.reason };
}

/** Failing before unknown, worst first; then by rule and subject. */
function sortFindings(findings: readonly Finding[]): Finding[] {
  const ranks = groupBy(findings, rankOf);
  return [...ranks.keys()].sort((a, b) => a - b).flatMap((rank) => (ranks.get(rank) ?? []).sort(compareFindings));
}

function rankOf({ status, severity }: Finding): number {
  return (status === 'unknown' ? severities.length : 0) + severities.indexOf(severity);
}

function compareFindings(a: Finding, b: Finding): number {
  if (a.ruleId !== b.ruleId) return compareText(a.ruleId, b.ruleId);
  return compareSubjects(a.subjects[0], b.subjects[0]) || compareText(a.summary, b.summary);
}

/** Mostly the ids alone differ. */
function compareSubjects(a: Subject | undefined, b: Subject | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  if (a.accountId !== b.accountId) return compareText(a.accountId, b.accountId);
  return a.region === b.region ? compareText(a.id, b.id) : compareText(a.region, b.region);
}
