import type { AppState } from '#renderer/store/app-state.ts';
import type { AppStore } from '#renderer/store/app-store.ts';
import { views } from '#renderer/store/view-slice.ts';
import { exporters } from '../shell/export-menu.ts';
import { saveDocument } from '../shell/save-document.ts';
import { copyLink } from '../shell/copy-link.ts';
import { pickFile } from '../shell/pick-file.ts';
import { focusNextPane, focusView } from '../shell/panes.ts';
import { searchBoxId } from '../shell/search-box.tsx';
import type { Command } from './command.ts';
import { changeCommands } from './change-commands.ts';
import { editCommands, mapCommands } from './edit-commands.ts';
import { scenarioCommands } from './scenario-commands.ts';

const viewTitles = ['Consumers', 'Providers', 'Estate', 'VPC', 'Alignment', 'Coverage', 'Findings', 'Costs', 'Changes', 'Table'];

const viewCommands: readonly Command[] = views.map((view, index) => ({
  id: `view-${view}`,
  title: `Show ${viewTitles[index] ?? view}`,
  group: 'View',
  keys: String((index + 1) % 10),
  run: (store) => store.getState().viewChanged(view),
}));

/** Everything the application can be told to do: the palette and the shortcut sheet list exactly this. */
export const commands: readonly Command[] = [
  ...viewCommands,
  {
    id: 'graph',
    title: 'Back to the map',
    group: 'View',
    keys: 'g',
    run: (store) => goTo(store, store.getState().lastMap),
  },
  { id: 'table', title: 'Show the table', group: 'View', keys: 't', run: (store) => goTo(store, 'table') },
  { id: 'fit', title: 'Fit the map to the window', group: 'Map', keys: 'f', run: (store) => store.getState().canvasAsked('fit') },
  { id: 'zoom-in', title: 'Zoom in', group: 'Map', keys: '+', run: (store) => store.getState().canvasAsked('zoom-in') },
  { id: 'zoom-out', title: 'Zoom out', group: 'Map', keys: '-', run: (store) => store.getState().canvasAsked('zoom-out') },
  {
    id: 'actual-size',
    title: 'Show the map at its actual size',
    group: 'Map',
    run: (store) => store.getState().canvasAsked('actual-size'),
  },
  { id: 'legend', title: 'Show or hide the legend', group: 'Map', keys: 'l', run: (store) => store.getState().legendToggled() },
  { id: 'reveal', title: 'Show the selection on the map', group: 'Map', keys: 'm', run: reveal },
  ...mapCommands,
  ...editCommands,
  ...scenarioCommands,
  ...changeCommands,
  { id: 'search', title: 'Search', group: 'Search and selection', keys: '/', run: focusSearch },
  {
    id: 'problems',
    title: 'Problems only',
    group: 'Search and selection',
    keys: 'p',
    run: (store) => store.getState().problemsOnlyToggled(),
  },
  { id: 'clear', title: 'Clear search and filters', group: 'Search and selection', run: clearAll },
  {
    id: 'close',
    title: 'Close the inspector',
    group: 'Search and selection',
    keys: 'Esc',
    run: (store) => store.getState().selectionCleared(),
  },
  { id: 'scan', title: 'Scan my profiles', group: 'File', keys: 's', run: (store) => store.getState().dialogOpened('scan') },
  { id: 'save', title: 'Save document', group: 'File', keys: 'Ctrl/\u2318 S', run: (store) => void saveDocument(store) },
  { id: 'open', title: 'Open a file\u2026', group: 'File', run: (store) => void openAnyFile(store) },
  { id: 'copy-link', title: 'Copy a link to what is shown', group: 'File', run: (store) => void copyLink(store) },
  { id: 'demo', title: 'Open the demo estate', group: 'File', run: (store) => void store.getState().demoRequested() },
  { id: 'prices', title: 'Prices\u2026', group: 'File', run: (store) => store.getState().dialogOpened('prices') },
  {
    id: 'coverage',
    title: 'Show the coverage of the scan',
    group: 'File',
    keys: 'c',
    run: (store) => store.getState().dialogOpened('coverage'),
  },
  ...exporters.map(
    (exporter): Command => ({
      id: `export-${exporter.id}`,
      title: `Export: ${exporter.label}`,
      group: 'File',
      run: (store) => void exporter.run(store),
    }),
  ),
  { id: 'rail', title: 'Show or hide sources and filters', group: 'Window', keys: '[', run: (store) => store.getState().railToggled() },
  { id: 'pane', title: 'Next part of the window', group: 'Window', keys: 'F6', run: () => focusNextPane(1) },
  { id: 'pane-back', title: 'Previous part of the window', group: 'Window', keys: 'Shift F6', run: () => focusNextPane(-1) },
  { id: 'light', title: 'Light theme', group: 'Window', run: (store) => store.getState().themeChosen('light') },
  { id: 'dark', title: 'Dark theme', group: 'Window', run: (store) => store.getState().themeChosen('dark') },
  { id: 'system', title: 'Theme as the system', group: 'Window', run: (store) => store.getState().themeChosen('system') },
  { id: 'tour', title: 'How to read the map', group: 'Window', run: (store) => store.getState().dialogOpened('tour') },
  { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'Window', keys: '?', run: (store) => store.getState().dialogOpened('shortcuts') },
];

/** Asked for by name, a view gets the focus, whatever has it now. */
function goTo(store: AppStore, view: AppState['view']): void {
  store.getState().viewChanged(view);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  requestAnimationFrame(focusView);
}

function focusSearch(): void {
  document.getElementById(searchBoxId)?.focus();
}

function reveal(store: AppStore): void {
  const { selected, subjectRevealed } = store.getState();
  if (selected !== null) subjectRevealed(selected);
}

function clearAll(store: AppStore): void {
  store.getState().queryChanged('');
  store.getState().filtersCleared();
}

async function openAnyFile(store: AppStore): Promise<void> {
  if (window.linkscapeBridge !== undefined) return store.getState().fileRequested();
  const file = await pickFile();
  if (file !== null) await store.getState().fileChosen(file.name, file.bytes);
}

/** Commands that depend on the document: its saved views. */
export function ownCommands(state: AppState): readonly Command[] {
  return state.savedViews.flatMap(({ name }): Command[] => [
    { id: `saved-view-${name}`, title: `Show saved view: ${name}`, group: 'View', run: (store) => store.getState().viewApplied(name) },
    { id: `replace-view-${name}`, title: `Save over view: ${name}`, group: 'View', run: (store) => store.getState().viewSaved(name) },
    { id: `delete-view-${name}`, title: `Delete saved view: ${name}`, group: 'View', run: (store) => store.getState().viewDeleted(name) },
  ]);
}

/** What a command is called now: undo and redo name what they would take back or do again. */
export function titleNow(command: Command, state: AppState): string {
  const step = command.id === 'undo' ? state.undoSteps.at(-1) : command.id === 'redo' ? state.redoSteps.at(-1) : undefined;
  return step === undefined ? command.title : `${command.title} ${step.label}`;
}

/** Commands whose title holds every word that was typed, in any order. */
export function matchingCommands(text: string, own: readonly Command[] = []): readonly Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return [...commands, ...own].filter((command) => words.every((word) => command.title.toLowerCase().includes(word)));
}
