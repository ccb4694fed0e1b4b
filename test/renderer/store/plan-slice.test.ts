import { beforeEach, describe, expect, it } from 'vitest';
import { editsOfScenario, activeScenario } from '#renderer/store/active-scenario.ts';
import { constraintsOf, isPlanCurrent, shownPlan } from '#renderer/store/plan-slice.ts';
import { demoStore } from '../demo-store.ts';

describe('the plan on screen', () => {
  let state: Awaited<ReturnType<typeof demoStore>>['state'];
  beforeEach(async () => {
    ({ state } = await demoStore());
  });

  it('is the cheapest set, with steps, what it costs and what stands in the way', async () => {
    await state().planAsked();
    const plan = shownPlan(state())?.plan;
    expect(plan?.chosen.length).toBeGreaterThan(5);
    expect(plan?.steps.map((step) => step.n)).toEqual(plan?.steps.map((_, index) => index + 1));
    expect(Number(plan?.comparison.knownSavingUsd)).toBeGreaterThan(0);
    expect([state().planningSince, state().planProblem, isPlanCurrent(state())]).toEqual([null, null, true]);
  });

  it('obeys its constraints, and is old once they change', async () => {
    state().planWished({ exclude: ['common-13', 's3', 'dynamodb'], keepsNat: true, isHubAllowed: false });
    await state().planAsked();
    const plan = shownPlan(state())?.plan;
    expect([plan?.chosen.filter((path) => path.how === 'hub' || path.service === 'kms'), plan?.removedNatGateways]).toEqual([[], []]);
    state().planWished({ keepsNat: false });
    expect(isPlanCurrent(state())).toBe(false);
  });

  it('says what is wrong with a constraint, and keeps the plan of before', async () => {
    await state().planAsked();
    const before = shownPlan(state());
    state().planWished({ budget: 'much', include: ['kms'], exclude: ['kms'] });
    await state().planAsked();
    expect([state().planProblem?.code, state().planProblem?.why]).toEqual(['constraints', 'budgetUsd: write an amount such as "1200.50"']);
    expect(shownPlan(state())).toBe(before);
  });

  it.each([
    ['$1,200.50', '1200.5'],
    [' 30 ', '30'],
    ['', null],
  ])('reads the budget %j as %j', (budget, text) => {
    const constraints = constraintsOf({ ...state().planWish, budget });
    expect(constraints.kind === 'ok' && constraints.value.budgetUsd).toBe(text);
  });

  it('is not shown when nobody waits for it any more', async () => {
    const asked = state().planAsked();
    state().planCancelled();
    await asked;
    expect([state().madePlan, state().planningSince]).toEqual([null, null]);
  });

  it('gives its code, by account and Region, or by VPC', async () => {
    await state().planAsked();
    const terraform = await state().planCodeAsked('terraform');
    const templates = await state().planCodeAsked('cloudformation');
    expect(
      terraform?.some((file) => /^\d{12}-[a-z]+-[a-z]+-\d\/vpc-.+\.tf$/.test(file.name) && file.text.includes('aws_vpc_endpoint')),
    ).toBe(true);
    expect(templates?.every((file) => file.text.includes('AWS::EC2::VPCEndpoint') || file.text.includes('AWS::'))).toBe(true);
  });

  it('becomes a scenario that adds what it chose, and says what no edit can do', async () => {
    await state().planAsked();
    const plan = shownPlan(state())?.plan;
    await state().planTakenAsScenario();
    const edits = editsOfScenario(activeScenario(state()));
    expect(activeScenario(state())?.name).toBe('Plan 1');
    expect(edits.filter((edit) => edit.op === 'add-endpoint').length).toBe(plan?.chosen.filter((path) => path.how !== 'hub').length);
    expect(edits.filter((edit) => edit.op === 'remove-nat').length).toBeGreaterThan(0);
    expect(state().planScenario?.leftOut.join(' ')).toContain('goes through the hub');
    expect(state().opened?.scenarioProblem).toBeNull();
    expect(state().opened?.inventory?.filter((item) => item.subject.id.includes('hypothetical')).length).toBeGreaterThan(5);
    expect([shownPlan(state())?.plan, isPlanCurrent(state())]).toEqual([plan, false]);
  });
});
