/** What the overview adds because its own words and marks are too small: names of boxes, dots for problems. */
import type { DiagramNode, NodeKind, TextShape } from '#shared/diagram/diagram.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { toneColour } from '#shared/diagram/theme.ts';
import { fontOf, smallestText } from './draw-shape.ts';
import { dimOpacity } from './emphasis.ts';
import { alphaOf, type Painter } from './painter.ts';
import type { Scene } from './scene.ts';

/** Below this zoom a chip's own state can no longer be made out. */
const problemZoom = 0.32;
const labelSize = 11;
/** A name of less than this on screen, in pixels, is written again in letters that can be read. */
const easyText = 8;
const labelled: ReadonlySet<NodeKind> = new Set<NodeKind>(['account', 'vpc', 'service', 'ghost', 'bundle', 'transit', 'on-premises']);

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

/**
 * Names in letters that can be read, where a thing's own are too small and a
 * name has room: first the boxes, then what is bad, so that the eye that finds
 * the red also finds its name.
 */
export function paintFarLabels(painter: Painter, visible: readonly number[]): void {
  const { scene, state, zoom } = painter;
  if (state.isMiniature === true) return;
  const small = visible.flatMap((index) => {
    const node = scene.nodes[index];
    return node === undefined || state.mounted.has(node.id) || isReadable(node, zoom) ? [] : [node];
  });
  const taken: Spot[] = [];
  painter.context.lineJoin = 'round';
  painter.context.textAlign = 'start';
  for (const node of small) {
    if (!labelled.has(node.kind) || node.box.height * zoom < 16) continue;
    const places = placesIn(node, zoom);
    const right = Math.max(...places.map(({ x }) => x)) + nameWidth(node, zoom);
    if (right <= node.box.x + node.box.width - 2 / zoom) paintName(painter, node, places, 'ink', taken);
  }
  for (const node of small) {
    if (node.kind === 'endpoint' && node.tone === 'bad') paintName(painter, node, placesOfBad(scene, node, zoom), 'bad', taken);
  }
}

/** The head of an account's box is this tall, and above it there is a gap: what is in the box has names too. */
const accountHead = 28;
const accountGap = 8;

/** At the top of a box, or below the name of the box around it. */
function placesIn(node: DiagramNode, zoom: number): Place[] {
  const { box, kind, fold } = node;
  const x = box.x + Math.max(4 / zoom, besideMark(node, zoom));
  const head =
    (kind === 'account' && fold === undefined) || kind === 'ghost'
      ? Math.max(-accountGap, accountHead - (labelSize * 1.3) / zoom)
      : Number.POSITIVE_INFINITY;
  const lines = box.height * zoom >= labelSize * 2.3 ? [Math.min(2 / zoom, head), (2 + labelSize) / zoom] : [2 / zoom];
  return lines.map((line) => ({ x, y: box.y + line }));
}

/** A tile's title stands beside its mark, and the mark does not shrink with the map. */
function besideMark(node: DiagramNode, zoom: number): number {
  const title = titleOf(node);
  if (title === undefined || title.anchor !== 'start' || title.x < titleAfterMark) return 0;
  return Math.max(title.x, title.x - titleAfterMark / 2 + 8 / zoom);
}

const titleAfterMark = 30;

/** In a row beside its mark; a column's name stands on its chip or above it, inside the VPC as far as there is room. */
function placesOfBad(scene: Scene, node: DiagramNode, zoom: number): Place[] {
  const { box } = node;
  const width = nameWidth(node, zoom);
  const inset = Math.max(rowInset, 14 / zoom);
  if (box.width >= width + inset + 4 / zoom) return [{ x: box.x + inset, y: box.y + box.height / 2 - (labelSize * 0.7) / zoom }];
  const around = scene.nodeById.get(node.parentId ?? '')?.box ?? box;
  const centred = box.x + box.width / 2 - width / 2;
  const x = Math.max(around.x + 2 / zoom, Math.min(centred, around.x + around.width - width - 3 / zoom));
  const lines = [box.y, box.y - (labelSize * 1.4) / zoom, box.y + box.height - labelSize / zoom];
  return lines.map((y) => ({ x, y }));
}

/** Left of it stands the mark of a row. */
const rowInset = 28;

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

/** Writes a name at the first of the places that no other name has taken; nowhere where all are. */
function paintName(painter: Painter, node: DiagramNode, places: readonly Place[], colour: 'ink' | 'bad', taken: Spot[]): void {
  const { context, state, theme, zoom } = painter;
  const size = labelSize / zoom;
  const width = nameWidth(node, zoom);
  const apart = 4 / zoom;
  const spots = places.map(({ x, y }) => ({ x, y, right: x + width + apart, bottom: y + size * 1.3 }));
  const spot = spots.find(
    (one) => !taken.some((other) => one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom),
  );
  if (spot === undefined) return;
  taken.push(spot);
  context.globalAlpha = alphaOf(state, node.id);
  context.font = fontOf({ size, weight: 600, family: 'sans' });
  if (colour === 'bad' || titleSize(node) * zoom >= smallestText) {
    // The name stands there already, too small to be read at a glance, or on a chip of its own colour.
    context.fillStyle = theme.surface;
    context.fillRect(spot.x - 2 / zoom, spot.y, width + 4 / zoom, size * 1.4);
  }
  context.strokeStyle = theme.surface;
  context.lineWidth = 3 / zoom;
  const name = nameOf(node);
  context.strokeText(name, spot.x, spot.y + size);
  context.fillStyle = theme[colour];
  context.fillText(name, spot.x, spot.y + size);
}

function nameWidth(node: DiagramNode, zoom: number): number {
  return textWidth(nameOf(node), { size: labelSize / zoom, weight: 600, family: 'sans' });
}

/** What stands first in a box, where its label goes on with an id. */
function nameOf(node: DiagramNode): string {
  const title = titleOf(node);
  const words = title === undefined ? '' : (title.full ?? title.text);
  return words !== '' && node.label.startsWith(`${words} `) ? words : node.label;
}

function isReadable(node: DiagramNode, zoom: number): boolean {
  return titleSize(node) * zoom >= easyText;
}

function titleSize(node: DiagramNode): number {
  return titleOf(node)?.size ?? 0;
}

function titleOf(node: DiagramNode): TextShape | undefined {
  const texts = node.shapes.filter((shape) => shape.kind === 'text');
  // The sign in a mark is text too, in its middle.
  return texts.find((shape) => shape.anchor === 'start') ?? texts[0];
}
