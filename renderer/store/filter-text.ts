/** Filters and search as one short text: in saved views and in links. Reading takes what makes sense and leaves the rest. */
import { facets, type Filters, noFilters } from './filters.ts';
import type { SearchMode } from './search-slice.ts';

export interface Narrowing {
  readonly filters: Filters;
  readonly query: string;
  readonly searchMode: SearchMode;
}

/** More values than this in one facet are no filter a person made. */
const mostValues = 500;
const longestValue = 300;

/** `q=state%3Apending&mode=hide&problems=1&account=111122223333`; empty where nothing narrows. */
export function filterText({ filters, query, searchMode }: Narrowing): string {
  const params = new URLSearchParams();
  if (query !== '') params.set('q', query);
  if (searchMode === 'hide') params.set('mode', 'hide');
  if (filters.problemsOnly) params.set('problems', '1');
  for (const facet of facets) for (const value of filters.chosen[facet]) params.append(facet, value);
  return params.toString();
}

export function filterOf(text: string): Narrowing {
  const params = new URLSearchParams(text);
  const chosen = Object.fromEntries(facets.map((facet) => [facet, values(params, facet)])) as unknown as Filters['chosen'];
  return {
    filters: { ...noFilters, chosen, problemsOnly: params.get('problems') === '1' },
    query: (params.get('q') ?? '').slice(0, longestValue),
    searchMode: params.get('mode') === 'hide' ? 'hide' : 'find',
  };
}

function values(params: URLSearchParams, facet: string): string[] {
  return [...new Set(params.getAll(facet))].filter((value) => value !== '' && value.length <= longestValue).slice(0, mostValues);
}
