/** Strands on the canvas: one by one where they can be told apart, bundled by their boxes where not. */
import type { Point } from '#shared/diagram/diagram.ts';
import { drawShape } from './draw-shape.ts';
import { levelOf } from './emphasis.ts';
import { alphaOf, type Painter } from './painter.ts';
import { pathCommands, tracePath } from './path-commands.ts';
import { ancestorsOf, type Scene, type SceneEdge } from './scene.ts';

/** Below this zoom strands between the same two boxes are one line. */
const bundleZoom = 0.15;
/** Below this zoom corners are too small to be rounded. */
const roundZoom = 0.25;
/** Hundreds of strands in one channel are a bar of colour louder than the boxes they come from. */
const farOpacity = 0.45;
/** A lit or selected strand is this much wider, in pixels. */
export const litWidth = 1.5;

/** Draws the strands in view. */
export function paintEdges(painter: Painter): void {
  const { scene, zoom, area, state } = painter;
  const isBundled = zoom < bundleZoom && state.emphasis.reason === 'none';
  const bundles = isBundled ? bundlesOf(scene) : null;
  for (const index of scene.edgeGrid.query(area)) {
    const entry = scene.edges[index];
    if (entry === undefined || state.mounted.has(entry.edge.id)) continue;
    const count = bundles === null ? 1 : bundles.get(entry.edge.id);
    if (count === undefined && state.selectedId !== entry.edge.id) continue;
    paintEdge(painter, entry, Math.min(4, 1 + Math.log2(count ?? 1) / 2));
  }
}

function paintEdge(painter: Painter, { edge, look }: SceneEdge, weight: number): void {
  const { context, theme, state, zoom } = painter;
  const isLit = state.selectedId === edge.id || (state.emphasis.reason === 'hover' && levelOf(state.emphasis, edge.id) === 'lit');
  context.globalAlpha = alphaOf(state, edge.id) * (zoom < bundleZoom && !isLit ? farOpacity : 1);
  context.strokeStyle = theme[look.stroke];
  // Far away a strand keeps a hairline's width, or the picture loses what it is about.
  context.lineWidth =
    Math.max(look.strokeWidth * weight, (edge.tone === 'bad' && zoom >= bundleZoom ? 1.2 : 0.5) / zoom) + (isLit ? litWidth : 0);
  context.lineCap = 'round';
  const isDashed = look.dash !== null && zoom >= roundZoom;
  if (isDashed) context.setLineDash([...(look.dash ?? [])]);
  context.beginPath();
  if (zoom >= roundZoom) tracePath(context, pathCommands(look.d), 0, 0);
  else tracePoints(context, edge.points);
  context.stroke();
  if (isDashed) context.setLineDash([]);
  context.lineCap = 'butt';
  if (look.end !== null && zoom >= roundZoom) {
    drawShape(context, { kind: 'circle', ...look.end, radius: 3, fill: look.stroke }, theme, 0, 0, zoom);
  }
  for (const shape of look.badge) if (zoom * 10 >= 5.5) drawShape(context, shape, theme, 0, 0, zoom);
}

function tracePoints(context: Painter['context'], points: readonly Point[]): void {
  for (const [index, point] of points.entries()) {
    if (index === 0) context.moveTo(point.x, point.y);
    else context.lineTo(point.x, point.y);
  }
}

const bundleMemory = new WeakMap<Scene, ReadonlyMap<string, number>>();

/**
 * The strands that stand for all between the same two boxes, with how many they
 * stand for. The worst of them stands, so that a bad strand is never hidden.
 */
function bundlesOf(scene: Scene): ReadonlyMap<string, number> {
  const known = bundleMemory.get(scene);
  if (known !== undefined) return known;
  const bundles = new Map<string, { id: string; count: number }>();
  // Edges are ordered from good to bad: the last of a bundle is its worst.
  for (const { edge } of scene.edges) {
    const key = `${boxOf(scene, edge.source)} ${boxOf(scene, edge.target)} ${edge.kind}`;
    bundles.set(key, { id: edge.id, count: (bundles.get(key)?.count ?? 0) + edge.count });
  }
  const result = new Map([...bundles.values()].map((bundle) => [bundle.id, bundle.count]));
  bundleMemory.set(scene, result);
  return result;
}

/** The outermost box below the account and Region: what is still told apart from far away. */
function boxOf(scene: Scene, id: string): string {
  const node = scene.nodeById.get(id);
  if (node === undefined) return id;
  const boxes = [node, ...ancestorsOf(scene, node)].filter((box) => box.kind !== 'account' && box.kind !== 'region');
  return boxes.at(-1)?.id ?? id;
}
