/** What stands in a lane: its subnets with their workloads, its NAT gateways, where its default route leads. */
import type { AccountId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { NatGatewayNode, SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Block } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Shape } from './diagram.ts';
import type { LaneSpan } from './endpoint-column.ts';
import type { Lane } from './lane.ts';
import { label } from './shape.ts';
import { visibleText } from './text.ts';
import { accountText, counted, listed, thousands } from './words.ts';

export const laneHeight = 30;
export const subnetWidth = 92;
export const natWidth = 84;
/** Between subnets and NAT gateways: room for the default routes. */
export const routeGutter = 18;
const boxHeight = 24;
/** A subnet on a row of its own. */
export const subnetRowWidth = 336;
export const subnetRowHeight = 30;
/** Between the top of a lane and its boxes. */
export const laneInset = 3;

/** The subnets of a lane as one box: how many, and who calls from them. */
export function subnetsBlock(context: LayoutContext, vpc: VpcNode, lane: Lane): Block {
  const { subnets } = lane;
  const first = subnets[0] as SubnetNode;
  const name = first.subnet.name ?? first.subnet.subnetId;
  const title = subnets.length === 1 ? name : counted(subnets.length, 'subnet');
  const isId = subnets.length === 1 && first.subnet.name === null;
  const participants = sortedUnique(subnets.flatMap((node) => node.subnet.participants));
  const room = subnetWidth - (participants.length === 0 ? 12 : 12 + tabWidth);
  const shared =
    participants.length === 0 ? '' : ` Shared with ${listed(participants.map((id) => context.accountName(id) ?? accountText(id)))}.`;
  return {
    node: {
      id: `subnets:${vpc.vpc.vpcId}/${lane.title}`,
      kind: 'subnet',
      label: title,
      description: `${counted(subnets.length, 'subnet')} in ${lane.title}: ${subnetNames(subnets)}. ${workloadText(subnets)}.${shared}`,
      subject: subnets.length === 1 ? subject('subnet', first.subnet.subnetId, first.subnet) : null,
      tone: 'neutral',
      keywords: subnets.flatMap((node) => [
        node.subnet.subnetId,
        node.subnet.cidrBlock ?? '',
        node.subnet.name ?? '',
        ...rules(context, node),
      ]),
    },
    width: subnetWidth,
    height: boxHeight,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: subnetWidth, height: boxHeight, radius: 4, fill: 'surface', stroke: 'line', strokeWidth: 1 },
      {
        ...label(6, 10, withoutPrefix(title, vpc.vpc.name), 'chip', { maxWidth: room, isId }),
        ...(subnets.length === 1 ? { full: visibleText(name) } : {}),
      },
      label(6, 20, workloadText(subnets), 'small', { fill: 'ink-2', maxWidth: subnetWidth - 12 }),
      ...participantTab(context, participants),
    ],
    children: [],
  };
}

/** One subnet with its block, its route table and where its default route leads. */
export function subnetRow(context: LayoutContext, vpc: VpcNode, node: SubnetNode): Block {
  const { subnet, routeTable } = node;
  const name = subnet.name ?? subnet.subnetId;
  const cidr = subnet.cidrBlock ?? subnet.ipv6CidrBlocks[0] ?? '';
  const table = routeTable === null ? 'route table unknown' : (routeTable.name ?? routeTable.routeTableId);
  const second = `${workloadText([node])} · ${table}: ${egressWords[node.egress]}`;
  return {
    node: {
      id: `subnet:${subnet.subnetId}`,
      kind: 'subnet',
      label: name,
      description: `Subnet ${name}, ${cidr}: ${second}.`,
      subject: subject('subnet', subnet.subnetId, subnet),
      tone: 'neutral',
      keywords: [subnet.subnetId, cidr, routeTable?.routeTableId ?? '', node.egressTarget ?? '', ...rules(context, node)],
    },
    width: subnetRowWidth,
    height: subnetRowHeight,
    shapes: [
      {
        kind: 'rect',
        x: 0,
        y: 0,
        width: subnetRowWidth,
        height: subnetRowHeight,
        radius: 4,
        fill: 'surface',
        stroke: 'line',
        strokeWidth: 1,
      },
      {
        ...label(8, 12, withoutPrefix(name, vpc.vpc.name), 'chip', { maxWidth: 196, isId: subnet.name === null }),
        full: visibleText(name),
      },
      label(subnetRowWidth - 8, 12, cidr, 'code', { anchor: 'end', fill: 'ink-2', maxWidth: 120 }),
      label(8, 24, second, 'small', { fill: 'ink-2', maxWidth: subnetRowWidth - 16 }),
    ],
    children: [],
  };
}

const egressWords: Readonly<Record<SubnetNode['egress'], string>> = {
  'internet-gateway': 'internet gateway',
  'nat-gateway': 'NAT gateway',
  'transit-gateway': 'transit gateway',
  'gateway-load-balancer-endpoint': 'Gateway Load Balancer endpoint',
  peering: 'peering',
  other: 'another target',
  none: 'no default route',
  unknown: 'unknown',
};

/** A zonal NAT gateway, or several in one lane as one box. */
export function natBlock(context: LayoutContext, nodes: readonly NatGatewayNode[]): Block {
  const first = (nodes[0] as NatGatewayNode).natGateway;
  const usage = nodes.map((node) => context.natUsage(node.natGateway.natGatewayId));
  const isPrivate = first.connectivityType === 'private';
  const title = `${isPrivate ? 'private NAT' : 'NAT'}${nodes.length > 1 ? ` ×${nodes.length}` : ''}`;
  const detail = usageText(usage) ?? first.name ?? first.natGatewayId;
  return {
    node: natNode(context, nodes, title),
    width: natWidth,
    height: boxHeight,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: natWidth, height: boxHeight, radius: 4, fill: 'nat-soft', stroke: 'nat', strokeWidth: 1 },
      label(6, 10, title, 'strong', { maxWidth: natWidth - 12 }),
      label(6, 20, detail, 'small', { fill: 'ink-2', maxWidth: natWidth - 12, isId: detail.startsWith('nat-') }),
    ],
    children: [],
  };
}

/** A regional NAT gateway: a bar across all lanes, solid where it stands, dashed where it is missing. */
export function regionalNatBlock(context: LayoutContext, node: NatGatewayNode, lanes: readonly LaneSpan[]): Block {
  const top = lanes[0]?.y ?? 0;
  const last = lanes.at(-1);
  const height = last === undefined ? boxHeight : last.y + last.height - top - laneInset * 2;
  const present = new Set(node.zones?.zones ?? []);
  const shapes: Shape[] = lanes.map((lane, index) => ({
    kind: 'rect',
    x: 0,
    y: lane.y - top,
    width: natWidth,
    height: index === lanes.length - 1 ? lane.height - laneInset * 2 : lane.height,
    radius: 4,
    fill: lane.zoneId !== null && present.has(lane.zoneId) ? 'nat-soft' : 'none',
    stroke: 'nat',
    strokeWidth: 1,
    ...(lane.zoneId !== null && present.has(lane.zoneId) ? {} : { dash: [4, 3] }),
  }));
  const usage = usageText([context.natUsage(node.natGateway.natGatewayId)]);
  const zones = counted(present.size, 'zone');
  return {
    node: natNode(context, [node], 'regional NAT'),
    width: natWidth,
    height,
    shapes: [
      ...shapes,
      label(6, 10, 'regional NAT', 'strong', { maxWidth: natWidth - 8 }),
      label(6, 20, usage ?? zones, 'small', { fill: 'ink-2', maxWidth: natWidth - 12 }),
    ],
    children: [],
  };
}

function natNode(context: LayoutContext, nodes: readonly NatGatewayNode[], title: string): Block['node'] {
  const first = (nodes[0] as NatGatewayNode).natGateway;
  const zones = listed(sortedUnique(nodes.flatMap((node) => node.zones?.zones ?? [])));
  return {
    id: `nat:${first.natGatewayId}`,
    kind: 'nat-gateway',
    label: title,
    description: `${first.connectivityType} ${first.availabilityMode} NAT gateway ${first.name ?? first.natGatewayId}, ${first.state ?? 'state unknown'}, in ${zones === '' ? 'an unknown zone' : zones}.`,
    subject: subject('nat-gateway', first.natGatewayId, first),
    tone: 'neutral',
    keywords: nodes.flatMap(({ natGateway, zones: set }) => [
      natGateway.natGatewayId,
      natGateway.name ?? '',
      ...(set?.zones ?? []),
      ...natGateway.addresses.flatMap((address) => address.publicIp ?? []),
      ...context.rulesOf('nat-gateway', natGateway.natGatewayId),
    ]),
  };
}

/** Where the lane's subnets go when nothing in the VPC takes them: shown in the place of a NAT gateway. */
export function egressText(lane: Lane): string | null {
  const kinds = new Set(lane.subnets.map((subnet) => subnet.egress));
  if (kinds.has('gateway-load-balancer-endpoint') && !lane.passesGate) return 'GWLB endpoint';
  if (kinds.has('peering')) return 'peering';
  return kinds.has('unknown') && kinds.size === 1 ? 'routes unknown' : null;
}

function workloadText(subnets: readonly SubnetNode[]): string {
  const known = subnets.flatMap((node) => node.callers ?? []);
  if (known.length < subnets.length) return 'workloads unknown';
  return counted(
    known.reduce((sum, count) => sum + count, 0),
    'workload',
  );
}

/** Subnets mostly repeat the name of their VPC: what is left tells them apart. */
function withoutPrefix(name: string, vpcName: string | null): string {
  if (vpcName === null || !name.startsWith(vpcName)) return name;
  const rest = name.slice(vpcName.length).replace(/^[-_ ./]+/, '');
  return rest === '' ? name : rest;
}

function subnetNames(subnets: readonly SubnetNode[]): string {
  return listed(subnets.map((node) => node.subnet.name ?? node.subnet.subnetId));
}

function rules(context: LayoutContext, node: SubnetNode): readonly string[] {
  return context.rulesOf('subnet', node.subnet.subnetId);
}

function usageText(usage: readonly (string | null)[]): string | null {
  const known = usage.filter((value): value is string => value !== null);
  return known.length === usage.length && known.length === 1 ? `${thousands((known[0] ?? '').replace(/\..*$/, ''))} GB` : null;
}

const tabWidth = 44;

/** A tab on the subnet: accounts that use it too. */
function participantTab(context: LayoutContext, participants: readonly AccountId[]): Shape[] {
  const first = participants[0];
  if (first === undefined) return [];
  const text = participants.length > 1 ? `+${participants.length}` : (context.accountName(first) ?? `…${first.slice(-4)}`);
  return [
    { kind: 'rect', x: subnetWidth - tabWidth, y: -2, width: tabWidth + 2, height: 13, radius: 3, fill: 'accent' },
    {
      ...label(subnetWidth - tabWidth / 2 + 1, 8, text, 'small', { anchor: 'middle', fill: 'on-status', maxWidth: tabWidth - 2 }),
      full: visibleText(participants.map((id) => context.accountName(id) ?? accountText(id)).join(', ')),
    },
  ];
}
