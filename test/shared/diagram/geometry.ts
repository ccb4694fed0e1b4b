/** Measures of a drawn diagram, computed from the diagram alone. */
import { groupBy, indexBy } from '#shared/base/sort.ts';
import type { Diagram, DiagramEdge, DiagramNode, Point, Rect } from '#shared/diagram/diagram.ts';

/** Pairs of siblings whose boxes overlap. Lanes are ground: columns stand on them, but lanes must not overlap lanes. */
export function overlaps(diagram: Diagram): string[] {
  const found: string[] = [];
  for (const siblings of groupBy(diagram.nodes, (node) => node.parentId).values()) {
    for (const group of [siblings.filter((node) => node.kind === 'lane'), siblings.filter((node) => node.kind !== 'lane')]) {
      const sorted = [...group].sort((a, b) => a.box.x - b.box.x);
      for (const [index, node] of sorted.entries()) {
        for (let next = index + 1; next < sorted.length; next += 1) {
          const other = sorted[next] as DiagramNode;
          if (other.box.x >= node.box.x + node.box.width) break;
          if (intersects(node.box, other.box)) found.push(`${node.id} and ${other.id}`);
        }
      }
    }
  }
  return found;
}

/** Nodes that reach out of their parent, or whose parent comes later or not at all. */
export function strayChildren(diagram: Diagram): string[] {
  const seen = new Map<string, DiagramNode>();
  const found: string[] = [];
  for (const node of diagram.nodes) {
    const parent = node.parentId === null ? null : seen.get(node.parentId);
    if (parent === undefined) found.push(`${node.id} before its parent`);
    else if (parent !== null && !contains(parent.box, node.box)) found.push(`${node.id} out of ${parent.id}`);
    seen.set(node.id, node);
  }
  return found;
}

/** Edges that run through a box they have nothing to do with. */
export function strandsThroughBoxes(diagram: Diagram): string[] {
  const nodes = indexBy(diagram.nodes, (node) => node.id);
  const tops = diagram.nodes.filter((node) => node.parentId === null);
  const children = groupBy(diagram.nodes, (node) => node.parentId);
  const found: string[] = [];
  for (const edge of diagram.edges) {
    const related = relatedTo(edge, nodes);
    for (const box of crossed(tops, children, edge, related)) found.push(`${edge.id} through ${box.id}`);
  }
  return found;
}

function crossed(
  level: readonly DiagramNode[],
  children: ReadonlyMap<string | null, readonly DiagramNode[]>,
  edge: DiagramEdge,
  related: ReadonlySet<string>,
): DiagramNode[] {
  return level.flatMap((node) => {
    if (!segments(edge.points).some(([a, b]) => cuts(node.box, a, b))) return [];
    const isGround = node.kind === 'lane' && node.parentId !== null && related.has(node.parentId);
    const own = related.has(node.id) || isGround ? [] : [node];
    return [...own, ...crossed(children.get(node.id) ?? [], children, edge, related)];
  });
}

function relatedTo(edge: DiagramEdge, nodes: ReadonlyMap<string, DiagramNode>): Set<string> {
  const related = new Set<string>();
  for (const end of [edge.source, edge.target]) {
    for (let node = nodes.get(end); node !== undefined; node = node.parentId === null ? undefined : nodes.get(node.parentId)) {
      related.add(node.id);
    }
  }
  return related;
}

/**
 * How often lines cross on the drawing. Stretches of strands to the same target
 * that lie on each other are one line; where they join they do not cross.
 */
export function crossings(diagram: Diagram): number {
  const { horizontal, vertical } = linesOf(diagram);
  const sorted = horizontal.sort((a, b) => a.at - b.at);
  let count = 0;
  for (const line of vertical) {
    for (let index = lowerBound(sorted, line.from); index < sorted.length; index += 1) {
      const other = sorted[index] as Line;
      if (other.at >= line.to) break;
      if (other.at > line.from && other.from < line.at && line.at < other.to && other.target !== line.target) count += 1;
    }
  }
  return count;
}

/** Crossings outside the VPC that a strand leaves: what another engine, which takes VPCs for boxes, can be compared with. */
export function crossingsOutside(diagram: Diagram): number {
  const nodes = indexBy(diagram.nodes, (node) => node.id);
  const edges = diagram.edges.filter((edge) => edge.kind !== 'route').map((edge) => ({ ...edge, points: after(edge, nodes) }));
  return crossings({ ...diagram, edges });
}

function after(edge: DiagramEdge, nodes: ReadonlyMap<string, DiagramNode>): Point[] {
  const kinds = new Set(['account', 'region', 'on-premises']);
  let box = nodes.get(edge.source);
  for (let node = box; node !== undefined; node = node.parentId === null ? undefined : nodes.get(node.parentId)) {
    if (!kinds.has(node.kind)) box = node;
  }
  if (box === undefined) return [...edge.points];
  const { x, y, width, height } = box.box;
  const isIn = (point: Point): boolean => point.x <= x + width && point.y >= y && point.y <= y + height;
  const first = edge.points.findIndex((point) => !isIn(point));
  const outside = edge.points[first];
  const inside = edge.points[first - 1];
  if (outside === undefined || inside === undefined) return [...edge.points];
  return [{ x: x + width, y: inside.y }, ...edge.points.slice(first)];
}

interface Line {
  readonly target: string;
  /** The y of a horizontal line, the x of a vertical one. */
  readonly at: number;
  readonly from: number;
  to: number;
}

function linesOf(diagram: Diagram): { horizontal: Line[]; vertical: Line[] } {
  const all = { horizontal: [] as Line[], vertical: [] as Line[] };
  for (const edge of diagram.edges) {
    for (const [a, b] of segments(edge.points)) {
      const target = edge.target;
      if (a.y === b.y) all.horizontal.push({ target, at: a.y, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) });
      else all.vertical.push({ target, at: a.x, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) });
    }
  }
  return { horizontal: joined(all.horizontal), vertical: joined(all.vertical) };
}

function joined(lines: readonly Line[]): Line[] {
  return [...groupBy(lines, (line) => `${line.target}|${line.at}`).values()].flatMap((group) => {
    const result: Line[] = [];
    for (const line of [...group].sort((a, b) => a.from - b.from)) {
      const last = result.at(-1);
      if (last !== undefined && line.from <= last.to) last.to = Math.max(last.to, line.to);
      else result.push({ ...line });
    }
    return result;
  });
}

function lowerBound(lines: readonly Line[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function segments(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] as Point, point]);
}

/** Whether a horizontal or vertical stretch runs through the inside of a box; touching its border does not count. */
function cuts(box: Rect, a: Point, b: Point): boolean {
  const left = Math.min(a.x, b.x);
  const top = Math.min(a.y, b.y);
  return (
    left < box.x + box.width - 0.5 && Math.max(a.x, b.x) > box.x + 0.5 && top < box.y + box.height - 0.5 && Math.max(a.y, b.y) > box.y + 0.5
  );
}

function intersects(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
