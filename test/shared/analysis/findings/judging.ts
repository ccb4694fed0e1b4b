/** Running one rule on a small estate, and a table of cases as tests. */
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { account, type CellFault, region, tier, vpc, type VpcDescription } from '#shared/model/estate/describe.ts';
import { collectionNames } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { consumerAccount, ofAccounts } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

/** Status, severity and first subject of a finding. */
export type Outcome = readonly [status: 'fail' | 'unknown', severity: string, subject: string];

/** The rule, what is special about the estate, the estate, what the rule finds in it, how often it passes, and the traffic it may look at. */
export type Case = readonly [
  rule: string,
  what: string,
  snapshot: Snapshot,
  findings: readonly Outcome[],
  passed: number,
  usage?: readonly UsageSet[],
];

/** What one rule says: its findings, and how often it passed. */
export function judge(
  ruleId: string,
  snapshot: Snapshot,
  usage: readonly UsageSet[] = [],
): { readonly findings: readonly Outcome[]; readonly passed: number } {
  const report = reportOf(ruleId, snapshot, usage);
  return {
    findings: report.findings.map((finding) => [finding.status, finding.severity, finding.subjects[0]?.id ?? ''] as const),
    passed: report.passed[ruleId] ?? 0,
  };
}

/** The findings of one rule. */
export function findingsOf(ruleId: string, snapshot: Snapshot, usage: readonly UsageSet[] = []): readonly Finding[] {
  return reportOf(ruleId, snapshot, usage).findings;
}

function reportOf(ruleId: string, snapshot: Snapshot, usage: readonly UsageSet[]) {
  const { topology, alignment } = analysed(snapshot);
  return runCatalogue(
    topology,
    alignment,
    [],
    catalogue.filter((rule) => rule.id === ruleId),
    usage,
  );
}

/** What a finding lacks: a sentence, evidence with values, a remedy that says something. */
export function lacks(finding: Finding): readonly string[] {
  const isSaid = /\w+/.test(finding.summary) && !/undefined|null|NaN/.test(finding.summary);
  const isProven = finding.evidence.every((one) => one.api !== '' && Object.values(one.fields).every((value) => value !== ''));
  if (finding.status === 'unknown') return finding.summary.startsWith('unknown: ') ? [] : ['a reason'];
  return [
    ...(isSaid && finding.summary.endsWith('.') ? [] : ['a sentence']),
    ...(isProven && finding.evidence.length > 0 ? [] : ['evidence']),
    ...(finding.remedy.length > 10 ? [] : ['a remedy']),
  ];
}

/** Makes a test of every case, and checks that each finding says what a person needs. */
export function testCases(group: string, cases: readonly Case[]): void {
  describe(`the rules about ${group}`, () => {
    const rows = cases.map(
      ([rule, what, snapshot, findings, passed, usage = []]) => [rule, what, snapshot, findings, passed, usage] as const,
    );
    it.each(rows)('%s: %s', (rule, _what, snapshot, findings, passed, usage) => {
      expect(judge(rule, snapshot, usage)).toEqual({ findings, passed });
    });

    it('tell a sentence, evidence and a remedy with every failing finding, and the reason with every unknown one', () => {
      const found = cases.flatMap(([rule, , snapshot, , , usage]) => findingsOf(rule, snapshot, usage));
      expect(found.map((finding) => [finding.ruleId, finding.summary, lacks(finding)]).filter(([, , lack]) => lack?.length !== 0)).toEqual(
        [],
      );
    });

    it('still say it where AWS leaves out names, times and reasons', () => {
      const found = cases.flatMap(([rule, , snapshot, , , usage]) => findingsOf(rule, withoutWords(snapshot), usage));
      expect(found.map((finding) => [finding.ruleId, finding.summary, lacks(finding)]).filter(([, , lack]) => lack?.length !== 0)).toEqual(
        [],
      );
    });
  });
}

/** A finding without what it has from its rule. */
export function toldOf(finding: Finding): object {
  const { status, severity, subjects, summary, evidence, remedy } = finding;
  return {
    status,
    severity,
    subjects: subjects.map((one) => `${one.kind} ${one.id} ${one.accountId} ${one.region}`),
    summary,
    evidence,
    remedy,
  };
}

/** One VPC whose Region answered some calls badly. */
export function withFaults(cells: Readonly<Record<string, CellFault>>, rest: Omit<VpcDescription, 'name' | 'cidr'> = {}): Snapshot {
  const shop = vpc('shop', '10.0.0.0/16', { tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] })], ...rest });
  return ofAccounts(account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2 az3', { vpcs: [shop], cells })]));
}

const words: ReadonlySet<string> = new Set([
  'name',
  'groupName',
  'creationTimestamp',
  'createTime',
  'failureMessage',
  'failureReason',
  'failureCode',
  'lastErrorMessage',
  'vpcEndpointOwner',
  'privateDnsNameTxtName',
  'privateDnsNameTxtValue',
  'shortName',
  'origin',
]);

/** The snapshot as if AWS had left out everything that only helps people. */
export function withoutWords(snapshot: Snapshot): Snapshot {
  const parts = Object.fromEntries(
    collectionNames.map((name) => [
      name,
      (snapshot[name] as readonly object[]).map((record) =>
        Object.fromEntries(Object.entries(record).map(([field, value]) => [field, words.has(field) ? null : value])),
      ),
    ]),
  );
  return { ...snapshot, ...parts } as Snapshot;
}

/** A usage set of measured rows about a month. */
export function measured(...rows: readonly Partial<UsageRow>[]): readonly UsageSet[] {
  return [
    {
      schemaVersion: 1,
      name: 'October',
      source: 'test',
      rows: rows.map((row) => ({
        scope: 'vpc',
        region: 'eu-central-1' as UsageRow['region'],
        service: 'unattributed',
        gb_per_month: '0',
        kind: 'demand',
        direction: 'both',
        basis: 'measured',
        ...row,
      })),
    },
  ];
}
