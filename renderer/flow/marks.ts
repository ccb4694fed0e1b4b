/** Shapes that say something about the moment, not about the estate; drawn alike by painter and DOM. */
import type { DiagramNode, Shape } from '#shared/diagram/diagram.ts';

export interface NodeMarks {
  readonly selected: boolean;
  /** Where the keyboard stands. */
  readonly active: boolean;
  /** Found by the search. */
  readonly found: boolean;
}

/** Rings around a box, in its own coordinates. */
export function markShapes(node: DiagramNode, marks: NodeMarks): readonly Shape[] {
  const shapes: Shape[] = [];
  if (marks.found && !marks.selected) shapes.push(ring(node, 2, 1.5));
  if (marks.selected) shapes.push(ring(node, 3, 2.5));
  if (marks.active) shapes.push({ ...ring(node, 6, 1.5), stroke: 'ink', dash: [4, 3] });
  return shapes;
}

function ring(node: DiagramNode, outset: number, strokeWidth: number): Extract<Shape, { kind: 'rect' }> {
  return {
    kind: 'rect',
    x: -outset,
    y: -outset,
    width: node.box.width + outset * 2,
    height: node.box.height + outset * 2,
    radius: 6 + outset,
    fill: 'none',
    stroke: 'accent',
    strokeWidth,
  };
}
