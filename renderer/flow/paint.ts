/**
 * The far view: the whole diagram on a canvas. A pure function of its
 * arguments, all of them plain data but the context, so that a worker with an
 * OffscreenCanvas can run it as it stands.
 */
import type { DiagramNode, Rect, Shape } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import { drawShape, type PaintContext, prepareText, smallestArea } from './draw-shape.ts';
import { markShapes } from './marks.ts';
import { paintBadMarks } from './paint-bad-marks.ts';
import { paintEdges } from './paint-edges.ts';
import { paintFarNames } from './far-names.ts';
import { paintProblems } from './paint-overview.ts';
import { alphaOf, type Painter, type PaintState } from './painter.ts';
import type { Scene } from './scene.ts';
import { type Size, type Viewport, visibleRect } from './viewport.ts';

export interface Frame extends Size {
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * Clears the canvas and draws what is in view, with as much detail as can be
 * seen. With a `part`, in canvas pixels, nothing outside that part is touched.
 */
export function paint(
  context: PaintContext,
  scene: Scene,
  viewport: Viewport,
  frame: Frame,
  theme: Theme,
  state: PaintState,
  part: Rect = { x: 0, y: 0, width: frame.width, height: frame.height },
): void {
  const { pixelRatio } = frame;
  context.save();
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.beginPath();
  context.rect(part.x, part.y, part.width, part.height);
  context.clip();
  context.clearRect(part.x, part.y, part.width, part.height);
  const scale = viewport.zoom * pixelRatio;
  context.setTransform(scale, 0, 0, scale, viewport.x * pixelRatio, viewport.y * pixelRatio);
  prepareText(context);
  paintArea({ context, scene, theme, state, zoom: viewport.zoom, area: areaOf(part, viewport) });
  context.restore();
}

function paintArea(painter: Painter): void {
  const { scene } = painter;
  const visible = scene.nodeGrid.query(painter.area);
  paintNodes(
    painter,
    visible.filter((index) => index < scene.aboveFrom),
  );
  paintEdges(painter);
  paintNodes(
    painter,
    visible.filter((index) => index >= scene.aboveFrom),
  );
  paintBadMarks(painter, visible);
  paintProblems(painter, visible);
  paintFarNames(painter, visible);
  paintMarks(painter);
}

/** A part of the canvas in diagram coordinates, with room for dots and rings that reach over the edge of their box. */
function areaOf(part: Rect, viewport: Viewport): Rect {
  const reach = 8;
  const shifted = { x: viewport.x - part.x + reach, y: viewport.y - part.y + reach, zoom: viewport.zoom };
  return visibleRect(shifted, { width: part.width + reach * 2, height: part.height + reach * 2 });
}

function paintNodes(painter: Painter, indexes: readonly number[]): void {
  // Setting a property of the context costs as much as drawing a small box.
  const hasEmphasis = painter.state.emphasis.reason !== 'none';
  for (const index of indexes) {
    const node = painter.scene.nodes[index];
    if (node === undefined || painter.state.mounted.has(node.id) || isTooSmall(node, painter.zoom)) continue;
    if (hasEmphasis) painter.context.globalAlpha = alphaOf(painter.state, node.id);
    for (const shape of painter.zoom < coarseZoom ? coarseShapes(node) : node.shapes) {
      drawShape(painter.context, shape, painter.theme, node.box.x, node.box.y, painter.zoom);
    }
  }
}

function paintMarks(painter: Painter): void {
  const { state, scene, context } = painter;
  context.globalAlpha = 1;
  const marked = new Set([...(state.emphasis.reason === 'search' ? state.emphasis.lit : []), state.selectedId, state.activeId]);
  for (const id of marked) {
    const node = id === null ? undefined : scene.nodeById.get(id);
    if (node === undefined || state.mounted.has(node.id)) continue;
    const marks = {
      selected: state.selectedId === id,
      active: state.activeId === id,
      found: state.emphasis.reason === 'search' && state.emphasis.lit.has(node.id),
    };
    for (const shape of markShapes(node, marks)) {
      const bold = shape.kind === 'rect' ? { ...shape, strokeWidth: Math.max(shape.strokeWidth ?? 1, 1.5 / painter.zoom) } : shape;
      drawShape(context, bold, painter.theme, node.box.x, node.box.y, painter.zoom);
    }
  }
}

/** Below this zoom only a node's larger rectangles can be seen. */
export const coarseZoom = 0.12;
const coarseMemory = new WeakMap<DiagramNode, readonly Shape[]>();

/** What is left of a node far away, found once: looking at every shape in every frame would cost more than drawing. */
function coarseShapes(node: DiagramNode): readonly Shape[] {
  const known = coarseMemory.get(node);
  if (known !== undefined) return known;
  const shapes = node.shapes.filter(
    (shape) => shape.kind === 'rect' && shape.width * shape.height * coarseZoom * coarseZoom >= smallestArea,
  );
  coarseMemory.set(node, shapes);
  return shapes;
}

function isTooSmall(node: DiagramNode, zoom: number): boolean {
  return Math.max(node.box.width, node.box.height) * zoom < 1;
}
