/** Wires of folded VPCs to transit gateways and peerings: one per row of a bar, with how many VPCs use it. */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { BlockNode } from './block.ts';
import type { LayoutContext } from './context.ts';
import type { StrandStart } from './strand.ts';
import { transitIndex } from './transit.ts';
import { counted, thousands } from './words.ts';

/** From the right edge of a tile, near its foot, below the strands to services. */
export function tileWires(
  context: LayoutContext,
  source: BlockNode,
  nodes: readonly VpcNode[],
  width: number,
  height: number,
): StrandStart[] {
  const index = transitIndex(context);
  const uses = nodes.flatMap(({ vpc }) => index.usesOf(vpc.vpcId).map((use) => ({ use, vpcId: vpc.vpcId })));
  const groups = sortedBy(
    groupBy(uses, ({ use }) => `${use.target}|${use.port}`),
    ([key]) => key,
  );
  const pitch = Math.min(4, (height / 2 - 6) / Math.max(1, groups.length));
  return groups.flatMap(([key, group], nth) => {
    const first = group[0]?.use;
    if (first === undefined) return [];
    const count = new Set(group.map(({ vpcId }) => vpcId)).size;
    const isUnknown = first.target.startsWith('transit:none/');
    const end = { x: width, y: height - 5 - nth * pitch };
    return [
      {
        edge: {
          id: `transit:${source.id}/${key}`,
          source: source.id,
          target: first.target,
          kind: 'trunk' as const,
          tone: isUnknown ? ('unknown' as const) : ('neutral' as const),
          dashed: isUnknown,
          count,
          label: count > 1 ? thousands(count) : null,
          description: count === 1 ? first.description : `${counted(count, 'VPC')} of ${source.label}: ${first.description}`,
          subject: source.subject,
          zoneId: null,
        },
        port: first.port,
        way: [end, end],
      },
    ];
  });
}
