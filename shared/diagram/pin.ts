/**
 * Pins: what one zone means for one endpoint, as a mark in the zone's lane.
 * Filled marks are zones with a network interface, rings are zones without.
 */
import type { Cell } from '#shared/analysis/availability/alignment.ts';
import type { ColourToken, Shape, Tone } from './diagram.ts';
import { cross, label, line } from './shape.ts';

export const pinRadius = 7;

export interface PinLook {
  readonly cell: Cell;
  /** The endpoint has a network interface in the zone. */
  readonly hasInterface: boolean;
  /** An interface in a zone where nobody calls. */
  readonly isIdle: boolean;
  /** Zones were compared but targets could not be read: never drawn in full green. */
  readonly isZonesOnly: boolean;
  /** The endpoint is not connected: its zones say nothing. */
  readonly isConnected: boolean;
}

/** The mark of a cell around a point; every cell has a shape of its own. */
export function pinShapes(x: number, y: number, look: PinLook): Shape[] {
  if (!look.isConnected) {
    return look.hasInterface ? [{ kind: 'circle', x, y, radius: 6, fill: 'surface', stroke: 'ghost', strokeWidth: 1.5, dash: [3, 2] }] : [];
  }
  const mark = cellShapes(x, y, look);
  if (!look.isIdle || look.cell !== 'matched') return mark;
  return [...mark, { kind: 'circle', x, y, radius: 3, fill: 'surface' }];
}

function cellShapes(x: number, y: number, look: PinLook): Shape[] {
  switch (look.cell) {
    case 'matched':
      if (look.isZonesOnly) return [{ kind: 'circle', x, y, radius: 6, fill: 'surface', stroke: 'ok', strokeWidth: 2.5 }];
      return [disc(x, y, 'ok')];
    case 'dark':
      return [disc(x, y, 'bad'), label(x, y + 3.5, '0', 'smallStrong', { anchor: 'middle', fill: 'on-status' })];
    case 'withdrawn':
      return [disc(x, y, 'bad'), ...cross(x, y, 3, 'on-status')];
    case 'partly-dark':
      return [ring(x, y, 'warn', 2), half(x, y, 'warn')];
    case 'uncovered':
      return [ring(x, y, 'warn', 2), label(x, y + 3.5, '!', 'smallStrong', { anchor: 'middle', fill: 'warn' })];
    case 'unserved':
      return [ring(x, y, 'line-strong', 1.5), bar(x, y, 'line-strong')];
    case 'spare':
      return [{ kind: 'circle', x, y, radius: 4, fill: 'surface', stroke: 'line-strong', strokeWidth: 1 }];
    case 'barred':
      return [
        line(
          [
            { x: x - 4, y: y + 4 },
            { x: x + 4, y: y - 4 },
          ],
          'line-strong',
          1.5,
        ),
      ];
    case 'unknown':
      return unknownShapes(x, y, look.hasInterface);
  }
}

function unknownShapes(x: number, y: number, hasInterface: boolean): Shape[] {
  const text = label(x, y + 3.5, '?', 'smallStrong', { anchor: 'middle', fill: hasInterface ? 'on-status' : 'unknown' });
  return [hasInterface ? disc(x, y, 'unknown') : ring(x, y, 'unknown', 1.5), text];
}

function disc(x: number, y: number, fill: ColourToken): Shape {
  return { kind: 'circle', x, y, radius: pinRadius, fill };
}

function ring(x: number, y: number, stroke: ColourToken, strokeWidth: number): Shape {
  return { kind: 'circle', x, y, radius: pinRadius - strokeWidth / 2, fill: 'surface', stroke, strokeWidth };
}

function bar(x: number, y: number, stroke: ColourToken): Shape {
  return line(
    [
      { x: x - 3, y },
      { x: x + 3, y },
    ],
    stroke,
    2,
  );
}

/** The left half of a disc, as two cubic quarters. */
function half(x: number, y: number, fill: ColourToken): Shape {
  const r = pinRadius - 1;
  const k = r * 0.5523;
  const d = `M${x} ${y - r}C${x - k} ${y - r} ${x - r} ${y - k} ${x - r} ${y}C${x - r} ${y + k} ${x - k} ${y + r} ${x} ${y + r}Z`;
  return { kind: 'path', d, fill };
}

/** What a cell means, in words. */
export const cellWords: Readonly<Record<Cell, string>> = {
  barred: 'zone is barred',
  unknown: 'unknown',
  withdrawn: 'interface, but the service is not offered in this zone',
  dark: 'interface, but no healthy target is reachable',
  'partly-dark': 'not every load balancer is healthy here',
  matched: 'matched',
  uncovered: 'workloads and service, but no interface',
  unserved: 'workloads, but the service is not offered in this zone',
  spare: 'the service is offered; an interface could be added',
};

/** How a cell stands, for strands and badges. */
export function cellTone(cell: Cell): Tone {
  if (cell === 'dark' || cell === 'withdrawn') return 'bad';
  if (cell === 'partly-dark' || cell === 'uncovered') return 'warn';
  if (cell === 'unknown') return 'unknown';
  return cell === 'matched' ? 'ok' : 'neutral';
}
