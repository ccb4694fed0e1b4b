import { Badge } from '#renderer/ui/badge.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { StackedColumns } from '#renderer/ui/stacked-columns.tsx';
import type { Alternative, CostColumn, LineGroup, ScopeComparison, UsdRange } from '#shared/analysis/cost/comparison.ts';
import { lineGroups } from '#shared/analysis/cost/comparison.ts';
import { signedUsd, usd } from '../format.ts';
import { type ColumnId, columnSentences, columnTitles, gateTitles, gateTones, groupTitles } from './cost-words.ts';
import groupStyles from './groups.module.css';
import styles from './costs.module.css';

export interface ColumnCardsProps {
  readonly scope: ScopeComparison;
  readonly selected: ColumnId;
  readonly onSelect: (column: ColumnId) => void;
}

const axisWidth = 56;
/** Below it the columns scroll sideways instead of lying on each other. */
const leastCardWidth = 124;

/** The columns as stacked bars on one scale, and beneath each what it means. */
export function ColumnCards({ scope, selected, onSelect }: ColumnCardsProps) {
  const columns: readonly ShownColumn[] = [
    { id: 'today', column: scope.today, alternative: null },
    ...scope.alternatives.map((alternative) => ({ id: alternative.id, column: alternative, alternative })),
  ];
  const present = lineGroups.filter((group) =>
    columns.some(({ column }) => column.groups.some((each) => each.group === group && (Number(each.knownUsd) !== 0 || each.hasUnknown))),
  );
  return (
    <section className={styles['panel']} aria-label="Columns side by side">
      <GroupLegend groups={present} />
      <div className={styles['sideways']}>
        <div style={{ minWidth: axisWidth + columns.length * leastCardWidth }}>
          <Chart columns={columns} />
          <div
            className={styles['cards']}
            style={{ paddingLeft: axisWidth, gridTemplateColumns: `repeat(${String(columns.length)}, minmax(0, 1fr))` }}
          >
            {columns.map(({ id, column, alternative }) => (
              <button
                key={id}
                type="button"
                aria-pressed={id === selected}
                className={classNames(styles['card'], id === selected && styles['chosen'])}
                onClick={() => onSelect(id)}
              >
                <span className={styles['card-title']}>
                  {columnTitles[id]}
                  {scope.best === id ? <span className={styles['best']}>best</span> : null}
                </span>
                <Total column={column} />
                {alternative === null ? null : <Saving alternative={alternative} />}
                <span className={styles['sentence']}>{columnSentences[id]}</span>
                {alternative?.eligibility === undefined ? null : (
                  <span title={alternative.eligibility.reasons.join('\n')}>
                    <Badge tone={gateTones[alternative.eligibility.verdict]}>{gateTitles[alternative.eligibility.verdict]}</Badge>
                  </span>
                )}
              </button>
            ))}
          </div>
        </div>
      </div>
    </section>
  );
}

interface ShownColumn {
  readonly id: ColumnId;
  readonly column: CostColumn;
  readonly alternative: Alternative | null;
}

function Chart({ columns }: { readonly columns: readonly ShownColumn[] }) {
  return (
    <StackedColumns
      label="Monthly cost of each column by kind of charge"
      axisWidth={axisWidth}
      height={200}
      formatTick={(value) => usd(String(value), 0)}
      columns={columns.map(({ id, column }) => ({
        id,
        hasUnknown: column.totalUsd === null,
        caption: column.totalUsd === null ? 'unknown' : usd(column.totalUsd, 0),
        segments: column.groups.map((each) => ({
          id: each.group,
          label: groupTitles[each.group],
          value: Number(each.knownUsd),
          className: groupStyles[each.group],
          title: `${groupTitles[each.group]}: ${usd(each.knownUsd)}${each.hasUnknown ? ' and something unknown' : ''}`,
        })),
      }))}
    />
  );
}

function GroupLegend({ groups }: { readonly groups: readonly LineGroup[] }) {
  return (
    <ul className={styles['legend']}>
      {groups.map((group) => (
        <li key={group} className={styles['legend-entry']}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" rx="2" className={groupStyles[group]} />
          </svg>
          {groupTitles[group]}
        </li>
      ))}
    </ul>
  );
}

function Total({ column }: { readonly column: CostColumn }) {
  if (column.totalUsd === null) {
    return (
      <span className={styles['total']} title={column.reason}>
        <span className={styles['unknown']}>unknown</span>
        <span className={styles['small']}>{usd(column.knownUsd)} known</span>
      </span>
    );
  }
  return (
    <span className={styles['total']}>
      {usd(column.totalUsd)}
      <span className={styles['small']}>{rangeText(column.totalRangeUsd, (amount) => usd(amount)) ?? 'a month'}</span>
    </span>
  );
}

function Saving({ alternative }: { readonly alternative: Alternative }) {
  if (alternative.savingUsd === null) return <span className={styles['unknown']}>saving unknown</span>;
  const isLoss = alternative.savingUsd.startsWith('-');
  const isNothing = Number(alternative.savingUsd) === 0;
  const range = rangeText(alternative.savingRangeUsd, signedUsd);
  return (
    <span className={isNothing ? styles['small'] : isLoss ? styles['lost'] : styles['saved']} title={range ?? undefined}>
      {isNothing ? 'saves nothing' : `${signedUsd(alternative.savingUsd)} ${isLoss ? 'costs more' : 'saved'}`}
    </span>
  );
}

/** `$410.00 to $560.00`; `null` where both ends are the same. */
export function rangeText(range: UsdRange, format: (amount: string) => string): string | null {
  if (range.min === range.max) return null;
  return `${range.min === null ? 'unknown' : format(range.min)} to ${range.max === null ? 'unknown' : format(range.max)}`;
}
