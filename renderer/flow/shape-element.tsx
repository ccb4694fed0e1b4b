import { memo } from 'react';
import type { ColourToken, Shape } from '#shared/diagram/diagram.ts';

/** One shape as SVG; colours are variables of the theme, so that a change of theme costs nothing here. */
export const ShapeElement = memo(function ShapeElement({ shape }: { readonly shape: Shape }) {
  switch (shape.kind) {
    case 'rect':
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} rx={shape.radius} {...paintOf(shape)} />;
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.radius} {...paintOf(shape)} />;
    case 'line':
      return <polyline points={shape.points.map((point) => `${point.x},${point.y}`).join(' ')} {...paintOf({ ...shape, fill: 'none' })} />;
    case 'path':
      return <path d={shape.d} {...paintOf(shape)} />;
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          className={shape.family === 'mono' ? 'flow-mono' : undefined}
          fontSize={shape.size}
          fontWeight={shape.weight}
          textAnchor={shape.anchor}
          fill={colour(shape.fill)}
        >
          {shape.text}
        </text>
      );
  }
});

/** The CSS variable of a token, as the canvas sets it from the theme. */
export function colour(token: ColourToken): string {
  return token === 'none' ? 'none' : `var(--c-${token})`;
}

interface Paint {
  readonly fill: ColourToken;
  readonly stroke?: ColourToken;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

function paintOf(paint: Paint) {
  return {
    fill: colour(paint.fill),
    ...(paint.stroke === undefined ? {} : { stroke: colour(paint.stroke), strokeWidth: paint.strokeWidth ?? 1 }),
    ...(paint.dash === undefined ? {} : { strokeDasharray: paint.dash.join(' ') }),
  };
}
