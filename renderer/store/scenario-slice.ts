import type { EditChoice } from '#renderer/workers/edit-choices.ts';
import type { EndpointChoices, ScenarioFigure } from '#renderer/workers/scenario.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { Beside } from '#shared/analysis/scenario/beside.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { ScenarioEdit, StoredScenario } from '#shared/model/scenario.ts';
import { activeScenario, editsOfScenario } from './active-scenario.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { priceTerms } from './cost-slice.ts';
import { readAnew } from './history-slice.ts';
import { problemOf } from './problem.ts';

/** What-ifs: changes to the estate that are never made in AWS, under names, beside the estate as it was read. */
export interface ScenarioSlice {
  /** The scenario that every view shows; `null`: the estate as it was read. */
  readonly activeScenario: string | null;
  /** The estate as it was read first, then every scenario; empty until somebody looks. */
  readonly scenarioFigures: readonly ScenarioFigure[];
  /** Why the last edit was not taken. */
  readonly scenarioProblem: Problem | null;
  /** Two by name, `null` being the estate as it was read, with what tells them apart. */
  readonly comparedScenarios: ComparedScenarios | null;
  /** The VPC that an endpoint is being added to. */
  readonly addingTo: string | null;
  /** A new one is made and shown; an empty one, unless edits are given. */
  readonly scenarioStarted: (edits?: readonly ScenarioEdit[]) => Promise<void>;
  readonly scenarioChosen: (name: string | null) => Promise<void>;
  readonly scenarioCopied: (name: string) => Promise<void>;
  readonly scenarioRenamed: (name: string, next: string) => Promise<void>;
  readonly scenarioDeleted: (name: string) => Promise<void>;
  /** Hours and assumptions of the moment become part of the scenario that is shown. */
  readonly scenarioTermsKept: () => Promise<void>;
  /** The column that was decided on; `null`: none. */
  readonly scenarioDecided: (alternative: string | null) => Promise<void>;
  /** Adds an edit to the scenario that is shown, or to a new one; one that cannot hold is refused with the reason. */
  readonly whatIfTried: (edit: ScenarioEdit, label: string) => Promise<boolean>;
  /** Takes one edit of the shown scenario back, by its place. */
  readonly whatIfDropped: (index: number) => Promise<void>;
  readonly scenarioProblemDismissed: () => void;
  readonly figuresNeeded: () => void;
  readonly scenariosCompared: (first: string | null, second: string | null) => Promise<void>;
  readonly comparisonClosed: () => void;
  readonly addingAsked: (vpcId: string | null) => void;
  /** What the dialog and the menu offer. */
  readonly endpointChoicesAsked: (vpcId: string) => Promise<EndpointChoices>;
  readonly editChoicesAsked: (subject: Subject) => Promise<readonly EditChoice[]>;
}

export interface ComparedScenarios {
  readonly first: string | null;
  readonly second: string | null;
  /** `null` while it is being made. */
  readonly beside: Beside | null;
}

export function createScenarioSlice(tools: SliceTools): ScenarioSlice {
  const { set, get } = tools;
  return {
    activeScenario: null,
    scenarioFigures: [],
    scenarioProblem: null,
    comparedScenarios: null,
    addingTo: null,
    ...listActions(tools),
    ...editActions(tools),
    ...termActions(tools),
    ...figureActions(tools),
    scenarioProblemDismissed: () => set({ scenarioProblem: null }),
    comparisonClosed: () => set({ comparedScenarios: null }),
    endpointChoicesAsked: (vpcId) => tools.engine.ask('endpointChoices', vpcId),
    editChoicesAsked: (subject) => tools.engine.ask('editChoices', subject),
    addingAsked: (addingTo) => {
      set({ addingTo, scenarioProblem: null });
      if (addingTo !== null) set({ announcement: `Choose an endpoint for ${addingTo}` });
    },
    scenarioChosen: async (name) => {
      if (get().activeScenario === name) return;
      set({ activeScenario: name, scenarioProblem: null });
      set({ announcement: name === null ? 'The estate as it was read' : `Scenario ${name}` });
      await readAnew(tools);
      get().mapNarrowed();
    },
  };
}

/** The scenarios as a list: made, copied, named, taken away. */
function listActions({
  set,
  get,
}: SliceTools): Pick<ScenarioSlice, 'scenarioStarted' | 'scenarioCopied' | 'scenarioRenamed' | 'scenarioDeleted'> {
  const named = (name: string): StoredScenario | undefined => get().scenarios.find((scenario) => scenario.name === name);
  return {
    scenarioStarted: async (edits = []) => {
      const name = freeName(get().scenarios, 'What if');
      set({ activeScenario: name });
      await get().edited(`make scenario ${name}`, { scenarios: [...get().scenarios, { name, edits: [...edits], ...optionsOf(get()) }] });
      set({ announcement: `Scenario ${name} is made and shown` });
    },
    scenarioCopied: async (name) => {
      const scenario = named(name);
      if (scenario === undefined) return;
      const copy = freeName(get().scenarios, name.replace(/ \d+$/, ''));
      set({ activeScenario: copy });
      await get().edited(`copy scenario ${name}`, { scenarios: [...get().scenarios, { ...scenario, name: copy }] });
    },
    scenarioRenamed: async (name, next) => {
      const given = next.trim();
      if (given === '' || given === name || named(given) !== undefined) return;
      if (get().activeScenario === name) set({ activeScenario: given });
      const scenarios = get().scenarios.map((scenario) => (scenario.name === name ? { ...scenario, name: given } : scenario));
      await get().edited(`rename scenario ${name}`, { scenarios });
    },
    scenarioDeleted: async (name) => {
      const scenarios = get().scenarios.filter((scenario) => scenario.name !== name);
      await get().edited(`delete scenario ${name}`, { scenarios });
      if (get().activeScenario === name) await get().scenarioChosen(null);
    },
  };
}

/** A new scenario goes on with the options of the moment. */
function optionsOf({ costOptions }: Pick<AppState, 'costOptions'>): { readonly options?: AppState['costOptions'] } {
  return Object.keys(costOptions).length === 0 ? {} : { options: costOptions };
}

/** The edits of the scenario that is shown. */
function editActions({ set, get, engine }: SliceTools): Pick<ScenarioSlice, 'whatIfTried' | 'whatIfDropped'> {
  const changed = (edits: readonly ScenarioEdit[], label: string): Promise<void> => {
    const name = get().activeScenario;
    const scenarios = get().scenarios.map((scenario) => (scenario.name === name ? { ...scenario, edits: [...edits] } : scenario));
    return get().edited(label, { scenarios });
  };
  const tried = async (candidate: StoredScenario): Promise<boolean> => {
    try {
      const scenarioProblem = await engine.ask('tryScenario', candidate);
      set({ scenarioProblem, ...(scenarioProblem === null ? {} : { announcement: scenarioProblem.what }) });
      return scenarioProblem === null;
    } catch (error) {
      set({ scenarioProblem: problemOf(error) });
      return false;
    }
  };
  return {
    whatIfTried: async (edit, label) => {
      const scenario = activeScenario(get());
      const edits = [...editsOfScenario(scenario), edit];
      if (!(await tried({ ...scenario, name: scenario?.name ?? 'What if', edits: [...edits] }))) return false;
      if (scenario === null) await get().scenarioStarted(edits);
      else await changed(edits, label);
      set({ announcement: `What if: ${label}` });
      return true;
    },
    whatIfDropped: async (index) => {
      const scenario = activeScenario(get());
      if (scenario === null) return;
      const edits = editsOfScenario(scenario).filter((_, each) => each !== index);
      if (await tried({ ...scenario, edits: [...edits] })) await changed(edits, 'take an edit of the scenario back');
    },
  };
}

/** What else than edits a scenario holds. */
function termActions({ get }: SliceTools): Pick<ScenarioSlice, 'scenarioTermsKept' | 'scenarioDecided'> {
  const changed = async (label: string, part: Readonly<Record<string, unknown>>): Promise<void> => {
    const scenario = activeScenario(get());
    if (scenario === null) return;
    const scenarios = get().scenarios.map((each) => (each === scenario ? { ...each, ...part } : each));
    await get().edited(`${label} ${scenario.name}`, { scenarios });
    get().announced(`Kept in ${scenario.name}`);
  };
  return {
    scenarioTermsKept: () => {
      const { usesAssumptions, costs } = get();
      const prices = activeScenario(get())?.['prices'];
      const kept = typeof prices === 'object' && prices !== null ? prices : {};
      return changed('keep hours and assumptions in', {
        hoursPerMonth: costs?.hoursPerMonth ?? 730,
        prices: usesAssumptions ? { ...kept, assumptions: true } : kept,
      });
    },
    scenarioDecided: (alternative) => changed('decide on a column of', { alternative }),
  };
}

/** Of several questions only the last one's answer counts. */
function figureActions({ set, get, engine }: SliceTools): Pick<ScenarioSlice, 'figuresNeeded' | 'scenariosCompared'> {
  let lastQuestion = 0;
  return {
    figuresNeeded: () => {
      const { scenarios, opened } = get();
      if (opened === null) return;
      lastQuestion += 1;
      const question = lastQuestion;
      engine
        .ask('figures', { ...priceTerms(get()), scenarios })
        .then((scenarioFigures) => {
          if (question === lastQuestion) set({ scenarioFigures });
        })
        .catch((error: unknown) => set({ scenarioProblem: problemOf(error) }));
    },
    scenariosCompared: async (first, second) => {
      const find = (name: string | null): StoredScenario | null => get().scenarios.find((scenario) => scenario.name === name) ?? null;
      set({ comparedScenarios: { first, second, beside: null } });
      try {
        const beside = await engine.ask('beside', { ...priceTerms(get()), first: find(first), second: find(second) });
        const asked = get().comparedScenarios;
        if (asked?.first === first && asked.second === second) set({ comparedScenarios: { first, second, beside } });
      } catch (error) {
        set({ comparedScenarios: null, scenarioProblem: problemOf(error) });
      }
    },
  };
}

/** `What if 1`, `What if 2`: the first that is free. */
export function freeName(scenarios: readonly StoredScenario[], stem: string): string {
  const taken = new Set(scenarios.map((scenario) => scenario.name));
  let n = 1;
  while (taken.has(`${stem} ${String(n)}`)) n += 1;
  return `${stem} ${String(n)}`;
}
