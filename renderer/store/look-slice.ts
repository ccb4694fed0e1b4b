import type { SavedView } from '#shared/model/document.ts';
import { listPricesOnly } from '#shared/model/price-settings.ts';
import type { DocumentEdits, OpenedDocument } from '#renderer/workers/protocol.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { filterOf, filterText } from './filter-text.ts';
import { noFilters } from './filters.ts';
import type { Kept } from './history-slice.ts';
import type { MapCamera } from './map-camera.ts';
import { isViewName, type ViewName } from './view-slice.ts';

export interface LookSlice
  extends Pick<Kept, 'hidden' | 'pinned' | 'renamed' | 'notes' | 'savedViews' | 'suppressions' | 'scenarios' | 'prices'> {
  /** `null` before a map was shown. */
  readonly camera: MapCamera | null;
  readonly cameraMoved: (camera: MapCamera) => void;
  /** The things of these keys leave the map and the table. */
  readonly thingsHidden: (keys: readonly string[]) => void;
  readonly hiddenShown: () => void;
  /** Takes every filter, a Hide search and what is hidden away, in one step. */
  readonly everythingShown: () => void;
  /** Pinned things stay whatever filters and Hide take away; pinning again lets go. */
  readonly pinToggled: (key: string) => void;
  /** An empty name gives back AWS's own. */
  readonly thingRenamed: (key: string, name: string) => void;
  readonly notesChanged: (notes: string) => void;
  /** How things look now, under a name; a view of that name is replaced. */
  readonly viewSaved: (name: string) => void;
  readonly viewApplied: (name: string) => void;
  readonly viewRenamed: (name: string, next: string) => void;
  readonly viewDeleted: (name: string) => void;
}

export function createLookSlice({ set, get }: SliceTools): LookSlice {
  const edit = (label: string, patch: Partial<Kept>, merge?: string): void => void get().edited(label, patch, merge);
  return {
    hidden: [],
    pinned: [],
    renamed: {},
    notes: '',
    savedViews: [],
    suppressions: [],
    scenarios: [],
    prices: listPricesOnly,
    camera: null,
    cameraMoved: (camera) => set({ camera }),
    thingsHidden: (keys) => {
      const fresh = keys.filter((key) => !get().hidden.includes(key));
      if (fresh.length === 0) return;
      set({ selected: null, elementId: null, inspection: null, announcement: `${nodes(fresh.length)} hidden` });
      const pinned = get().pinned.filter((key) => !fresh.includes(key));
      edit(`hide ${nodes(fresh.length)}`, { hidden: [...get().hidden, ...fresh], pinned });
    },
    hiddenShown: () => edit(`show ${nodes(get().hidden.length)}`, { hidden: [] }),
    everythingShown: () => edit('show everything', { hidden: [], filters: noFilters, query: '', searchMode: 'find' }),
    pinToggled: (key) => {
      const { pinned } = get();
      const isPinned = pinned.includes(key);
      edit(isPinned ? 'unpin a node' : 'pin a node', { pinned: isPinned ? pinned.filter((each) => each !== key) : [...pinned, key] });
    },
    thingRenamed: (key, name) => {
      const { [key]: _, ...others } = get().renamed;
      const given = name.trim();
      edit(given === '' ? 'take a name away' : `rename to ${given}`, { renamed: given === '' ? others : { ...others, [key]: given } });
    },
    notesChanged: (notes) => edit('change the notes', { notes }, 'notes'),
    viewSaved: (name) => {
      const { savedViews } = get();
      const view = lookOf(get(), name);
      const isThere = savedViews.some((each) => each.name === name);
      edit(`save view ${name}`, {
        savedViews: isThere ? savedViews.map((each) => (each.name === name ? view : each)) : [...savedViews, view],
      });
      get().announced(`${name} is saved`);
    },
    viewApplied: (name) => {
      const view = get().savedViews.find((each) => each.name === name);
      if (view === undefined) return;
      edit(`apply view ${name}`, { ...filterOf(view.filter), hidden: view.hidden, pinned: view.pinned ?? [] });
      show(get, view);
      get().announced(`${name} is shown`);
    },
    viewRenamed: (name, next) => {
      const given = next.trim();
      const { savedViews } = get();
      if (given === '' || given === name || savedViews.some((each) => each.name === given)) return;
      edit(`rename view ${name}`, { savedViews: savedViews.map((each) => (each.name === name ? { ...each, name: given } : each)) });
    },
    viewDeleted: (name) => edit(`delete view ${name}`, { savedViews: get().savedViews.filter((each) => each.name !== name) }),
  };
}

/** What an opened document brings along. */
export function keptOf({
  edits,
}: Pick<OpenedDocument, 'edits'>): Omit<Kept, 'filters' | 'query' | 'searchMode'> & Pick<AppState, 'unfolded'> {
  const last = edits.views.find((view) => view.name === '');
  return {
    suppressions: edits.suppressions,
    scenarios: edits.scenarios,
    prices: edits.prices,
    notes: edits.notes,
    savedViews: edits.views.filter((view) => view.name !== ''),
    hidden: last?.hidden ?? [],
    pinned: last?.pinned ?? [],
    renamed: last?.renamed ?? {},
    unfolded: last?.unfolded ?? [],
  };
}

/** What goes into the document. How things look now stands under the empty name, where a person changed something about it. */
export function editsOf(state: AppState): DocumentEdits {
  const { suppressions, scenarios, prices, notes, savedViews, hidden, pinned, renamed, unfolded } = state;
  const isPlain = hidden.length + pinned.length + unfolded.length === 0 && Object.keys(renamed).length === 0;
  const last: readonly SavedView[] = isPlain ? [] : [{ ...lookOf(state, ''), renamed }];
  return { suppressions, scenarios, prices, notes, views: [...last, ...savedViews] };
}

function lookOf(state: AppState, name: string): SavedView {
  const { view, hidden, pinned, camera, unfolded } = state;
  const folds = unfolded.length === 0 ? {} : { unfolded };
  return { name, view, filter: filterText(state), hidden, pinned, ...folds, ...(camera === null ? {} : { camera }) };
}

function show(get: SliceTools['get'], view: SavedView): void {
  if (isViewName(view.view) && get().view !== view.view) get().viewChanged(view.view satisfies ViewName);
  void get().foldsChosen(view.unfolded ?? []);
  if (view.camera !== undefined) get().cameraAsked(view.camera);
}

function nodes(count: number): string {
  return count === 1 ? '1 node' : `${String(count)} nodes`;
}
