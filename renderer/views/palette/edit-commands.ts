/** What changes the map or the document. */
import type { AppStore } from '#renderer/store/app-store.ts';
import { elementOf } from '#renderer/store/selectors.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { renamable } from '#renderer/store/renamable.ts';
import { presets } from '../looks/presets.ts';
import type { Command } from './command.ts';

export const mapCommands: readonly Command[] = [
  {
    id: 'near',
    title: 'Spotlight: one step around the selection',
    group: 'Map',
    keys: 'h',
    run: (store) => store.getState().spotlightAsked(1),
  },
  {
    id: 'far',
    title: 'Spotlight: two steps around the selection',
    group: 'Map',
    keys: 'H',
    run: (store) => store.getState().spotlightAsked(2),
  },
  { id: 'rest', title: 'Hide everything outside the spotlight', group: 'Map', keys: 'X', run: (store) => store.getState().restHidden() },
  {
    id: 'hide',
    title: 'Hide the selection',
    group: 'Map',
    keys: 'x',
    run: (store) => withSelection(store, (key) => store.getState().thingsHidden([key])),
  },
  { id: 'unhide', title: 'Show what is hidden', group: 'Map', keys: 'u', run: (store) => store.getState().hiddenShown() },
  {
    id: 'everything',
    title: 'Show everything: no filters, nothing hidden',
    group: 'Map',
    keys: 'a',
    run: (store) => store.getState().everythingShown(),
  },
  { id: 'fold', title: 'Unfold or fold the selection in the Estate view', group: 'Map', run: toggleFold },
  { id: 'fold-all', title: 'Fold everything in the Estate view', group: 'Map', run: (store) => store.getState().allFolded() },
  {
    id: 'pin',
    title: 'Pin or unpin the selection',
    group: 'Map',
    keys: 'i',
    run: (store) => withSelection(store, (key) => store.getState().pinToggled(key)),
  },
];

export const editCommands: readonly Command[] = [
  { id: 'undo', title: 'Undo', group: 'Edit', keys: 'Ctrl/\u2318 Z', run: (store) => void store.getState().undoRequested() },
  { id: 'redo', title: 'Redo', group: 'Edit', keys: 'Ctrl/\u2318 Shift Z', run: (store) => void store.getState().redoRequested() },
  { id: 'rename', title: 'Name the selection\u2026', group: 'Edit', keys: 'F2', run: rename },
  { id: 'notes', title: 'Notes\u2026', group: 'Edit', keys: 'n', run: (store) => store.getState().dialogOpened('notes') },
  { id: 'save-view', title: 'Save this view\u2026', group: 'View', keys: 'v', run: (store) => store.getState().dialogOpened('save-view') },
  ...presets.map(
    ({ id, label, query }): Command => ({
      id: `preset-${id}`,
      title: `Show only: ${label.toLowerCase()}`,
      group: 'Search and selection',
      run: (store) => store.getState().presetChosen(label, query),
    }),
  ),
];

function withSelection(store: AppStore, act: (key: string) => void): void {
  const { selected, announced } = store.getState();
  if (selected === null) announced('Select something first');
  else act(subjectKey(selected));
}

function toggleFold(store: AppStore): void {
  const { elementId, announced, foldToggled, view } = store.getState();
  const element = elementId === null ? undefined : elementOf(store.getState(), elementId);
  if (view === 'estate' && element !== undefined && 'fold' in element) foldToggled(element.id);
  else announced('Select an account or a VPC in the Estate view first');
}

function rename(store: AppStore): void {
  const { selected, announced, dialogOpened } = store.getState();
  if (selected === null) announced('Select something first');
  else if (renamable.includes(selected.kind)) dialogOpened('rename');
  else announced(`A ${selected.kind.replaceAll('-', ' ')} cannot be given a name`);
}
