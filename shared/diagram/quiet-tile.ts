/** Tiles of a group, whose head carries the mark: as small as their words allow, with how they stand at their left edge. */
import type { VpcNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Block, BlockNode } from './block.ts';
import type { LayoutContext } from './context.ts';
import { foldRoom, foldShapes } from './fold.ts';
import { serviceTone } from './service-box.ts';
import { ghostDash, label } from './shape.ts';
import { toneColour } from './theme.ts';
import { leftOut, standing, summary } from './standing-of.ts';
import { worstTone } from './standing.ts';
import { accountText, counted, regionText } from './words.ts';

const accountWidth = 176;
export const quietHeight = 36;
export const providerWidth = 172;

/** All VPCs of an account as one tile. */
export function accountTile(context: LayoutContext, nodes: readonly VpcNode[]): Block {
  const { accountId } = (nodes[0] as VpcNode).vpc;
  const endpoints = nodes.flatMap((node) => node.endpoints);
  const { tone, reason } = standing(context, endpoints);
  const nats = nodes.reduce((sum, node) => sum + node.natGateways.length, 0);
  const regions = sortedUnique(nodes.map((node) => node.vpc.region));
  const name = context.accountName(accountId) ?? accountText(accountId);
  const isRead = nodes.every(({ vpc }) => context.topology.index.coverage.isRead(vpc.accountId, vpc.region, 'DescribeVpcEndpoints'));
  const counts = `${counted(nodes.length, 'VPC')} · ${summary(endpoints.length, nats, isRead || endpoints.length > 0, leftOut(context, nodes))}`;
  const node: BlockNode = {
    fold: 'folded',
    id: `vpcs:${accountId}`,
    kind: 'bundle',
    label: name,
    description: `Account ${name}, ${regions.map(regionText).join(', ')}: ${counts}${reason === null ? '' : `; worst: ${reason}`}.`,
    subject: { kind: 'account', id: accountId, accountId, region: 'global' },
    tone: isRead ? tone : worstTone([tone, 'unknown']),
    keywords: [accountId, accountText(accountId), ...regions, ...nodes.flatMap((each) => [each.vpc.vpcId, each.vpc.name ?? ''])],
  };
  return quietTile(node, accountWidth, name, reason ?? counts);
}

/** All services of a provider in a Region as one tile. */
export function quietProvider(context: LayoutContext, id: string, services: readonly ServiceNode[]): Block {
  const first = services[0] as ServiceNode;
  const accountId = first.providerAccountId;
  const isGhost = services.every((service) => service.configuration === null);
  const name = accountId === null ? 'provider unknown' : (context.accountName(accountId) ?? accountText(accountId));
  const connections = services.reduce((sum, service) => sum + context.connectionsOf(service).length, 0);
  const counts = `${counted(services.length, 'service')} · ${counted(connections, 'connection')}`;
  const node: BlockNode = {
    id,
    kind: isGhost ? 'ghost' : 'bundle',
    label: name,
    description: `Provider ${name}, ${regionText(first.region)}: ${counts}.`,
    subject: accountId === null ? null : { kind: 'account', id: accountId, accountId, region: first.region },
    tone: isGhost ? 'ghost' : worstTone(services.map(serviceTone)),
    keywords: [accountId ?? '', first.region, ...services.flatMap((service) => [service.shortName, service.serviceId ?? ''])],
  };
  return quietTile(node, providerWidth, `${name} · ${regionText(first.region)}`, counts);
}

function quietTile(node: BlockNode, width: number, title: string, second: string): Block {
  const x = node.fold === undefined ? 12 : 12 + foldRoom;
  const frame = { kind: 'rect', x: 0, y: 0, width, height: quietHeight, radius: 4, fill: 'raised', strokeWidth: 1 } as const;
  const hasEdge = node.tone === 'bad' || node.tone === 'warn' || node.tone === 'unknown';
  return {
    node,
    width,
    height: quietHeight,
    shapes: [
      node.tone === 'ghost' ? { ...frame, stroke: 'ghost', dash: ghostDash } : { ...frame, stroke: 'line' },
      ...(hasEdge ? [{ ...frame, y: 4, width: 3, height: quietHeight - 8, radius: 1.5, fill: toneColour(node.tone), strokeWidth: 0 }] : []),
      ...(node.fold === undefined ? [] : foldShapes(node.fold)),
      label(x, 15, title, 'strong', { maxWidth: width - x - 6 }),
      label(x, 29, second, 'small', { fill: 'ink-2', maxWidth: width - x - 6 }),
    ],
    children: [],
  };
}
