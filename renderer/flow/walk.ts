/** Walking the diagram by keyboard: pure answers to "where does this key lead from here?". */
import type { DiagramNode, Point } from '#shared/diagram/diagram.ts';
import { isSelectable, type Scene } from './scene.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';
/** `in` and `out` of boxes; `along` and `back` over strands; `first` and `last` of the siblings. */
export type Step = Direction | 'in' | 'out' | 'along' | 'back' | 'first' | 'last';

/**
 * The id of the next node, or `null` when the step leads nowhere. Without a
 * place to start from every step leads to the first node that can be selected.
 */
export function walk(scene: Scene, fromId: string | null, step: Step): string | null {
  const from =
    fromId === null ? undefined : (scene.nodeById.get(fromId) ?? scene.nodeById.get(scene.edgeById.get(fromId)?.edge.source ?? ''));
  if (from === undefined) return firstNode(scene)?.id ?? null;
  switch (step) {
    case 'in':
      return readingOrder(selectableBelow(scene, from.id))[0]?.id ?? null;
    case 'out':
      return selectableAbove(scene, from)?.id ?? null;
    case 'along':
      return otherEnd(scene, from, 'source');
    case 'back':
      return otherEnd(scene, from, 'target');
    case 'first':
      return readingOrder(siblingsOf(scene, from))[0]?.id ?? null;
    case 'last':
      return readingOrder(siblingsOf(scene, from)).at(-1)?.id ?? null;
    default:
      return neighbour(scene, from, step);
  }
}

/** A sibling first; then the strand that leaves this way; then whatever of the same kind lies that way. */
function neighbour(scene: Scene, from: DiagramNode, direction: Direction): string | null {
  const sibling = nearest(from, siblingsOf(scene, from), direction);
  if (sibling !== null) return sibling.id;
  const ends = (scene.edgesOf.get(from.id) ?? []).flatMap(
    (edge) => scene.nodeById.get(edge.source === from.id ? edge.target : edge.source) ?? [],
  );
  const end = nearest(from, ends, direction);
  if (end !== null) return end.id;
  const alike = scene.nodes.filter((node) => node.kind === from.kind && isSelectable(node));
  return nearest(from, alike, direction)?.id ?? null;
}

/** The nearest in a direction; straying sideways counts double, so that a row is walked along the row. */
export function nearest(from: DiagramNode, candidates: readonly DiagramNode[], direction: Direction): DiagramNode | null {
  let best: DiagramNode | null = null;
  let least = Number.POSITIVE_INFINITY;
  const start = middle(from);
  for (const candidate of candidates) {
    if (candidate.id === from.id) continue;
    const { ahead, aside } = offset(start, middle(candidate), direction);
    const cost = ahead + aside * 2;
    if (ahead <= 0.5 || aside > ahead * 3 || cost >= least) continue;
    least = cost;
    best = candidate;
  }
  return best;
}

function otherEnd(scene: Scene, from: DiagramNode, side: 'source' | 'target'): string | null {
  const strands = (scene.edgesOf.get(from.id) ?? []).filter((edge) => edge[side] === from.id);
  const worst = strands.at(-1);
  if (worst === undefined) return null;
  return side === 'source' ? worst.target : worst.source;
}

/** Boxes that only group are walked through: their children count as the children of the box around. */
function selectableBelow(scene: Scene, id: string | null): DiagramNode[] {
  return (scene.childrenOf.get(id) ?? []).flatMap((child) => (isSelectable(child) ? [child] : selectableBelow(scene, child.id)));
}

function selectableAbove(scene: Scene, node: DiagramNode): DiagramNode | null {
  let parent = scene.nodeById.get(node.parentId ?? '');
  while (parent !== undefined && !isSelectable(parent)) parent = scene.nodeById.get(parent.parentId ?? '');
  return parent ?? null;
}

function siblingsOf(scene: Scene, node: DiagramNode): DiagramNode[] {
  return selectableBelow(scene, selectableAbove(scene, node)?.id ?? null);
}

function firstNode(scene: Scene): DiagramNode | undefined {
  return readingOrder(selectableBelow(scene, null))[0];
}

function readingOrder(nodes: readonly DiagramNode[]): DiagramNode[] {
  return [...nodes].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

function middle(node: DiagramNode): Point {
  return { x: node.box.x + node.box.width / 2, y: node.box.y + node.box.height / 2 };
}

function offset(from: Point, to: Point, direction: Direction): { ahead: number; aside: number } {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  switch (direction) {
    case 'left':
      return { ahead: -dx, aside: Math.abs(dy) };
    case 'right':
      return { ahead: dx, aside: Math.abs(dy) };
    case 'up':
      return { ahead: -dy, aside: Math.abs(dx) };
    case 'down':
      return { ahead: dy, aside: Math.abs(dx) };
  }
}
