/** The words on an edge: its label, or how many connections it stands for. Drawn alike by painter, DOM and exporters. */
import type { DiagramEdge, Point, Shape } from './diagram.ts';
import { label, labelWidth } from './shape.ts';
import { toneColour } from './theme.ts';
import { thousands } from './words.ts';

/** Absolute shapes; none where an edge has nothing to say. */
export function edgeWords(edge: DiagramEdge): readonly Shape[] {
  if (edge.label !== null) return onLongestPiece(edge, edge.label);
  return edge.count > 1 ? countAtStart(edge) : [];
}

/** How much further right than its last turn the port of an edge must stand that carries a whole phrase; 0 for others. */
export function wordsRoom({ kind, label: words }: Pick<DiagramEdge, 'kind' | 'label'>): number {
  return kind === 'aggregate' && words?.includes(' ') === true ? Math.ceil(labelWidth(words, 'small')) + 28 : 0;
}

/** Between the trunk and the port, where no other box stands. */
function middleOfLast(edge: DiagramEdge): Point | null {
  const end = edge.points.at(-1);
  return end === undefined ? null : { x: end.x - wordsRoom(edge) / 2, y: end.y };
}

/** On a plate in the middle of the longest piece, or, a phrase, before the port. */
function onLongestPiece(edge: DiagramEdge, words: string): Shape[] {
  const at = wordsRoom(edge) > 0 ? middleOfLast(edge) : middleOfLongest(edge.points);
  if (at === null) return [];
  const width = Math.ceil(labelWidth(words, 'small')) + 10;
  return [
    {
      kind: 'rect',
      x: at.x - width / 2,
      y: at.y - 8,
      width,
      height: 16,
      radius: 4,
      fill: 'raised',
      stroke: toneColour(edge.tone),
      strokeWidth: 1,
    },
    label(at.x, at.y + 3.5, words, 'small', { anchor: 'middle' }),
  ];
}

/** Just outside the box the edge leaves; neighbours are staggered, so that their counts stand side by side. */
function countAtStart(edge: DiagramEdge): Shape[] {
  const start = edge.points[0];
  if (start === undefined) return [];
  const text = `× ${thousands(edge.count)}`;
  const width = labelWidth(text, 'smallStrong') + 8;
  const x = start.x + 10 + (Math.round(start.y / 6) % 2) * (width + 4);
  return [
    { kind: 'rect', x, y: start.y - 7, width, height: 14, radius: 7, fill: 'surface', stroke: toneColour(edge.tone), strokeWidth: 1 },
    label(x + width / 2, start.y + 3.5, text, 'smallStrong', { anchor: 'middle' }),
  ];
}

function middleOfLongest(points: readonly Point[]): Point | null {
  let best: Point | null = null;
  let longest = -1;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) continue;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (length <= longest) continue;
    longest = length;
    best = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }
  return best;
}
