/** A VPC as a box of lanes. */
import { compareText } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type Column, columnsOf } from './columns.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Shape, Tone } from './diagram.ts';
import { columnBlock, columnWidth, headerHeight, type LaneSpan, strandPitch, strandRoom, strandZones } from './endpoint-column.ts';
import { endpointStrand, type StrandStart } from './strand.ts';
import { footHeight, footStrip } from './foot-strip.ts';
import {
  egressText,
  laneHeight,
  laneInset,
  natBlock,
  natWidth,
  regionalNatBlock,
  routeGutter,
  subnetsBlock,
  subnetWidth,
} from './lane-blocks.ts';
import { type Lane, lanesOf, regionalNatGateways } from './lanes.ts';
import { label, labelWidth, line } from './shape.ts';
import { counted, listed, worstTone } from './words.ts';

const pad = 12;
const columnGap = 8;
const thinLaneHeight = 20;

export interface VpcBox {
  readonly block: Block;
  readonly strands: readonly StrandStart[];
  readonly columns: readonly Column[];
}

/** Where the parts of a VPC stand, all in its own coordinates. */
interface Plan {
  readonly vpc: VpcNode;
  readonly lanes: readonly Lane[];
  readonly spans: readonly LaneSpan[];
  readonly columns: readonly Column[];
  readonly subnetX: number;
  readonly natX: number | null;
  readonly columnX: readonly number[];
  readonly width: number;
  readonly lanesBottom: number;
  /** Zones of the Region without a subnet here. */
  readonly otherZones: readonly string[];
  readonly busTop: number;
  readonly busCount: number;
}

export function vpcBox(context: LayoutContext, vpc: VpcNode): VpcBox {
  const plan = planVpc(context, vpc);
  const columnBlocks = plan.columns.map((column, index) => ({
    block: columnBlock(context, column, plan.spans, index === plan.columns.length - 1),
    x: plan.columnX[index] ?? 0,
    y: 0,
  }));
  const thinHeight = plan.otherZones.length > 0 ? thinLaneHeight : 0;
  const beside = footStrip(context, vpc, pad, plan.lanesBottom + thinHeight);
  // The bus runs to the right of the strip where there is room, else above it.
  const isBeside = plan.busCount === 0 || beside === null || beside.width + pad * 2 < busLeft(plan);
  const busHeight = plan.busCount === 0 ? 0 : plan.busCount * strandPitch + 8;
  const foot = isBeside ? beside : footStrip(context, vpc, pad, plan.lanesBottom + Math.max(thinHeight, busHeight));
  const footTotal = foot === null ? 0 : footHeight;
  const below = isBeside ? Math.max(thinHeight + footTotal, busHeight) : Math.max(thinHeight, busHeight) + footTotal;
  const height = onGrid(plan.lanesBottom + Math.max(8, below));
  const width = onGrid(Math.max(plan.width, (foot?.width ?? 0) + pad * 2));
  const tone = worstTone(plan.columns.map((column) => column.tone));
  const lanes = plan.lanes.map((lane, index) => laneBlock(context, plan, lane, index, width));
  const block: Block = {
    node: vpcNode(context, vpc, tone, plan.columns),
    width,
    height,
    shapes: [
      ...frame(width, height, tone),
      ...headerShapes(vpc, (plan.columnX[0] ?? width) - pad * 2),
      ...thinLane(plan),
      ...(foot?.shapes ?? []),
    ],
    children: [...lanes, ...regionalNats(context, plan), ...customFirst(columnBlocks, plan.columns), ...(foot?.chips ?? [])],
  };
  return { block, strands: strandsOf(context, plan, columnBlocks, width), columns: plan.columns };
}

function planVpc(context: LayoutContext, vpc: VpcNode): Plan {
  const lanes = lanesOf(context, vpc);
  const columns = columnsOf(context, vpc);
  const labelColumn = onGrid(
    Math.max(72, ...lanes.flatMap((lane) => [labelWidth(lane.title, 'zone'), labelWidth(lane.subtitle ?? '', 'code')])) + pad + 12,
  );
  const hasSubnets = vpc.subnets.length > 0;
  const hasNatColumn = vpc.natGateways.length > 0 || lanes.some((lane) => egressText(lane) !== null);
  const natX = hasNatColumn ? labelColumn + subnetWidth + routeGutter : null;
  const contentX = natX === null ? labelColumn + (hasSubnets ? subnetWidth : 0) : natX + natWidth;
  let x = Math.max(contentX + 20, 232);
  const columnX = columns.map((column, index) => {
    const at = x;
    x += columnWidth(column, index === columns.length - 1) + columnGap;
    return at;
  });
  const spans = lanes.map((lane, index) => ({ zoneId: lane.zoneId, y: headerHeight + index * laneHeight, height: laneHeight }));
  const used = new Set(lanes.map((lane) => lane.zoneId));
  const otherZones = vpc.subnets.length === 0 ? [] : context.zonesOf(vpc.vpc.region).filter((zone) => !used.has(zone));
  const lanesBottom = headerHeight + lanes.length * laneHeight;
  return {
    vpc,
    lanes,
    spans,
    columns,
    subnetX: labelColumn,
    natX,
    columnX,
    width: Math.max(columns.length === 0 ? contentX + pad : x + 4, 300),
    lanesBottom,
    otherZones,
    busTop: lanesBottom,
    busCount: columns.slice(0, -1).reduce((count, column) => count + strandZones(column).length, 0),
  };
}

/** Where the first strand turns down to the bus. */
function busLeft(plan: Plan): number {
  const index = plan.columns.findIndex((column) => column.service !== null);
  return index < 0 ? plan.width : (plan.columnX[index] ?? plan.width) + columnWidth(plan.columns[index] as Column, false) / 2;
}

function frame(width: number, height: number, tone: Tone): Shape[] {
  const stroke = tone === 'bad' ? 'bad' : 'line-strong';
  return [{ kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'raised', stroke, strokeWidth: tone === 'bad' ? 1.5 : 1 }];
}

function headerShapes({ vpc }: VpcNode, room: number): Shape[] {
  const name = vpc.name ?? vpc.vpcId;
  const cidr = [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].slice(0, 1).join('');
  const more = vpc.cidrBlocks.length + vpc.ipv6CidrBlocks.length - 1;
  const second = [cidr === '' ? 'CIDR unknown' : more > 0 ? `${cidr} +${more}` : cidr, ...(vpc.name === null ? [] : [vpc.vpcId])].join(
    ' · ',
  );
  return [
    label(pad, 21, name, 'heading', { maxWidth: room, isId: vpc.name === null }),
    label(pad, 38, second, 'code', { fill: 'ink-2', maxWidth: room, isId: true }),
  ];
}

function thinLane(plan: Plan): Shape[] {
  if (plan.otherZones.length === 0) return [];
  const text = `no subnets in ${plan.otherZones.join(' ')}`;
  return [
    line(
      [
        { x: 0, y: plan.lanesBottom },
        { x: plan.width, y: plan.lanesBottom },
      ],
      'line',
    ),
    label(pad, plan.lanesBottom + 14, text, 'code', { fill: 'ink-2', maxWidth: (plan.columnX[0] ?? plan.width) - pad * 2 }),
  ];
}

function laneBlock(context: LayoutContext, plan: Plan, lane: Lane, index: number, width: number): PlacedBlock {
  const { vpc } = plan.vpc;
  const isLast = index === plan.lanes.length - 1;
  const children: PlacedBlock[] = [];
  if (lane.subnets.length > 0) children.push({ block: subnetsBlock(context, plan.vpc, lane), x: plan.subnetX - 1, y: laneInset });
  if (plan.natX !== null && lane.natGateways.length > 0)
    children.push({ block: natBlock(context, lane.natGateways), x: plan.natX - 1, y: laneInset });
  const edge = {
    kind: 'line',
    points: [
      { x: 0, y: 0 },
      { x: width - 2, y: 0 },
    ],
    stroke: 'line',
    strokeWidth: 1,
  } as const;
  const block: Block = {
    node: {
      id: `lane:${vpc.vpcId}/${lane.title}`,
      kind: 'lane',
      label: lane.title,
      description: `Zone ${lane.title}${lane.subtitle === null ? '' : `, ${lane.subtitle} in this account`}, ${counted(lane.subnets.length, 'subnet')}.`,
      subject: null,
      tone: 'neutral',
      keywords: [lane.title, lane.subtitle ?? ''],
    },
    width: width - 2,
    height: laneHeight,
    shapes: [
      {
        kind: 'rect',
        x: 0,
        y: 0,
        width: width - 2,
        height: laneHeight,
        fill: lane.isAvailabilityZone ? context.tintOf(vpc.region, lane.zoneId) : 'surface',
      },
      edge,
      ...(isLast
        ? [
            {
              ...edge,
              points: [
                { x: 0, y: laneHeight },
                { x: width - 2, y: laneHeight },
              ],
            },
          ]
        : []),
      label(pad - 1, lane.subtitle === null ? 24 : 17, lane.title, 'zone'),
      ...(lane.subtitle === null ? [] : [label(pad - 1, 31, lane.subtitle, 'code', { fill: 'ink-2' })]),
      ...egressShapes(plan, lane),
    ],
    children,
  };
  return { block, x: 1, y: headerHeight + index * laneHeight };
}

/** In the place of a missing NAT gateway: where the lane's traffic goes instead. */
function egressShapes(plan: Plan, lane: Lane): Shape[] {
  if (plan.natX === null || lane.natGateways.length > 0 || regionalNatGateways(plan.vpc).length > 0) return [];
  const elsewhere = foreignNatZones(plan, lane);
  const x = plan.natX + 4;
  if (elsewhere.length > 0) {
    return [
      label(x, 17, 'cross-AZ to', 'smallStrong', { fill: 'ink', maxWidth: natWidth }),
      label(x, 29, listed(elsewhere), 'code', { fill: 'ink-2', maxWidth: natWidth }),
    ];
  }
  const text = egressText(lane);
  return text === null ? [] : [label(x, 24, text, 'small', { fill: 'ink-2', maxWidth: natWidth })];
}

/** Zones whose NAT gateway this lane's subnets use although they stand in another. */
function foreignNatZones(plan: Plan, lane: Lane): readonly string[] {
  const ids = new Set(lane.subnets.map((subnet) => subnet.egressTarget));
  const others = plan.lanes.filter((other) => other !== lane && other.natGateways.some((node) => ids.has(node.natGateway.natGatewayId)));
  return others.map((other) => other.title);
}

function regionalNats(context: LayoutContext, plan: Plan): PlacedBlock[] {
  const natX = plan.natX;
  if (natX === null) return [];
  return regionalNatGateways(plan.vpc)
    .slice(0, 1)
    .map((node) => ({ block: regionalNatBlock(context, node, plan.lanes), x: natX, y: headerHeight + laneInset }));
}

/** Custom services come first for people who walk through the nodes. */
function customFirst(blocks: readonly PlacedBlock[], columns: readonly Column[]): PlacedBlock[] {
  const custom = blocks.filter((_, index) => columns[index]?.service !== null).reverse();
  return [...custom, ...blocks.filter((_, index) => columns[index]?.service === null)];
}

/** The rightmost column's strands leave along their lanes, all others by the bus below the lanes. */
function strandsOf(context: LayoutContext, plan: Plan, blocks: readonly PlacedBlock[], width: number): StrandStart[] {
  const strands: StrandStart[] = [];
  let track = plan.busCount;
  for (const [index, column] of plan.columns.entries()) {
    const placed = blocks[index];
    if (placed === undefined || column.service === null) continue;
    const isRightmost = index === plan.columns.length - 1;
    // From the lowest lane up: the strand from the top lane turns last and outermost, so none crosses another.
    const zones = [...strandZones(column)].sort(compareText).reverse();
    const turn = placed.x + placed.block.width - strandRoom(column, isRightmost) + 4;
    for (const [nth, zoneId] of zones.entries()) {
      const anchor = placed.block.anchors?.get(zoneId);
      if (anchor === undefined) continue;
      const start = { x: placed.x + anchor.x, y: anchor.y };
      track -= isRightmost ? 0 : 1;
      const x = turn + nth * strandPitch;
      const y = plan.busTop + 6 + track * strandPitch;
      const way = isRightmost ? [start, { x: width, y: start.y }] : [start, { x, y: start.y }, { x, y }, { x: width, y }];
      strands.push(endpointStrand(context, column, column.service, zoneId, way));
    }
  }
  return strands;
}

function vpcNode(context: LayoutContext, node: VpcNode, tone: Tone, columns: readonly Column[]): Block['node'] {
  const { vpc } = node;
  const name = vpc.name ?? vpc.vpcId;
  return {
    id: `vpc:${vpc.vpcId}`,
    kind: 'vpc',
    label: name,
    description: `VPC ${name}, ${listed(vpc.cidrBlocks)}, ${vpc.region}: ${counted(node.subnets.length, 'subnet')}, ${counted(node.endpoints.length, 'endpoint')}, ${counted(node.natGateways.length, 'NAT gateway')}.`,
    subject: subject('vpc', vpc.vpcId, vpc),
    tone,
    keywords: [
      vpc.vpcId,
      ...vpc.cidrBlocks,
      ...vpc.ipv6CidrBlocks,
      vpc.region,
      vpc.accountId,
      ...columns.map((column) => column.text),
      ...context.rulesOf('vpc', vpc.vpcId),
    ],
  };
}
