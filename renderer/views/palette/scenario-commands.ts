import type { AppStore } from '#renderer/store/app-store.ts';
import type { Command } from './command.ts';

/** What-ifs by keyboard. */
export const scenarioCommands: readonly Command[] = [
  { id: 'scenario-new', title: 'What if: new scenario', group: 'Edit', run: (store) => void store.getState().scenarioStarted() },
  { id: 'scenario-add', title: 'What if: add an endpoint to the selected VPC', group: 'Edit', run: addEndpoint },
  { id: 'scenario-compare', title: 'What if: compare two scenarios', group: 'Edit', run: compareScenarios },
  { id: 'scenario-leave', title: 'What if: leave the scenario', group: 'Edit', run: (store) => void store.getState().scenarioChosen(null) },
];

/** The selected VPC, else the one of the VPC view. */
function addEndpoint(store: AppStore): void {
  const { selected, vpcId, addingAsked } = store.getState();
  const chosen = selected?.kind === 'vpc' ? selected.id : vpcId;
  if (chosen !== null) addingAsked(chosen);
}

/** Without a scenario there is nothing to compare. */
function compareScenarios(store: AppStore): void {
  const { activeScenario, scenarios, scenariosCompared } = store.getState();
  const other = activeScenario ?? scenarios[0]?.name;
  if (other !== undefined) void scenariosCompared(null, other);
}
