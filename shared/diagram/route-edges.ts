/** Default routes to NAT gateways: a short line within the lane, a dashed one where it crosses to another zone. */
import { groupBy } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Placement } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { DiagramEdge, Point } from './diagram.ts';
import { lanesOf } from './lanes.ts';
import { counted } from './words.ts';

/** One edge per lane and NAT gateway box that the lane's subnets send their default route to. */
export function routeEdges(context: LayoutContext, placement: Placement): DiagramEdge[] {
  return context.topology.vpcs.flatMap((vpc) => (placement.boxes.has(`vpc:${vpc.vpc.vpcId}`) ? vpcRoutes(context, placement, vpc) : []));
}

function vpcRoutes(context: LayoutContext, placement: Placement, vpc: VpcNode): DiagramEdge[] {
  const lanes = lanesOf(context, vpc);
  const boxOfNat = new Map<string, { nodeId: string; lane: string | null }>();
  for (const lane of lanes) {
    const first = lane.natGateways[0]?.natGateway.natGatewayId;
    for (const nat of lane.natGateways) boxOfNat.set(nat.natGateway.natGatewayId, { nodeId: `nat:${first}`, lane: lane.title });
  }
  for (const nat of vpc.natGateways) {
    const { natGatewayId } = nat.natGateway;
    if (!boxOfNat.has(natGatewayId)) boxOfNat.set(natGatewayId, { nodeId: `nat:${natGatewayId}`, lane: null });
  }
  let turn = 0;
  return lanes.flatMap((lane) => {
    const targets = groupBy(
      lane.subnets.filter((subnet) => subnet.egress === 'nat-gateway'),
      (subnet) => boxOfNat.get(subnet.egressTarget ?? '')?.nodeId ?? '',
    );
    return [...targets].flatMap(([nodeId, subnets]) => {
      const source = placement.boxes.get(`subnets:${vpc.vpc.vpcId}/${lane.title}`);
      const target = placement.boxes.get(nodeId);
      const natLane = [...boxOfNat.values()].find((box) => box.nodeId === nodeId)?.lane ?? null;
      if (source === undefined || target === undefined) return [];
      const isCross = natLane !== null && natLane !== lane.title;
      if (isCross) turn += 1;
      const start = { x: source.x + source.width, y: source.y + source.height / 2 };
      const end = { x: target.x, y: natLane === null ? start.y : target.y + target.height / 2 };
      return [edge(vpc, lane.title, nodeId, subnets.length, isCross, natLane, way(start, end, turn))];
    });
  });
}

function way(start: Point, end: Point, turn: number): Point[] {
  if (start.y === end.y) return [start, end];
  const x = Math.min(start.x + 4 + turn * 4, end.x - 4);
  return [start, { x, y: start.y }, { x, y: end.y + 8 }, { x: end.x, y: end.y + 8 }];
}

function edge(
  { vpc }: VpcNode,
  lane: string,
  nodeId: string,
  count: number,
  isCross: boolean,
  natLane: string | null,
  points: Point[],
): DiagramEdge {
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
      ? `The default route of ${counted(count, 'subnet')} in ${lane} leads to a NAT gateway in ${natLane}: traffic crosses zones.`
      : `The default route of ${counted(count, 'subnet')} in ${lane} leads to the NAT gateway.`,
    subject: subject('vpc', vpc.vpcId, vpc),
    zoneId: null,
  };
}

/** The VPC view: one edge per subnet whose default route leads to a NAT gateway of the VPC. */
export function subnetRouteEdges(placement: Placement, vpc: VpcNode): DiagramEdge[] {
  const zonesOf = new Map(vpc.natGateways.map((node) => [node.natGateway.natGatewayId as string, node.zones?.zones ?? []]));
  let turn = 0;
  return vpc.subnets.flatMap((node) => {
    const nodeId = `nat:${node.egressTarget ?? ''}`;
    const source = placement.boxes.get(`subnet:${node.subnet.subnetId}`);
    const target = placement.boxes.get(nodeId);
    const zones = zonesOf.get(node.egressTarget ?? '');
    if (node.egress !== 'nat-gateway' || source === undefined || target === undefined || zones === undefined) return [];
    const isCross = node.zoneId !== null && zones.length > 0 && !zones.includes(node.zoneId);
    const start = { x: source.x + source.width, y: source.y + source.height / 2 };
    const inside = Math.min(Math.max(start.y, target.y + 4), target.y + target.height - 4);
    turn += 1;
    const x = start.x + 8 + (turn % 8) * 4;
    const way =
      inside === start.y ? [start, { x: target.x, y: start.y }] : [start, { x, y: start.y }, { x, y: inside }, { x: target.x, y: inside }];
    const name = node.subnet.name ?? node.subnet.subnetId;
    return [
      {
        id: `route:${node.subnet.subnetId}`,
        source: `subnet:${node.subnet.subnetId}`,
        target: nodeId,
        kind: 'route' as const,
        points: way,
        tone: isCross ? ('warn' as const) : ('neutral' as const),
        dashed: isCross,
        count: 1,
        label: null,
        description: `The default route of ${name} leads to ${node.egressTarget}${isCross ? ` in ${zones.join(', ')}: traffic crosses zones` : ''}.`,
        subject: subject('subnet', node.subnet.subnetId, node.subnet),
        zoneId: node.zoneId,
      },
    ];
  });
}
