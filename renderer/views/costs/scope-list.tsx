import { type CostGrouping, costGroupings } from '#renderer/store/cost-scopes.ts';
import { scopeKey } from '#renderer/store/cost-slice.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { useActions, useApp } from '../app-context.tsx';
import { plural, signedUsd, usd } from '../format.ts';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { Select } from '#renderer/ui/fields.tsx';
import { ScenarioList } from '../scenario/scenario-list.tsx';
import { bestSaving, columnTitles, isOneVpc, knownSaving, rangeText, wholeUsd } from './cost-words.ts';
import { NotReconciled } from './not-reconciled.tsx';
import styles from './costs.module.css';

const groupingTitles: Readonly<Record<CostGrouping, string>> = {
  vpc: 'By VPC',
  account: 'By account',
  region: 'By Region',
  all: 'Everything',
  shown: 'The VPCs that pass the filters',
};

/** What can be saved, by VPC or by what else was chosen. */
export function ScopeList({ scopes, selected }: { readonly scopes: readonly ScopeComparison[]; readonly selected: string }) {
  const grouping = useApp((state) => state.costGrouping);
  const { costScopeSelected, costGroupingChosen } = useActions();
  return (
    <nav className={styles['scopes']} aria-label="Comparisons by saving">
      <ScenarioList />
      <div className={styles['chooser']}>
        <h2 className={styles['list-title']}>What is compared</h2>
        <Select
          label="What is compared"
          choices={costGroupings.map((id) => ({ id, label: groupingTitles[id] }))}
          selected={grouping}
          onSelect={costGroupingChosen}
        />
        <p className={styles['quiet-text']}>
          {grouping === 'vpc' ? 'By saving a month' : 'By saving a month; a Region is priced by itself'}
        </p>
      </div>
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

/** Why nothing is best: today is, or not enough is known to tell. */
function NoBest({ scope }: { readonly scope: ScopeComparison }) {
  const known = knownSaving(scope);
  if (known !== null) return <span className={styles['saved']}>{`${signedUsd(known)} known`}</span>;
  if (!scope.hasUsage) return <span className={styles['quiet']}>no traffic data</span>;
  return <span className={styles['quiet']}>{scope.today.totalUsd === null ? 'saving unknown' : 'best as it is'}</span>;
}

function ScopeRow({ scope }: { readonly scope: ScopeComparison }) {
  const account = useApp((state) =>
    isOneVpc(scope) ? (itemsByKey(state).get(`vpc/${scope.vpcIds[0] ?? ''}`)?.accountName ?? null) : null,
  );
  const held = isOneVpc(scope) ? null : plural(scope.vpcIds.length, 'VPC');
  const range = rangeText(scope.today.totalRangeUsd, wholeUsd);
  const saving = bestSaving(scope);
  return (
    <>
      <span className={styles['scope-words']}>
        <span className={styles['scope-name']} title={scope.title}>
          {scope.title}
        </span>
        <span className={styles['quiet']}>{[account, scope.region, held].filter((each) => each !== null).join(' \u00b7 ')}</span>
      </span>
      <span className={styles['scope-figures']}>
        {saving !== null && scope.best !== null ? (
          <span className={styles['saved']} title={columnTitles[scope.best]}>
            {signedUsd(saving)}
          </span>
        ) : (
          <NoBest scope={scope} />
        )}
        <span className={styles['quiet']}>
          {scope.today.totalUsd === null ? `${usd(scope.today.knownUsd)} known` : `of ${range ?? usd(scope.today.totalUsd)}`}
        </span>
        <NotReconciled reason={scope.today.notReconciled} />
      </span>
    </>
  );
}
