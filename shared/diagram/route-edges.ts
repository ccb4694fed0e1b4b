/** Default routes to NAT gateways, gates and transit gateways: a short line within the lane, a dashed one where it crosses to another zone. */
import { groupBy } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Placement } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { DiagramEdge, Point, Rect } from './diagram.ts';
import type { Lane } from './lane.ts';
import { lanesOf } from './lanes.ts';
import { counted } from './words.ts';

/** One edge per lane and way out that the lane's subnets send their default route to. */
export function routeEdges(context: LayoutContext, placement: Placement): DiagramEdge[] {
  return context.topology.vpcs.flatMap((vpc) => (placement.boxes.has(`vpc:${vpc.vpc.vpcId}`) ? vpcRoutes(context, placement, vpc) : []));
}

function vpcRoutes(context: LayoutContext, placement: Placement, vpc: VpcNode): DiagramEdge[] {
  const lanes = lanesOf(context, vpc);
  const ways = waysOutOf(lanes, vpc);
  let turn = 0;
  return lanes.flatMap((lane) => {
    const sourceId = `subnets:${vpc.vpc.vpcId}/${lane.title}`;
    const source = placement.boxes.get(sourceId);
    if (source === undefined) return [];
    // What comes out of a gate goes on from there, not from the subnet that the gate stands in.
    const behind = new Set<string>(lane.gates.flatMap((node) => node.endpoint.subnetIds));
    const callers = lane.subnets.filter((subnet) => !behind.has(subnet.subnet.subnetId));
    const gate = placement.boxes.get(`gate:${lane.gates[0]?.endpoint.vpcEndpointId ?? ''}`);
    const edges = [...groupBy(callers, (subnet) => subnet.egressTarget ?? '')].flatMap(([target, subnets]) => {
      const wayOut = ways.get(target) ?? transitWay(vpc, lane, target);
      const box = wayOut === undefined ? undefined : placement.boxes.get(wayOut.nodeId);
      if (wayOut === undefined || box === undefined) return [];
      const isCross = wayOut.lane !== null && wayOut.lane !== lane.title;
      if (isCross) turn += 1;
      const start = { x: source.x + source.width, y: source.y + source.height / 2 };
      const end = { x: box.x, y: wayOut.lane === null ? start.y : box.y + box.height / 2 };
      const isPast = gate !== undefined && box.x > gate.x;
      const points = isPast ? below(source, box) : way(start, end, turn);
      return [edge(vpc, lane.title, wayOut, subnets.length, isCross, points)];
    });
    return [...edges, ...behindGates(placement, vpc, lane), ...ipv6Wire(placement, vpc, lane, source, sourceId)];
  });
}

/** What a default route leads to: a box in a lane, or across all lanes (`lane` is `null`). */
export interface WayOut {
  readonly nodeId: string;
  readonly lane: string | null;
  readonly words: string;
}

/** By the id of the target: NAT gateways and gates of a VPC. */
export function waysOutOf(lanes: readonly Lane[], vpc: VpcNode): Map<string, WayOut> {
  const ways = new Map<string, WayOut>();
  for (const lane of lanes) {
    const first = lane.natGateways[0]?.natGateway.natGatewayId;
    for (const nat of lane.natGateways)
      ways.set(nat.natGateway.natGatewayId, { nodeId: `nat:${first}`, lane: lane.title, words: 'NAT gateway' });
    const gate = lane.gates[0]?.endpoint.vpcEndpointId;
    for (const node of lane.gates)
      ways.set(node.endpoint.vpcEndpointId, { nodeId: `gate:${gate}`, lane: lane.title, words: 'Gateway Load Balancer endpoint' });
  }
  for (const { natGateway } of vpc.natGateways) {
    const id = natGateway.natGatewayId;
    if (!ways.has(id)) ways.set(id, { nodeId: `nat:${id}`, lane: null, words: 'NAT gateway' });
  }
  return ways;
}

/** The wire of a lane to a transit gateway. */
export function transitWay({ vpc }: VpcNode, lane: Lane, target: string): WayOut | undefined {
  if (!lane.transitGateways.includes(target)) return undefined;
  return { nodeId: `egress:${vpc.vpcId}/${lane.title}`, lane: lane.title, words: 'transit gateway' };
}

/** From a gate to the NAT gateway of its lane: what comes back from the firewalls goes on there. */
export function behindGates(placement: Placement, vpc: VpcNode, lane: Lane): DiagramEdge[] {
  const first = lane.natGateways[0]?.natGateway.natGatewayId;
  return lane.gates.slice(0, 1).flatMap((node) => {
    const home = vpc.subnets.find((subnet) => node.endpoint.subnetIds.includes(subnet.subnet.subnetId));
    const gate = placement.boxes.get(`gate:${node.endpoint.vpcEndpointId}`);
    const nat = placement.boxes.get(`nat:${first}`);
    if (gate === undefined || nat === undefined || home?.egress !== 'nat-gateway') return [];
    const y = gate.y + gate.height / 2;
    const points = [
      { x: gate.x + gate.width, y },
      { x: nat.x, y },
    ];
    const made = edge(vpc, lane.title, { nodeId: `nat:${first}`, lane: lane.title, words: 'NAT gateway' }, 1, false, points);
    return [{ ...made, id: `route:gate/${node.endpoint.vpcEndpointId}`, source: `gate:${node.endpoint.vpcEndpointId}` }];
  });
}

/** Below everything else in the lane: IPv6 passes no NAT gateway. */
export function ipv6Wire(placement: Placement, { vpc }: VpcNode, lane: Lane, source: Rect, sourceId: string): DiagramEdge[] {
  const id = `ipv6:${vpc.vpcId}/${lane.title}`;
  const target = placement.boxes.get(id);
  if (target === undefined) return [];
  return [
    {
      id: `route:ipv6/${sourceId}`,
      source: sourceId,
      target: id,
      kind: 'route',
      points: below(source, target),
      tone: 'neutral',
      dashed: false,
      count: 1,
      label: null,
      description: `The IPv6 default route (::/0) of ${lane.title} passes no NAT gateway.`,
      subject: subject('vpc', vpc.vpcId, vpc),
      zoneId: null,
    },
  ];
}

/** Past the gate of the lane, below it, to a box of the same lane or of another. */
export function below(source: Rect, target: Rect): Point[] {
  const start = { x: source.x + source.width, y: source.y + source.height - 5 };
  const y = source.y + source.height + 1.5;
  const x = target.x - 5;
  const end = { x: target.x, y: target.y + target.height - 5 };
  return [start, { x: start.x + 6, y: start.y }, { x: start.x + 6, y }, { x, y }, { x, y: end.y }, end];
}

function way(start: Point, end: Point, turn: number): Point[] {
  if (start.y === end.y) return [start, end];
  const x = Math.min(start.x + 4 + turn * 4, end.x - 4);
  return [start, { x, y: start.y }, { x, y: end.y + 8 }, { x: end.x, y: end.y + 8 }];
}

function edge({ vpc }: VpcNode, lane: string, wayOut: WayOut, count: number, isCross: boolean, points: readonly Point[]): DiagramEdge {
  const { nodeId, words } = wayOut;
  return {
    id: `route:${vpc.vpcId}/${lane}/${nodeId}`,
    source: `subnets:${vpc.vpcId}/${lane}`,
    target: nodeId,
    kind: 'route',
    points,
    tone: isCross ? 'warn' : 'neutral',
    dashed: isCross,
    count,
    label: null,
    description: isCross
      ? `The default route of ${counted(count, 'subnet')} in ${lane} leads to a ${words} in ${wayOut.lane ?? 'another zone'}: traffic crosses zones.`
      : `The default route of ${counted(count, 'subnet')} in ${lane} leads to the ${words}.`,
    subject: subject('vpc', vpc.vpcId, vpc),
    zoneId: null,
  };
}
