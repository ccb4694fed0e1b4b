/** One endpoint column: chip in the header, a line through the lanes, a pin per zone. */
import type { ZoneId } from '#shared/base/ids.ts';
import type { Block } from './block.ts';
import { onGrid } from './block.ts';
import { type Column, hasStrands } from './columns.ts';
import { endpointKeywords, type LayoutContext, subject } from './context.ts';
import type { ColourToken, Point, Shape } from './diagram.ts';
import { targetGlyph } from './resource-target.ts';
import { cellWords, type PinLook, pinRadius, pinShapes } from './pin.ts';
import { chip, chipWidth, cross, label, labelWidth, line } from './shape.ts';
import { toneColour } from './theme.ts';
import { counted, listed, verdictWords } from './words.ts';

/** Where the lanes of a VPC stand below its top. */
export interface LaneSpan {
  readonly zoneId: ZoneId | null;
  readonly y: number;
  readonly height: number;
  readonly tint: ColourToken;
}

/** From the top of the VPC to its first lane: name, CIDR, chips. */
export const headerHeight = 40;
/** The lines of a channel stand this far apart. */
export const strandPitch = 4;
const chipTop = 4;

/** Room to the right of a column's line for strands on their way down; none where they leave straight to the right. */
export function strandRoom(column: Column, isRightmost: boolean): number {
  return isRightmost || !hasStrands(column) ? 0 : onGrid(strandZones(column).length * strandPitch + 4);
}

/** Stands for the zone of a strand whose zones nobody could read. */
export const anyZone = '*';

/** The zones a column's strands start in: every zone with a partner, or one for all where zones do not count or are not known. */
export function strandZones(column: Column): readonly (ZoneId | typeof anyZone)[] {
  if (!hasStrands(column)) return [];
  const standing = [...column.pins].filter(([, look]) => look.hasInterface && look.cell !== 'withdrawn').map(([zoneId]) => zoneId);
  if (![...column.pins.values()].some((look) => look.hasInterface)) return [anyZone];
  if (column.resource !== null) return standing.slice(0, 1);
  const isZonal = [...column.pins.values()].every((look) => look.isConnected) && column.endpoints.every((node) => !node.isCrossRegion);
  if (isZonal) return standing;
  const live = standing.filter((zoneId) => column.pins.get(zoneId)?.cell === 'matched');
  return (live.length > 0 ? live : standing).slice(0, 1);
}

export function columnWidth(column: Column, isRightmost: boolean): number {
  const reason = Math.max(0, ...[...column.reasons.values()].map((text) => labelWidth(text, 'smallStrong') + 8));
  const note = column.note === null ? 0 : Math.min(120, labelWidth(column.note, 'small') + 8);
  const stub = [...column.pins.values()].some((look) => look.cell === 'withdrawn') && column.service !== null ? 56 : 0;
  return onGrid(Math.max(columnChipWidth(column), reason, note, stub)) + strandRoom(column, isRightmost);
}

/** The block of a column, from the top of the VPC to its last lane. */
export function columnBlock(context: LayoutContext, column: Column, lanes: readonly LaneSpan[], isRightmost: boolean): Block {
  const width = columnWidth(column, isRightmost);
  const middle = (width - strandRoom(column, isRightmost)) / 2;
  const last = lanes.at(-1);
  const height = last === undefined ? headerHeight : last.y + last.height;
  const { shapes, anchors } = pinsOf(column, lanes, middle);
  const first = column.endpoints[0]?.endpoint;
  return {
    node: {
      id: column.id,
      kind: column.isFolded ? 'bundle' : 'endpoint',
      label: column.text,
      description: describe(context, column, lanes),
      subject: column.isFolded || first === undefined ? null : subject('vpc-endpoint', first.vpcEndpointId, first),
      tone: column.tone,
      keywords: [...new Set(column.endpoints.flatMap((node) => [node.shortName, ...endpointKeywords(context, node)]))],
    },
    width,
    height,
    shapes: [...shapes, ...chipShapes(column, middle)],
    children: [],
    anchors,
  };
}

function chipShapes(column: Column, middle: number): Shape[] {
  const width = columnChipWidth(column);
  const ghost = column.endpoints[0]?.endpoint.state === 'Deleting' || column.endpoints[0]?.endpoint.state === 'Deleted';
  const shapes = chip(
    middle - width / 2,
    chipTop,
    width,
    column.text,
    ghost ? 'ghost' : column.tone,
    'endpoint-soft',
    'endpoint',
    column.ownsPrivateDns || column.resource !== null ? 14 : 0,
  );
  if (column.resource !== null)
    shapes.push(...targetGlyph(middle + width / 2 - 11, chipTop + 10, column.tone === 'bad' ? 'on-status' : 'endpoint'));
  if (column.ownsPrivateDns) shapes.push(...key(middle + width / 2 - 10, chipTop + 10, column.tone === 'bad' ? 'on-status' : 'endpoint'));
  if (column.note === null) return shapes;
  const fill = column.tone === 'bad' || column.tone === 'warn' ? toneColour(column.tone) : 'ink-2';
  return [...shapes, label(middle, chipTop + 31, column.note, 'small', { anchor: 'middle', fill, maxWidth: 116 })];
}

function columnChipWidth(column: Column): number {
  return chipWidth(column.text) + (column.ownsPrivateDns || column.resource !== null ? 16 : 0);
}

/** A key: this column answers the private DNS names of its service. */
function key(x: number, y: number, stroke: ColourToken): Shape[] {
  return [
    { kind: 'circle', x, y, radius: 2, fill: 'none', stroke, strokeWidth: 1.5 },
    {
      kind: 'line',
      points: [
        { x: x - 2, y },
        { x: x - 8, y },
        { x: x - 8, y: y + 3 },
      ],
      stroke,
      strokeWidth: 1.5,
    },
  ];
}

function pinsOf(column: Column, lanes: readonly LaneSpan[], x: number): { shapes: Shape[]; anchors: Map<string, Point> } {
  const marks: Shape[] = [];
  const anchors = new Map<string, Point>();
  let lowest = chipTop + 20;
  for (const lane of lanes) {
    const look = lane.zoneId === null ? undefined : column.pins.get(lane.zoneId);
    if (lane.zoneId === null || look === undefined) continue;
    const reason = column.reasons.get(lane.zoneId);
    const y = lane.y + lane.height / 2 - (reason === undefined ? 0 : 6);
    marks.push(...pinMarks(column, look, reason, lane.tint, x, y));
    if (look.hasInterface) anchors.set(lane.zoneId, { x, y });
    if (look.isConnected || look.hasInterface) lowest = Math.max(lowest, y);
  }
  const top = column.note === null ? chipTop + 20 : chipTop + 34;
  const isLoose = anchors.size === 0 && hasStrands(column);
  if (isLoose) lowest = Math.max(lowest, headerHeight - 2);
  const spine = line(
    [
      { x, y: top },
      { x, y: Math.max(top, lowest) },
    ],
    'line-strong',
  );
  if (isLoose) anchors.set(anyZone, { x, y: headerHeight - 2 });
  return { shapes: [spine, ...marks], anchors };
}

/** A pin, and for a zone without a partner the stub that ends in a cross and says why. */
function pinMarks(column: Column, look: PinLook, reason: string | undefined, tint: ColourToken, x: number, y: number): Shape[] {
  const shapes: Shape[] = [];
  if (look.cell === 'withdrawn' && look.isConnected && column.service !== null) {
    const stub = [
      { x: x + pinRadius, y },
      { x: x + 16, y },
    ];
    shapes.push(line(stub, 'bad', 2), ...cross(x + 21, y, 4, 'bad'));
  }
  shapes.push(...pinShapes(x, y, look));
  if (reason !== undefined) {
    const fill = look.cell === 'partly-dark' ? 'warn' : 'bad';
    // The column's line ends around the words.
    const width = labelWidth(reason, 'smallStrong') + 4;
    shapes.push({ kind: 'rect', x: x - width / 2, y: y + 8, width, height: 12, fill: tint });
    shapes.push(label(x, y + 17, reason, 'smallStrong', { anchor: 'middle', fill }));
  }
  return shapes;
}

/** Zones without a lane of their own have no pin and are not told. */
function describe(context: LayoutContext, column: Column, lanes: readonly LaneSpan[]): string {
  const shown = new Set(lanes.map((lane) => lane.zoneId));
  const row = column.endpoints.map((node) => context.rowOf(node.endpoint.vpcEndpointId)).find((found) => found !== undefined);
  const kind = column.isFolded ? counted(column.endpoints.length, 'endpoint') : `${column.endpoints[0]?.endpoint.vpcEndpointType} endpoint`;
  const state = column.endpoints[0]?.endpoint.state;
  const zones = [...column.pins]
    .filter(([zoneId, look]) => shown.has(zoneId) || look.hasInterface)
    .map(([zoneId, look]) => `${zoneId} ${cellWords[look.cell]}`);
  const verdict = row === undefined ? 'not compared' : verdictWords[row.verdict];
  const zoneText = zones.length === 0 ? '' : ` Zones: ${listed(zones)}.`;
  return `${kind} for ${column.text}, ${state ?? 'state unknown'}: ${verdict}.${zoneText}`;
}
