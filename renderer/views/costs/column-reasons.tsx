import { Badge } from '#renderer/ui/badge.tsx';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { groupBy } from '#shared/base/sort.ts';
import { sentence } from '../format.ts';
import { type ColumnId, columnTitles, gateTitles, gateTones } from './cost-words.ts';
import styles from './costs.module.css';

/** Beneath the columns: why a NAT gateway may not go, and why an amount is unknown. */
export function ColumnReasons({ scope }: { readonly scope: ScopeComparison }) {
  const gated = scope.alternatives.flatMap(({ id, eligibility }) =>
    eligibility === undefined || eligibility.reasons.length === 0 ? [] : [{ id, ...eligibility }],
  );
  const unknown = unknownReasons(scope);
  if (gated.length + unknown.length === 0) return null;
  return (
    <dl className={styles['reasons']}>
      {gated.map(({ id, verdict, reasons }) => (
        <div key={id} className={styles['reason']}>
          <dt>
            {columnTitles[id]} <Badge tone={gateTones[verdict]}>{gateTitles[verdict]}</Badge>
          </dt>
          {reasons.map((reason) => (
            <dd key={reason}>{sentence(reason)}</dd>
          ))}
        </div>
      ))}
      {unknown.map(({ titles, reason }) => (
        <div key={reason} className={styles['reason']}>
          <dt>
            {titles} <Badge tone="unknown">Unknown</Badge>
          </dt>
          <dd>{sentence(reason)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Columns with the same reason together. */
function unknownReasons(scope: ScopeComparison): { readonly titles: string; readonly reason: string }[] {
  const columns: readonly { readonly id: ColumnId; readonly totalUsd: string | null; readonly reason?: string }[] = [
    { ...scope.today, id: 'today' },
    ...scope.alternatives,
  ];
  const open = columns.filter((column) => column.totalUsd === null);
  return [...groupBy(open, (column) => column.reason ?? 'an amount is unknown')].map(([reason, group]) => ({
    titles: group.length === columns.length ? 'All columns' : group.map(({ id }) => columnTitles[id]).join(', '),
    reason,
  }));
}
