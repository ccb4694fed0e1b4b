import type { SliceTools } from './app-state.ts';
import { type Facet, type Filters, isFiltering, noFilters, toggled } from './filters.ts';

/** Find lights what matches; Hide takes the rest away. */
export type SearchMode = 'find' | 'hide';

export interface SearchSlice {
  readonly query: string;
  readonly searchMode: SearchMode;
  readonly filters: Filters;
  /** Index into what was found; -1 before the first Enter. */
  readonly currentMatch: number;
  readonly queryChanged: (query: string) => void;
  readonly searchModeChanged: (mode: SearchMode) => void;
  readonly filterToggled: (facet: Facet, value: string) => void;
  readonly problemsOnlyToggled: () => void;
  readonly filtersCleared: () => void;
  /** A ready-made search that leaves only what it is about. */
  readonly presetChosen: (label: string, query: string) => void;
  /** Enter in the search box: goes to the next of `found`. */
  readonly nextMatchRequested: (found: readonly string[], step: 1 | -1) => void;
}

export function createSearchSlice({ set, get }: SliceTools): SearchSlice {
  return {
    query: '',
    searchMode: 'find',
    filters: noFilters,
    currentMatch: -1,
    queryChanged: (query) => {
      set({ query, currentMatch: -1 });
      if (get().searchMode === 'hide') get().mapNarrowed();
    },
    searchModeChanged: (searchMode) => {
      set({ searchMode, currentMatch: -1 });
      get().mapNarrowed();
    },
    filterToggled: (facet, value) => void get().edited(`filter ${value}`, { filters: toggled(get().filters, facet, value) }),
    problemsOnlyToggled: () => {
      const { filters } = get();
      void get().edited('problems only', { filters: { ...filters, problemsOnly: !filters.problemsOnly } });
    },
    filtersCleared: () => {
      if (isFiltering(get().filters)) void get().edited('clear the filters', { filters: noFilters });
    },
    presetChosen: (label, query) => void get().edited(`show ${label.toLowerCase()}`, { query, searchMode: 'hide' }),
    nextMatchRequested: (found, step) => {
      if (found.length === 0) return;
      const next = (get().currentMatch + step + found.length) % found.length;
      const id = found[next];
      if (id === undefined) return;
      set({ currentMatch: next, announcement: `Match ${String(next + 1)} of ${String(found.length)}` });
      get().matchReached(id);
    },
  };
}
