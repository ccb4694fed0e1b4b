import { useEffect, useMemo } from 'react';
import { scopeKey } from '#renderer/store/cost-slice.ts';
import { visibleKeys } from '#renderer/store/selectors.ts';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { useActions, useApp } from '../app-context.tsx';
import { sortScopes } from './cost-words.ts';
import { ScopeDetail } from './scope-detail.tsx';
import { ScopeList } from './scope-list.tsx';
import styles from './costs.module.css';

const noScopes: readonly ScopeComparison[] = [];

/** Today beside the alternatives, by VPC or by what else was chosen. */
export function ComparisonView() {
  const status = useApp((state) => state.costsStatus);
  const hours = useApp((state) => state.costs?.hoursPerMonth ?? 730);
  const chosen = useApp((state) => state.costScope);
  const { all, shown } = useScopes();
  if (status === 'problem')
    return <EmptyState title="The costs could not be computed">The banner above says why. The other views are not affected.</EmptyState>;
  const scope = shown.find((each) => scopeKey(each) === chosen) ?? shown[0];
  const isReady = status === 'ready';
  return (
    <div className={styles['costs']}>
      <ScopeList scopes={isReady ? shown : noScopes} selected={scope === undefined ? '' : scopeKey(scope)} />
      {!isReady ? (
        <EmptyState title="Pricing the estate…" />
      ) : scope === undefined ? (
        <Nothing isEmpty={all.length === 0} />
      ) : (
        <ScopeDetail key={scopeKey(scope)} scope={scope} hours={hours} />
      )}
    </div>
  );
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }) {
  return (
    <EmptyState title={isEmpty ? 'Nothing to price' : 'No VPC passes the filters'}>
      {isEmpty
        ? 'No VPC with a NAT gateway, an endpoint or measured traffic was read.'
        : 'Take a filter away in the left pane to see its costs.'}
    </EmptyState>
  );
}

/** Comparisons that hold a VPC that filters leave; the one of just those VPCs follows the filters. */
function useScopes() {
  const all = useApp((state) => state.costs?.scopes ?? noScopes);
  const visible = useApp(visibleKeys);
  const { shownScopeMoved } = useActions();
  useEffect(() => shownScopeMoved(), [visible, shownScopeMoved]);
  const shown = useMemo(
    () => sortScopes(all).filter((scope) => visible === null || scope.vpcIds.some((vpcId) => visible.has(`vpc/${vpcId}`))),
    [all, visible],
  );
  return { all, shown };
}
