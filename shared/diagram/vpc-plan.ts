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
export interface VpcPlan extends WaysOut {
  readonly vpc: VpcNode;
  /** Every subnet on its own row, as the VPC view shows them. */
  readonly isDetailed: boolean;
  readonly lanes: readonly Lane[];
  readonly spans: readonly LaneSpan[];
  readonly columns: readonly Column[];
  readonly subnetX: number;
  readonly hubX: readonly number[];
  readonly columnX: readonly number[];
  readonly width: number;
  readonly lanesBottom: number;
  /** Zones of the Region without a subnet here. */
  readonly otherZones: readonly string[];
  readonly busTop: number;
  readonly busCount: number;
}

function nameWidth(lane: Lane): number {
  return Math.max(labelWidth(lane.title, 'zone'), labelWidth(lane.subtitle ?? '', 'code')) + (lane.parentZoneId === null ? 0 : 10);
}

/** What stands between the subnets and the columns of endpoints. */
interface WaysOut {
  /** Where the last of it ends. */
  readonly contentX: number;
  /** Gateway Load Balancer endpoints that default routes pass, before anything else. */
  readonly gateX: number | null;
  /** NAT gateways, transit gateways, or what stands in their place. */
  readonly natX: number | null;
  readonly ipv6X: number | null;
  /** Right of the last of them: where wires to transit gateways turn down. */
  readonly wireX: number;
  /** Names served by the endpoints of other VPCs: a column each, without pins. */
  readonly hubs: readonly TransitUse[];
  /** Other uses of transit gateways: one strand each. */
  readonly wires: readonly TransitUse[];
}

export function planVpc(context: LayoutContext, vpc: VpcNode, isDetailed: boolean): VpcPlan {
  const lanes = lanesOf(context, vpc);
  const columns = columnsOf(context, vpc);
  const labelColumn = onGrid(Math.max(56, ...lanes.map(nameWidth)) + vpcPad + 8);
  const ways = waysOut(context, vpc, lanes, labelColumn, isDetailed);
  const { contentX, hubs, wires } = ways;
  let x = Math.max(contentX + 14 + wires.length * strandPitch, 184);
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
    ...ways,
    hubX,
    columnX,
    width: Math.max(columns.length + hubs.length === 0 ? contentX + vpcPad : x + 4, 220),
    lanesBottom,
    otherZones,
    busTop: lanesBottom,
    busCount: hubs.length + wires.length + columns.slice(0, -1).reduce((count, column) => count + strandZones(column).length, 0),
  };
}

function waysOut(context: LayoutContext, vpc: VpcNode, lanes: readonly Lane[], labelColumn: number, isDetailed: boolean): WaysOut {
  const index = transitIndex(context);
  const uses = index.usesOf(vpc.vpc.vpcId);
  const hasNatColumn =
    vpc.natGateways.length > 0 ||
    lanes.some((lane) => egressText(lane) !== null || lane.transitGateways.length > 0) ||
    index.spokeCallers(vpc.vpc.vpcId) !== null;
  let x = labelColumn + (vpc.subnets.length === 0 ? 0 : isDetailed ? subnetRowWidth : subnetWidth);
  const placed = (isThere: boolean, gutter: number, width: number): number | null => {
    if (!isThere) return null;
    x += gutter + width;
    return x - width;
  };
  const hasGates = lanes.some((lane) => lane.gates.length > 0);
  const gateX = placed(hasGates, routeGutter, gateWidth);
  const natX = placed(hasNatColumn, routeGutter * (isDetailed && gateX === null ? 2 : 1), natWidth);
  const hasIpv6 = lanes.some((lane) => lane.ipv6 !== null);
  const ipv6X = placed(hasIpv6, 10, ipv6Width);
  return {
    contentX: x,
    gateX,
    natX,
    ipv6X,
    wireX: x + 6,
    hubs: uses.filter((use) => use.role === 'spoke'),
    wires: uses.filter((use) => use.role !== 'spoke'),
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
