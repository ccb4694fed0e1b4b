/** Tiles unfolded in their place: an account into its VPCs, a VPC into its lanes. */
import { nameKey, sortedBy } from '#shared/base/sort.ts';
import type { ServiceNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { AreaItem } from './account-content.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, serviceNodeId } from './context.ts';
import { foldRoom, foldShapes } from './fold.ts';
import { label, toneMark } from './shape.ts';
import { intoColumns, stackSize } from './shelves.ts';
import type { StrandStart } from './strand.ts';
import { type Tile, type TargetOf, vpcTile } from './tile.ts';
import { vpcBox } from './vpc-box.ts';
import { hasLanes } from './vpc-line.ts';

const pad = 10;
const header = 46;
const gap = 8;
/** Tiles on top of each other before another column begins. */
const columnHeight = 6 * 52;

/** What is unfolded, by subject key. */
export type Unfolded = ReadonlySet<string>;

/** A VPC as a tile, or in lanes where it is unfolded. */
export function vpcItem(context: LayoutContext, node: VpcNode, unfolded: Unfolded, targetOf: TargetOf): AreaItem {
  const isUnfolded = unfolded.has(`vpc/${node.vpc.vpcId}`) && hasLanes(node);
  if (!isUnfolded) return itemOf(vpcTile(context, node, targetOf));
  const { block, strands } = vpcBox(context, node, { isDetailed: false, isUnfolded });
  return itemOf({ block, strands: retargeted(context, strands, targetOf) });
}

function itemOf({ block, strands }: Tile): AreaItem {
  return { block, starts: strands, strands: strands.length, width: block.width, height: block.height };
}

/** Where services are folded into their providers, strands end there. */
function retargeted(context: LayoutContext, strands: readonly StrandStart[], targetOf: TargetOf): StrandStart[] {
  const targets = targetsOf(context, targetOf);
  return strands.map((start) => {
    const target = targets.get(start.edge.target);
    return target === undefined ? start : { ...start, edge: { ...start.edge, target } };
  });
}

function targetsOf(context: LayoutContext, targetOf: TargetOf): ReadonlyMap<string, string> {
  return new Map(context.topology.services.map((service: ServiceNode) => [serviceNodeId(service), targetOf(service)]));
}

/**
 * An account in place of its tile: its VPCs in columns, those with strands in
 * the last one, from where each strand runs straight out.
 */
export function unfoldedAccount(
  context: LayoutContext,
  tile: Block,
  nodes: readonly VpcNode[],
  unfolded: Unfolded,
  targetOf: TargetOf,
): AreaItem {
  const items = sortedBy(nodes, (node) => [nameKey(node.vpc.name ?? '~'), node.vpc.vpcId]).map((node) =>
    vpcItem(context, node, unfolded, targetOf),
  );
  const plain = items.filter((item) => item.strands === 0);
  const strung = items.filter((item) => item.strands > 0);
  const tallest = Math.max(columnHeight, stackSize(strung, gap).height);
  const columns = [...intoColumns(plain, tallest, gap), ...(strung.length === 0 ? [] : [strung])];
  const children: (PlacedBlock & { readonly item: AreaItem })[] = [];
  let x = pad;
  for (const column of columns) {
    let y = header;
    for (const item of column) {
      children.push({ item, block: item.block, x, y });
      y += item.height + gap;
    }
    x += stackSize(column, gap).width + gap;
  }
  const width = onGrid(Math.max(tile.width, x - gap + pad));
  const height = onGrid(Math.max(...columns.map((column) => stackSize(column, gap).height)) + header + pad);
  const starts = children.flatMap((child) => child.item.starts.map((start) => ({ ...start, way: wayOut(start, child, width) })));
  const block = { ...accountFrame(tile, width, height), children };
  return { block, starts, strands: starts.length, width, height };
}

function wayOut(start: StrandStart, at: PlacedBlock, width: number): StrandStart['way'] {
  const way = start.way.map((point) => ({ x: point.x + at.x, y: point.y + at.y }));
  return [...way, { x: width, y: way.at(-1)?.y ?? at.y }];
}

function accountFrame({ node, shapes }: Block, width: number, height: number): Omit<Block, 'children'> {
  const frame = shapes[0];
  const words = shapes.findLast((shape) => shape.kind === 'text');
  return {
    node: { ...node, kind: 'account', fold: 'unfolded' },
    width,
    height,
    shapes: [
      ...(frame?.kind === 'rect' ? [{ ...frame, width, height, fill: 'surface' as const }] : []),
      ...foldShapes('unfolded'),
      ...toneMark(18 + foldRoom, 16, node.tone),
      label(32 + foldRoom, 20, node.label, 'strong', { maxWidth: width - 44 - foldRoom }),
      ...(words === undefined ? [] : [words]),
    ],
  };
}
