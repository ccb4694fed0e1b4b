/** What a group of accounts is connected to: one strand per provider or group of providers, with how many fail. */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Block, BlockNode } from './block.ts';
import { isCustomService, type LayoutContext } from './context.ts';
import type { ColourToken } from './diagram.ts';
import { label } from './shape.ts';
import { failing, standing } from './standing-of.ts';
import type { StrandStart } from './strand.ts';
import type { TargetOf, Tile } from './tile.ts';
import { tileWires } from './tile-wires.ts';
import { transitIndex } from './transit.ts';
import { counted, thousands } from './words.ts';

const width = 208;
/** Each line can be read at the zoom that shows an organisation of hundreds of accounts. */
const lineHeight = 26;

/** With more strands than this their words would lie on each other: they carry the count alone. */
const wordsLimit = 3;

/** `null` where nothing is connected to services of providers or by transit. */
export function sumTile(context: LayoutContext, id: string, name: string, nodes: readonly VpcNode[], targetOf: TargetOf): Tile | null {
  const endpoints = nodes.flatMap((node) => node.endpoints).filter((node) => isCustomService(context.topology.serviceOf(node)));
  const wired = nodes.filter(({ vpc }) => transitIndex(context).usesOf(vpc.vpcId).length > 0);
  if (endpoints.length + wired.length === 0) return null;
  const transit = wired.length === 0 ? [] : [`${counted(wired.length, 'VPC')} by transit`];
  const words = [...(endpoints.length === 0 ? [] : [connectionWords(context, endpoints)]), ...transit];
  const node: BlockNode = {
    id,
    kind: 'bundle',
    label: words.join(' · '),
    description: `${words.join(' · ')}: of ${name}.`,
    subject: null,
    tone: endpoints.length === 0 ? 'neutral' : standing(context, endpoints).tone,
    keywords: [],
  };
  const lines = sumLines(context, endpoints, transit);
  const height = 16 + lines.length * lineHeight;
  const shapes: Block['shapes'] = [
    { kind: 'rect', x: 0, y: 0, width, height, radius: 4, fill: 'raised', stroke: 'line-strong', strokeWidth: 1 },
    ...lines.map(({ text, fill }, index) => label(12, 28 + index * lineHeight, text, 'sum', { fill, maxWidth: width - 20 })),
  ];
  const block: Block = { node, width, height, shapes, children: [] };
  return { block, strands: [...sumStrands(context, node, endpoints, targetOf, height), ...tileWires(context, node, nodes, width, height)] };
}

interface Line {
  readonly text: string;
  readonly fill: ColourToken;
}

function sumLines(context: LayoutContext, endpoints: readonly EndpointNode[], transit: readonly string[]): Line[] {
  const bad = failing(context, endpoints);
  return [
    ...(bad === 0 ? [] : [{ text: `${thousands(bad)} failing of`, fill: 'bad' as const }]),
    ...(endpoints.length === 0 ? [] : [{ text: counted(endpoints.length, 'connection'), fill: 'ink' as const }]),
    ...transit.map((text) => ({ text, fill: 'ink-2' as const })),
  ];
}

function sumStrands(
  context: LayoutContext,
  node: BlockNode,
  endpoints: readonly EndpointNode[],
  targetOf: TargetOf,
  height: number,
): StrandStart[] {
  const custom = endpoints.flatMap((endpoint) => {
    const service = context.topology.serviceOf(endpoint);
    return isCustomService(service) ? [{ endpoint, target: targetOf(service) }] : [];
  });
  const groups = sortedBy(
    groupBy(custom, ({ target }) => target),
    ([target]) => target,
  );
  return groups.map(([target, group], index) => {
    const members = group.map(({ endpoint }) => endpoint);
    const { tone, reason } = standing(context, members);
    const words = connectionWords(context, members);
    const y = height / 2 + (index - (groups.length - 1) / 2) * Math.min(20, (height - 12) / groups.length);
    const end = { x: width, y };
    return {
      edge: {
        id: `aggregate:${node.id}/${target}`,
        source: node.id,
        target,
        kind: 'aggregate',
        tone,
        dashed: tone === 'bad' || tone === 'unknown',
        count: group.length,
        label: groups.length <= wordsLimit ? words : group.length > 1 ? thousands(group.length) : null,
        description: `${words}${reason === null ? '' : `; worst: ${reason}`}.`,
        subject: null,
        zoneId: null,
      },
      port: node.id,
      way: [end, end],
    };
  });
}

/** `662 failing of 3,425 connections`, `12 connections`. */
function connectionWords(context: LayoutContext, endpoints: readonly EndpointNode[]): string {
  const bad = failing(context, endpoints);
  const all = counted(endpoints.length, 'connection');
  return bad === 0 ? all : `${thousands(bad)} failing of ${all}`;
}
