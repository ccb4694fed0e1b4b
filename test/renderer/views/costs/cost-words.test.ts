import { describe, expect, it } from 'vitest';
import type { Alternative, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { isOneVpc, knownSaving, rangeText, signedWhole, sortScopes, wholeUsd } from '#renderer/views/costs/cost-words.ts';
import { progressText } from '#renderer/views/costs/plan-view.tsx';

function scope(title: string, part: Partial<ScopeComparison>, alternatives: readonly Partial<Alternative>[] = []): ScopeComparison {
  return { title, scope: 'vpc:vpc-1', best: null, hasUsage: true, ...part, alternatives } as unknown as ScopeComparison;
}

describe('words of the cost view', () => {
  it('writes a range without cents, and what nobody knows as unknown', () => {
    expect([
      rangeText({ min: '409.6', max: '560' }, wholeUsd),
      rangeText({ min: '10', max: null }, wholeUsd),
      rangeText({ min: '7', max: '7' }, wholeUsd),
      rangeText({ min: '-3.2', max: '120' }, signedWhole),
    ]).toEqual(['$410 to $560', '$10 to unknown', null, '\u2212$3 to +$120']);
  });

  it('knows a comparison of one VPC from one of a Region that holds just one', () => {
    expect(['vpc:vpc-1', 'vpc:vpc-1,vpc:vpc-2', 'region:us-east-1', 'all'].map((text) => isOneVpc(scope('', { scope: text })))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  const blocked = { verdict: 'blocked', reasons: [] } as const;
  const half = scope('half known', {}, [
    { savingUsd: null, savingOfKnownUsd: '40' },
    { savingUsd: null, savingOfKnownUsd: '90', eligibility: blocked },
    { savingUsd: null, savingOfKnownUsd: null },
  ]);

  it('takes a saving of what is known only where no gate is shut', () => {
    expect(knownSaving(half)).toBe('40');
    expect(knownSaving(scope('loses', {}, [{ savingUsd: null, savingOfKnownUsd: '-5' }]))).toBeNull();
  });

  it('sorts by saving, then what is known, then what is not', () => {
    const whole = scope('whole', { best: 'offload' }, [{ id: 'offload', savingUsd: '50' }]);
    const small = scope('small', { best: 'offload' }, [{ id: 'offload', savingUsd: '3' }]);
    const none = scope('none', { hasUsage: false });
    const asIs = scope('as it is', {});
    expect(sortScopes([none, small, asIs, half, whole]).map(({ title }) => title)).toEqual([
      'whole',
      'half known',
      'small',
      'as it is',
      'none',
    ]);
  });

  it('says how long the plan is being searched, never how far', () => {
    expect([progressText(0), progressText(5), progressText(20)].map((text) => text.slice(0, 5))).toEqual(['Every', '5 s. ', '20 s.']);
  });
});
