/** Comparing with another snapshot. */
import type { AppStore } from '#renderer/store/app-store.ts';
import { pickFile } from '../shell/pick-file.ts';
import type { Command } from './command.ts';

export const changeCommands: readonly Command[] = [
  { id: 'compare', title: 'Compare with a file\u2026', group: 'View', run: (store) => void compareWithFile(store) },
  { id: 'swap', title: 'Compare the other way round', group: 'View', run: (store) => void store.getState().changesFlipped() },
  {
    id: 'only-changed',
    title: 'Changes: show only what changed on the map',
    group: 'View',
    run: (store) => store.getState().onlyChangedToggled(),
  },
  { id: 'stop-comparing', title: 'Stop comparing', group: 'View', run: (store) => store.getState().changesCleared() },
];

/** Electron asks with its own dialog; a browser through the page. */
export async function compareWithFile(store: AppStore): Promise<void> {
  const state = store.getState();
  if (state.view !== 'changes') state.viewChanged('changes');
  if (window.linkscapeBridge !== undefined) return state.fileComparisonAsked();
  const file = await pickFile();
  if (file !== null) await state.fileCompared(file.name, file.bytes);
}
