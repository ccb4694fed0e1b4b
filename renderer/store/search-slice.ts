import type { SliceTools } from './app-state.ts';
import { type Facet, type Filters, noFilters, toggled } from './filters.ts';

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
  /** Enter in the search box: goes to the next of `found`. */
  readonly nextMatchRequested: (found: readonly string[], step: 1 | -1) => void;
}

export function createSearchSlice({ set, get }: SliceTools): SearchSlice {
  return {
    query: '',
    searchMode: 'find',
    filters: noFilters,
    currentMatch: -1,
    queryChanged: (query) => set({ query, currentMatch: -1 }),
    searchModeChanged: (searchMode) => set({ searchMode, currentMatch: -1 }),
    filterToggled: (facet, value) => set({ filters: toggled(get().filters, facet, value), currentMatch: -1 }),
    problemsOnlyToggled: () => set({ filters: { ...get().filters, problemsOnly: !get().filters.problemsOnly }, currentMatch: -1 }),
    filtersCleared: () => set({ filters: noFilters, currentMatch: -1 }),
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
