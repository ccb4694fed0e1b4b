/** A VPC without interface endpoints as one line: nothing to compare, but it is there. */
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import { hubLinks } from './hub.ts';
import { label, labelWidth } from './shape.ts';
import type { StrandStart } from './strand.ts';
import { transitIndex } from './transit.ts';
import { transitStrand } from './transit-strand.ts';
import { counted } from './words.ts';

export const vpcLineHeight = 28;

/** Whether a VPC is worth lanes: it has endpoints of any kind. */
export function hasLanes(vpc: VpcNode): boolean {
  return vpc.endpoints.length > 0;
}

/** The strands of such a VPC: to hubs, and to transit gateways. */
export function vpcLineStrands(context: LayoutContext, { vpc }: VpcNode, block: Block): StrandStart[] {
  const uses = transitIndex(context).usesOf(vpc.vpcId);
  return uses.map((use, index) => {
    const start = { x: block.width, y: vpcLineHeight / 2 + (index - (uses.length - 1) / 2) * 4 };
    return transitStrand(vpc, use, block.node.id, [start, start]);
  });
}

/** "None" may be said only where there is none: a map that is narrowed leaves endpoints out. */
function noneText(context: LayoutContext, { vpc }: VpcNode): string {
  const leftOut = context.topology.index.inVpc('vpcEndpoints', vpc.vpcId).length;
  return leftOut === 0 ? 'no endpoints' : `${counted(leftOut, 'endpoint')} not shown`;
}

export function vpcLine(context: LayoutContext, node: VpcNode): Block {
  const { vpc } = node;
  const name = vpc.name ?? vpc.vpcId;
  const isRead = context.topology.index.coverage.isRead(vpc.accountId, vpc.region, 'DescribeVpcEndpoints');
  const nats = node.natGateways.length === 0 ? '' : ` · ${counted(node.natGateways.length, 'NAT gateway')}`;
  const hubs = hubLinks(context, node)
    .map((link) => ` · ${link.text}`)
    .join('');
  const summary = `${isRead ? noneText(context, node) : 'endpoints unknown'}${nats}${hubs}`;
  const cidr = vpc.cidrBlocks[0] ?? '';
  const nameWidth = Math.min(160, labelWidth(name, 'strong'));
  const cidrWidth = labelWidth(cidr, 'code');
  const summaryWidth = labelWidth(summary, 'small');
  const width = onGrid(nameWidth + cidrWidth + summaryWidth + 48);
  return {
    node: {
      id: `vpc:${vpc.vpcId}`,
      kind: 'vpc',
      label: name,
      description: `VPC ${name}, ${cidr}, ${vpc.region}: ${summary}.`,
      subject: subject('vpc', vpc.vpcId, vpc),
      tone: isRead ? 'neutral' : 'unknown',
      keywords: [vpc.vpcId, ...vpc.cidrBlocks, vpc.region, vpc.accountId, ...context.rulesOf('vpc', vpc.vpcId)],
    },
    width,
    height: vpcLineHeight,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height: vpcLineHeight, radius: 6, fill: 'raised', stroke: 'line', strokeWidth: 1 },
      label(12, 18, name, 'strong', { maxWidth: 160, isId: vpc.name === null }),
      label(24 + nameWidth, 18, cidr, 'code', { fill: 'ink-2' }),
      label(width - 12, 18, summary, 'small', { anchor: 'end', fill: isRead ? 'ink-2' : 'unknown' }),
    ],
    children: [],
  };
}
