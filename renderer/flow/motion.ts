/** The way from one diagram to the next: pure, so that a hook only has to ask for moments of it. */
import type { Diagram, DiagramEdge, DiagramNode, Point, Rect } from '#shared/diagram/diagram.ts';

/** More nodes than this change at once: moving them would not keep 60 frames a second. */
const movableLimit = 1500;

/** A moment of the way: 0 is before, 1 after. */
export type Motion = (moment: number) => Diagram;

/**
 * Boxes that both diagrams have slide and grow, strands that both have bend;
 * what is new waits for the end. `offset` is how far the map moved under the
 * eye. `null` where nothing moves or too much would.
 */
export function motionBetween(before: Diagram, after: Diagram, offset: Point): Motion | null {
  if (before === after || before.view !== after.view || Math.max(before.nodes.length, after.nodes.length) > movableLimit) return null;
  const boxes = new Map(before.nodes.map(({ id, box }) => [id, { ...box, x: box.x + offset.x, y: box.y + offset.y }]));
  const runs = new Map(before.edges.map(({ id, points }) => [id, points.map(({ x, y }) => ({ x: x + offset.x, y: y + offset.y }))]));
  const ways = after.nodes.flatMap((node) => {
    const from = boxes.get(node.id);
    return from === undefined ? [] : [{ node, from }];
  });
  if (!ways.some(({ node, from }) => !isSame(node.box, from))) return null;
  const bends = after.edges.flatMap((edge) => {
    const from = runs.get(edge.id);
    return from === undefined || from.length !== edge.points.length ? [] : [{ edge, from }];
  });
  return (moment) => ({
    ...after,
    nodes: ways.map(({ node, from }) => movedNode(node, from, moment)),
    edges: bends.map(({ edge, from }) => movedEdge(edge, from, moment)),
  });
}

function isSame(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function movedNode(node: DiagramNode, from: Rect, moment: number): DiagramNode {
  if (isSame(node.box, from)) return node;
  const box = {
    x: between(from.x, node.box.x, moment),
    y: between(from.y, node.box.y, moment),
    width: between(from.width, node.box.width, moment),
    height: between(from.height, node.box.height, moment),
  };
  const [frame, ...rest] = node.shapes;
  const isFrame = frame?.kind === 'rect' && frame.width === node.box.width && frame.height === node.box.height;
  return { ...node, box, shapes: isFrame ? [{ ...frame, width: box.width, height: box.height }, ...rest] : node.shapes };
}

function movedEdge(edge: DiagramEdge, from: readonly Point[], moment: number): DiagramEdge {
  const points = edge.points.map((to, index) => {
    const start = from[index] ?? to;
    return { x: between(start.x, to.x, moment), y: between(start.y, to.y, moment) };
  });
  return { ...edge, points };
}

function between(from: number, to: number, moment: number): number {
  return from + (to - from) * moment;
}
