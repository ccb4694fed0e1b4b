import type { Reading } from '#renderer/workers/protocol.ts';
import type { ScenarioEdit, StoredScenario } from '#shared/model/scenario.ts';
import type { AppState } from './app-state.ts';

/** The scenario that is shown; `null`: the estate as it was read. */
export function activeScenario(state: Pick<AppState, 'activeScenario' | 'scenarios'>): StoredScenario | null {
  return state.scenarios.find((scenario) => scenario.name === state.activeScenario) ?? null;
}

/** Edits that this version knows are written by it; others were checked when the document was opened. */
export function editsOfScenario(scenario: StoredScenario | null): readonly ScenarioEdit[] {
  return (scenario?.edits ?? []) as readonly ScenarioEdit[];
}

/** Everything that makes the snapshot read as it does. */
export function readingOf(state: Pick<AppState, 'suppressions' | 'renamed' | 'prices' | 'activeScenario' | 'scenarios'>): Reading {
  const { suppressions, renamed, prices } = state;
  return { suppressions, renamed, prices, scenario: activeScenario(state) };
}
