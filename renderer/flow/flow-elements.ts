/** Diagram -> React Flow: the nodes and edges that are mounted, with everything that spares it a measurement. */
import { type Edge, type Node, Position } from '@xyflow/react';
import type { DiagramNode, Rect } from '#shared/diagram/diagram.ts';
import { isAboveEdges, isGroup, type Scene, type SceneEdge } from './scene.ts';

export type BoxNode = Node<{ readonly node: DiagramNode }, 'box' | 'thing' | 'anchor'>;
export type StrandEdge = Edge<{ readonly strand: SceneEdge }, 'strand'>;

export interface FlowElements {
  readonly nodes: BoxNode[];
  readonly edges: StrandEdge[];
  /** Ids of what is drawn by these elements; anchors are not, they only hold an edge's far end. */
  readonly ids: ReadonlySet<string>;
}

export const noElements: FlowElements = { nodes: [], edges: [], ids: new Set() };

const layers = { box: 0, strand: 1, above: 2 } as const;

/** What touches the area. An edge whose end lies outside brings an empty anchor for it: React Flow drops edges without both nodes. */
export function flowElements(scene: Scene, area: Rect): FlowElements {
  const nodes = scene.nodeGrid.query(area).flatMap((index) => scene.nodes[index] ?? []);
  const strands = scene.edgeGrid.query(area).flatMap((index) => scene.edges[index] ?? []);
  const ids = new Set(nodes.map((node) => node.id));
  const anchors = new Map<string, DiagramNode>();
  for (const { edge } of strands) {
    for (const end of [edge.source, edge.target]) {
      const node = scene.nodeById.get(end);
      if (node !== undefined && !ids.has(end)) anchors.set(end, node);
    }
  }
  return {
    nodes: [
      ...nodes.map((node) => boxNode(node, isGroup(node) ? 'box' : 'thing')),
      ...[...anchors.values()].map((node) => boxNode(node, 'anchor')),
    ],
    edges: strands.map(strandEdge),
    ids: new Set([...ids, ...strands.map(({ edge }) => edge.id)]),
  };
}

function boxNode(node: DiagramNode, type: BoxNode['type']): BoxNode {
  const { x, y, width, height } = node.box;
  const isAnchor = type === 'anchor';
  return {
    id: node.id,
    type,
    position: { x, y },
    data: { node },
    width,
    height,
    // Given sizes and handles: without them every node is rendered once only to be measured (xyflow#3883).
    measured: { width, height },
    handles: [
      { id: 'in', type: 'target', position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 },
      { id: 'out', type: 'source', position: Position.Right, x: width, y: height / 2, width: 1, height: 1 },
    ],
    zIndex: isAboveEdges(node) ? layers.above : layers.box,
    style: { pointerEvents: isAnchor ? 'none' : 'all' },
    ...(isAnchor
      ? { domAttributes: { 'aria-hidden': true } }
      : {
          ariaRole: type === 'box' ? 'group' : 'img',
          ariaLabel: node.description,
          domAttributes: { 'aria-roledescription': undefined },
        }),
  };
}

function strandEdge(strand: SceneEdge): StrandEdge {
  const { edge } = strand;
  return {
    id: edge.id,
    type: 'strand',
    source: edge.source,
    target: edge.target,
    sourceHandle: 'out',
    targetHandle: 'in',
    data: { strand },
    zIndex: layers.strand,
    ariaRole: 'img',
    ariaLabel: edge.description,
    domAttributes: { 'aria-roledescription': undefined },
  };
}
