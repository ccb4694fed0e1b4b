import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { operations } from '#shared/model/operation.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { compareText } from '#shared/base/sort.ts';
import { findingsPage } from '../../../../scripts/findings-page.ts';
import { endpointIdOf, serviceIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { pair, wildcardPrincipal } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';
import { measured } from './judging.ts';

describe('the catalogue', () => {
  it('lists every rule once, in order of id', () => {
    const ids = catalogue.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort(compareText));
  });

  it('needs only operations that discovery knows', () => {
    expect(catalogue.flatMap((rule) => rule.needs.filter((operation) => !operations.has(operation)))).toEqual([]);
  });

  it('points at pages of AWS', () => {
    for (const rule of catalogue) expect(rule.documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it('is what docs/findings.md says', () => {
    expect(readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8')).toBe(findingsPage(catalogue));
  });

  it('finds something with every severity in the demo estate, failing before unknown, worst first', () => {
    const { topology, alignment } = analysed(demoSnapshot());
    const { findings } = runCatalogue(topology, alignment);
    const order = ['critical', 'high', 'medium', 'low', 'info', 'unknown'];
    const ranks = findings.map((finding) => order.indexOf(finding.status === 'unknown' ? 'unknown' : finding.severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks.map((rank) => order[rank]))).toEqual(new Set(order));
  });

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
});
