import { scopeKey } from '#renderer/store/cost-slice.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { useActions, useApp } from '../app-context.tsx';
import { signedUsd, usd } from '../format.ts';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { ScenarioList } from '../scenario/scenario-list.tsx';
import { bestSaving, columnTitles } from './cost-words.ts';
import styles from './costs.module.css';

/** VPCs by what can be saved. */
export function ScopeList({ scopes, selected }: { readonly scopes: readonly ScopeComparison[]; readonly selected: string }) {
  const { costScopeSelected } = useActions();
  return (
    <nav className={styles['scopes']} aria-label="VPCs by saving">
      <ScenarioList />
      <h2 className={styles['list-title']}>By saving a month</h2>
      <ul>
        {scopes.map((scope) => (
          <li key={scopeKey(scope)}>
            <button
              type="button"
              aria-current={scopeKey(scope) === selected}
              className={classNames(styles['scope'], scopeKey(scope) === selected && styles['current'])}
              onClick={() => costScopeSelected(scopeKey(scope))}
            >
              <ScopeRow scope={scope} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ScopeRow({ scope }: { readonly scope: ScopeComparison }) {
  const account = useApp((state) => itemsByKey(state).get(`vpc/${scope.vpcIds[0] ?? ''}`)?.accountName ?? null);
  const saving = bestSaving(scope);
  return (
    <>
      <span className={styles['scope-words']}>
        <span className={styles['scope-name']} title={scope.title}>
          {scope.title}
        </span>
        <span className={styles['quiet']}>{[account, scope.region].filter((each) => each !== null).join(' \u00b7 ')}</span>
      </span>
      <span className={styles['scope-figures']}>
        {saving !== null && scope.best !== null ? (
          <span className={styles['saved']} title={columnTitles[scope.best]}>
            {signedUsd(saving)}
          </span>
        ) : (
          <span className={styles['quiet']}>{scope.hasUsage ? 'best as it is' : 'no traffic data'}</span>
        )}
        <span className={styles['quiet']}>
          {scope.today.totalUsd === null ? `${usd(scope.today.knownUsd)} known` : `of ${usd(scope.today.totalUsd)}`}
        </span>
      </span>
    </>
  );
}
