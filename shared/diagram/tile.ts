/** Things folded into one tile each: a VPC, all services of a provider in a Region, a service. */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { EndpointNode, ServiceNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Block, BlockNode } from './block.ts';
import { isCustomService, type LayoutContext, serviceNodeId, subject } from './context.ts';
import type { Shape, Tone } from './diagram.ts';
import { serviceTone } from './service-box.ts';
import { ghostDash, label, toneMark } from './shape.ts';
import { foldRoom, foldShapes } from './fold.ts';
import type { StrandStart } from './strand.ts';
import { tileWires } from './tile-wires.ts';
import { leftOut, standing, summary } from './standing-of.ts';
import { hasLanes } from './vpc-line.ts';
import { worstTone } from './standing.ts';
import { accountText, counted, regionText, stateText, thousands } from './words.ts';

const tileWidth = 216;
const tileHeight = 44;
const rowHeight = 32;

/** The node that stands for a service: its own, or its provider's. */
export type TargetOf = (service: ServiceNode) => string;

export interface Tile {
  readonly block: Block;
  readonly strands: readonly StrandStart[];
}

/** A VPC as one tile: its name, how many endpoints and NAT gateways, its worst verdict. */
export function vpcTile(context: LayoutContext, node: VpcNode, targetOf: TargetOf): Tile {
  const { vpc } = node;
  const name = vpc.name ?? vpc.vpcId;
  const { tone, reason } = standing(context, node.endpoints);
  const isRead = node.endpoints.length > 0 || context.topology.index.coverage.isRead(vpc.accountId, vpc.region, 'DescribeVpcEndpoints');
  const counts = summary(node.endpoints.length, node.natGateways.length, isRead, leftOut(context, [node]));
  const blockNode: BlockNode = {
    ...(hasLanes(node) ? { fold: 'folded' } : {}),
    id: `vpc:${vpc.vpcId}`,
    kind: 'vpc',
    label: name,
    description: `VPC ${name}, ${vpc.region}: ${counts}${reason === null ? '' : `; worst: ${reason}`}.`,
    subject: subject('vpc', vpc.vpcId, vpc),
    tone: isRead ? tone : 'unknown',
    keywords: [
      vpc.vpcId,
      ...vpc.cidrBlocks,
      vpc.region,
      vpc.accountId,
      ...node.endpoints.flatMap((item) => [item.shortName, item.endpoint.vpcEndpointId]),
    ],
  };
  return tile(context, blockNode, counts, reason, [node], vpc.name === null, targetOf);
}

/** All services of a provider in a Region as one tile. */
export function providerTile(context: LayoutContext, id: string, services: readonly ServiceNode[]): Block {
  const first = services[0] as ServiceNode;
  const accountId = first.providerAccountId;
  const isGhost = services.every((service) => service.configuration === null);
  const name = accountId === null ? 'provider unknown' : (context.accountName(accountId) ?? accountText(accountId));
  const tone: Tone = isGhost ? 'ghost' : worstTone(services.map(serviceTone));
  const connections = services.reduce((sum, service) => sum + context.connectionsOf(service).length, 0);
  const counts = `${counted(services.length, 'service')} · ${counted(connections, 'connection')}`;
  return {
    node: {
      id,
      kind: isGhost ? 'ghost' : 'bundle',
      label: name,
      description: `Provider ${name}, ${regionText(first.region)}: ${counts}.`,
      subject: accountId === null ? null : { kind: 'account', id: accountId, accountId, region: first.region },
      tone,
      keywords: [accountId ?? '', first.region, ...services.flatMap((service) => [service.shortName, service.serviceId ?? ''])],
    },
    width: 260,
    height: tileHeight,
    shapes: [
      frame(260, tileHeight, tone, isGhost),
      ...toneMark(18, 16, tone),
      label(32, 20, `${name} · ${regionText(first.region)}`, 'strong', { maxWidth: 216 }),
      label(32, 35, counts, 'small', { fill: 'ink-2', maxWidth: 216 }),
    ],
    children: [],
    anchors: new Map([['*', { x: 0, y: tileHeight / 2 }]]),
  };
}

/** A service as one row, with how many are connected to it. */
export function serviceRow(context: LayoutContext, service: ServiceNode, minWidth = 260): Block {
  const connections = context.connectionsOf(service);
  const isGhost = service.configuration === null;
  const state = service.configuration?.serviceState ?? null;
  const isBroken = state !== null && state !== 'Available';
  const own = serviceTone(service);
  const waiting = connections.filter((node) => node.state === 'PendingAcceptance').length;
  const tone: Tone = waiting > 0 ? worstTone([own, 'warn']) : own;
  const note = isBroken
    ? stateText(state)
    : own === 'bad'
      ? 'a zone is dark'
      : waiting > 0
        ? `${waiting} waiting`
        : counted(connections.length, 'connection');
  const where = { accountId: service.providerAccountId ?? 'unknown', region: service.region };
  return {
    node: {
      id: serviceNodeId(service),
      kind: isGhost ? 'ghost' : 'service',
      label: service.shortName,
      description: `Endpoint service ${service.shortName}, ${service.serviceName}: ${note}${isGhost ? ', provider not scanned' : ''}.`,
      subject: subject('endpoint-service', service.serviceId ?? service.serviceName, where),
      tone,
      keywords: [service.serviceName, service.serviceId ?? '', service.region, service.providerAccountId ?? ''],
    },
    width: minWidth,
    height: rowHeight,
    shapes: [
      frame(minWidth, rowHeight, tone, isGhost),
      ...toneMark(16, rowHeight / 2, tone),
      label(30, 20, service.shortName, 'strong', { maxWidth: minWidth - 140, isId: service.shortName.startsWith('vpce-svc-') }),
      label(minWidth - 12, 20, note, 'small', { anchor: 'end', fill: tone === 'bad' || tone === 'warn' ? tone : 'ink-2' }),
    ],
    children: [],
    anchors: new Map([['*', { x: 0, y: rowHeight / 2 }]]),
  };
}

function tile(
  context: LayoutContext,
  node: BlockNode,
  counts: string,
  reason: string | null,
  nodes: readonly VpcNode[],
  isId: boolean,
  targetOf: TargetOf,
): Tile {
  const indent = node.fold === undefined ? 0 : foldRoom;
  const isLoud = node.tone === 'bad' || node.tone === 'warn' || node.tone === 'unknown';
  const block: Block = {
    node,
    width: tileWidth,
    height: tileHeight,
    shapes: [
      frame(tileWidth, tileHeight, node.tone, false),
      ...(node.fold === undefined ? [] : foldShapes(node.fold)),
      ...toneMark(18 + indent, 16, node.tone),
      label(32 + indent, 20, node.label, 'strong', { maxWidth: tileWidth - 44 - indent, isId }),
      label(32, 35, isLoud && reason !== null ? reason : counts, 'small', {
        fill: isLoud && reason !== null && node.tone !== 'unknown' ? (node.tone === 'bad' ? 'bad' : 'warn') : 'ink-2',
        maxWidth: tileWidth - 44,
      }),
    ],
    children: [],
  };
  const endpoints = nodes.flatMap((each) => each.endpoints);
  const wires = tileWires(context, node, nodes, tileWidth, tileHeight);
  return { block, strands: [...aggregates(context, node, endpoints, targetOf), ...wires] };
}

/** One edge per service, with the worst tone and the count of its connections. */
function aggregates(context: LayoutContext, node: BlockNode, endpoints: readonly EndpointNode[], targetOf: TargetOf): StrandStart[] {
  const custom = endpoints.flatMap((endpoint) => {
    const service = context.topology.serviceOf(endpoint);
    return isCustomService(service) ? [{ endpoint, service }] : [];
  });
  const groups = sortedBy(
    groupBy(custom, ({ service }) => targetOf(service)),
    ([target]) => target,
  );
  return groups.map(([target, group], index) => {
    const { tone, reason } = standing(
      context,
      group.map(({ endpoint }) => endpoint),
    );
    const y = tileHeight / 2 + (index - (groups.length - 1) / 2) * Math.min(6, (tileHeight - 12) / groups.length);
    const name = group[0]?.service.shortName ?? target;
    return {
      edge: {
        id: `aggregate:${node.id}/${target}`,
        source: node.id,
        target,
        kind: 'aggregate',
        tone,
        dashed: tone === 'bad' || tone === 'unknown',
        count: group.length,
        label: group.length > 1 ? thousands(group.length) : null,
        description: `${node.label} to ${name}: ${counted(group.length, 'endpoint')}${reason === null ? '' : `, ${reason}`}.`,
        subject: node.subject,
        zoneId: null,
      },
      port: '*',
      way: [
        { x: tileWidth, y },
        { x: tileWidth, y },
      ],
    };
  });
}

function frame(width: number, height: number, tone: Tone, isGhost: boolean): Shape {
  const rect = { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'raised' } as const;
  if (isGhost) return { ...rect, stroke: 'ghost', strokeWidth: 1, dash: ghostDash };
  return tone === 'bad' ? { ...rect, stroke: 'bad', strokeWidth: 1.5 } : { ...rect, stroke: 'line-strong', strokeWidth: 1 };
}
