/** One lane of a VPC's box with what stands in it. */
import type { Block, PlacedBlock } from './block.ts';
import type { LayoutContext } from './context.ts';
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
import { label } from './shape.ts';
import { type VpcPlan, vpcPad } from './vpc-plan.ts';
import { counted, listed } from './words.ts';

/** The lane as ground for everything in its zone. */
export function laneBlock(context: LayoutContext, plan: VpcPlan, lane: Lane, index: number, width: number): PlacedBlock {
  const { vpc } = plan.vpc;
  const isLast = index === plan.lanes.length - 1;
  const { y, height } = plan.spans[index] ?? { y: headerHeight, height: laneHeight };
  const children: PlacedBlock[] = subnetsIn(context, plan, lane);
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
    height,
    shapes: [
      {
        kind: 'rect',
        x: 0,
        y: 0,
        width: width - 2,
        height,
        fill: lane.isAvailabilityZone ? context.tintOf(vpc.region, lane.zoneId) : 'surface',
      },
      ...(lane.isAvailabilityZone || lane.zoneId === null ? [] : [hatch(plan.subnetX, width - 2, height)]),
      edge,
      ...(isLast
        ? [
            {
              ...edge,
              points: [
                { x: 0, y: height },
                { x: width - 2, y: height },
              ],
            },
          ]
        : []),
      label(vpcPad - 1, lane.subtitle === null ? 19 : 13, lane.title, 'zone'),
      ...(lane.subtitle === null ? [] : [label(vpcPad - 1, 24, lane.subtitle, 'code', { fill: 'ink-2' })]),
      ...egressShapes(plan, lane),
    ],
    children,
  };
  return { block, x: 1, y };
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

/** In the place of a missing NAT gateway: where the lane's traffic goes instead. */
function egressShapes(plan: VpcPlan, lane: Lane): Shape[] {
  if (plan.natX === null || lane.natGateways.length > 0 || regionalNatGateways(plan.vpc).length > 0) return [];
  const elsewhere = foreignNatZones(plan, lane);
  const x = plan.natX + 4;
  if (elsewhere.length > 0) {
    return [
      label(x, 13, 'cross-AZ to', 'smallStrong', { fill: 'ink', maxWidth: natWidth }),
      label(x, 24, listed(elsewhere), 'code', { fill: 'ink-2', maxWidth: natWidth }),
    ];
  }
  const text = egressText(lane);
  return text === null ? [] : [label(x, 19, text, 'small', { fill: 'ink-2', maxWidth: natWidth })];
}

/** Zones whose NAT gateway this lane's subnets use although they stand in another. */
function foreignNatZones(plan: VpcPlan, lane: Lane): readonly string[] {
  const ids = new Set(lane.subnets.map((subnet) => subnet.egressTarget));
  const others = plan.lanes.filter((other) => other !== lane && other.natGateways.some((node) => ids.has(node.natGateway.natGatewayId)));
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
