import { beforeEach, describe, expect, it } from 'vitest';
import { demoStore } from '../demo-store.ts';

const bill = `usage_type,region,quantity,usd,window_start,window_end
NatGateway-Hours,us-east-1,99999,4499.955,2026-10-01,2026-11-01
Requests-Tier1,us-east-1,5,0.01,,
`;

/** The engine answers at once, but through promises. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

describe('costs on screen', () => {
  let state: Awaited<ReturnType<typeof demoStore>>['state'];
  const scopes = () => state().costs?.scopes ?? [];
  beforeEach(async () => {
    ({ state } = await demoStore());
    await state().costsNeeded();
  });

  it('compares by VPC, account, Region, and everything', async () => {
    const vpcs = scopes();
    state().costGroupingChosen('account');
    expect(state().costsStatus).toBe('loading');
    await settled();
    expect(scopes().every((scope) => /^account:\d{12}$/.test(scope.scope))).toBe(true);
    state().costGroupingChosen('region');
    await settled();
    const regions = scopes();
    expect(regions.map((scope) => scope.scope)).toEqual(regions.map((scope) => `region:${scope.region}`));
    state().costGroupingChosen('all');
    await settled();
    expect(scopes().map((scope) => [scope.scope, scope.region, scope.today])).toEqual(
      regions.map((scope) => ['all', scope.region, scope.today]),
    );
    state().costGroupingChosen('vpc');
    await settled();
    expect(scopes()).toEqual(vpcs);
  });

  it('compares the VPCs that filters leave as one', async () => {
    state().queryChanged('payments');
    state().searchModeChanged('hide');
    state().costGroupingChosen('shown');
    await settled();
    const ids = scopes().flatMap((scope) => scope.vpcIds);
    expect(ids.length).toBeGreaterThan(1);
    expect(scopes().map((scope) => scope.scope)).toEqual(
      scopes().map(() =>
        ids
          .toSorted()
          .map((id) => `vpc:${id}`)
          .join(','),
      ),
    );
  });

  it('keeps what was typed for a VPC in every grouping', async () => {
    const unmeasured = scopes().find((scope) => !scope.hasUsage);
    state().gigabytesTyped(unmeasured?.vpcIds[0] ?? '', '1,000');
    state().costGroupingChosen('all');
    await settled();
    const whole = scopes().find((scope) => scope.region === unmeasured?.region);
    expect(whole?.today.lines.some((line) => line.vpcId === unmeasured?.vpcIds[0] && line.basis === 'typed')).toBe(true);
  });

  it('asks with the options that were chosen', async () => {
    state().costOptionsChosen({ hubNat: 'goes', listed: 'eks', transitionDays: 60 });
    state().costsComparedAgain();
    await settled();
    const alternatives = scopes().flatMap((scope) => scope.alternatives);
    expect(new Set(alternatives.map((each) => each.transition.days))).toEqual(new Set([60]));
    expect(alternatives.some((each) => each.id === 'centralise' && each.eligibility !== undefined)).toBe(true);
    expect(alternatives.find((each) => each.id === 'offload-listed')?.assumptions.join(' ')).toContain('EKS');
  });

  it('keeps options with the scenario that is shown, and leaves the estate as it was read alone', async () => {
    const days = () => new Set(scopes().flatMap((scope) => scope.alternatives.map((each) => each.transition.days)));
    state().costOptionsChosen({ transitionDays: 45 });
    await state().scenarioStarted();
    expect(state().scenarios.at(-1)).toEqual({ name: 'What if 1', edits: [], options: { transitionDays: 45 } });
    state().costOptionsChosen({ transitionDays: 60, hubVia: 'peering' });
    await settled();
    expect(state().scenarios.at(-1)?.['options']).toEqual({ transitionDays: 60, hubVia: 'peering' });
    expect([state().costOptions, state().isEdited]).toEqual([{ transitionDays: 45 }, true]);
    await state().costsNeeded();
    expect(days()).toEqual(new Set([60]));
    await state().scenarioChosen(null);
    await state().costsNeeded();
    expect(days()).toEqual(new Set([45]));
    await state().undoRequested();
    expect(state().scenarios.at(-1)?.['options']).toEqual({ transitionDays: 45 });
  });

  it('marks every figure of a Region that the bill does not agree with, and of no other', async () => {
    state().billGiven('october.csv', bill);
    await settled();
    expect(state().billCard?.verdict).toBe('not reconciled');
    expect(state().billCard?.ignored).toEqual(['Requests-Tier1']);
    for (const scope of scopes()) {
      const flags = [scope.today, ...scope.alternatives].map((column) => column.notReconciled !== undefined);
      expect([scope.title, new Set(flags)]).toEqual([scope.title, new Set([scope.region === 'us-east-1'])]);
    }
    state().billTakenAway();
    await settled();
    expect(scopes().some((scope) => scope.today.notReconciled !== undefined)).toBe(false);
  });

  it('says why a bill cannot be used, and keeps the one of before', async () => {
    state().billGiven('october.csv', bill);
    await settled();
    state().billGiven('wrong.csv', 'usage_type,region\nNatGateway-Hours,mars\n');
    expect([state().billProblem?.where, state().bill?.name]).toEqual(['wrong.csv', 'october.csv']);
  });
});
