import { describe, expect, it } from 'vitest';
import { facetOptions, isFiltering, noFilters, passesFilters, toggled } from '#renderer/store/filters.ts';
import { item } from '../item.ts';

const pending = item({
  subject: { kind: 'vpc-endpoint', id: 'vpce-1', accountId: '1', region: 'us-east-1' },
  kind: 'Interface endpoint',
  state: 'PendingAcceptance',
  tone: 'warn',
});
const live = item({ subject: { kind: 'vpc', id: 'vpc-1', accountId: '1', region: 'eu-west-1' }, state: 'available', tone: 'ok' });
const Live = item({
  subject: { kind: 'vpc-endpoint', id: 'vpce-2', accountId: '2', region: 'us-east-1' },
  kind: 'Interface endpoint',
  state: 'Available',
  tone: 'ok',
});

describe('filters', () => {
  it('narrow by every facet that has a choice, and by problems', () => {
    const byRegion = toggled(noFilters, 'region', 'us-east-1');
    const problems = { ...byRegion, problemsOnly: true };
    expect([pending, live, Live].map((each) => [passesFilters(byRegion, each), passesFilters(problems, each)])).toEqual([
      [true, true],
      [false, false],
      [true, false],
    ]);
  });

  it('are taken back by choosing the same again', () => {
    expect(toggled(toggled(noFilters, 'kind', 'VPC'), 'kind', 'VPC')).toEqual(noFilters);
    expect([isFiltering(noFilters), isFiltering(toggled(noFilters, 'kind', 'VPC'))]).toEqual([false, true]);
  });

  it('read states without AWS\u2019s changing case', () => {
    expect(facetOptions('state', [pending, live, Live], noFilters)).toEqual([
      { value: 'available', count: 2 },
      { value: 'pending acceptance', count: 1 },
    ]);
  });

  it('count what a click would give: the other facets apply, its own choice does not', () => {
    const filters = toggled(toggled(noFilters, 'account', '1'), 'region', 'eu-west-1');
    expect(facetOptions('region', [pending, live, Live], filters)).toEqual([
      { value: 'eu-west-1', count: 1 },
      { value: 'us-east-1', count: 1 },
    ]);
  });
});
