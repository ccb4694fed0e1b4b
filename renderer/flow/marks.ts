/** Shapes that say something about the moment, not about the estate; drawn alike by painter and DOM. */
import type { DiagramEdge, DiagramNode, Point, Shape } from '#shared/diagram/diagram.ts';
import { toneColour } from '#shared/diagram/theme.ts';
import { textWidth } from '#shared/diagram/text.ts';

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

/** The words on a strand, absolute, on a plate in the middle of its longest piece; none where there are none. */
export function edgeLabelShapes(edge: DiagramEdge): readonly Shape[] {
  const text = edge.label ?? (edge.count > 1 ? `× ${edge.count}` : null);
  if (text === null) return [];
  const at = middleOfLongest(edge.points);
  if (at === null) return [];
  const style = { size: 10, weight: 500, family: 'sans' } as const;
  const width = Math.ceil(textWidth(text, style)) + 10;
  return [
    {
      kind: 'rect',
      x: at.x - width / 2,
      y: at.y - 8,
      width,
      height: 16,
      radius: 4,
      fill: 'raised',
      stroke: toneColour(edge.tone),
      strokeWidth: 1,
    },
    { kind: 'text', x: at.x, y: at.y + 3.5, text, ...style, anchor: 'middle', fill: 'ink' },
  ];
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

function middleOfLongest(points: readonly Point[]): Point | null {
  let best: Point | null = null;
  let longest = -1;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) continue;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (length <= longest) continue;
    longest = length;
    best = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }
  return best;
}
