import type { PriceTerms } from '#renderer/workers/scenario.ts';
import type { AlternativeId, CostComparison, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { CostTotals } from '#shared/analysis/cost/totals.ts';
import type { Sensitivity } from '#shared/analysis/scenario/sensitivity.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { activeScenario } from './active-scenario.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';

export interface CostSlice {
  /** Of the scenario that is shown. */
  readonly costs: CostComparison | null;
  readonly costsStatus: 'empty' | 'loading' | 'ready' | 'problem';
  /** `scope@region` of the comparison that is shown; `null`: the first. */
  readonly costScope: string | null;
  /** GB a month that the person typed, by VPC, as text. */
  readonly typedGigabytes: Readonly<Record<string, string>>;
  /** Whether documented price assumptions fill the gaps of the price book. */
  readonly usesAssumptions: boolean;
  /** All traffic is taken times so many percent, to see what a figure hangs on. */
  readonly trafficPercent: number;
  /** `null`: as the scenario says, else 730. */
  readonly hoursPerMonth: number | null;
  /** How the saving of one alternative of one scope moves with its inputs. */
  readonly sensitivity: { readonly key: string; readonly bars: readonly Sensitivity[] } | null;
  readonly costsNeeded: () => Promise<void>;
  readonly costScopeSelected: (key: string) => void;
  readonly gigabytesTyped: (vpcId: string, text: string) => void;
  readonly assumptionsToggled: () => void;
  /** A slider moves: the scope that is shown follows at once, the others when it rests. */
  readonly costInputMoved: (shown: ScopeComparison, input: Partial<Pick<CostSlice, 'trafficPercent' | 'hoursPerMonth'>>) => void;
  readonly sensitivityNeeded: (scope: ScopeComparison, alternative: AlternativeId) => void;
}

/** Long enough to finish a number, short enough to feel immediate. */
const typingPauseMs = 250;

export function createCostSlice(tools: SliceTools): CostSlice {
  const { set, get } = tools;
  const { compareAll, compareShown } = comparer(tools);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const compareSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void compareAll();
      get().figuresNeeded();
    }, typingPauseMs);
  };
  return {
    costs: null,
    costsStatus: 'empty',
    costScope: null,
    typedGigabytes: {},
    usesAssumptions: false,
    trafficPercent: 100,
    hoursPerMonth: null,
    sensitivity: null,
    costsNeeded: async () => {
      if (get().opened === null || get().costsStatus === 'loading' || get().costsStatus === 'ready') return;
      set({ costsStatus: 'loading' });
      await compareAll();
      get().figuresNeeded();
    },
    costScopeSelected: (costScope) => set({ costScope }),
    gigabytesTyped: (vpcId, text) => {
      set({ typedGigabytes: { ...get().typedGigabytes, [vpcId]: text } });
      compareSoon();
    },
    assumptionsToggled: () => {
      set({ usesAssumptions: !get().usesAssumptions });
      void compareAll();
      get().figuresNeeded();
    },
    costInputMoved: (shown, input) => {
      set(input);
      compareShown(shown.scope);
      compareSoon();
    },
    sensitivityNeeded: sensitivityAsker(tools),
  };
}

/** Compares; of several questions only the last one's answer counts, and while one is out, others wait as one. */
function comparer({ set, get, engine }: SliceTools) {
  let lastQuestion = 0;
  let isAsking = false;
  let isWaiting = false;
  const ask = (scopes: readonly string[]): Promise<CostComparison> =>
    engine.ask('costs', { ...priceTerms(get()), scenario: activeScenario(get()), scopes });
  const compareAll = async (): Promise<void> => {
    lastQuestion += 1;
    const question = lastQuestion;
    try {
      const costs = await ask([]);
      if (question === lastQuestion) set({ costs, costsStatus: 'ready' });
    } catch (error) {
      if (question === lastQuestion) set({ costsStatus: 'problem', documentProblem: problemOf(error) });
    }
  };
  const follow = async (scope: string): Promise<void> => {
    const question = lastQuestion;
    const request = { ...priceTerms(get()), scenario: activeScenario(get()) };
    // Another hour changes every figure a little; other traffic is counted anew, which only the scope on screen can afford at once.
    const totals = request.trafficPercent === 100 ? await engine.ask('totals', { ...request, scopes: [] }) : null;
    const { scopes, hoursPerMonth } = await engine.ask('costs', { ...request, scopes: [scope] });
    const { costs } = get();
    if (costs === null || question !== lastQuestion) return;
    set({ costs: { ...costs, hoursPerMonth, scopes: withFresh(withTotals(costs.scopes, totals), scopes) } });
  };
  const compareShown = (scope: string): void => {
    if (isAsking) {
      isWaiting = true;
      return;
    }
    isAsking = true;
    follow(scope)
      .catch((error: unknown) => set({ documentProblem: problemOf(error) }))
      .finally(() => {
        isAsking = false;
        if (!isWaiting) return;
        isWaiting = false;
        compareShown(scope);
      });
  };
  return { compareAll, compareShown };
}

function withFresh(scopes: readonly ScopeComparison[], fresh: readonly ScopeComparison[]): readonly ScopeComparison[] {
  const byKey = new Map(fresh.map((scope) => [scopeKey(scope), scope]));
  return scopes.map((scope) => byKey.get(scopeKey(scope)) ?? scope);
}

/** New totals on the lines of before; the lines follow when the slider rests. */
function withTotals(scopes: readonly ScopeComparison[], totals: CostTotals | null): readonly ScopeComparison[] {
  if (totals === null) return scopes;
  const byKey = new Map(totals.scopes.map((scope) => [scopeKey(scope), scope]));
  return scopes.map((scope) => {
    const fresh = byKey.get(scopeKey(scope));
    if (fresh === undefined) return scope;
    const alternatives = scope.alternatives.map((each) => ({ ...each, ...fresh.alternatives.find(({ id }) => id === each.id) }));
    return { ...scope, best: fresh.best, today: { ...scope.today, ...fresh.today }, alternatives };
  });
}

function sensitivityAsker({ set, get, engine }: SliceTools): CostSlice['sensitivityNeeded'] {
  let lastQuestion = 0;
  return ({ scope, region }, alternative) => {
    lastQuestion += 1;
    const question = lastQuestion;
    const key = `${scope}@${region}/${alternative}`;
    engine
      .ask('sensitivity', { ...priceTerms(get()), scope, region, alternative, scenario: activeScenario(get()) })
      .then((bars) => {
        if (question === lastQuestion) set({ sensitivity: { key, bars } });
      })
      .catch((error: unknown) => set({ documentProblem: problemOf(error) }));
  };
}

/** What every question about money is asked with. */
export function priceTerms(
  state: Pick<AppState, 'typedGigabytes' | 'costs' | 'usesAssumptions' | 'trafficPercent' | 'hoursPerMonth'>,
): PriceTerms {
  const { typedGigabytes, costs, usesAssumptions, trafficPercent, hoursPerMonth } = state;
  const hours = hoursPerMonth === null ? {} : { hoursPerMonth };
  return { typed: typedUsage(typedGigabytes, costs), trafficPercent, options: { assumptions: usesAssumptions, ...hours } };
}

/** Identifies one comparison in the list: a scope is compared once per Region. */
export function scopeKey(scope: Pick<ScopeComparison, 'scope' | 'region'>): string {
  return `${scope.scope}@${scope.region}`;
}

/** Typed figures as usage; a field that is empty or no number counts as not typed. */
export function typedUsage(typed: Readonly<Record<string, string>>, costs: CostComparison | null): UsageSet | null {
  const rows = Object.entries(typed).flatMap(([vpcId, text]): UsageRow[] => {
    const region = costs?.scopes.find((scope) => scope.vpcIds.some((each) => each === vpcId))?.region;
    const gigabytes = readGigabytes(text);
    if (region === undefined || gigabytes === null) return [];
    return [{ scope: vpcId, region, service: 'unattributed', gb_per_month: gigabytes, kind: 'demand', direction: 'both', basis: 'typed' }];
  });
  return rows.length === 0 ? null : { schemaVersion: 1, name: 'typed', source: 'typed by you', rows };
}

/** `4,100.5` as `4100.5`; `null` where it is no amount. */
export function readGigabytes(text: string): string | null {
  const plain = text.trim().replaceAll(',', '');
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}
