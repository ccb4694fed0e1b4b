/** What the left rail narrows the view to; an empty list narrows nothing. */
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { globalRegion } from '#shared/base/ids.ts';
import { compareText, nameKey } from '#shared/base/sort.ts';

export const facets = ['account', 'region', 'kind', 'state', 'verdict'] as const;
export type Facet = (typeof facets)[number];

export interface Filters {
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly problemsOnly: boolean;
}

export const noFilters: Filters = { chosen: { account: [], region: [], kind: [], state: [], verdict: [] }, problemsOnly: false };

/** Whether anything is narrowed at all. */
export function isFiltering(filters: Filters): boolean {
  return filters.problemsOnly || facets.some((facet) => filters.chosen[facet].length > 0);
}

/** What an item says under a facet; `null` where the facet does not apply to it. */
export function facetValue(facet: Facet, item: InventoryItem): string | null {
  switch (facet) {
    case 'account':
      return item.subject.accountId;
    case 'region':
      return item.subject.region === globalRegion ? null : item.subject.region;
    case 'kind':
      return item.kind;
    case 'state':
      return item.state === null ? null : stateWords(item.state);
    case 'verdict':
      return item.verdict;
  }
}

/** A state as people read it: AWS writes `PendingAcceptance` for endpoints and `available` for subnets. */
function stateWords(state: string): string {
  return state.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Whether an item is a problem somebody should look at. */
export function isProblem(item: InventoryItem): boolean {
  return item.tone === 'bad' || item.tone === 'warn';
}

export function passesFilters(filters: Filters, item: InventoryItem): boolean {
  if (filters.problemsOnly && !isProblem(item)) return false;
  return facets.every((facet) => {
    const chosen = filters.chosen[facet];
    if (chosen.length === 0) return true;
    const value = facetValue(facet, item);
    return value !== null && chosen.includes(value);
  });
}

export interface FacetOption {
  readonly value: string;
  /** How many items have it, other facets applied, so that the numbers tell what a click would give. */
  readonly count: number;
}

/** The values of a facet that occur, by count, then by name. */
export function facetOptions(facet: Facet, items: readonly InventoryItem[], filters: Filters): FacetOption[] {
  const others: Filters = { ...filters, chosen: { ...filters.chosen, [facet]: [] } };
  const counts = new Map<string, number>();
  for (const item of items) {
    const value = facetValue(facet, item);
    if (value === null) continue;
    counts.set(value, (counts.get(value) ?? 0) + (passesFilters(others, item) ? 1 : 0));
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareText(nameKey(a.value), nameKey(b.value)));
}

/** Adds a value to a facet, or takes it out. */
export function toggled(filters: Filters, facet: Facet, value: string): Filters {
  const chosen = filters.chosen[facet];
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return { ...filters, chosen: { ...filters.chosen, [facet]: next } };
}

/** Whether an item is off the map: itself, with its VPC, or with its account. */
export function isHidden(hidden: ReadonlySet<string>, item: InventoryItem): boolean {
  if (hidden.size === 0) return false;
  return (
    hidden.has(item.key) || hidden.has(`account/${item.subject.accountId}`) || (item.vpcId !== null && hidden.has(`vpc/${item.vpcId}`))
  );
}
