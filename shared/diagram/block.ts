/**
 * Blocks: boxes measured from the inside out, then placed from the outside in.
 * A block knows its size and what stands in it; only placing gives positions.
 */
import type { DiagramNode, Point, Rect, Shape } from './diagram.ts';

/** A node without its place. */
export type BlockNode = Pick<DiagramNode, 'id' | 'kind' | 'label' | 'description' | 'subject' | 'tone' | 'keywords' | 'fold'>;

export interface Block {
  readonly node: BlockNode;
  readonly width: number;
  readonly height: number;
  /** In the block's own coordinates. */
  readonly shapes: readonly Shape[];
  readonly children: readonly PlacedBlock[];
  /** Points that strands start from or end at, by name, in the block's own coordinates. */
  readonly anchors?: ReadonlyMap<string, Point>;
}

/** A block and where its top left stands in its parent. */
export interface PlacedBlock {
  readonly block: Block;
  readonly x: number;
  readonly y: number;
}

/** Where everything came to stand. */
export interface Placement {
  readonly nodes: DiagramNode[];
  readonly boxes: Map<string, Rect>;
  /** Absolute anchors by node id and name. */
  readonly anchors: Map<string, ReadonlyMap<string, Point>>;
}

export function emptyPlacement(): Placement {
  return { nodes: [], boxes: new Map(), anchors: new Map() };
}

/** Adds a block and everything in it, parents before children. */
export function place(placement: Placement, placed: PlacedBlock, parentId: string | null = null, origin: Point = { x: 0, y: 0 }): void {
  const { block } = placed;
  const at = { x: origin.x + placed.x, y: origin.y + placed.y };
  const box = { ...at, width: block.width, height: block.height };
  const { id, kind, label, description, subject, tone, keywords, fold } = block.node;
  const node = { id, parentId, kind, box, label, description, subject, tone, keywords, shapes: block.shapes };
  placement.nodes.push(fold === undefined ? node : { ...node, fold });
  placement.boxes.set(id, box);
  if (block.anchors !== undefined) {
    placement.anchors.set(id, new Map([...block.anchors].map(([name, point]) => [name, { x: at.x + point.x, y: at.y + point.y }])));
  }
  for (const child of block.children) place(placement, child, id, at);
}

/** Rounds up to the grid that everything stands on. */
export function onGrid(length: number, grid = 4): number {
  return Math.ceil(length / grid) * grid;
}
