/** The providers of a large organisation: grouped by how their services stand, the worst first, in a grid beside the accounts. */
import { groupBy, nameKey, sortedBy } from '#shared/base/sort.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { accountFrame } from './account-box.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, serviceNodeId } from './context.ts';
import { type Point, type Tone, tones } from './diagram.ts';
import type { Provider } from './provider-area.ts';
import { providerWidth, quietHeight, quietProvider } from './quiet-tile.ts';
import { groupTitle } from './group-title.ts';
import { providerTile, type TargetOf } from './tile.ts';
import { toneKey } from './standing.ts';
import { counted } from './words.ts';

/** Up to this many providers each stands by itself and has strands of its own. */
const singleLimit = 12;
const pad = 8;
const gap = 6;
const header = 32;
/** Width by height that the tiles of both sides are to have together; trunk and heads make the picture a little wider. */
const wholeAspect = 1.3;
/** Of the accounts: the room that one takes, with what lies between. */
const accountRoom = 190 * 46;

const groupWords: Readonly<Record<Tone, string>> = {
  bad: 'with a dark zone or a failed service',
  warn: 'that need a look',
  unknown: 'with unknown zones',
  ok: 'with services in order',
  ghost: 'that nobody scanned',
  neutral: 'with nothing to judge',
};

export interface FoldedProviders {
  readonly list: readonly Provider[];
  readonly targetOf: TargetOf;
  /** Of the whole picture, for a usual screen. */
  readonly height: number;
}

/** One box per provider, or per group of them where there are many; `accounts` is how many tiles stand on the left. */
export function foldedProviders(context: LayoutContext, services: readonly ServiceNode[], accounts: number): FoldedProviders {
  const byProvider = sortedBy(groupBy(services, providerNodeId), ([id]) => id);
  if (byProvider.length <= singleLimit) {
    const list = byProvider.map(([id, group]) => ({ block: providerTile(context, id, group), serviceIds: [id] }));
    return { list, targetOf: providerNodeId, height: heightFor(byProvider.length, accounts) };
  }
  const tiles = byProvider.map(([id, group]) => ({ block: quietProvider(context, id, group), group }));
  const groups = sortedBy(
    groupBy(
      sortedBy(tiles, ({ block, group }) => [
        String(1e6 - connectionsOf(context, group)).padStart(7, '0'),
        nameKey(block.node.label),
        block.node.id,
      ]),
      ({ block }) => block.node.tone,
    ),
    ([tone]) => toneKey(tone),
  );
  const height = heightFor(byProvider.length, accounts);
  const columns = columnsFor(
    groups.map(([, members]) => members.length),
    height,
  );
  const targets = new Map(
    groups.flatMap(([tone, members]) => members.flatMap(({ group }) => group.map((each) => [serviceNodeId(each), groupId(tone)] as const))),
  );
  const list = groups.map(([tone, members]) => {
    const blocks = members.map(({ block }) => block);
    return { block: groupBlock(tone, blocks, columns), serviceIds: [groupId(tone)], order: toneKey(tone) };
  });
  return { list, targetOf: (service) => targets.get(serviceNodeId(service)) ?? providerNodeId(service), height };
}

function providerNodeId(service: ServiceNode): string {
  return `provider:${service.providerAccountId ?? `?${service.serviceId}`}|${service.region}`;
}

function groupId(tone: Tone): string {
  return `provider-group:${tone}`;
}

function connectionsOf(context: LayoutContext, services: readonly ServiceNode[]): number {
  return services.reduce((sum, service) => sum + context.connectionsOf(service).length, 0);
}

/** Of a picture of so many tiles. */
function heightFor(all: number, accounts: number): number {
  return Math.sqrt((accounts * accountRoom + all * (providerWidth + gap) * (quietHeight + gap)) / wholeAspect);
}

/** As few as let the providers be no taller than the whole picture. */
function columnsFor(sizes: readonly number[], height: number): number {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  for (let columns = 2; columns < all; columns += 1) {
    const rows = sizes.reduce((sum, size) => sum + Math.ceil(size / columns), 0);
    if (rows * (quietHeight + gap) + sizes.length * (header + pad * 2) <= height) return columns;
  }
  return Math.max(1, all);
}

function groupBlock(tone: Tone, tiles: readonly Block[], columns: number): Block {
  const width = onGrid(pad * 2 + columns * (providerWidth + gap) - gap);
  const height = onGrid(header + Math.ceil(tiles.length / columns) * (quietHeight + gap) - gap + pad);
  const name = `${counted(tiles.length, 'provider')} ${groupWords[tone]}`;
  return {
    node: { id: groupId(tone), kind: 'account', label: name, description: `${name}.`, subject: null, tone, keywords: [name] },
    width,
    height,
    shapes: [accountFrame(width, height, true), ...groupTitle(name, tone, width)],
    children: tiles.map((block, index) => ({
      block,
      x: pad + (index % columns) * (providerWidth + gap),
      y: header + Math.floor(index / columns) * (quietHeight + gap),
    })),
    anchors: portsOf(height),
  };
}

/** A port for each group of accounts, so that the words on their strands stand on lines of their own. */
function portsOf(height: number): Map<string, Point> {
  const step = Math.min(22, (height - 12) / tones.length);
  const ports = tones.map((tone, index) => [`sum:${tone}`, { x: 0, y: height / 2 + (index - (tones.length - 1) / 2) * step }] as const);
  return new Map<string, Point>([['*', { x: 0, y: height / 2 }], ...ports]);
}
