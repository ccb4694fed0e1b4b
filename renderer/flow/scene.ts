/** A diagram made ready for drawing, hit testing and walking: order, neighbours and a grid, computed once. */
import type { Diagram, DiagramEdge, DiagramNode, NodeKind, Point, Rect } from '#shared/diagram/diagram.ts';
import { aboveEdges, drawingOrder, type EdgeLook, edgeLook } from '#shared/diagram/edge-look.ts';
import { type SpatialGrid, spatialGrid } from './spatial-grid.ts';

export interface SceneEdge {
  readonly edge: DiagramEdge;
  readonly look: EdgeLook;
}

export interface Scene {
  readonly diagram: Diagram;
  /** In drawing order: boxes, then (from `aboveFrom` on) what stands on top of the strands. */
  readonly nodes: readonly DiagramNode[];
  readonly aboveFrom: number;
  /** In drawing order; those with an end that is not in the diagram are left out. */
  readonly edges: readonly SceneEdge[];
  readonly nodeById: ReadonlyMap<string, DiagramNode>;
  readonly edgeById: ReadonlyMap<string, SceneEdge>;
  readonly childrenOf: ReadonlyMap<string | null, readonly DiagramNode[]>;
  readonly edgesOf: ReadonlyMap<string, readonly DiagramEdge[]>;
  readonly nodeGrid: SpatialGrid;
  readonly edgeGrid: SpatialGrid;
}

/** Hidden nodes go with everything inside them and with their edges. */
export function prepareScene(diagram: Diagram, hidden: ReadonlySet<string>): Scene {
  const order = drawingOrder(diagram);
  const gone = withDescendants(diagram, hidden);
  const below = order.below.filter((node) => !gone.has(node.id));
  const nodes = [...below, ...order.above.filter((node) => !gone.has(node.id))];
  const nodeById = new Map(nodes.map((node) => [node.id, node]));
  const edges = order.edges
    .filter((edge) => !hidden.has(edge.id) && nodeById.has(edge.source) && nodeById.has(edge.target))
    .map((edge) => ({ edge, look: edgeLook(edge) }));
  return {
    diagram,
    nodes,
    aboveFrom: below.length,
    edges,
    nodeById,
    edgeById: new Map(edges.map((entry) => [entry.edge.id, entry])),
    childrenOf: childrenIndex(diagram, nodeById),
    edgesOf: edgeIndex(edges),
    nodeGrid: spatialGrid(nodes.map((node) => [node.box])),
    edgeGrid: spatialGrid(edges.map((entry) => segmentBoxes(entry.edge.points))),
  };
}

/** Whether a node is drawn on top of the strands. */
export function isAboveEdges(node: DiagramNode): boolean {
  return aboveEdges.has(node.kind);
}

const groupKinds: ReadonlySet<NodeKind> = new Set<NodeKind>(['account', 'region', 'vpc', 'lane', 'subnet']);

/** Whether a node is a box around others. */
export function isGroup(node: DiagramNode): boolean {
  return groupKinds.has(node.kind);
}

/** Whether a click or the keyboard can stand on a node: everything but boxes that only group. */
export function isSelectable(node: DiagramNode): boolean {
  return node.subject !== null || !isGroup(node);
}

/** The boxes a node stands in, innermost first. */
export function ancestorsOf(scene: Scene, node: DiagramNode): DiagramNode[] {
  const result: DiagramNode[] = [];
  let parent = node.parentId === null ? undefined : scene.nodeById.get(node.parentId);
  while (parent !== undefined) {
    result.push(parent);
    parent = parent.parentId === null ? undefined : scene.nodeById.get(parent.parentId);
  }
  return result;
}

/** The rectangle of each straight piece of a run. */
export function segmentBoxes(points: readonly Point[]): Rect[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  });
}

/** Parents come before their children, so one pass is enough. */
function withDescendants(diagram: Diagram, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const gone = new Set<string>();
  if (hidden.size === 0) return gone;
  for (const node of diagram.nodes) {
    if (hidden.has(node.id) || (node.parentId !== null && gone.has(node.parentId))) gone.add(node.id);
  }
  return gone;
}

function childrenIndex(diagram: Diagram, shown: ReadonlyMap<string, DiagramNode>): Map<string | null, DiagramNode[]> {
  const index = new Map<string | null, DiagramNode[]>();
  for (const node of diagram.nodes) {
    if (!shown.has(node.id)) continue;
    const siblings = index.get(node.parentId);
    if (siblings === undefined) index.set(node.parentId, [node]);
    else siblings.push(node);
  }
  return index;
}

function edgeIndex(edges: readonly SceneEdge[]): Map<string, DiagramEdge[]> {
  const index = new Map<string, DiagramEdge[]>();
  for (const { edge } of edges) {
    for (const end of new Set([edge.source, edge.target])) {
      const list = index.get(end);
      if (list === undefined) index.set(end, [edge]);
      else list.push(edge);
    }
  }
  return index;
}
