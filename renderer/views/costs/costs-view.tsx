import { useMemo } from 'react';
import { scopeKey } from '#renderer/store/cost-slice.ts';
import { visibleKeys } from '#renderer/store/selectors.ts';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { useApp } from '../app-context.tsx';
import { sortScopes } from './cost-words.ts';
import { ScopeDetail } from './scope-detail.tsx';
import { ScopeList } from './scope-list.tsx';
import styles from './costs.module.css';

const noScopes: readonly ScopeComparison[] = [];

/** Today beside the alternatives, VPC by VPC. */
export function CostsView() {
  const status = useApp((state) => state.costsStatus);
  const scopes = useApp((state) => state.costs?.scopes ?? noScopes);
  const hours = useApp((state) => state.costs?.hoursPerMonth ?? 730);
  const chosen = useApp((state) => state.costScope);
  const visible = useApp(visibleKeys);
  const shown = useMemo(
    () => sortScopes(scopes).filter((scope) => visible === null || scope.vpcIds.some((vpcId) => visible.has(`vpc/${vpcId}`))),
    [scopes, visible],
  );
  if (status === 'loading' || status === 'empty') return <EmptyState title="Pricing the estate…" />;
  if (status === 'problem')
    return <EmptyState title="The costs could not be computed">The banner above says why. The other views are not affected.</EmptyState>;
  if (shown.length === 0) {
    return (
      <EmptyState title={scopes.length === 0 ? 'Nothing to price' : 'No VPC passes the filters'}>
        {scopes.length === 0
          ? 'No VPC with a NAT gateway, an endpoint or measured traffic was read.'
          : 'Take a filter away in the left pane to see its costs.'}
      </EmptyState>
    );
  }
  const scope = shown.find((each) => scopeKey(each) === chosen) ?? shown[0];
  if (scope === undefined) return null;
  return (
    <div className={styles['costs']}>
      <ScopeList scopes={shown} selected={scopeKey(scope)} />
      <ScopeDetail key={scopeKey(scope)} scope={scope} hours={hours} />
    </div>
  );
}
