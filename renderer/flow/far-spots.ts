/** Words of the overview: each is written where no other stands, in letters of a size of their own on screen. */
import type { ColourToken, DiagramNode, FontFamily } from '#shared/diagram/diagram.ts';
import { textWidth } from '#shared/diagram/text.ts';
import { fontOf } from './draw-shape.ts';
import { alphaOf, type Painter } from './painter.ts';

export interface Place {
  readonly x: number;
  /** The top of the letters. */
  readonly y: number;
}

/** A text with how it is written; `size` in pixels on screen. */
export interface FarWord {
  readonly text: string;
  readonly size: number;
  readonly weight: 500 | 600;
  readonly family: FontFamily;
  readonly colour: ColourToken;
  /** What is painted behind it, where the same words stand there already or lines would run through it. */
  readonly ground: ColourToken | null;
  /** How much of what stands there the ground hides at least, in the diagram's coordinates. */
  readonly covers?: number;
  /** Set for words on a chip: the chip is drawn around them. */
  readonly chip?: ColourToken;
}

interface Spot extends Place {
  readonly right: number;
  readonly bottom: number;
}

/** What is taken, in rows, so that a thousand words are not each compared with all others. */
export type Spots = Map<number, Spot[]>;

/** Between a chip's words and its ends, in pixels on screen. */
export const chipPad = 3;
/** A row of spots is this tall on screen. */
const rowHeight = 24;

/** The width of a word, in the diagram's coordinates. */
export function wordWidth({ text, size, weight, family }: Pick<FarWord, 'text' | 'size' | 'weight' | 'family'>, zoom: number): number {
  return textWidth(text, { size, weight, family }) / zoom;
}

/** Writes a word at the first of the places that no other has taken; nowhere where all are. */
export function writeWord(painter: Painter, node: DiagramNode, word: FarWord, places: readonly Place[], spots: Spots): void {
  const { context, state, theme, zoom } = painter;
  const size = word.size / zoom;
  const width = wordWidth(word, zoom);
  const apart = (word.chip === undefined ? 4 : chipPad * 2 + 1) / zoom;
  const wanted = places.map(({ x, y }) => ({ x, y, right: x + width + apart, bottom: y + size * (word.family === 'mono' ? 1 : 1.15) }));
  const spot = wanted.find((one) => take(spots, one, zoom));
  if (spot === undefined) return;
  context.globalAlpha = alphaOf(state, node.id);
  context.font = fontOf({ size, weight: word.weight, family: word.family });
  if (word.chip !== undefined) drawChip(painter, word, spot, width);
  else {
    if (word.ground !== null) {
      context.fillStyle = theme[word.ground];
      context.fillRect(spot.x - 2 / zoom, spot.y + 1 / zoom, Math.max(width, word.covers ?? 0) + 4 / zoom, size * 1.2);
    }
    context.strokeStyle = theme[word.ground ?? 'surface'];
    context.lineWidth = 3 / zoom;
    context.strokeText(word.text, spot.x, spot.y + size);
  }
  context.fillStyle = theme[word.colour];
  context.fillText(word.text, spot.x, spot.y + size);
}

/** A pill that is as wide as its words are now. */
function drawChip({ context, theme, zoom }: Painter, { size, ground, chip = 'line' }: FarWord, spot: Spot, width: number): void {
  const around = chipPad / zoom;
  const height = (size * 1.3) / zoom;
  context.beginPath();
  context.roundRect(spot.x - around, spot.y, width + around * 2, height, height / 2);
  context.fillStyle = theme[ground ?? 'surface'];
  context.fill();
  context.strokeStyle = theme[chip];
  context.lineWidth = 0.75 / zoom;
  context.stroke();
}

function take(spots: Spots, spot: Spot, zoom: number): boolean {
  const rows = [Math.floor((spot.y * zoom) / rowHeight), Math.floor((spot.bottom * zoom) / rowHeight)];
  const isTaken = rows.some((row) => spots.get(row)?.some((other) => overlap(spot, other)) === true);
  if (isTaken) return false;
  for (const row of new Set(rows)) {
    const list = spots.get(row);
    if (list === undefined) spots.set(row, [spot]);
    else list.push(spot);
  }
  return true;
}

function overlap(one: Spot, other: Spot): boolean {
  return one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom;
}
