import { scaleLinear } from 'd3-scale';
import styles from './charts.module.css';
import { useWidth } from './use-width.ts';

export interface RangeBar {
  readonly id: string;
  readonly label: string;
  /** At the low and at the high end of the input; either may be the greater. */
  readonly low: number;
  readonly high: number;
  readonly title: string;
}

export interface RangeBarsProps {
  readonly label: string;
  /** Where all bars meet: the value at present. */
  readonly now: number;
  readonly bars: readonly RangeBar[];
  readonly format: (value: number) => string;
}

const rowHeight = 26;
const labelWidth = 216;
const amountWidth = 84;

/** How far one figure moves with each of several inputs, the widest first. */
export function RangeBars({ label, now, bars, format }: RangeBarsProps) {
  const [element, width] = useWidth<HTMLDivElement>();
  const sorted = bars.toSorted((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
  const values = [now, ...bars.flatMap((bar) => [bar.low, bar.high])];
  const x = scaleLinear()
    .domain([Math.min(...values), Math.max(...values)])
    .range([labelWidth + amountWidth, Math.max(labelWidth + amountWidth + 20, width - amountWidth)]);
  const height = sorted.length * rowHeight + 8;
  return (
    <div ref={element} className={styles['chart']}>
      <svg role="img" aria-label={`${label}: ${sorted.map((bar) => bar.title).join('; ')}`} width={width} height={height}>
        {sorted.map((bar, index) => (
          <Bar key={bar.id} bar={bar} y={index * rowHeight + 4} x={(value) => x(value)} now={now} format={format} />
        ))}
        <line className={styles['mark']} x1={x(now)} x2={x(now)} y1={0} y2={height - 4} />
      </svg>
    </div>
  );
}

interface BarProps {
  readonly bar: RangeBar;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly now: number;
  readonly format: (value: number) => string;
}

function Bar({ bar, y, x, now, format }: BarProps) {
  const least = Math.min(bar.low, bar.high, now);
  const most = Math.max(bar.low, bar.high, now);
  return (
    <g>
      <title>{bar.title}</title>
      <text className={styles['tick']} x={0} y={y + 15}>
        {bar.label}
      </text>
      <rect className={styles['worse']} x={x(least)} y={y + 3} width={Math.max(0, x(now) - x(least))} height={rowHeight - 10} rx={2} />
      <rect className={styles['better']} x={x(now)} y={y + 3} width={Math.max(0, x(most) - x(now))} height={rowHeight - 10} rx={2} />
      <text className={styles['caption']} x={x(least) - 6} y={y + 15} textAnchor="end">
        {format(least)}
      </text>
      <text className={styles['caption']} x={x(most) + 6} y={y + 15}>
        {format(most)}
      </text>
    </g>
  );
}
