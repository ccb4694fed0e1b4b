import type { AppStore } from '#renderer/store/app-store.ts';
import { views } from '#renderer/store/view-slice.ts';
import { exporters } from '../shell/export-menu.ts';
import { saveDocument } from '../shell/save-document.ts';
import { searchBoxId } from '../shell/search-box.tsx';

/** Everything the application can be told to do, with its key where it has one: the palette and the shortcut sheet list exactly this. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: 'View' | 'Map' | 'Search and selection' | 'File' | 'Window';
  /** As people press it; commands without one are reached through the palette. */
  readonly keys?: string;
  readonly run: (store: AppStore) => void;
}

const viewTitles = ['Consumers', 'Providers', 'Estate', 'VPC', 'Alignment', 'Coverage', 'Findings', 'Costs', 'Table'];

const viewCommands: readonly Command[] = views.map((view, index) => ({
  id: `view-${view}`,
  title: `Show ${viewTitles[index] ?? view}`,
  group: 'View',
  keys: String(index + 1),
  run: (store) => store.getState().viewChanged(view),
}));

export const commands: readonly Command[] = [
  ...viewCommands,
  {
    id: 'graph',
    title: 'Back to the map',
    group: 'View',
    keys: 'g',
    run: (store) => store.getState().viewChanged(store.getState().lastMap),
  },
  { id: 'table', title: 'Show the table', group: 'View', keys: 't', run: (store) => store.getState().viewChanged('table') },
  { id: 'fit', title: 'Fit the map to the window', group: 'Map', keys: 'f', run: (store) => store.getState().canvasAsked('fit') },
  { id: 'legend', title: 'Show or hide the legend', group: 'Map', keys: 'l', run: (store) => store.getState().legendToggled() },
  { id: 'reveal', title: 'Show the selection on the map', group: 'Map', keys: 'm', run: reveal },
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
  { id: 'demo', title: 'Open the demo estate', group: 'File', run: (store) => void store.getState().demoRequested() },
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
  { id: 'light', title: 'Light theme', group: 'Window', run: (store) => store.getState().themeChosen('light') },
  { id: 'dark', title: 'Dark theme', group: 'Window', run: (store) => store.getState().themeChosen('dark') },
  { id: 'system', title: 'Theme as the system', group: 'Window', run: (store) => store.getState().themeChosen('system') },
  { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'Window', keys: '?', run: (store) => store.getState().dialogOpened('shortcuts') },
];

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

/** Commands whose title holds every word that was typed, in any order. */
export function matchingCommands(text: string): readonly Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return commands.filter((command) => words.every((word) => command.title.toLowerCase().includes(word)));
}
