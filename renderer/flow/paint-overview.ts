/** What the overview adds because a thing's own marks are too small: a dot for each problem. */
import { toneColour } from '#shared/diagram/theme.ts';
import { dimOpacity } from './emphasis.ts';
import { alphaOf, type Painter } from './painter.ts';

/** Below this zoom a chip's own state can no longer be made out. */
const problemZoom = 0.32;

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
