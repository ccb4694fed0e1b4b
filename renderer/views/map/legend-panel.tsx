import { IconButton } from '#renderer/ui/button.tsx';
import type { Diagram, Shape } from '#shared/diagram/diagram.ts';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';
import { useActions } from '../app-context.tsx';
import styles from './map.module.css';

/** What the marks of the map mean, drawn from the same shapes as the map. */
export function LegendPanel({ diagram, theme }: { readonly diagram: Diagram; readonly theme: ThemeName }) {
  const { legendToggled, dialogOpened } = useActions();
  return (
    <aside className={styles['legend']} aria-label="Legend">
      <div className={styles['legend-head']}>
        Legend
        <IconButton icon="close" label="Close the legend" size="small" onPress={legendToggled} />
      </div>
      <ul>
        {diagram.legend.map((entry) => (
          <li key={entry.label} className={styles['entry']}>
            <Sample shapes={entry.shapes} theme={theme} />
            <span>{entry.label}</span>
          </li>
        ))}
      </ul>
      <button type="button" className={styles['chip-action']} onClick={() => dialogOpened('tour')}>
        How to read the map
      </button>
    </aside>
  );
}

function Sample({ shapes, theme }: { readonly shapes: readonly Shape[]; readonly theme: ThemeName }) {
  const width = Math.max(24, ...shapes.map(rightEdge));
  const height = Math.max(16, ...shapes.map(bottomEdge));
  return (
    <svg className={styles['sample']} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} aria-hidden="true">
      {shapes.map((shape, index) => (
        <ShapeMark key={`${shape.kind}-${String(index)}`} shape={shape} theme={theme} />
      ))}
    </svg>
  );
}

function rightEdge(shape: Shape): number {
  if (shape.kind === 'rect') return shape.x + shape.width + 1;
  if (shape.kind === 'circle') return shape.x + shape.radius + 1;
  return shape.kind === 'line' ? Math.max(...shape.points.map((point) => point.x)) + 1 : 0;
}

function bottomEdge(shape: Shape): number {
  if (shape.kind === 'rect') return shape.y + shape.height + 1;
  if (shape.kind === 'circle') return shape.y + shape.radius + 1;
  return shape.kind === 'line' ? Math.max(...shape.points.map((point) => point.y)) + 1 : 0;
}

function ShapeMark({ shape, theme }: { readonly shape: Shape; readonly theme: ThemeName }) {
  const colours = themes[theme];
  if (shape.kind === 'text') {
    return (
      <text
        x={shape.x}
        y={shape.y}
        fontSize={shape.size}
        fontWeight={shape.weight}
        textAnchor={shape.anchor}
        fill={colours[shape.fill]}
        fontFamily={shape.family === 'mono' ? 'JetBrains Mono' : 'Inter'}
      >
        {shape.text}
      </text>
    );
  }
  if (shape.kind === 'line') {
    return (
      <polyline
        points={shape.points.map((point) => `${String(point.x)},${String(point.y)}`).join(' ')}
        fill="none"
        stroke={colours[shape.stroke]}
        strokeWidth={shape.strokeWidth}
        strokeDasharray={shape.dash?.join(' ')}
      />
    );
  }
  const paint = {
    fill: colours[shape.fill],
    stroke: shape.stroke === undefined ? 'none' : colours[shape.stroke],
    strokeWidth: shape.strokeWidth ?? 1,
  };
  if (shape.kind === 'path') return <path d={shape.d} {...paint} />;
  const dash = shape.dash?.join(' ');
  if (shape.kind === 'circle') return <circle cx={shape.x} cy={shape.y} r={shape.radius} strokeDasharray={dash} {...paint} />;
  return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} rx={shape.radius} strokeDasharray={dash} {...paint} />;
}
