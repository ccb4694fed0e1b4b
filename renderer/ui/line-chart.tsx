import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import styles from './charts.module.css';
import { useWidth } from './use-width.ts';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  readonly className: string | undefined;
  readonly points: readonly ChartPoint[];
}

/** A vertical line with words. */
export interface ChartMark {
  readonly x: number;
  readonly label: string;
  readonly isDashed: boolean;
}

export interface LineChartProps {
  readonly label: string;
  readonly series: readonly ChartSeries[];
  readonly marks: readonly ChartMark[];
  /** Where the lines cross. */
  readonly crossing: ChartPoint | null;
  readonly height: number;
  readonly xTitle: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

const margin = { top: 34, right: 112, bottom: 34, left: 56 };

/** Straight lines over a linear axis, each named at its end. */
export function LineChart({ label, series, marks, crossing, height, xTitle, formatX, formatY }: LineChartProps) {
  const [element, width] = useWidth<HTMLDivElement>();
  const points = series.flatMap((each) => each.points);
  const x = scaleLinear()
    .domain([0, Math.max(1, ...points.map((point) => point.x))])
    .range([margin.left, Math.max(margin.left + 1, width - margin.right)]);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...points.map((point) => point.y))])
    .nice(4)
    .range([height - margin.bottom, margin.top]);
  const draw = line<ChartPoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  );
  const ends = spreadLabels(series.map((each) => ({ id: each.id, y: y(each.points.at(-1)?.y ?? 0) })));
  return (
    <div ref={element} className={styles['chart']}>
      <svg role="img" aria-label={label} width={width} height={height}>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line className={styles['grid']} x1={margin.left} x2={width - margin.right} y1={y(tick) + 0.5} y2={y(tick) + 0.5} />
            <text className={styles['tick']} x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
              {formatY(tick)}
            </text>
          </g>
        ))}
        {x.ticks(5).map((tick) => (
          <text key={tick} className={styles['tick']} x={x(tick)} y={height - margin.bottom + 16} textAnchor="middle">
            {formatX(tick)}
          </text>
        ))}
        <text className={styles['tick']} x={width - margin.right + 8} y={height - margin.bottom + 16}>
          {xTitle}
        </text>
        {marks.map((mark, index) => (
          <Mark
            key={mark.label}
            mark={mark}
            x={x(mark.x)}
            bottom={height - margin.bottom}
            row={index}
            isLeft={x(mark.x) > (margin.left + width - margin.right) / 2}
          />
        ))}
        {series.map((each) => (
          <g key={each.id} className={each.className}>
            <path className={styles['line']} d={draw([...each.points]) ?? ''} />
            <text className={styles['name']} x={width - margin.right + 8} y={(ends.get(each.id) ?? 0) + 4}>
              {each.label}
            </text>
          </g>
        ))}
        {crossing === null ? null : <circle className={styles['crossing']} cx={x(crossing.x)} cy={y(crossing.y)} r={4.5} />}
      </svg>
    </div>
  );
}

interface MarkProps {
  readonly mark: ChartMark;
  readonly x: number;
  readonly bottom: number;
  readonly row: number;
  /** Words to the left of the line, where there is no room at its right. */
  readonly isLeft: boolean;
}

function Mark({ mark, x, bottom, row, isLeft }: MarkProps) {
  const top = 12 + row * 14;
  return (
    <g>
      <line className={styles[mark.isDashed ? 'mark-dashed' : 'mark']} x1={x} x2={x} y1={top - 8} y2={bottom} />
      <text className={styles['mark-text']} x={x + (isLeft ? -6 : 6)} y={top} textAnchor={isLeft ? 'end' : 'start'}>
        {mark.label}
      </text>
    </g>
  );
}

/** Names at the ends of lines, moved apart where they would lie on each other. */
function spreadLabels(labels: readonly { readonly id: string; readonly y: number }[]): ReadonlyMap<string, number> {
  const placed = new Map<string, number>();
  let last = -Infinity;
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    const place = Math.max(label.y, last + 14);
    placed.set(label.id, place);
    last = place;
  }
  return placed;
}
