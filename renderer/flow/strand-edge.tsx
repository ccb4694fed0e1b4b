import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { StrandEdge } from './flow-elements.ts';
import { useMarks } from './moment.ts';
import { litWidth } from './paint-edges.ts';
import type { SceneEdge } from './scene.ts';
import { colour, ShapeElement } from './shape-element.tsx';

/** An edge along the points its layout gave it; React Flow's own end points are not used. */
export const Strand = memo(function Strand({ id, data }: EdgeProps<StrandEdge>) {
  const marks = useMarks(id);
  return data === undefined ? null : <StrandPicture strand={data.strand} marks={marks} />;
});

/** The line, the dot at its port and its words. */
export function StrandPicture({ strand: { look }, marks }: { readonly strand: SceneEdge; readonly marks: string }) {
  const words = marks.split(' ');
  const isLit = words.includes('lit') || words.includes('selected');
  return (
    <g className={`flow-strand ${marks}`}>
      <path
        d={look.d}
        fill="none"
        stroke={colour(look.stroke)}
        strokeWidth={look.strokeWidth + (isLit ? litWidth : 0)}
        strokeLinecap="round"
        {...(look.dash === null ? {} : { strokeDasharray: look.dash.join(' ') })}
      />
      {look.end !== null && <circle cx={look.end.x} cy={look.end.y} r={3} fill={colour(look.stroke)} />}
      {look.badge.map((shape, index) => (
        <ShapeElement key={index} shape={shape} />
      ))}
    </g>
  );
}
