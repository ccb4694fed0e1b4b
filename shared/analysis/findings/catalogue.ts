/** Every rule there is, and running them over a topology. */
import { compareText, indexBy, sortedBy } from '#shared/base/sort.ts';
import type { Suppression } from '#shared/model/document.ts';
import type { Subject } from '#shared/model/subject.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { whyUnread } from '#shared/analysis/topology/unread.ts';
import { type Finding, type FindingReport, severities } from './finding.ts';
import type { Judgement, Rule, RuleContext } from './rule.ts';
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
    const unlistedOnes = unlistedJudgement(topology, unlisted, rule, judgements);
    return { rule, judgements: unlistedOnes === undefined ? judgements : [...judgements, unlistedOnes] };
  });
  const findings = judged.flatMap(({ rule, judgements }) =>
    judgements.flatMap((judgement) => (judgement.status === 'pass' ? [] : [findingOf(rule, judgement)])),
  );
  return {
    findings: sortFindings(suppressions.length === 0 ? findings : findings.map((finding) => withSuppression(finding, suppressions))),
    passed: Object.fromEntries(
      judged.map(({ rule, judgements }) => [rule.id, judgements.reduce((count, one) => count + (one.status === 'pass' ? 1 : 0), 0)]),
    ),
  };
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
      for (const operation of operations) {
        const reason = whyUnread(topology.index, accountId, region, operation);
        if (reason !== null) return reason;
      }
      return null;
    },
  };
}

/** How a subject is written in suppressions and links. */
export function subjectKey(subject: Subject): string {
  return `${subject.kind}:${subject.id}`;
}

function findingOf(rule: Rule, judgement: Exclude<Judgement, { readonly status: 'pass' }>): Finding {
  const common = {
    ruleId: rule.id,
    title: rule.title,
    subjects: judgement.subjects,
    summary: judgement.summary,
    documentation: rule.documentation,
  };
  if (judgement.status === 'unknown')
    return {
      ...common,
      severity: rule.severity,
      status: 'unknown',
      evidence: judgement.evidence ?? [],
      remedy: 'Let the scan read what is missing, then look again.',
    };
  return {
    ...common,
    severity: judgement.severity ?? rule.severity,
    status: judgement.status,
    evidence: judgement.evidence,
    remedy: judgement.remedy ?? rule.remedy,
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
  const ranked = findings.map((finding) => ({
    finding,
    subject: finding.subjects[0],
    rank: (finding.status === 'unknown' ? severities.length : 0) + severities.indexOf(finding.severity),
  }));
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      compareText(a.finding.ruleId, b.finding.ruleId) ||
      compareSubjects(a.subject, b.subject) ||
      compareText(a.finding.summary, b.finding.summary),
  );
  return ranked.map(({ finding }) => finding);
}

function compareSubjects(a: Subject | undefined, b: Subject | undefined): number {
  return (
    compareText(a?.accountId ?? '', b?.accountId ?? '') ||
    compareText(a?.region ?? '', b?.region ?? '') ||
    compareText(a?.id ?? '', b?.id ?? '')
  );
}
