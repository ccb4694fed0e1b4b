/**
 * Strands in their channels. Every strand leaves its box to the right. Where
 * nothing stands in its way it runs straight to the trunk; otherwise it goes
 * down the gutter of its column to the channel below its shelf. In the trunk
 * before the providers it turns to the height of its port. No strand shares a
 * track with another on the same stretch unless there are too many for that.
 */
import { compareText, groupBy } from '#shared/base/sort.ts';
import type { Point, Rect } from './diagram.ts';
import type { StrandStart } from './strand.ts';
import { assignTracks } from './tracks.ts';

/** A strand that stands somewhere: its way so far, absolute, and the boxes it starts within, innermost last. */
export interface OpenStrand {
  readonly start: StrandStart;
  readonly points: readonly Point[];
  readonly home: Home;
}

/** What may stand in the way to the right of a box, and where the free channels are. */
export interface Home {
  /** Boxes beside: of the same Region, the other Regions of the account, the other accounts of the shelf. */
  readonly beside: readonly Rect[];
  /** Of the box's column. */
  readonly gutter: { readonly x: number; readonly width: number };
  /** Below the shelf. */
  readonly channel: { readonly y: number; readonly height: number };
}

const clearance = 6;

/**
 * Brings every strand to the height at which it enters the trunk. Bundled
 * strands with the same target share their tracks: where there are hundreds,
 * each for itself would be a wall.
 */
export function toTrunk(strands: readonly OpenStrand[], isBundled: boolean): readonly OpenStrand[] {
  const blocked = strands.filter((strand) => !isFree(strand));
  const lineOf = (strand: OpenStrand): string => (isBundled ? strand.start.edge.target : strand.start.edge.id);
  const xs = gutterTracks(blocked, lineOf);
  const ys = channelTracks(blocked, xs, lineOf);
  return strands.map((strand) => {
    const x = xs.get(strand);
    const y = ys.get(strand);
    if (x === undefined || y === undefined) return strand;
    const last = strand.points.at(-1) as Point;
    return { ...strand, points: [...strand.points.slice(0, -1), { x, y: last.y }, { x, y }] };
  });
}

/** Which line a strand is part of: its own, or its bundle's. */
type LineOf = (strand: OpenStrand) => string;

function isFree({ points, home }: OpenStrand): boolean {
  const { x, y } = points.at(-1) as Point;
  return !home.beside.some((box) => box.x + box.width > x && box.x >= x && box.y - clearance <= y && y <= box.y + box.height + clearance);
}

/** The track of each strand in its gutter: the topmost turns last, so that it crosses none below it. */
function gutterTracks(strands: readonly OpenStrand[], lineOf: LineOf): Map<OpenStrand, number> {
  const tracks = new Map<OpenStrand, number>();
  for (const group of groupBy(strands, ({ home }) => `${home.gutter.x}/${home.channel.y}`).values()) {
    const ordered = [...group].sort((a, b) => lastY(b) - lastY(a) || byId(a, b));
    const { x, width } = (ordered[0] as OpenStrand).home.gutter;
    const lines = [...groupBy(ordered, lineOf).values()];
    const pitch = Math.min(6, width / (lines.length + 1));
    for (const [index, line] of lines.entries()) for (const strand of line) tracks.set(strand, x + pitch * (index + 1));
  }
  return tracks;
}

/** The track of each strand in its channel: the rightmost takes the upper track. */
function channelTracks(strands: readonly OpenStrand[], xs: ReadonlyMap<OpenStrand, number>, lineOf: LineOf): Map<OpenStrand, number> {
  const tracks = new Map<OpenStrand, number>();
  for (const group of groupBy(strands, ({ home }) => home.channel.y).values()) {
    const ordered = [...group].sort((a, b) => (xs.get(b) ?? 0) - (xs.get(a) ?? 0) || byId(a, b));
    const { y, height } = (ordered[0] as OpenStrand).home.channel;
    const lines = [...groupBy(ordered, lineOf).values()];
    const pitch = Math.min(6, height / (lines.length + 1));
    for (const [index, line] of lines.entries()) for (const strand of line) tracks.set(strand, y + pitch * (index + 1));
  }
  return tracks;
}

/** A strand that knows its port. */
export interface BoundStrand {
  readonly strand: OpenStrand;
  readonly portY: number;
}

export interface Trunk {
  /** The track of each strand, from the left edge of the trunk. */
  readonly offsets: ReadonlyMap<OpenStrand, number>;
  readonly width: number;
}

const trunkPitch = 4;
const widestTrunk = 280;

/** Tracks in the trunk, ordered so that strands that go the same way do not cross. */
export function trunkTracks(strands: readonly BoundStrand[], isBundled: boolean): Trunk {
  const down = strands
    .filter(({ strand, portY }) => portY >= lastY(strand))
    .sort((a, b) => lastY(b.strand) - lastY(a.strand) || byPort(b, a));
  const up = strands.filter(({ strand, portY }) => portY < lastY(strand)).sort((a, b) => lastY(a.strand) - lastY(b.strand) || byPort(a, b));
  const ordered = [...up, ...down];
  const turning = ordered.filter(({ strand, portY }) => Math.abs(portY - lastY(strand)) >= 0.5);
  const lines = [...groupBy(turning, ({ strand }) => (isBundled ? strand.start.edge.target : strand.start.edge.id)).values()];
  const tracks = assignTracks(lines.map(extent));
  const count = Math.max(0, ...tracks.map((track) => track + 1));
  const pitch = count * trunkPitch > widestTrunk ? widestTrunk / count : trunkPitch;
  const offsets = new Map<OpenStrand, number>(
    lines.flatMap((line, index) => line.map(({ strand }) => [strand, 14 + (tracks[index] ?? 0) * pitch] as const)),
  );
  return { offsets, width: Math.max(48, 28 + count * pitch) };
}

/** From the highest to the lowest point of a line in the trunk. */
function extent(line: readonly BoundStrand[]): { from: number; to: number } {
  const ends = line.flatMap(({ strand, portY }) => [lastY(strand), portY]);
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

/** Spreads the strands of one port over the height of its lane, in the order in which they come. */
export function spreadPorts(strands: readonly OpenStrand[], portOf: (strand: OpenStrand) => Point, isBundled: boolean): BoundStrand[] {
  const groups = groupBy(strands, (strand) => `${strand.start.edge.target}|${strand.start.port}`);
  return [...groups.values()].flatMap((group) => {
    const ordered = [...group].sort((a, b) => lastY(a) - lastY(b) || byId(a, b));
    const pitch = isBundled ? 0 : Math.min(5, 16 / Math.max(1, ordered.length - 1));
    return ordered.map((strand, index) => ({ strand, portY: portOf(strand).y + (index - (ordered.length - 1) / 2) * pitch }));
  });
}

export function lastY(strand: OpenStrand): number {
  return (strand.points.at(-1) as Point).y;
}

function byId(a: OpenStrand, b: OpenStrand): number {
  return compareText(a.start.edge.id, b.start.edge.id);
}

function byPort(a: BoundStrand, b: BoundStrand): number {
  return a.portY - b.portY || byId(a.strand, b.strand);
}

/** The run without repeated points and without points in the middle of a straight line. */
export function simplified(points: readonly Point[]): Point[] {
  const result: Point[] = [];
  for (const point of points) {
    const before = result.at(-1);
    if (before !== undefined && before.x === point.x && before.y === point.y) continue;
    const first = result.at(-2);
    const isStraight =
      first !== undefined &&
      before !== undefined &&
      ((first.x === before.x && before.x === point.x) || (first.y === before.y && before.y === point.y));
    if (isStraight) result.pop();
    result.push(point);
  }
  return result;
}
