import type { CostComparison, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';

export interface CostSlice {
  readonly costs: CostComparison | null;
  readonly costsStatus: 'empty' | 'loading' | 'ready' | 'problem';
  /** `scope@region` of the comparison that is shown; `null`: the first. */
  readonly costScope: string | null;
  /** GB a month that the person typed, by VPC, as text. */
  readonly typedGigabytes: Readonly<Record<string, string>>;
  /** Whether documented price assumptions fill the gaps of the price book. */
  readonly usesAssumptions: boolean;
  readonly costsNeeded: () => Promise<void>;
  readonly costScopeSelected: (key: string) => void;
  readonly gigabytesTyped: (vpcId: string, text: string) => void;
  readonly assumptionsToggled: () => void;
}

/** Long enough to finish a number, short enough to feel immediate. */
const typingPauseMs = 250;

export function createCostSlice({ set, get, engine }: SliceTools): CostSlice {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastQuestion = 0;
  const compare = async (): Promise<void> => {
    lastQuestion += 1;
    const question = lastQuestion;
    try {
      const costs = await engine.ask('costs', {
        typed: typedUsage(get().typedGigabytes, get().costs),
        options: { assumptions: get().usesAssumptions },
      });
      if (question === lastQuestion) set({ costs, costsStatus: 'ready' });
    } catch (error) {
      if (question === lastQuestion) set({ costsStatus: 'problem', documentProblem: problemOf(error) });
    }
  };
  return {
    costs: null,
    costsStatus: 'empty',
    costScope: null,
    typedGigabytes: {},
    usesAssumptions: false,
    costsNeeded: async () => {
      if (get().opened === null || get().costsStatus === 'loading' || get().costsStatus === 'ready') return;
      set({ costsStatus: 'loading' });
      await compare();
    },
    costScopeSelected: (costScope) => set({ costScope }),
    gigabytesTyped: (vpcId, text) => {
      set({ typedGigabytes: { ...get().typedGigabytes, [vpcId]: text } });
      clearTimeout(timer);
      timer = setTimeout(() => void compare(), typingPauseMs);
    },
    assumptionsToggled: () => {
      set({ usesAssumptions: !get().usesAssumptions });
      void compare();
    },
  };
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
