import type { PriceTerms } from '#renderer/workers/scenario.ts';
import { withBill } from '#shared/analysis/cost/bill/flagged.ts';
import type { BillCard } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import type { AlternativeId, CostComparison, CostOptions, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { CostTotals } from '#shared/analysis/cost/totals.ts';
import type { Region } from '#shared/base/ids.ts';
import type { Sensitivity } from '#shared/analysis/scenario/sensitivity.ts';
import type { StoredScenario } from '#shared/model/scenario.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { activeScenario } from './active-scenario.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { askedScopes, type CostGrouping } from './cost-scopes.ts';
import { problemOf } from './problem.ts';
import { itemsByKey } from './selectors.ts';

/** Options of a comparison that a person chooses; what is left out is chosen by the engine. */
export type ChosenOptions = Pick<CostOptions, 'listed' | 'hubVpcId' | 'hubVia' | 'hubNat' | 'natHoursBy' | 'transitionDays'>;

export const costTabs = ['comparison', 'plan', 'bill'] as const;
export type CostTab = (typeof costTabs)[number];

export interface CostSlice {
  /** Of the scenario that is shown. */
  readonly costs: CostComparison | null;
  readonly costsStatus: 'empty' | 'loading' | 'ready' | 'problem';
  readonly costTab: CostTab;
  /** What one comparison of the list is about. */
  readonly costGrouping: CostGrouping;
  /** Of the estate as it was read, while the window is open; a scenario holds its own. */
  readonly costOptions: ChosenOptions;
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
  readonly costTabChosen: (tab: CostTab) => void;
  readonly costGroupingChosen: (grouping: CostGrouping) => void;
  /** Filters moved: a comparison of what they leave is made anew. */
  readonly shownScopeMoved: () => void;
  readonly costOptionsChosen: (options: ChosenOptions) => void;
  /** Everything is compared again, e.g. beside a bill. */
  readonly costsComparedAgain: () => void;
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
    costTab: 'comparison',
    costGrouping: 'vpc',
    costOptions: {},
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
    ...choiceActions(tools, compareAll, compareSoon),
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

type Choices = 'costTabChosen' | 'costGroupingChosen' | 'shownScopeMoved' | 'costOptionsChosen' | 'costsComparedAgain';

/** What is compared, and with which options. */
function choiceActions({ set, get }: SliceTools, compareAll: () => Promise<void>, compareSoon: () => void): Pick<CostSlice, Choices> {
  return {
    costTabChosen: (costTab) => set({ costTab }),
    costGroupingChosen: (costGrouping) => {
      if (get().costGrouping === costGrouping) return;
      set({ costGrouping, costScope: null, costsStatus: 'loading' });
      void compareAll();
    },
    shownScopeMoved: () => {
      if (get().costGrouping === 'shown' && get().costs !== null) compareSoon();
    },
    costOptionsChosen: (costOptions) => {
      const scenario = activeScenario(get());
      if (scenario !== null) return void keepOptions(get, scenario, costOptions);
      set({ costOptions });
      compareSoon();
    },
    costsComparedAgain: () => {
      if (get().costs !== null) void compareAll();
    },
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
      const costs = await ask(askedScopes(get()));
      const card = await billCard({ get, engine });
      if (question === lastQuestion) set({ costs: besideBill(costs, card), costsStatus: 'ready', billCard: card });
    } catch (error) {
      if (question === lastQuestion) set({ costsStatus: 'problem', documentProblem: problemOf(error) });
    }
  };
  const follow = async (scope: string): Promise<void> => {
    const question = lastQuestion;
    const request = { ...priceTerms(get()), scenario: activeScenario(get()) };
    // Another hour changes every figure a little; other traffic is counted anew, which only the scope on screen can afford at once.
    const totals = request.trafficPercent === 100 ? await engine.ask('totals', { ...request, scopes: askedScopes(get()) }) : null;
    const fresh = await engine.ask('costs', { ...request, scopes: [scope] });
    const { scopes, hoursPerMonth } = besideBill(fresh, get().billCard);
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

/** The bill is about the estate as it was read, whatever a scenario says. */
async function billCard({ get, engine }: Pick<SliceTools, 'get' | 'engine'>): Promise<BillCard | null> {
  const { bill } = get();
  return bill === null ? null : engine.ask('bill', { ...priceTerms(get()), rows: bill.rows });
}

function besideBill(costs: CostComparison, card: BillCard | null): CostComparison {
  return card === null ? costs : withBill(costs, card);
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
export function priceTerms(state: AppState): PriceTerms {
  const { typedGigabytes, usesAssumptions, trafficPercent, hoursPerMonth, costOptions } = state;
  const hours = hoursPerMonth === null ? {} : { hoursPerMonth };
  const regionOf = (vpcId: string): string | undefined => itemsByKey(state).get(`vpc/${vpcId}`)?.subject.region;
  const options = { assumptions: usesAssumptions, ...hours };
  return { typed: typedUsage(typedGigabytes, regionOf), trafficPercent, options, chosen: costOptions };
}

/** The options of what is shown: a scenario's own, else those of the session. */
export function shownOptions(state: Pick<AppState, 'costOptions' | 'activeScenario' | 'scenarios'>): ChosenOptions {
  const scenario = activeScenario(state);
  if (scenario === null) return state.costOptions;
  // What a document holds is checked when it is used.
  return (scenario['options'] as ChosenOptions | undefined) ?? noOptions;
}

const noOptions: ChosenOptions = {};

/** A scenario is saved with its options, and every change of them can be taken back. */
async function keepOptions(get: SliceTools['get'], scenario: StoredScenario, options: ChosenOptions): Promise<void> {
  const scenarios = get().scenarios.map((each) => (each === scenario ? { ...each, options } : each));
  await get().edited(`change options of ${scenario.name}`, { scenarios }, `options of ${scenario.name}`);
}

/** Identifies one comparison in the list: a scope is compared once per Region. */
export function scopeKey(scope: Pick<ScopeComparison, 'scope' | 'region'>): string {
  return `${scope.scope}@${scope.region}`;
}

/** Typed figures as usage; a field that is empty or no number counts as not typed. */
function typedUsage(typed: Readonly<Record<string, string>>, regionOf: (vpcId: string) => string | undefined): UsageSet | null {
  const rows = Object.entries(typed).flatMap(([vpcId, text]): UsageRow[] => {
    const region = regionOf(vpcId) as Region | undefined;
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
