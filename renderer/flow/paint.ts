/**
 * The far view: the whole diagram on a canvas. A pure function of its
 * arguments, all of them plain data but the context, so that a worker with an
 * OffscreenCanvas can run it as it stands.
 */
import type { DiagramNode } from '#shared/diagram/diagram.ts';
import type { Theme } from '#shared/diagram/theme.ts';
import { drawShape, type PaintContext, prepareText } from './draw-shape.ts';
import { markShapes } from './marks.ts';
import { paintEdges } from './paint-edges.ts';
import { paintFarLabels, paintProblems } from './paint-overview.ts';
import { alphaOf, type Painter, type PaintState } from './painter.ts';
import type { Scene } from './scene.ts';
import { type Size, type Viewport, visibleRect } from './viewport.ts';

export interface Frame extends Size {
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** Clears the canvas and draws what is in view, with as much detail as can be seen. */
export function paint(context: PaintContext, scene: Scene, viewport: Viewport, frame: Frame, theme: Theme, state: PaintState): void {
  context.setTransform(frame.pixelRatio, 0, 0, frame.pixelRatio, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, frame.width, frame.height);
  const area = visibleRect(viewport, frame);
  const visible = scene.nodeGrid.query(area);
  if (visible.length === 0 && scene.edges.length === 0) return;
  const scale = viewport.zoom * frame.pixelRatio;
  context.setTransform(scale, 0, 0, scale, viewport.x * frame.pixelRatio, viewport.y * frame.pixelRatio);
  prepareText(context);
  const painter: Painter = { context, scene, theme, state, zoom: viewport.zoom, area };
  paintNodes(
    painter,
    visible.filter((index) => index < scene.aboveFrom),
  );
  paintEdges(painter);
  paintNodes(
    painter,
    visible.filter((index) => index >= scene.aboveFrom),
  );
  paintProblems(painter, visible);
  paintFarLabels(painter, visible);
  paintMarks(painter);
  context.globalAlpha = 1;
}

function paintNodes(painter: Painter, indexes: readonly number[]): void {
  for (const index of indexes) {
    const node = painter.scene.nodes[index];
    if (node === undefined || painter.state.mounted.has(node.id) || isTooSmall(node, painter.zoom)) continue;
    painter.context.globalAlpha = alphaOf(painter.state, node.id);
    for (const shape of node.shapes) drawShape(painter.context, shape, painter.theme, node.box.x, node.box.y, painter.zoom);
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

function isTooSmall(node: DiagramNode, zoom: number): boolean {
  return Math.max(node.box.width, node.box.height) * zoom < 1;
}
