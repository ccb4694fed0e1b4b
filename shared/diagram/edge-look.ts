/** How edges look, for the painter, the DOM and every exporter alike. */
import type { ColourToken, Diagram, DiagramEdge, DiagramNode, NodeKind, Point, Shape } from './diagram.ts';
import { edgeWords } from './edge-words.ts';
import { toneColour } from './theme.ts';

export interface EdgeLook {
  /** Absolute M, L and C commands. */
  readonly d: string;
  readonly stroke: ColourToken;
  readonly strokeWidth: number;
  readonly dash: readonly number[] | null;
  /** The dot at the port; `null` for edges without one. */
  readonly end: Point | null;
  /** The label of the edge, or how many connections it stands for, as absolute shapes; the inside of a tunnel. */
  readonly badge: readonly Shape[];
}

/** A line with another one inside: two lines side by side. */
const tunnelWidth = 5;

/** Bad strands are the heaviest and drawn last; dots say that nothing flows. */
export function edgeLook(edge: DiagramEdge): EdgeLook {
  const isRoute = edge.kind === 'route';
  const isIpv6 = isIpv6Route(edge);
  const isQuiet = isRoute || edge.tone === 'ghost' || edge.tone === 'neutral';
  const d = roundedPath(edge.points, 8);
  const isTunnel = edge.kind === 'tunnel';
  return {
    d,
    stroke: isIpv6 ? 'accent' : isRoute ? 'nat' : toneColour(edge.tone),
    strokeWidth: isTunnel
      ? tunnelWidth
      : (edge.tone === 'bad' ? 2.5 : isQuiet ? 1.5 : 2) + Math.min(2, Math.log2(Math.max(1, edge.count)) / 2),
    dash: isIpv6 ? [1.5, 3] : !edge.dashed ? null : edge.tone === 'bad' ? [2, 4] : [6, 4],
    end: isRoute ? null : (edge.points.at(-1) ?? null),
    badge: isTunnel
      ? [{ kind: 'path', d, fill: 'none', stroke: 'surface', strokeWidth: tunnelWidth - 3 }, ...edgeWords(edge)]
      : edgeWords(edge),
  };
}

/** Default routes of IPv6 pass no NAT gateway: they must not look like those that do. */
export function isIpv6Route(edge: Pick<DiagramEdge, 'kind' | 'target'>): boolean {
  return edge.kind === 'route' && edge.target.startsWith('ipv6:');
}

/** A run of straight lines with its corners rounded. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const first = points[0];
  if (first === undefined) return '';
  const parts = [`M${number(first.x)} ${number(first.y)}`];
  for (let index = 1; index < points.length; index += 1) {
    const before = points[index - 1] as Point;
    const here = points[index] as Point;
    const after = points[index + 1];
    if (after === undefined) {
      parts.push(`L${number(here.x)} ${number(here.y)}`);
      continue;
    }
    const reach = Math.min(radius, distance(before, here) / 2, distance(here, after) / 2);
    const from = towards(here, before, reach);
    const to = towards(here, after, reach);
    const c1 = towards(here, before, reach * 0.45);
    const c2 = towards(here, after, reach * 0.45);
    parts.push(
      `L${number(from.x)} ${number(from.y)}C${number(c1.x)} ${number(c1.y)} ${number(c2.x)} ${number(c2.y)} ${number(to.x)} ${number(to.y)}`,
    );
  }
  return parts.join('');
}

/** Boxes first, then edges, then the columns whose pins the edges start from: the order in which a diagram is drawn. */
export function drawingOrder(diagram: Diagram): {
  readonly below: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly above: readonly DiagramNode[];
} {
  return {
    below: diagram.nodes.filter((node) => !aboveEdges.has(node.kind)),
    edges: [...diagram.edges].sort((a, b) => rank(a) - rank(b)),
    above: diagram.nodes.filter((node) => aboveEdges.has(node.kind)),
  };
}

/** Kinds whose marks stand on top of the strands. */
export const aboveEdges: ReadonlySet<NodeKind> = new Set<NodeKind>(['endpoint', 'bundle', 'gateway-endpoints']);

function rank(edge: DiagramEdge): number {
  return edge.tone === 'bad' ? 3 : edge.tone === 'warn' ? 2 : edge.tone === 'ok' ? 1 : 0;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) / whole) * length, y: from.y + ((to.y - from.y) / whole) * length };
}

/** At most two decimals, without trailing zeros. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
