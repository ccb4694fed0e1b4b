/** Where the parts of a VPC's box stand, before anything is drawn. */
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { onGrid } from './block.ts';
import { type Column, columnsOf } from './columns.ts';
import type { LayoutContext } from './context.ts';
import { columnWidth, headerHeight, type LaneSpan, strandPitch, strandZones } from './endpoint-column.ts';
import { hubWidth } from './hub-column.ts';
import { gateWidth, ipv6Width } from './way-out-blocks.ts';
import { egressText, laneHeight, laneInset, natWidth, routeGutter, subnetRowHeight, subnetRowWidth, subnetWidth } from './lane-blocks.ts';
import type { Lane } from './lane.ts';
import { lanesOf } from './lanes.ts';
import { labelWidth } from './shape.ts';
import { transitIndex, type TransitUse } from './transit.ts';

export const vpcPad = 10;
const columnGap = 4;

/** All in the coordinates of the VPC's box. */
export interface VpcPlan {
  readonly vpc: VpcNode;
  /** Every subnet on its own row, as the VPC view shows them. */
  readonly isDetailed: boolean;
  readonly lanes: readonly Lane[];
  readonly spans: readonly LaneSpan[];
  readonly columns: readonly Column[];
  readonly subnetX: number;
  /** Gateway Load Balancer endpoints that default routes pass, before anything else. */
  readonly gateX: number | null;
  /** NAT gateways, transit gateways, or what stands in their place. */
  readonly natX: number | null;
  readonly ipv6X: number | null;
  /** Right of the last of them: where wires to transit gateways turn down. */
  readonly wireX: number;
  /** Names served by the endpoints of other VPCs: a column each, without pins. */
  readonly hubs: readonly TransitUse[];
  readonly hubX: readonly number[];
  /** Other uses of transit gateways: one strand each. */
  readonly wires: readonly TransitUse[];
  readonly columnX: readonly number[];
  readonly width: number;
  readonly lanesBottom: number;
  /** Zones of the Region without a subnet here. */
  readonly otherZones: readonly string[];
  readonly busTop: number;
  readonly busCount: number;
}

export function planVpc(context: LayoutContext, vpc: VpcNode, isDetailed: boolean): VpcPlan {
  const lanes = lanesOf(context, vpc);
  const columns = columnsOf(context, vpc);
  const labelColumn = onGrid(
    Math.max(56, ...lanes.flatMap((lane) => [labelWidth(lane.title, 'zone'), labelWidth(lane.subtitle ?? '', 'code')])) + vpcPad + 8,
  );
  const hasSubnets = vpc.subnets.length > 0;
  const hasNatColumn =
    vpc.natGateways.length > 0 ||
    lanes.some((lane) => egressText(lane) !== null || lane.transitGateways.length > 0) ||
    transitIndex(context).spokeCallers(vpc.vpc.vpcId) !== null;
  const ownWidth = isDetailed ? subnetRowWidth : subnetWidth;
  const uses = transitIndex(context).usesOf(vpc.vpc.vpcId);
  const wires = uses.filter((use) => use.role !== 'spoke');
  const hubs = uses.filter((use) => use.role === 'spoke');
  let x = labelColumn + (hasSubnets ? ownWidth : 0);
  const placed = (isThere: boolean, gutter: number, width: number): number | null => {
    if (!isThere) return null;
    x += gutter + width;
    return x - width;
  };
  const gateX = placed(
    lanes.some((lane) => lane.gates.length > 0),
    routeGutter,
    gateWidth,
  );
  const natX = placed(hasNatColumn, routeGutter * (isDetailed && gateX === null ? 2 : 1), natWidth);
  const ipv6X = placed(
    lanes.some((lane) => lane.ipv6 !== null),
    10,
    ipv6Width,
  );
  const contentX = x;
  const wireX = contentX + 6;
  x = Math.max(contentX + 14 + (wires.length > 0 ? wires.length * strandPitch : 0), 184);
  const hubX = hubs.map((use) => {
    const at = x;
    x += hubWidth(use) + columnGap;
    return at;
  });
  const columnX = columns.map((column, index) => {
    const at = x;
    x += columnWidth(column, index === columns.length - 1) + columnGap;
    return at;
  });
  const spans = spansOf(context, vpc, lanes, isDetailed);
  const used = new Set(lanes.map((lane) => lane.zoneId));
  const otherZones = vpc.subnets.length === 0 ? [] : context.zonesOf(vpc.vpc.region).filter((zone) => !used.has(zone));
  const last = spans.at(-1);
  const lanesBottom = last === undefined ? headerHeight + (columns.length > 0 ? 20 : 0) : last.y + last.height;
  return {
    vpc,
    isDetailed,
    lanes,
    spans,
    columns,
    subnetX: labelColumn,
    gateX,
    natX,
    ipv6X,
    wireX,
    hubs,
    hubX,
    wires,
    columnX,
    width: Math.max(columns.length + hubs.length === 0 ? contentX + vpcPad : x + 4, 220),
    lanesBottom,
    otherZones,
    busTop: lanesBottom,
    busCount: hubs.length + wires.length + columns.slice(0, -1).reduce((count, column) => count + strandZones(column).length, 0),
  };
}

function spansOf(context: LayoutContext, { vpc }: VpcNode, lanes: readonly Lane[], isDetailed: boolean): LaneSpan[] {
  let y = headerHeight;
  return lanes.map((lane) => {
    const rows = isDetailed ? lane.subnets.length * (subnetRowHeight + 4) + laneInset * 2 - 4 : 0;
    const tint = lane.isAvailabilityZone ? context.tintOf(vpc.region, lane.zoneId) : ('surface' as const);
    const span = { zoneId: lane.isAvailabilityZone ? lane.zoneId : null, tint, y, height: onGrid(Math.max(laneHeight, rows)) };
    y += span.height;
    return span;
  });
}
