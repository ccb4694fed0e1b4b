/** The VPC view's routes: one edge per subnet whose default route leads to something that is drawn. */
import type { SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Placement } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { DiagramEdge, Point, Rect } from './diagram.ts';
import type { Lane } from './lane.ts';
import { lanesOf } from './lanes.ts';
import { behindGates, below, ipv6Wire, transitWay, type WayOut, waysOutOf } from './route-edges.ts';

export function subnetRouteEdges(context: LayoutContext, placement: Placement, vpc: VpcNode): DiagramEdge[] {
  const lanes = lanesOf(context, vpc);
  const ways = waysOutOf(lanes, vpc);
  let turn = 0;
  return lanes.flatMap((lane) => {
    const behind = new Set<string>(lane.gates.flatMap((node) => node.endpoint.subnetIds));
    const gate = placement.boxes.get(`gate:${lane.gates[0]?.endpoint.vpcEndpointId ?? ''}`);
    const edges = lane.subnets.flatMap((node) => {
      const source = placement.boxes.get(`subnet:${node.subnet.subnetId}`);
      const wayOut = ways.get(node.egressTarget ?? '') ?? transitWay(vpc, lane, node.egressTarget ?? '');
      const target = wayOut === undefined ? undefined : placement.boxes.get(wayOut.nodeId);
      if (source === undefined || wayOut === undefined || target === undefined || behind.has(node.subnet.subnetId)) return [];
      turn += 1;
      const isPast = gate !== undefined && target.x > gate.x;
      return [edge(lane, node, wayOut, isPast ? below(source, target) : way(source, target, turn))];
    });
    return [...edges, ...behindGates(placement, vpc, lane), ...firstIpv6(placement, vpc, lane)];
  });
}

/** One wire for all subnets of the lane: it starts at the lowest, so that it passes below everything. */
function firstIpv6(placement: Placement, vpc: VpcNode, lane: Lane): DiagramEdge[] {
  const routed = lane.subnets.filter((node) => node.routeTable?.routes.some((route) => route.destination === '::/0') === true);
  const last = routed.at(-1);
  const id = `subnet:${last?.subnet.subnetId ?? ''}`;
  const source = placement.boxes.get(id);
  return source === undefined ? [] : ipv6Wire(placement, vpc, lane, source, id);
}

function way(source: Rect, target: Rect, turn: number): Point[] {
  const start = { x: source.x + source.width, y: source.y + source.height / 2 };
  const y = Math.min(Math.max(start.y, target.y + 4), target.y + target.height - 4);
  if (y === start.y) return [start, { x: target.x, y }];
  const x = start.x + 4 + (turn % 7) * 2;
  return [start, { x, y: start.y }, { x, y }, { x: target.x, y }];
}

function edge(lane: Lane, node: SubnetNode, wayOut: WayOut, points: readonly Point[]): DiagramEdge {
  const isCross = wayOut.lane !== null && wayOut.lane !== lane.title;
  const { subnet } = node;
  return {
    id: `route:${subnet.subnetId}`,
    source: `subnet:${subnet.subnetId}`,
    target: wayOut.nodeId,
    kind: 'route',
    points,
    tone: isCross ? 'warn' : 'neutral',
    dashed: isCross,
    count: 1,
    label: null,
    description: `The default route of ${subnet.name ?? subnet.subnetId} leads to ${wayOut.words} ${node.egressTarget ?? ''}${isCross ? ` in ${wayOut.lane ?? 'another zone'}: traffic crosses zones` : ''}.`,
    subject: subject('subnet', subnet.subnetId, subnet),
    zoneId: node.zoneId,
  };
}
