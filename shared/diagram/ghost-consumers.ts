/** Consumers that only their providers saw: one row per service and state, without zones, because AWS tells providers none. */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { ConnectionNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Tone } from './diagram.ts';
import { ghostDash, label, labelWidth } from './shape.ts';
import type { StrandStart } from './strand.ts';
import { accountText, counted, stateText } from './words.ts';

const rowHeight = 28;

export interface GhostRow {
  readonly accountId: ConnectionNode['consumer']['accountId'];
  readonly region: ConnectionNode['consumer']['region'];
  readonly block: Block;
  readonly strands: readonly StrandStart[];
}

/** How a connection stands by its state alone. */
export function connectionTone(state: string | null): Tone {
  if (state === null) return 'unknown';
  if (state === 'Available') return 'ok';
  return ['PendingAcceptance', 'Pending', 'Partial', 'Deleting'].includes(state) ? 'warn' : 'bad';
}

/** Connections whose consumer side nobody scanned. */
export function ghostRows(context: LayoutContext, targetOf: (service: ServiceNode) => string): readonly GhostRow[] {
  const unseen = context.topology.connections.filter((node) => !node.seenFrom.includes('consumer'));
  const groups = groupBy(
    unseen,
    (node) => `${node.consumer.accountId ?? ''}|${node.consumer.region}|${node.serviceId}|${node.state ?? ''}`,
  );
  return sortedBy(groups, ([key]) => key).flatMap(([key, group]) => ghostRow(context, key, group, targetOf) ?? []);
}

function ghostRow(
  context: LayoutContext,
  key: string,
  group: readonly ConnectionNode[],
  targetOf: (service: ServiceNode) => string,
): GhostRow | null {
  const first = group[0];
  const service = context.serviceById(first?.serviceId ?? '');
  if (first === undefined || service === undefined) return null;
  const state = first.state === null ? 'state unknown' : stateText(first.state);
  const name = group.length === 1 ? first.endpointId : counted(group.length, 'endpoint');
  const tone = connectionTone(first.state);
  const node: Block['node'] = {
    id: `ghost:${key}`,
    kind: 'ghost',
    label: name,
    description: `${name} of account ${accountText(first.consumer.accountId ?? 'unknown')}, not scanned, connected to ${service.shortName}: ${state}.`,
    subject: subject('vpc-endpoint', first.endpointId, { accountId: first.consumer.accountId ?? 'unknown', region: first.consumer.region }),
    tone: tone === 'ok' ? 'ghost' : tone,
    keywords: [...group.map((member) => member.endpointId), first.serviceId, first.state ?? '', first.consumer.accountId ?? ''],
  };
  const block = ghostBlock(node, state, group.length === 1 ? 'code' : 'chip');
  return {
    accountId: first.consumer.accountId,
    region: first.consumer.region,
    block,
    strands: [ghostStrand(block, targetOf(service), group.length)],
  };
}

function ghostBlock(node: Block['node'], state: string, style: 'code' | 'chip'): Block {
  const width = onGrid(labelWidth(node.label, style) + labelWidth(state, 'small') + 40);
  const fill = node.tone === 'warn' || node.tone === 'bad' || node.tone === 'unknown' ? node.tone : 'ink-2';
  return {
    node,
    width,
    height: rowHeight,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height: rowHeight, radius: 6, fill: 'raised', stroke: 'ghost', strokeWidth: 1, dash: ghostDash },
      label(12, 18, node.label, style),
      label(width - 12, 18, state, 'small', { anchor: 'end', fill }),
    ],
    children: [],
  };
}

function ghostStrand({ node, width }: Block, target: string, count: number): StrandStart {
  const start = { x: width, y: rowHeight / 2 };
  return {
    edge: {
      id: `strand:${node.id}`,
      source: node.id,
      target,
      kind: 'trunk',
      tone: node.tone,
      dashed: true,
      count,
      label: null,
      description: node.description,
      subject: node.subject,
      zoneId: null,
    },
    port: '*',
    way: [start, start],
  };
}
