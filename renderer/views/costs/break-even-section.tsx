import { useState } from 'react';
import { Segmented } from '#renderer/ui/fields.tsx';
import { type ChartMark, LineChart } from '#renderer/ui/line-chart.tsx';
import type { AlternativeId, BreakEven, BreakEvenChart, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { gigabytes, groupedDecimal, readableFormula, usd } from '../format.ts';
import { type ColumnId, columnTitles } from './cost-words.ts';
import styles from './costs.module.css';

/** From how much traffic on the endpoints pay. */
export function BreakEvenSection({ scope, preferred }: { readonly scope: ScopeComparison; readonly preferred: ColumnId }) {
  const withCurve = scope.alternatives.filter((alternative) => alternative.breakEven !== null);
  const [wanted, setWanted] = useState<AlternativeId | null>(null);
  const alternative =
    withCurve.find(({ id }) => id === (wanted ?? preferred)) ?? withCurve.find(({ breakEven }) => breakEven?.chart != null) ?? withCurve[0];
  if (alternative === undefined || alternative.breakEven === null) return null;
  const { breakEven } = alternative;
  return (
    <section className={styles['panel']}>
      <div className={styles['panel-head']}>
        <h3 className={styles['panel-title']}>Break-even</h3>
        <span className={styles['grow']}>{breakEvenText(breakEven)}</span>
        {withCurve.length < 2 ? null : (
          <Segmented
            label="Break-even of"
            choices={withCurve.map(({ id }) => ({ id, label: columnTitles[id] }))}
            selected={alternative.id}
            onSelect={setWanted}
          />
        )}
      </div>
      {breakEven.chart === null ? null : <Chart breakEven={breakEven} chart={breakEven.chart} />}
      <p className={styles['formula']}>{readableFormula(breakEven.formula)}</p>
    </section>
  );
}

/** One sentence, with the figure. */
export function breakEvenText(breakEven: BreakEven): string {
  if (breakEven.gb === null) return `Unknown: ${breakEven.reason ?? 'a price is unknown'}`;
  if (breakEven.gb === 'always') return 'Pays from the first GB: no fixed cost is added.';
  if (breakEven.gb === 'never') return 'Never pays: each GB costs at least as much as today.';
  return `Pays from ${gigabytes(breakEven.gb)} a month.`;
}

function Chart({ breakEven, chart }: { readonly breakEven: BreakEven; readonly chart: BreakEvenChart }) {
  const fixed = Number(chart.fixedUsd);
  const nat = Number(chart.natUsdPerGb);
  const endpoint = Number(chart.endpointUsdPerGb);
  const today = chart.todayGb === null ? null : Number(chart.todayGb);
  const crossing = breakEven.gb === null || breakEven.gb === 'always' || breakEven.gb === 'never' ? null : Number(breakEven.gb);
  const end = Math.max(100, (crossing ?? 0) * 1.8, (today ?? 0) * 1.25);
  const marks: ChartMark[] = [
    ...(crossing === null ? [] : [{ x: crossing, label: `break-even ${gigabytes(String(breakEven.gb))}`, isDashed: true }]),
    ...(today === null ? [] : [{ x: today, label: `today ${gigabytes(chart.todayGb ?? '0')}`, isDashed: false }]),
  ];
  return (
    <LineChart
      label={`Monthly cost over ${breakEven.variable}`}
      height={220}
      xTitle="GB a month"
      series={[
        {
          id: 'nat',
          label: 'NAT',
          className: styles['nat-line'],
          points: [
            { x: 0, y: 0 },
            { x: end, y: nat * end },
          ],
        },
        {
          id: 'endpoint',
          label: 'Endpoints',
          className: styles['endpoint-line'],
          points: [
            { x: 0, y: Math.max(0, fixed) },
            { x: end, y: Math.max(0, fixed + endpoint * end) },
          ],
        },
      ]}
      marks={marks}
      crossing={crossing === null ? null : { x: crossing, y: nat * crossing }}
      formatX={(value) => groupedDecimal(String(value), 0)}
      formatY={(value) => usd(String(value), 0)}
    />
  );
}
