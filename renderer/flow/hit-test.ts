/** What lies under a point of the diagram: one answer for painted and for mounted boxes. */
import type { DiagramNode, Point, Rect, Shape } from '#shared/diagram/diagram.ts';
import { isAboveEdges, isSelectable, type Scene, segmentBoxes } from './scene.ts';
import { textWidth } from '#shared/diagram/text.ts';

/** How near a strand must be, in pixels of the screen. */
const reach = 6;

/**
 * The id of the topmost thing that a click selects, `null` on empty ground.
 * Columns are tall and mostly empty, so their marks come first, then strands,
 * then boxes.
 */
export function hitTest(scene: Scene, point: Point, zoom: number): string | null {
  const near = scene.nodeGrid
    .query({ x: point.x, y: point.y, width: 0, height: 0 })
    .map((index) => scene.nodes[index])
    .filter((node): node is DiagramNode => node !== undefined && isSelectable(node))
    .reverse();
  const marked = near.find((node) => isAboveEdges(node) && node.shapes.some((shape) => isOnShape(shape, node, point)));
  return marked?.id ?? edgeAt(scene, point, reach / zoom) ?? near[0]?.id ?? null;
}

function edgeAt(scene: Scene, point: Point, tolerance: number): string | null {
  const area = { x: point.x - tolerance, y: point.y - tolerance, width: tolerance * 2, height: tolerance * 2 };
  let best: string | null = null;
  let nearest = tolerance;
  for (const index of scene.edgeGrid.query(area)) {
    const edge = scene.edges[index]?.edge;
    if (edge === undefined) continue;
    const away = Math.min(...edge.points.slice(1).map((to, at) => distanceToSegment(point, edge.points[at] ?? to, to)));
    if (away > nearest) continue;
    nearest = away;
    best = edge.id;
  }
  return best;
}

function isOnShape(shape: Shape, node: DiagramNode, point: Point): boolean {
  const bounds = shapeBounds(shape);
  const margin = 3;
  const x = point.x - node.box.x;
  const y = point.y - node.box.y;
  return (
    x >= bounds.x - margin && x <= bounds.x + bounds.width + margin && y >= bounds.y - margin && y <= bounds.y + bounds.height + margin
  );
}

/** The box of a shape in its node's coordinates; curves by their control points. */
export function shapeBounds(shape: Shape): Rect {
  switch (shape.kind) {
    case 'rect':
      return shape;
    case 'circle':
      return { x: shape.x - shape.radius, y: shape.y - shape.radius, width: shape.radius * 2, height: shape.radius * 2 };
    case 'line':
      return boundsOf(shape.points);
    case 'path': {
      const numbers = (shape.d.match(/-?[\d.]+/gu) ?? []).map(Number);
      return boundsOf(numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? 0 }] : [])));
    }
    case 'text': {
      const width = textWidth(shape.text, shape);
      const x = shape.anchor === 'start' ? shape.x : shape.anchor === 'middle' ? shape.x - width / 2 : shape.x - width;
      return { x, y: shape.y - shape.size, width, height: shape.size * 1.25 };
    }
  }
}

function boundsOf(points: readonly Point[]): Rect {
  const boxes = points.length === 1 ? segmentBoxes([...points, ...points]) : segmentBoxes(points);
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function distanceToSegment(point: Point, from: Point, to: Point): number {
  const length = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  const along = length === 0 ? 0 : ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / length;
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - at * (to.x - from.x), point.y - from.y - at * (to.y - from.y));
}
