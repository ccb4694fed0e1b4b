/** What is bad, drawn larger than its place in the overview: the worst problem is the first thing seen. */
import type { DiagramNode, Point, Shape } from '#shared/diagram/diagram.ts';
import { toneColour } from '#shared/diagram/theme.ts';
import { drawShape } from './draw-shape.ts';
import { alphaOf, type Painter } from './painter.ts';
import { readingZoom } from './viewport.ts';

/** The least radius of a bad mark and width of a bad frame, in pixels on screen; squares stand in lower lanes. */
const markRadius = 6;
const squareRadius = 4;
/** Marks with words beside them are smaller than pins. */
const pinRadius = 7;
const besideWords = 4.5;
const frameWidth = 2;
/** Below this zoom marks of this size would hide what they stand on; dots say where problems are. */
const marksZoom = 0.15;
/** Larger discs are no marks. */
const largestMark = 8;

/** Marks and frames of bad things at their least size; above reading zoom they are large enough by themselves. */
export function paintBadMarks(painter: Painter, visible: readonly number[]): void {
  const { context, scene, theme, state, zoom } = painter;
  if (zoom >= readingZoom || zoom < marksZoom || state.isMiniature === true) return;
  for (const index of visible) {
    const node = scene.nodes[index];
    if (node === undefined || node.tone !== 'bad' || state.mounted.has(node.id)) continue;
    context.globalAlpha = alphaOf(state, node.id);
    for (const shape of enlarged(node, zoom)) drawShape(context, shape, theme, node.box.x, node.box.y, zoom);
  }
  context.globalAlpha = 1;
}

function enlarged(node: DiagramNode, zoom: number): Shape[] {
  const frame = node.shapes[0];
  const isFramed = frame?.kind === 'rect' && frame.stroke === toneColour('bad') && frame.fill !== 'bad';
  return [
    ...(isFramed ? [{ ...frame, fill: 'none' as const, strokeWidth: Math.max(frame.strokeWidth ?? 1, frameWidth / zoom) }] : []),
    ...marksOf(node).flatMap((mark) => mark.shapes.map((shape) => scaled(shape, mark, Math.max(1, mark.least / mark.radius / zoom)))),
  ];
}

interface Mark extends Point {
  readonly radius: number;
  /** In pixels on screen. */
  readonly least: number;
  /** The disc and what is written on it. */
  readonly shapes: readonly Shape[];
}

const known = new WeakMap<DiagramNode, readonly Mark[]>();

/** The bad discs and squares of a node with the glyphs on them, found once. */
function marksOf(node: DiagramNode): readonly Mark[] {
  const before = known.get(node);
  if (before !== undefined) return before;
  const marks = node.shapes.flatMap((shape): Mark[] => {
    const centre = centreOf(shape);
    if (centre === null) return [];
    const glyphs = node.shapes.filter((other) => other !== shape && isOn(other, centre));
    return [{ ...centre, shapes: [shape, ...glyphs] }];
  });
  known.set(node, marks);
  return marks;
}

function centreOf(shape: Shape): Omit<Mark, 'shapes'> | null {
  if (shape.kind === 'circle' && shape.fill === 'bad' && shape.radius <= largestMark)
    return { x: shape.x, y: shape.y, radius: shape.radius, least: shape.radius < pinRadius ? besideWords : markRadius };
  if (shape.kind === 'rect' && shape.fill === 'bad' && shape.width === shape.height && shape.width <= largestMark * 2)
    return { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2, radius: shape.width / 2, least: squareRadius };
  return null;
}

/** Whether a glyph lies on a disc: its strokes are the colour that stands on a status. */
function isOn(shape: Shape, { x, y }: Point): boolean {
  if (shape.kind === 'text') return shape.fill === 'on-status' && Math.hypot(shape.x - x, shape.y - y) < largestMark;
  return (
    shape.kind === 'line' &&
    shape.stroke === 'on-status' &&
    shape.points.every((point) => Math.hypot(point.x - x, point.y - y) < largestMark)
  );
}

/** A shape grown about a point. */
function scaled(shape: Shape, { x, y }: Point, factor: number): Shape {
  const grow = (point: Point): Point => ({ x: x + (point.x - x) * factor, y: y + (point.y - y) * factor });
  switch (shape.kind) {
    case 'circle':
      return { ...shape, ...grow(shape), radius: shape.radius * factor };
    case 'rect':
      return { ...shape, ...grow(shape), width: shape.width * factor, height: shape.height * factor, radius: (shape.radius ?? 0) * factor };
    case 'line':
      return { ...shape, points: shape.points.map(grow), strokeWidth: shape.strokeWidth * factor };
    case 'text':
      return { ...shape, ...grow(shape), size: shape.size * factor };
    case 'path':
      return shape;
  }
}
