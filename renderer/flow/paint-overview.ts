/** What the overview adds because its own words and marks are too small: names of boxes, dots for problems. */
import type { DiagramNode, NodeKind } from '#shared/diagram/diagram.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { toneColour } from '#shared/diagram/theme.ts';
import { fontOf, smallestText } from './draw-shape.ts';
import { dimOpacity } from './emphasis.ts';
import { alphaOf, type Painter } from './painter.ts';

/** Below this zoom a chip's own state can no longer be made out. */
const problemZoom = 0.32;
const labelSize = 11;
const labelled: ReadonlySet<NodeKind> = new Set<NodeKind>(['account', 'vpc', 'service', 'ghost', 'bundle']);

/** A dot of constant size on each thing that is bad or needs a look; dots that would cover each other are one. */
export function paintProblems(painter: Painter, visible: readonly number[]): void {
  const { context, scene, theme, state, zoom } = painter;
  if (zoom >= problemZoom) return;
  const part = state.isMiniature === true ? 0.5 : 1;
  const taken = new Set<number>();
  for (const tone of ['bad', 'warn'] as const) {
    const radius = ((tone === 'bad' ? 3.5 : 2) * part) / zoom;
    context.fillStyle = theme[toneColour(tone)];
    for (const level of [1, dimOpacity]) {
      context.globalAlpha = level;
      // One path for all dots of a colour: thousands of fills would cost a frame.
      context.beginPath();
      for (const index of visible) {
        const node = scene.nodes[index];
        if (node === undefined || node.tone !== tone || alphaOf(state, node.id) !== level || scene.childrenOf.has(node.id)) continue;
        const x = node.box.x + node.box.width / 2;
        const y = node.box.y + Math.min(node.box.height / 2, 16);
        const cell = Math.round((x * zoom) / 8 / part) * 100_000 + Math.round((y * zoom) / 8 / part);
        if (taken.has(cell)) continue;
        taken.add(cell);
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, Math.PI * 2);
      }
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

/** Names of boxes in letters that can be read, where the box's own are too small and a name has room. */
export function paintFarLabels(painter: Painter, visible: readonly number[]): void {
  const { context, scene, state, theme, zoom } = painter;
  if (state.isMiniature === true) return;
  const size = labelSize / zoom;
  const taken: { x: number; y: number; right: number; bottom: number }[] = [];
  context.lineJoin = 'round';
  for (const index of visible) {
    const node = scene.nodes[index];
    if (node === undefined || !labelled.has(node.kind) || state.mounted.has(node.id) || isReadable(node, zoom)) continue;
    const width = textWidth(node.label, { size, weight: 600, family: 'sans' });
    const spot = { x: node.box.x + 4 / zoom, y: node.box.y + 2 / zoom, right: 0, bottom: 0 };
    spot.right = spot.x + width;
    spot.bottom = spot.y + size * 1.3;
    if (width > node.box.width - 6 / zoom || node.box.height * zoom < 16) continue;
    if (taken.some((other) => spot.x < other.right && other.x < spot.right && spot.y < other.bottom && other.y < spot.bottom)) continue;
    taken.push(spot);
    context.globalAlpha = alphaOf(state, node.id);
    context.font = fontOf({ size, weight: 600, family: 'sans' });
    context.textAlign = 'start';
    context.strokeStyle = theme.surface;
    context.lineWidth = 3 / zoom;
    context.strokeText(node.label, spot.x, spot.y + size);
    context.fillStyle = theme.ink;
    context.fillText(node.label, spot.x, spot.y + size);
  }
}

function isReadable(node: DiagramNode, zoom: number): boolean {
  const title = node.shapes.find((shape) => shape.kind === 'text');
  return title !== undefined && title.kind === 'text' && title.size * zoom >= smallestText;
}
