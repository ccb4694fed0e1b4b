import { sortedUnique } from '#shared/base/sort.ts';
import type { AppState } from './app-state.ts';
import { inventory, visibleKeys } from './selectors.ts';

/** What one comparison of the list is about. */
export const costGroupings = ['vpc', 'account', 'region', 'all', 'shown'] as const;
export type CostGrouping = (typeof costGroupings)[number];

/** The scopes to compare, as `--scope` takes them; empty: every VPC worth comparing. */
export function askedScopes(state: AppState): readonly string[] {
  const vpcs = inventory(state).filter((item) => item.subject.kind === 'vpc');
  switch (state.costGrouping) {
    case 'vpc':
      return [];
    case 'account':
      return sortedUnique(vpcs.map((item) => `account:${item.subject.accountId}`));
    case 'region':
      return sortedUnique(vpcs.map((item) => `region:${item.subject.region}`));
    case 'all':
      return ['all'];
    case 'shown':
      return shownScope(state);
  }
}

/** The VPCs that filters and a Hide search leave, as one; none of them is not all of them. */
function shownScope(state: AppState): readonly string[] {
  const visible = visibleKeys(state);
  if (visible === null) return ['all'];
  const left = inventory(state).filter((item) => item.subject.kind === 'vpc' && visible.has(item.key));
  return left.length === 0 ? ['vpc:none'] : [sortedUnique(left.map((item) => `vpc:${item.subject.id}`)).join(',')];
}
