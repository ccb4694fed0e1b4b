/** What stands below the lanes of a VPC: gateway endpoints, the Region's other zones, the bus of the strands. */
import type { PlacedBlock } from './block.ts';
import { type Column, hasStrands } from './columns.ts';
import type { LayoutContext } from './context.ts';
import type { Shape } from './diagram.ts';
import { columnWidth, strandPitch } from './endpoint-column.ts';
import { footHeight, footStrip } from './foot-strip.ts';
import { label, labelWidth, line } from './shape.ts';
import { type VpcPlan, vpcPad } from './vpc-plan.ts';

const thinLaneHeight = 16;

export interface VpcFoot {
  readonly chips: readonly PlacedBlock[];
  readonly shapes: readonly Shape[];
  /** What the strip of gateway endpoints needs. */
  readonly width: number;
  /** Below the lanes. */
  readonly height: number;
}

/** The strip stands beside the bus where there is room, else below it; so do the other zones beside the strip. */
export function planFoot(context: LayoutContext, plan: VpcPlan): VpcFoot {
  const room = (plan.busCount === 0 ? plan.width : busLeft(plan)) - vpcPad * 2;
  const bus = plan.busCount === 0 ? 0 : plan.busCount * strandPitch + 6;
  const draft = footStrip(context, plan.vpc, vpcPad, plan.lanesBottom);
  const hasOthers = plan.otherZones.length > 0;
  const words = otherZonesText(plan);
  if (draft === null) return { chips: [], shapes: thinLane(plan, room), width: 0, height: Math.max(hasOthers ? thinLaneHeight : 0, bus) };
  if (hasOthers && draft.width + 12 + labelWidth(words, 'code') < room) {
    const others = label(vpcPad + draft.width + 12, plan.lanesBottom + 17, words, 'code', { fill: 'ink-2' });
    return { ...draft, shapes: [...draft.shapes, others], height: Math.max(footHeight, bus) };
  }
  const thin = hasOthers ? thinLaneHeight : 0;
  const isBeside = plan.busCount === 0 || draft.width < room;
  const top = isBeside ? thin : Math.max(thin, bus);
  const strip = footStrip(context, plan.vpc, vpcPad, plan.lanesBottom + top) ?? draft;
  const shapes = [...thinLane(plan, room), ...strip.shapes];
  return { ...strip, shapes, height: isBeside ? Math.max(top + footHeight, bus) : top + footHeight };
}

/** Where the first strand turns down to the bus. */
function busLeft(plan: VpcPlan): number {
  if (plan.wires.length > 0) return plan.wireX;
  if (plan.hubs.length > 0) return plan.hubX[0] ?? plan.width;
  const index = plan.columns.findIndex(hasStrands);
  return index < 0 ? plan.width : (plan.columnX[index] ?? plan.width) + columnWidth(plan.columns[index] as Column, false) / 2;
}

function otherZonesText(plan: VpcPlan): string {
  return `no subnets in ${plan.otherZones.join(' ')}`;
}

/** The other zones of the Region in one thin lane. */
function thinLane(plan: VpcPlan, room: number): Shape[] {
  if (plan.otherZones.length === 0) return [];
  return [
    line(
      [
        { x: 0, y: plan.lanesBottom },
        { x: plan.width, y: plan.lanesBottom },
      ],
      'line',
    ),
    label(vpcPad, plan.lanesBottom + 12, otherZonesText(plan), 'code', {
      fill: 'ink-2',
      maxWidth: room,
    }),
  ];
}
