/** Names in the overview, where a thing's own words are too small: boxes, zones, services. */
import type { ColourToken, DiagramNode, NodeKind, Shape, TextShape } from '#shared/diagram/diagram.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { drawShape, smallestText } from './draw-shape.ts';
import { chipPad, type FarWord, type Place, type Spots, wordWidth, writeWord } from './far-spots.ts';
import type { Painter } from './painter.ts';
import type { Scene } from './scene.ts';

const labelSize = 11;
/** Long names in narrow boxes are written smaller rather than not at all. */
const boxSizes = [labelSize, 10, 9];
/** What stands in a box is named in smaller letters than the box. */
const detailSize = 9;
/** A name of less than this on screen, in pixels, is written again in letters that can be read. */
const easyText = 8;
/** Below this zoom only boxes and what is bad are named: the rest has no room. */
const detailZoom = 0.3;
/** From here on there is room for a second row of names above the first lane of a VPC. */
const twoRowsZoom = 0.45;
/** Below this zoom an account is as wide as its name, and names of what is bad in it would cover the map. */
const badZoom = 0.2;
const boxes: ReadonlySet<NodeKind> = new Set<NodeKind>(['account', 'vpc', 'service', 'ghost', 'bundle', 'transit', 'on-premises']);

/**
 * First the boxes, then what is bad, so that the eye that finds the red also
 * finds its name; then zones, then what has room.
 */
export function paintFarNames(painter: Painter, visible: readonly number[]): void {
  const { scene, state, zoom } = painter;
  if (state.isMiniature === true) return;
  const small = visible.flatMap((index) => {
    const node = scene.nodes[index];
    return node === undefined || state.mounted.has(node.id) || titleSize(node) * zoom >= easyText ? [] : [node];
  });
  const spots: Spots = new Map();
  painter.context.lineJoin = 'round';
  painter.context.textAlign = 'start';
  for (const node of small) if (boxes.has(node.kind)) nameBox(painter, node, spots);
  if (zoom >= badZoom) for (const node of small) if (isEndpoint(node) && node.tone === 'bad') nameBad(painter, node, spots);
  if (zoom < detailZoom) return;
  for (const node of small) if (node.kind === 'lane') nameZone(painter, node, spots);
  for (const node of small) if ((isEndpoint(node) && node.tone !== 'bad') || node.kind === 'gateway-endpoints') blankChip(painter, node);
  for (const tone of ['warn', 'unknown', null] as const) {
    for (const node of small) {
      const isTurn = tone === null ? node.tone !== 'warn' && node.tone !== 'unknown' && node.tone !== 'bad' : node.tone === tone;
      if (isTurn && (isEndpoint(node) || (node.kind === 'bundle' && isColumn(node)))) nameEndpoint(painter, node, spots);
    }
  }
  for (const node of small) {
    if (node.kind === 'gateway-endpoints') nameGateway(painter, node, spots);
    else if (node.kind === 'nat-gateway' || isLine(node)) nameRow(painter, node, spots);
  }
}

/** A VPC without endpoints, what nobody scanned and a principal are one line. */
function isLine({ kind, box }: DiagramNode): boolean {
  return (kind === 'vpc' || kind === 'ghost' || kind === 'note') && box.height <= rowHeight;
}

function isEndpoint(node: DiagramNode): boolean {
  return node.kind === 'endpoint';
}

function nameBox(painter: Painter, node: DiagramNode, spots: Spots): void {
  const { zoom } = painter;
  if (node.box.height * zoom < 16 || (node.kind === 'bundle' && isColumn(node)) || isLine(node)) return;
  const isWritten = titleSize(node) * zoom >= smallestText;
  const fill = fillOf(node);
  const places = placesIn(node, zoom);
  const left = Math.max(...places.map(({ x }) => x));
  for (const size of boxSizes) {
    const word: FarWord = {
      ...boxWord(node, 'ink', null),
      size,
      ground: isWritten ? fill : null,
      covers: isWritten ? Math.min(lineWidth(node), node.box.x + node.box.width - left - 8 / zoom) : 0,
    };
    if (left + wordWidth(word, zoom) <= node.box.x + node.box.width - 2 / zoom) {
      writeWord(painter, node, word, places, spots);
      return;
    }
  }
}

function nameBad(painter: Painter, node: DiagramNode, spots: Spots): void {
  // The name stands there already, too small to be read at a glance, or on a chip of its own colour.
  const word = boxWord(node, 'bad', 'surface');
  writeWord(painter, node, word, placesOfBad(painter.scene, node, wordWidth(word, painter.zoom), painter.zoom), spots);
}

function boxWord(node: DiagramNode, colour: 'ink' | 'bad', ground: ColourToken | null): FarWord {
  return { text: nameOf(node), size: labelSize, weight: 600, family: 'sans', colour, ground };
}

/** What a box is painted with. */
function fillOf({ shapes }: DiagramNode): ColourToken {
  const frame = shapes[0];
  return frame?.kind === 'rect' && frame.fill !== 'none' ? frame.fill : 'surface';
}

/** How far the words on the line of a title reach: the rest of a line that is half hidden says nothing. */
function lineWidth(node: DiagramNode): number {
  const title = titleOf(node);
  if (title === undefined) return 0;
  const ends = node.shapes.map((shape) =>
    shape.kind === 'text' && shape.anchor === 'start' && shape.y === title.y ? shape.x + textWidth(shape.text, shape) : 0,
  );
  return Math.max(...ends) - title.x;
}

/** The AZ ID at the left of its lane, on the tint of the lane, up to the first thing that stands in its way. */
function nameZone(painter: Painter, node: DiagramNode, spots: Spots): void {
  const { scene, zoom } = painter;
  const title = node.shapes.find((shape) => shape.kind === 'text' && shape.family === 'mono');
  if (title?.kind !== 'text') return;
  const x = node.box.x + title.x;
  const end = firstInLane(scene, node, x, title.size * zoom >= smallestText);
  for (const size of [detailSize, 8]) {
    const word: FarWord = { text: title.text, size, weight: 600, family: 'mono', colour: 'ink', ground: fillOf(node) };
    if (size > node.box.height * zoom * 0.95 || x + wordWidth(word, zoom) > end) continue;
    // A lane of several subnets has its name at its top.
    const middle = node.box.height > rowHeight ? title.y - 4 : node.box.height / 2;
    writeWord(painter, node, word, [{ x, y: node.box.y + middle - (size * 0.68) / zoom }], spots);
    return;
  }
}

/** Where the words of a lane must end: before marks, and before subnets where those are more than blank boxes from here. */
function firstInLane(scene: Scene, lane: DiagramNode, x: number, hasWords: boolean): number {
  const around = [...(scene.childrenOf.get(lane.parentId) ?? []), ...(scene.childrenOf.get(lane.id) ?? [])];
  const { y, height } = lane.box;
  const ends = around.flatMap(({ kind, box }) =>
    (hasWords || kind !== 'subnet') && kind !== 'lane' && box.x > x && box.y < y + height && y < box.y + box.height ? [box.x] : [],
  );
  return Math.min(lane.box.x + lane.box.width, ...ends);
}

/** A column's name on its chip, or below it where its neighbour's name stands there; inside the VPC. A row has it beside its mark. */
function nameEndpoint(painter: Painter, node: DiagramNode, spots: Spots): void {
  const { scene, zoom } = painter;
  if (!isColumn(node)) return nameRow(painter, node, spots);
  const word = chipWord(node, nameOf(node));
  const title = titleOf(node);
  if (word === null || title === undefined) return;
  const width = wordWidth(word, zoom);
  const around = scene.nodeById.get(node.parentId ?? '')?.box ?? node.box;
  const inset = (chipPad + 1) / zoom;
  const centred = node.box.x + title.x - width / 2;
  const x = Math.max(around.x + inset, Math.min(centred, around.x + around.width - width - inset));
  const onChip = node.box.y + title.y - 4 - (detailSize * 0.65) / zoom;
  const second = onChip + (detailSize * 1.3) / zoom;
  const below = zoom >= twoRowsZoom && !hasBadMarkAbove(node, second + (detailSize * 1.3) / zoom) ? [{ x, y: second }] : [];
  writeWord(painter, node, word, [{ x, y: onChip }, ...below], spots);
}

/** Whether words that reach down to `y` would hide a bad pin. */
function hasBadMarkAbove({ box, shapes }: DiagramNode, y: number): boolean {
  return shapes.some((shape) => {
    const colours = shape.kind === 'line' ? [shape.stroke] : shape.kind === 'text' ? [] : [shape.fill, shape.stroke];
    if (!colours.includes('bad')) return false;
    const top = shape.kind === 'line' ? Math.min(...shape.points.map((point) => point.y)) : shape.kind === 'path' ? 0 : shape.y - markReach;
    return top > chipBottom && box.y + top < y;
  });
}

/** Chips end here in their column; a pin reaches this far up from its middle. */
const chipBottom = 25;
const markReach = 7;

/** Words in the colours of the chip that they stand on; `null` where a thing has no chip. */
function chipWord(node: DiagramNode, text: string): FarWord | null {
  const chip = chipOf(node);
  if (chip === undefined) return null;
  return { text, size: detailSize, weight: 500, family: 'sans', colour: 'ink', ground: chip.fill, chip: chip.stroke ?? 'line' };
}

/** A chip's own words, too small to be read, would say the same twice. */
function blankChip({ context, theme, zoom }: Painter, node: DiagramNode): void {
  const chip = titleSize(node) * zoom < smallestText ? undefined : chipOf(node);
  if (chip !== undefined) drawShape(context, chip, theme, node.box.x, node.box.y, zoom);
}

function chipOf(node: DiagramNode) {
  return node.shapes.find((shape) => shape.kind === 'rect' && (shape.radius ?? 0) >= chipRadius) as
    | Extract<Shape, { kind: 'rect' }>
    | undefined;
}

const chipRadius = 10;

/** What leads to S3 and DynamoDB: the whole chip, or the service alone. */
function nameGateway(painter: Painter, node: DiagramNode, spots: Spots): void {
  const { zoom } = painter;
  const texts = [node.label, node.label.split(' · ')[0] ?? ''];
  for (const text of texts) {
    const word = chipWord(node, text);
    if (word === null || wordWidth(word, zoom) + (chipPad * 2) / zoom > node.box.width) continue;
    const x = node.box.x + (chipPad + 2) / zoom;
    writeWord(painter, node, word, [{ x, y: node.box.y + node.box.height / 2 - (detailSize * 0.65) / zoom }], spots);
    return;
  }
}

/** In a row where all of it has room: a box of one line. */
function nameRow(painter: Painter, node: DiagramNode, spots: Spots): void {
  const { zoom } = painter;
  const title = titleOf(node);
  if (title === undefined || title.anchor !== 'start' || node.box.height > rowHeight || node.box.height * zoom < detailSize * 1.1) return;
  const colour = node.tone === 'warn' || node.tone === 'unknown' ? node.tone : 'ink';
  const word: FarWord = {
    text: nameOf(node),
    size: detailSize,
    weight: 500,
    family: 'sans',
    colour,
    ground: fillOf(node),
  };
  const x = node.box.x + Math.max(title.x, besideMark(node, zoom));
  if (x + wordWidth(word, zoom) > node.box.x + node.box.width - 3 / zoom) return;
  writeWord(painter, node, word, [{ x, y: node.box.y + node.box.height / 2 - (detailSize * 0.68) / zoom }], spots);
}

/** An endpoint in its VPC: a chip over the lanes. Elsewhere endpoints are rows. */
function isColumn(node: DiagramNode): boolean {
  return node.box.height > rowHeight && titleOf(node)?.anchor === 'middle';
}

const rowHeight = 36;

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

/** In a row beside its mark; a column's name stands on its chip, or below or above it, inside the VPC as far as there is room. */
function placesOfBad(scene: Scene, node: DiagramNode, width: number, zoom: number): Place[] {
  const { box } = node;
  const inset = Math.max(rowInset, 14 / zoom);
  if (box.width >= width + inset + 4 / zoom) return [{ x: box.x + inset, y: box.y + box.height / 2 - (labelSize * 0.7) / zoom }];
  const around = scene.nodeById.get(node.parentId ?? '')?.box ?? box;
  const centred = box.x + box.width / 2 - width / 2;
  const x = Math.max(around.x + 2 / zoom, Math.min(centred, around.x + around.width - width - 3 / zoom));
  const second = box.y + (labelSize * 1.4) / zoom;
  const below = zoom >= twoRowsZoom && !hasBadMarkAbove(node, second + (labelSize * 1.3) / zoom) ? [second] : [];
  const lines = [box.y, ...below, box.y - (labelSize * 1.4) / zoom, box.y + box.height - labelSize / zoom];
  return lines.map((y) => ({ x, y }));
}

/** Left of it stands the mark of a row. */
const rowInset = 28;

/** What stands first in a box, where its label goes on with an id. */
function nameOf(node: DiagramNode): string {
  const title = titleOf(node);
  const words = title === undefined ? '' : (title.full ?? title.text);
  return words !== '' && node.label.startsWith(`${words} `) ? words : node.label;
}

function titleSize(node: DiagramNode): number {
  return titleOf(node)?.size ?? 0;
}

const titles = new WeakMap<DiagramNode, TextShape | undefined>();

/** Found once: it is asked for in every frame. */
function titleOf(node: DiagramNode): TextShape | undefined {
  if (!titles.has(node)) titles.set(node, findTitle(node));
  return titles.get(node);
}

function findTitle(node: DiagramNode): TextShape | undefined {
  const texts = node.shapes.filter((shape) => shape.kind === 'text');
  // The sign in a mark is text too, in its middle; so are the words below a pin.
  return texts.find((shape) => shape.anchor === 'start') ?? texts.find((shape) => (shape.full ?? shape.text) === node.label) ?? texts[0];
}
