/** A VPC as a box of lanes. */
import { compareText } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type Column, hasStrands } from './columns.ts';
import { resourceStrand } from './resource-target.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Point, Shape, Tone } from './diagram.ts';
import { columnBlock, headerHeight, strandPitch, strandRoom, strandZones } from './endpoint-column.ts';
import { endpointStrand, type StrandStart } from './strand.ts';
import { planFoot } from './vpc-foot.ts';
import { foldRoom, foldShapes } from './fold.ts';
import { hubColumn, hubNodeId, hubWidth } from './hub-column.ts';
import { label } from './shape.ts';
import { transitStrand } from './transit-strand.ts';
import { laneBlock, regionalNats } from './vpc-lane.ts';
import { planVpc, type VpcPlan, vpcPad } from './vpc-plan.ts';
import { worstTone } from './standing.ts';
import { counted, listed } from './words.ts';

export interface VpcBox {
  readonly block: Block;
  readonly strands: readonly StrandStart[];
  readonly columns: readonly Column[];
}

/** `extra` draws more below everything else, as wide as the box is by then: the VPC view's route tables. */
export interface VpcBoxOptions {
  readonly isDetailed: boolean;
  /** Unfolded from a tile: it has the button that folds it again. */
  readonly isUnfolded?: boolean;
  readonly extra?: (width: number, y: number) => { readonly children: readonly PlacedBlock[]; readonly height: number };
}

export function vpcBox(context: LayoutContext, vpc: VpcNode, options: VpcBoxOptions = { isDetailed: false }): VpcBox {
  const plan = planVpc(context, vpc, options.isDetailed);
  const columnBlocks = plan.columns.map((column, index) => ({
    block: columnBlock(context, column, plan.spans, index === plan.columns.length - 1),
    x: plan.columnX[index] ?? 0,
    y: 0,
  }));
  const foot = planFoot(context, plan);
  const width = onGrid(Math.max(plan.width, foot.width + vpcPad * 2));
  const ownHeight = onGrid(plan.lanesBottom + Math.max(8, foot.height));
  const extra = options.extra?.(width, ownHeight);
  const height = onGrid(ownHeight + (extra?.height ?? 0));
  const tone = worstTone(plan.columns.map((column) => column.tone));
  const lanes = plan.lanes.map((lane, index) => laneBlock(context, plan, lane, index, width));
  const block: Block = {
    node: { ...vpcNode(context, vpc, tone, plan.columns), ...(options.isUnfolded === true ? { fold: 'unfolded' } : {}) },
    width,
    height,
    shapes: [
      ...frame(width, height, tone),
      ...headerShapes(vpc, (plan.hubX[0] ?? plan.columnX[0] ?? width) - vpcPad * 1.5, options.isUnfolded === true ? foldRoom : 0),
      ...(options.isUnfolded === true ? foldShapes('unfolded') : []),
      ...unreadLanes(plan),
      ...foot.shapes,
    ],
    children: [
      ...lanes,
      ...regionalNats(context, plan),
      ...customFirst(columnBlocks, plan.columns),
      ...plan.hubs.map((use, index) => ({ block: hubColumn(vpc.vpc, use, plan.spans), x: plan.hubX[index] ?? 0, y: 0 })),
      ...foot.chips,
      ...(extra?.children ?? []),
    ],
  };
  return { block, strands: strandsOf(context, plan, columnBlocks, width), columns: plan.columns };
}

function frame(width: number, height: number, tone: Tone): Shape[] {
  const stroke = tone === 'bad' ? 'bad' : 'line-strong';
  return [{ kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'raised', stroke, strokeWidth: tone === 'bad' ? 1.5 : 1 }];
}

function headerShapes({ vpc }: VpcNode, room: number, indent: number): Shape[] {
  const name = vpc.name ?? vpc.vpcId;
  const cidr = [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].slice(0, 1).join('');
  const more = vpc.cidrBlocks.length + vpc.ipv6CidrBlocks.length - 1;
  const second = [cidr === '' ? 'CIDR unknown' : more > 0 ? `${cidr} +${more}` : cidr, ...(vpc.name === null ? [] : [vpc.vpcId])].join(
    ' · ',
  );
  return [
    label(vpcPad + indent, 18, name, 'heading', { maxWidth: room - indent, isId: vpc.name === null }),
    label(vpcPad + indent, 33, second, 'code', { fill: 'ink-2', maxWidth: room - indent, isId: true }),
  ];
}

/** Endpoints stand somewhere, but nobody could read where. */
function unreadLanes(plan: VpcPlan): Shape[] {
  if (plan.lanes.length > 0 || plan.columns.length === 0) return [];
  return [label(vpcPad, headerHeight + 16, 'zones unknown: subnets were not read', 'small', { fill: 'unknown' })];
}

/** Custom services come first for people who walk through the nodes. */
function customFirst(blocks: readonly PlacedBlock[], columns: readonly Column[]): PlacedBlock[] {
  const custom = blocks.filter((_, index) => hasStrands(columns[index] as Column)).reverse();
  return [...custom, ...blocks.filter((_, index) => !hasStrands(columns[index] as Column))];
}

/** Wires to transit gateways and the strands of hub columns: lowest in the bus, because they turn down first. */
function wireStrands(plan: VpcPlan, width: number): StrandStart[] {
  const { vpc } = plan.vpc;
  let track = plan.busCount;
  const down = (x: number, from: number): Point[] => {
    track -= 1;
    const y = plan.busTop + 6 + track * strandPitch;
    return [
      { x, y: from },
      { x, y },
      { x: width, y },
    ];
  };
  const first = plan.lanes.findIndex((lane) => lane.transitGateways.length > 0 && lane.natGateways.length === 0);
  const wires = plan.wires.map((use, index) => {
    const span = use.role === 'egress' ? plan.spans[first] : undefined;
    const from = span === undefined ? plan.lanesBottom : span.y + span.height / 2;
    return transitStrand(vpc, use, `vpc:${vpc.vpcId}`, down(plan.wireX + index * strandPitch, from));
  });
  const hubs = plan.hubs.map((use, index) =>
    transitStrand(vpc, use, hubNodeId(vpc, use), down((plan.hubX[index] ?? 0) + hubWidth(use) / 2, plan.lanesBottom)),
  );
  return [...wires, ...hubs];
}

/** The rightmost column's strands leave along their lanes, all others by the bus below the lanes. */
function strandsOf(context: LayoutContext, plan: VpcPlan, blocks: readonly PlacedBlock[], width: number): StrandStart[] {
  const strands: StrandStart[] = wireStrands(plan, width);
  let track = plan.busCount - strands.length;
  for (const [index, column] of plan.columns.entries()) {
    const placed = blocks[index];
    if (placed === undefined || !hasStrands(column)) continue;
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
      const first = column.endpoints[0];
      if (column.service !== null) strands.push(endpointStrand(context, column, column.service, zoneId, way));
      else if (column.resource !== null && first !== undefined)
        strands.push(resourceStrand(first, column.resource, column.id, column.tone, way));
    }
  }
  return labelledOnce(strands);
}

/** Strands that cross to the same Region run in one bundle: its first carries the words. */
function labelledOnce(strands: readonly StrandStart[]): StrandStart[] {
  const said = new Set<string>();
  return strands.map((strand) => {
    const { label: words, kind } = strand.edge;
    if (words === null || kind === 'tunnel' || !said.has(words)) {
      if (words !== null) said.add(words);
      return strand;
    }
    return { ...strand, edge: { ...strand.edge, label: null } };
  });
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
