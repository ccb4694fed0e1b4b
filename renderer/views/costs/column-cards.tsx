import { activeScenario } from '#renderer/store/active-scenario.ts';
import { Badge, Chip } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { StackedColumns } from '#renderer/ui/stacked-columns.tsx';
import type { Alternative, CostColumn, LineGroup, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { lineGroups } from '#shared/analysis/cost/comparison.ts';
import { useActions, useApp } from '../app-context.tsx';
import { signedUsd, usd } from '../format.ts';
import { ColumnReasons } from './column-reasons.tsx';
import {
  type ColumnId,
  columnSentences,
  columnTitles,
  gateTitles,
  gateTones,
  groupTitles,
  rangeText,
  signedWhole,
  wholeUsd,
} from './cost-words.ts';
import { NotReconciled } from './not-reconciled.tsx';
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
  const scenario = useApp((state) => activeScenario(state)?.name ?? null);
  const decided = useApp((state) => activeScenario(state)?.['alternative'] ?? null);
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
                  {decided === id ? <Chip>decided</Chip> : null}
                </span>
                <Total column={column} />
                {alternative === null ? null : <Saving alternative={alternative} />}
                <NotReconciled reason={column.notReconciled} />
                <span className={styles['sentence']}>{columnSentences[id]}</span>
                {alternative?.eligibility === undefined ? null : (
                  <Badge tone={gateTones[alternative.eligibility.verdict]}>{gateTitles[alternative.eligibility.verdict]}</Badge>
                )}
              </button>
            ))}
          </div>
        </div>
      </div>
      {scenario === null ? null : <Decide selected={selected} decided={decided} scenario={scenario} />}
      <ColumnReasons scope={scope} />
    </section>
  );
}

/** The column that the person takes is a part of the scenario. */
function Decide({ selected, decided, scenario }: { readonly selected: ColumnId; readonly decided: unknown; readonly scenario: string }) {
  const { scenarioDecided } = useActions();
  const isDecided = decided === selected;
  return (
    <div className={styles['decide']}>
      <Button onPress={() => void scenarioDecided(isDecided ? null : selected)}>
        {isDecided ? `Take the decision on ${columnTitles[selected]} back` : `Decide on ${columnTitles[selected]} in ${scenario}`}
      </Button>
    </div>
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
        caption: column.totalUsd === null ? 'unknown' : (rangeText(column.totalRangeUsd, wholeUsd) ?? wholeUsd(column.totalUsd)),
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
      <span className={styles['total']}>
        <span className={styles['unknown']}>unknown</span>
        <span className={styles['small']}>{usd(column.knownUsd)} known</span>
      </span>
    );
  }
  return (
    <span className={styles['total']}>
      {usd(column.totalUsd)}
      <span className={styles['small']}>{rangeText(column.totalRangeUsd, wholeUsd) ?? 'a month'}</span>
    </span>
  );
}

function Saving({ alternative }: { readonly alternative: Alternative }) {
  if (alternative.savingUsd === null) return <UnknownSaving alternative={alternative} />;
  const isLoss = alternative.savingUsd.startsWith('-');
  const isNothing = Number(alternative.savingUsd) === 0;
  const range = rangeText(alternative.savingRangeUsd, signedWhole);
  return (
    <>
      <span className={isNothing ? styles['small'] : isLoss ? styles['lost'] : styles['saved']}>
        {isNothing ? 'saves nothing' : `${signedUsd(alternative.savingUsd)} ${isLoss ? 'costs more' : 'saved'}`}
      </span>
      {range === null ? null : <span className={styles['small']}>{range}</span>}
    </>
  );
}

/** Where the same amounts are unknown on both sides, the rest still differs by something true. */
function UnknownSaving({ alternative: { savingOfKnownUsd } }: { readonly alternative: Alternative }) {
  if (savingOfKnownUsd === null) return <span className={styles['unknown']}>saving unknown</span>;
  return <span className={styles['small']}>{`${signedUsd(savingOfKnownUsd)} of what is known`}</span>;
}
