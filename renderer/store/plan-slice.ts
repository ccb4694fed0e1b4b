import type { PlanRequest } from '#renderer/workers/plan.ts';
import type { PlanFile } from '#renderer/workers/protocol.ts';
import { type Constraints, parseConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { failed, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { activeScenario, editsOfScenario } from './active-scenario.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { priceTerms } from './cost-slice.ts';
import { problemOf } from './problem.ts';
import { freeName } from './scenario-slice.ts';

/** The constraints as they are typed: not yet checked. */
export interface PlanWish {
  /** Services and presets. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly mustBePrivate: readonly string[];
  /** `null`: two where possible. */
  readonly minZones: number | null;
  readonly cover: 'callers' | readonly string[];
  readonly isHubAllowed: boolean;
  /** `null`: the VPC with most attachments. */
  readonly hubVpcId: string | null;
  readonly keepsNat: boolean;
  /** USD a month, as typed. */
  readonly budget: string;
}

/** A plan with what it was asked with, so that its code is the code of this plan. */
export interface MadePlan {
  readonly plan: Plan;
  readonly request: PlanRequest;
  /** Of the estate it was made for. */
  readonly snapshotId: string;
}

/** The scenario that a plan became. */
export interface PlanScenario {
  readonly name: string;
  /** What no edit can do, as sentences. */
  readonly leftOut: readonly string[];
}

export interface PlanSlice {
  readonly planWish: PlanWish;
  /** When the plan that is being made was asked for, in ms of `Date.now`; `null`: none is being made. */
  readonly planningSince: number | null;
  readonly madePlan: MadePlan | null;
  readonly planProblem: Problem | null;
  readonly planScenario: PlanScenario | null;
  readonly planWished: (part: Partial<PlanWish>) => void;
  readonly planAsked: () => Promise<void>;
  /** The answer is not wanted any more. */
  readonly planCancelled: () => void;
  /** The files of the plan's code; `null` where a problem came of it, which is then shown. */
  readonly planCodeAsked: (language: 'terraform' | 'cloudformation') => Promise<readonly PlanFile[] | null>;
  /** A new scenario does what the plan does, and is shown. */
  readonly planTakenAsScenario: () => Promise<void>;
}

const noWish: PlanWish = {
  include: [],
  exclude: [],
  mustBePrivate: [],
  minZones: null,
  cover: 'callers',
  isHubAllowed: true,
  hubVpcId: null,
  keepsNat: false,
  budget: '',
};

export function createPlanSlice(tools: SliceTools): PlanSlice {
  const { set, get } = tools;
  return {
    planWish: noWish,
    planningSince: null,
    madePlan: null,
    planProblem: null,
    planScenario: null,
    planWished: (part) => set({ planWish: { ...get().planWish, ...part }, planProblem: null }),
    ...makingActions(tools),
    ...usingActions(tools),
  };
}

/** Of several plans only the last one that was asked for counts. */
function makingActions({ set, get, engine }: SliceTools): Pick<PlanSlice, 'planAsked' | 'planCancelled'> {
  let lastQuestion = 0;
  return {
    planAsked: async () => {
      const constraints = constraintsOf(get().planWish);
      if (constraints.kind === 'problem') return set({ planProblem: constraints.problem, announcement: constraints.problem.what });
      const snapshotId = get().opened?.snapshot.id;
      if (snapshotId === undefined) return;
      lastQuestion += 1;
      const question = lastQuestion;
      const request: PlanRequest = { ...priceTerms(get()), scenario: activeScenario(get()), constraints: constraints.value };
      set({ planningSince: Date.now(), planProblem: null, planScenario: null, announcement: 'Making the plan' });
      try {
        const plan = await engine.ask('plan', request);
        if (question !== lastQuestion) return;
        set({ madePlan: { plan, request, snapshotId }, planningSince: null, announcement: 'The plan is made' });
      } catch (error) {
        if (question === lastQuestion) set({ planningSince: null, planProblem: problemOf(error) });
      }
    },
    planCancelled: () => {
      lastQuestion += 1;
      set({ planningSince: null, announcement: 'The plan is not waited for' });
    },
  };
}

function usingActions({ set, get, engine }: SliceTools): Pick<PlanSlice, 'planCodeAsked' | 'planTakenAsScenario'> {
  return {
    planCodeAsked: async (language) => {
      const made = shownPlan(get());
      if (made === null) return null;
      try {
        return await engine.ask('planCode', { request: made.request, language });
      } catch (error) {
        set({ planProblem: problemOf(error) });
        return null;
      }
    },
    planTakenAsScenario: async () => {
      const made = shownPlan(get());
      if (made === null) return;
      try {
        const { edits, leftOut } = await engine.ask('planEdits', made.request);
        const { scenario } = made.request;
        const name = freeName(get().scenarios, 'Plan');
        const own = { ...scenario, name, edits: [...editsOfScenario(scenario), ...edits] };
        set({ activeScenario: name, planScenario: { name, leftOut } });
        await get().edited(`make scenario ${name}`, { scenarios: [...get().scenarios, own] });
        get().announced(`Scenario ${name} is made and shown`);
      } catch (error) {
        set({ planProblem: problemOf(error) });
      }
    },
  };
}

/** The plan of the estate that is open; that of another one is not shown. */
export function shownPlan(state: Pick<AppState, 'madePlan' | 'opened'>): MadePlan | null {
  const { madePlan, opened } = state;
  return madePlan !== null && madePlan.snapshotId === opened?.snapshot.id ? madePlan : null;
}

/** Whether the plan is still what its inputs would give: constraints, prices, traffic and the scenario it starts from. */
export function isPlanCurrent(state: AppState): boolean {
  const made = shownPlan(state);
  const constraints = constraintsOf(state.planWish);
  if (made === null || constraints.kind === 'problem') return false;
  const now: PlanRequest = { ...priceTerms(state), scenario: activeScenario(state), constraints: constraints.value };
  return JSON.stringify(now) === JSON.stringify(made.request);
}

/** The constraints as a file of them would say it; faults are named by their path. */
export function constraintsOf(wish: PlanWish): Outcome<Constraints, Problem> {
  if (wish.cover !== 'callers' && wish.cover.length === 0) {
    return failed({ code: 'constraints', what: 'No zone to cover is chosen', remedy: 'Choose AZ IDs, or cover the zones with callers.' });
  }
  const budget = wish.budget.trim().replaceAll(',', '').replace(/^\$/, '');
  return parseConstraints({
    services: { include: wish.include, exclude: wish.exclude, mustBePrivate: wish.mustBePrivate },
    zones: { min: wish.minZones, cover: wish.cover },
    hub: { allowed: wish.isHubAllowed, vpcId: wish.isHubAllowed ? wish.hubVpcId : null },
    nat: { keep: wish.keepsNat },
    budgetUsd: budget === '' ? null : budget,
  });
}
