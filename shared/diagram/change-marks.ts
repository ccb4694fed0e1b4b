/** What a comparison of two snapshots says about a thing, drawn on the map: a shape for each besides its colour. */
import type { Diagram, DiagramEdge, DiagramNode, LegendEntry, Rect, Shape } from './diagram.ts';
import { ghostDash } from './shape.ts';
import { subjectKey } from './subject-key.ts';

export const changeMarks = ['added', 'removed', 'changed'] as const;
export type ChangeMark = (typeof changeMarks)[number];

/**
 * The same diagram with a frame and a badge on everything that changed; `marks`
 * are by subject key. What is gone is drawn as a ghost, with all that stands in it and its strands.
 */
export function markChanges(diagram: Diagram, marks: ReadonlyMap<string, ChangeMark>): Diagram {
  const gone = goneNodes(diagram, marks);
  const nodes = diagram.nodes.map((node) => markedNode(node, markOf(node, marks), gone.has(node.id)));
  const edges = diagram.edges.map((edge) => (gone.has(edge.source) || gone.has(edge.target) ? ghostEdge(edge) : edge));
  return { ...diagram, nodes, edges, legend: [...legendEntries, ...diagram.legend] };
}

function markOf(node: DiagramNode, marks: ReadonlyMap<string, ChangeMark>): ChangeMark | undefined {
  if (node.kind === 'bundle') return node.keywords.some((word) => marks.has(`vpc-endpoint/${word}`)) ? 'changed' : undefined;
  return node.subject === null || node.kind === 'lane' ? undefined : marks.get(subjectKey(node.subject));
}

/** Parents come before their children, so one pass is enough. */
function goneNodes(diagram: Diagram, marks: ReadonlyMap<string, ChangeMark>): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const node of diagram.nodes) {
    if (markOf(node, marks) === 'removed' || (node.parentId !== null && gone.has(node.parentId))) gone.add(node.id);
  }
  return gone;
}

function markedNode(node: DiagramNode, mark: ChangeMark | undefined, isGone: boolean): DiagramNode {
  const plain = isGone ? { ...node, tone: 'ghost' as const, shapes: node.shapes.map(ghosted) } : node;
  if (mark === undefined) return plain;
  return {
    ...plain,
    description: `${words[mark]}: ${node.description}`,
    keywords: [...node.keywords, mark],
    shapes: [...plain.shapes, frame(mark, node.box), ...badge(mark, node.box.width, 0)],
  };
}

const words: Readonly<Record<ChangeMark, string>> = { added: 'Added', removed: 'Removed', changed: 'Changed' };

function ghostEdge(edge: DiagramEdge): DiagramEdge {
  return { ...edge, tone: 'ghost', dashed: true, description: `Removed: ${edge.description}` };
}

/** A thing without its colours. */
function ghosted(shape: Shape): Shape {
  if (shape.kind === 'text') return { ...shape, fill: 'ghost' };
  if (shape.kind === 'line') return { ...shape, stroke: 'ghost', dash: ghostDash };
  // A dot without an outline would vanish on the ground.
  const isDot = shape.kind === 'circle' && shape.stroke === undefined;
  const fill = shape.fill === 'none' ? 'none' : isDot ? 'ghost' : 'surface';
  return shape.stroke === undefined || shape.stroke === 'none' ? { ...shape, fill } : { ...shape, fill, stroke: 'ghost' };
}

const colours = { added: 'ok', removed: 'bad', changed: 'accent' } as const;

function frame(mark: ChangeMark, box: Pick<Rect, 'width' | 'height'>): Shape {
  const outset = 2;
  return {
    kind: 'rect',
    x: -outset,
    y: -outset,
    width: box.width + outset * 2,
    height: box.height + outset * 2,
    radius: 8,
    fill: 'none',
    stroke: colours[mark],
    strokeWidth: 2,
    ...(mark === 'removed' ? { dash: ghostDash } : {}),
  };
}

/** A plus, a minus or a dot in a disc. */
function badge(mark: ChangeMark, x: number, y: number): Shape[] {
  const colour = colours[mark];
  const disc: Shape = { kind: 'circle', x, y, radius: 8, fill: mark === 'removed' ? 'surface' : colour, stroke: colour, strokeWidth: 2 };
  if (mark === 'changed') return [disc, { kind: 'circle', x, y, radius: 2.5, fill: 'on-status' }];
  const stroke = mark === 'removed' ? colour : 'on-status';
  const bar = (dx: number, dy: number): Shape => ({
    kind: 'line',
    points: [
      { x: x - dx, y: y - dy },
      { x: x + dx, y: y + dy },
    ],
    stroke,
    strokeWidth: 2,
  });
  return mark === 'added' ? [disc, bar(4, 0), bar(0, 4)] : [disc, bar(4, 0)];
}

const legendEntries: readonly LegendEntry[] = changeMarks.map((mark) => ({
  label: words[mark].toLowerCase(),
  shapes: badge(mark, 12, 10),
}));
