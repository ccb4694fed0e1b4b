/** The report that the catalogue makes: what was suppressed, what passed, and in which order it tells. */
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { Judgement } from '#shared/analysis/findings/rule.ts';
import { endpointIdOf, serviceIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { pair, wildcardPrincipal } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';
import { measured } from './judging.ts';

describe('a report', () => {
  it('keeps a suppressed finding in the list, with the reason', () => {
    const { topology, alignment } = analysed(wildcardPrincipal());
    const suppression = { ruleId: 'CN-03', subject: String(serviceIdOf('ledger')), reason: 'public by design' };
    const open = (suppressions: readonly (typeof suppression)[]): readonly Pick<Finding, 'ruleId' | 'suppressed'>[] =>
      runCatalogue(topology, alignment, suppressions).findings.filter((finding) => finding.ruleId === 'CN-03');
    expect(open([])).toMatchObject([{ ruleId: 'CN-03' }]);
    expect(open([])[0]).not.toHaveProperty('suppressed');
    expect(open([suppression])).toMatchObject([{ ruleId: 'CN-03', suppressed: 'public by design' }]);
    expect(open([{ ...suppression, subject: endpointIdOf('other') }])[0]).not.toHaveProperty('suppressed');
    expect(open([{ ...suppression, subject: `endpoint-service:${suppression.subject}` }])).toMatchObject([
      { suppressed: 'public by design' },
    ]);
    expect(open([{ ...suppression, ruleId: 'CN-04' }])[0]).not.toHaveProperty('suppressed');
  });

  it('finds nothing in an estate that is in order and was measured', () => {
    const { topology, alignment } = analysed(pair());
    const traffic = measured({ scope: vpcIdOf('shop'), service: serviceIdOf('ledger'), path: 'endpoint', gb_per_month: '12' });
    expect(runCatalogue(topology, alignment, [], catalogue, traffic).findings).toEqual([]);
  });

  it('without a measurement says so once for each account and Region', () => {
    const { topology, alignment } = analysed(pair());
    expect(runCatalogue(topology, alignment).findings.map((one) => [one.ruleId, one.status, one.subjects[0]?.kind])).toEqual([
      ['EP-13', 'unknown', 'region'],
    ]);
  });

  it('sorts and keeps a finding that is about nothing in particular', () => {
    const { topology, alignment } = analysed(pair());
    const [first] = catalogue;
    if (first === undefined) throw new Error('the catalogue is empty');
    const judged = ['second', 'first'].map((summary) => ({ status: 'fail' as const, subjects: [], summary, evidence: [] }));
    const report = runCatalogue(
      topology,
      alignment,
      [{ ruleId: first.id, subject: 'x', reason: 'y' }],
      [{ ...first, check: () => judged }],
    );
    expect(report.findings.map((one) => [one.summary, one.suppressed])).toEqual([
      ['first', undefined],
      ['second', undefined],
    ]);
  });

  it('tells what fails before what is unknown, then by severity, rule, account, Region, id and words', () => {
    const { topology, alignment } = analysed(pair());
    const about = (accountId: string, region: string, id: string) => ({ kind: 'vpc', id, accountId, region }) as const;
    const fail = (severity: 'high' | 'low', subject: ReturnType<typeof about>, summary = 'x'): Judgement => ({
      status: 'fail',
      severity,
      subjects: [subject],
      summary,
      evidence: [],
    });
    const open = (subject: ReturnType<typeof about>): Judgement => ({ status: 'unknown', subjects: [subject], summary: 'unknown: x' });
    const [first, second] = catalogue;
    if (first === undefined || second === undefined) throw new Error('the catalogue is empty');
    const judged = [
      open(about('1', 'a', 'v0')),
      fail('low', about('2', 'a', 'v1')),
      fail('low', about('1', 'b', 'v1')),
      fail('low', about('1', 'a', 'v2')),
      fail('low', about('1', 'a', 'v1'), 'z'),
      fail('low', about('1', 'a', 'v1'), 'y'),
      fail('high', about('9', 'z', 'v9')),
      { status: 'pass', subjects: [] } as const,
    ];
    const rules = [second, first].map((rule) => ({
      ...rule,
      check: () => (rule === first ? judged : [fail('low', about('0', 'a', 'v0'))]),
    }));
    const report = runCatalogue(topology, alignment, [], rules);
    expect(
      report.findings.map(({ ruleId, status, severity, subjects: [subject], summary }) =>
        [ruleId === first.id ? 1 : 2, status, severity, subject?.accountId, subject?.region, subject?.id, summary].join(' '),
      ),
    ).toEqual([
      '1 fail high 9 z v9 x',
      '1 fail low 1 a v1 y',
      '1 fail low 1 a v1 z',
      '1 fail low 1 a v2 x',
      '1 fail low 1 b v1 x',
      '1 fail low 2 a v1 x',
      '2 fail low 0 a v0 x',
      `1 unknown ${first.severity} 1 a v0 unknown: x`,
    ]);
    expect(report.passed).toEqual({ [first.id]: 1, [second.id]: 0 });
  });
});
