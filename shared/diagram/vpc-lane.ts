/** One lane of a VPC's box with what stands in it. */
import type { Block, PlacedBlock } from './block.ts';
import type { LayoutContext } from './context.ts';
import { transitIndex } from './transit.ts';
import { gateBlock, ipv6Block, transitBlock } from './way-out-blocks.ts';
import type { Shape } from './diagram.ts';
import { headerHeight } from './endpoint-column.ts';
import {
  egressText,
  laneHeight,
  laneInset,
  natBlock,
  natWidth,
  regionalNatBlock,
  subnetRow,
  subnetRowHeight,
  subnetsBlock,
} from './lane-blocks.ts';
import type { Lane } from './lane.ts';
import { regionalNatGateways } from './lanes.ts';
import { label, line } from './shape.ts';
import { type VpcPlan, vpcPad } from './vpc-plan.ts';
import { counted, listed } from './words.ts';

/** The lane as ground for everything in its zone. */
export function laneBlock(context: LayoutContext, plan: VpcPlan, lane: Lane, index: number, width: number): PlacedBlock {
  const { vpc } = plan.vpc;
  const { y, height } = plan.spans[index] ?? { y: headerHeight, height: laneHeight };
  const block: Block = {
    node: {
      id: `lane:${vpc.vpcId}/${lane.title}`,
      kind: 'lane',
      label: lane.title,
      description: `Zone ${lane.title}${lane.subtitle === null ? '' : `, ${lane.subtitle} in this account`}, ${counted(lane.subnets.length, 'subnet')}.${spokeText(context, plan, lane)}`,
      subject: null,
      tone: 'neutral',
      keywords: [lane.title, lane.subtitle ?? ''],
    },
    width: width - 2,
    height,
    shapes: [
      ...groundShapes(context, plan, index, width - 2, height),
      ...nameShapes(plan, index, height),
      ...wireShapes(plan, lane, height),
      ...egressShapes(context, plan, lane),
    ],
    children: [...subnetsIn(context, plan, lane), ...waysOutIn(context, plan, lane)],
  };
  return { block, x: 1, y };
}

/** Workloads of other VPCs that call here from the same zone: this VPC is their hub. */
function spokeCallersOf(context: LayoutContext, plan: VpcPlan, lane: Lane): number | undefined {
  return lane.zoneId === null ? undefined : transitIndex(context).spokeCallers(plan.vpc.vpc.vpcId)?.get(lane.zoneId);
}

function spokeText(context: LayoutContext, plan: VpcPlan, lane: Lane): string {
  const callers = spokeCallersOf(context, plan, lane);
  return callers === undefined ? '' : ` ${counted(callers, 'workload')} in spokes.`;
}

/** NAT gateways, gates, transit gateways and IPv6 of a lane, each in its column. */
function waysOutIn(context: LayoutContext, plan: VpcPlan, lane: Lane): PlacedBlock[] {
  const children: PlacedBlock[] = [];
  const put = (x: number, block: Block): void => void children.push({ block, x: x - 1, y: laneInset });
  const gate = lane.gates[0];
  if (plan.gateX !== null && gate !== undefined) put(plan.gateX, gateBlock(context, plan.vpc, lane, gate));
  if (plan.natX !== null && lane.natGateways.length > 0) put(plan.natX, natBlock(context, lane.natGateways));
  else if (plan.natX !== null && lane.transitGateways.length > 0) put(plan.natX, transitBlock(context, plan.vpc, lane, natWidth));
  if (plan.ipv6X !== null && lane.ipv6 !== null) put(plan.ipv6X, ipv6Block(plan.vpc, lane));
  return children;
}

function groundShapes(context: LayoutContext, plan: VpcPlan, index: number, width: number, height: number): Shape[] {
  const lane = plan.lanes[index] as Lane;
  const fill = lane.isAvailabilityZone ? context.tintOf(plan.vpc.vpc.region, lane.zoneId) : ('surface' as const);
  const across = (y: number): Shape =>
    line(
      [
        { x: 0, y },
        { x: width, y },
      ],
      'line',
    );
  return [
    { kind: 'rect', x: 0, y: 0, width, height, fill },
    ...(lane.isAvailabilityZone || lane.zoneId === null ? [] : [hatch(plan.subnetX, width, height)]),
    across(0),
    ...(index === plan.lanes.length - 1 ? [across(height)] : []),
  ];
}

/** The AZ ID, and the account's own name for it beneath. A Local Zone hangs on the lane of its parent. */
function nameShapes(plan: VpcPlan, index: number, height: number): Shape[] {
  const lane = plan.lanes[index] as Lane;
  const above = plan.lanes[index - 1];
  const hangs = lane.parentZoneId !== null && (above?.zoneId === lane.parentZoneId || above?.parentZoneId === lane.parentZoneId);
  const x = vpcPad - 1 + (lane.parentZoneId === null ? 0 : 10);
  const hook = [
    { x: vpcPad + 1, y: 0 },
    { x: vpcPad + 1, y: height / 2 - 6 },
    { x: vpcPad + 7, y: height / 2 - 6 },
  ];
  return [
    label(x, lane.subtitle === null ? 19 : 13, lane.title, 'zone'),
    ...(lane.subtitle === null ? [] : [label(x, 24, lane.subtitle, 'code', { fill: 'ink-2' })]),
    ...(hangs ? [line(hook, 'line-strong')] : []),
  ];
}

/** Strokes across the lane of a Local Zone or Wavelength Zone: no endpoint can stand there. */
function hatch(left: number, width: number, height: number): Shape {
  let d = '';
  for (let x = left; x + height <= width; x += 16) d += `M${x} ${height}L${x + height} 0`;
  return { kind: 'path', d, fill: 'none', stroke: 'line', strokeWidth: 1 };
}

function subnetsIn(context: LayoutContext, plan: VpcPlan, lane: Lane): PlacedBlock[] {
  if (lane.subnets.length === 0) return [];
  const x = plan.subnetX - 1;
  if (!plan.isDetailed) return [{ block: subnetsBlock(context, plan.vpc, lane), x, y: laneInset }];
  return lane.subnets.map((subnet, nth) => ({
    block: subnetRow(context, plan.vpc, subnet),
    x,
    y: laneInset + nth * (subnetRowHeight + 4),
  }));
}

/** From the transit gateway's box to where all wires of the VPC turn down. */
function wireShapes(plan: VpcPlan, lane: Lane, height: number): Shape[] {
  if (plan.natX === null || lane.transitGateways.length === 0 || lane.natGateways.length > 0) return [];
  const y = height / 2;
  const points = [
    { x: plan.natX + natWidth - 1, y },
    { x: plan.wireX - 1, y },
  ];
  return [{ kind: 'line', points, stroke: 'line-strong', strokeWidth: 1.5 }];
}

/** In the place of a missing NAT gateway: where the lane's traffic goes instead. */
function egressShapes(context: LayoutContext, plan: VpcPlan, lane: Lane): Shape[] {
  if (lane.natGateways.length > 0 || lane.transitGateways.length > 0 || regionalNatGateways(plan.vpc).length > 0) return [];
  const elsewhere = foreignZones(plan, lane);
  const x = ((lane.passesGate ? plan.gateX : plan.natX) ?? 0) + 4;
  if (plan.natX === null && (plan.gateX === null || elsewhere.length === 0)) return [];
  if (elsewhere.length > 0) {
    return [
      label(x, 13, 'cross-AZ to', 'smallStrong', { fill: 'ink', maxWidth: natWidth }),
      label(x, 24, listed(elsewhere), 'code', { fill: 'ink-2', maxWidth: natWidth }),
    ];
  }
  const callers = spokeCallersOf(context, plan, lane);
  if (callers !== undefined)
    return [
      label(x, 13, `+ ${counted(callers, 'workload')}`, 'smallStrong', { maxWidth: natWidth }),
      label(x, 24, 'in spokes', 'small', { fill: 'ink-2', maxWidth: natWidth }),
    ];
  const text = egressText(lane);
  return text === null ? [] : [label(x, 19, text, 'small', { fill: 'ink-2', maxWidth: natWidth })];
}

/** Zones whose NAT gateway or gate this lane's subnets use although they stand in another. */
function foreignZones(plan: VpcPlan, lane: Lane): readonly string[] {
  const ids = new Set<string | null>(lane.subnets.map((subnet) => subnet.egressTarget));
  const isUsed = (other: Lane): boolean =>
    other.natGateways.some((node) => ids.has(node.natGateway.natGatewayId)) ||
    other.gates.some((node) => ids.has(node.endpoint.vpcEndpointId));
  const others = plan.lanes.filter((other) => other !== lane && isUsed(other));
  return others.map((other) => other.title);
}

/** At most one: AWS allows one regional NAT gateway to be the target of a route. */
export function regionalNats(context: LayoutContext, plan: VpcPlan): PlacedBlock[] {
  const natX = plan.natX;
  if (natX === null) return [];
  return regionalNatGateways(plan.vpc)
    .slice(0, 1)
    .map((node) => ({ block: regionalNatBlock(context, node, plan.spans), x: natX, y: headerHeight + laneInset }));
}
