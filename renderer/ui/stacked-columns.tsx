import { scaleLinear } from 'd3-scale';
import styles from './charts.module.css';
import { useWidth } from './use-width.ts';

export interface StackSegment {
  readonly id: string;
  readonly label: string;
  /** For the height only; the exact amount is in `title`. */
  readonly value: number;
  readonly className: string | undefined;
  readonly title: string;
}

export interface StackColumn {
  readonly id: string;
  readonly segments: readonly StackSegment[];
  /** Draws an open end: something in this column is unknown. */
  readonly hasUnknown: boolean;
  /** Stands over the column. */
  readonly caption: string;
}

export interface StackedColumnsProps {
  readonly label: string;
  readonly columns: readonly StackColumn[];
  readonly height: number;
  readonly formatTick: (value: number) => string;
  /** Room for the axis at the left, so that cards below can line up. */
  readonly axisWidth: number;
}

const headRoom = 26;
const barWidth = 64;

/** Stacked bars on one scale, one per column, evenly spread over the width. */
export function StackedColumns({ label, columns, height, formatTick, axisWidth }: StackedColumnsProps) {
  const [element, width] = useWidth<HTMLDivElement>();
  const top = Math.max(1, ...columns.map((column) => column.segments.reduce((total, segment) => total + Math.max(0, segment.value), 0)));
  const scale = scaleLinear().domain([0, top]).nice(4).range([height, headRoom]);
  const step = Math.max(0, width - axisWidth) / Math.max(1, columns.length);
  return (
    <div ref={element} className={styles['chart']}>
      <svg role="img" aria-label={label} width={width} height={height + 8}>
        {scale.ticks(4).map((tick) => (
          <g key={tick}>
            <line className={styles['grid']} x1={axisWidth} x2={width} y1={scale(tick) + 0.5} y2={scale(tick) + 0.5} />
            <text className={styles['tick']} x={axisWidth - 8} y={scale(tick) + 4} textAnchor="end">
              {formatTick(tick)}
            </text>
          </g>
        ))}
        {columns.map((column, index) => (
          <Column key={column.id} column={column} x={axisWidth + step * index + (step - barWidth) / 2} y={(value) => scale(value)} />
        ))}
      </svg>
    </div>
  );
}

interface ColumnProps {
  readonly column: StackColumn;
  readonly x: number;
  readonly y: (value: number) => number;
}

function Column({ column, x, y }: ColumnProps) {
  const stacked = stack(column.segments);
  const end = stacked.at(-1)?.end ?? 0;
  return (
    <g>
      {stacked.map(({ segment, start, end: top }) => (
        <rect key={segment.id} className={segment.className} x={x} y={y(top)} width={barWidth} height={Math.max(0, y(start) - y(top) - 1)}>
          <title>{segment.title}</title>
        </rect>
      ))}
      {column.hasUnknown ? <path className={styles['open']} d={`M${String(x)} ${String(y(end) - 3)}v-9h${String(barWidth)}v9`} /> : null}
      <text className={styles['caption']} x={x + barWidth / 2} y={y(end) - (column.hasUnknown ? 17 : 7)} textAnchor="middle">
        {column.caption}
      </text>
    </g>
  );
}

function stack(segments: readonly StackSegment[]): { segment: StackSegment; start: number; end: number }[] {
  let total = 0;
  return segments.map((segment) => {
    const start = total;
    total += Math.max(0, segment.value);
    return { segment, start, end: total };
  });
}
