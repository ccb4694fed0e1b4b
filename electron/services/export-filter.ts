/** `--filter`: the search language of the application, hiding what it does not find. */
import { indexBy } from '#shared/base/sort.ts';
import type { Diagram, Point } from '#shared/diagram/diagram.ts';
import { type InventoryItem, inventoryOf } from '#shared/diagram/inventory.ts';
import { legendOf } from '#shared/diagram/legend.ts';
import { matchesQuery, matchesText, parseQuery } from '#shared/diagram/query.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { hiddenElements } from '#shared/diagram/visibility.ts';
import type { Analysed } from './analyse.ts';

/** The diagram without what the filter hides; what is left keeps its arrangement, and the title says that it is not all. */
export function filterDiagram(diagram: Diagram, analysed: Analysed, filter: string): Diagram {
  const terms = parseQuery(filter);
  const hidden = hiddenElements(diagram, itemsOf(analysed), {
    item: (item) => matchesQuery(terms, item),
    text: (text) => matchesText(terms, text),
  });
  const left = {
    ...diagram,
    title: `${diagram.title} · only ${filter}`,
    nodes: diagram.nodes.filter((node) => !hidden.has(node.id)),
    edges: diagram.edges.filter((edge) => !hidden.has(edge.id)),
  };
  return cropped({ ...left, legend: legendOf(left) });
}

const margin = 24;

/** The diagram without the empty ground around what is left. */
function cropped(diagram: Diagram): Diagram {
  const points = [
    ...diagram.nodes.flatMap(({ box }) => [box, { x: box.x + box.width, y: box.y + box.height }]),
    ...diagram.edges.flatMap((edge) => edge.points),
  ];
  if (points.length === 0) return { ...diagram, width: 480, height: 120 };
  const reach = (pick: (point: Point) => number): readonly [number, number] =>
    points.reduce(([least, most], point) => [Math.min(least, pick(point)), Math.max(most, pick(point))], [Infinity, -Infinity]);
  const [left, right] = reach((point) => point.x);
  const [top, bottom] = reach((point) => point.y);
  const moved = <Place extends Point>(place: Place): Place => ({ ...place, x: place.x - left + margin, y: place.y - top + margin });
  return {
    ...diagram,
    width: right - left + margin * 2,
    height: bottom - top + margin * 2,
    nodes: diagram.nodes.map((node) => ({ ...node, box: moved(node.box) })),
    edges: diagram.edges.map((edge) => ({ ...edge, points: edge.points.map(moved) })),
  };
}

/** The analysis with only the alignment rows and findings that are about something the filter finds. */
export function filterTables(analysed: Analysed, filter: string): Analysed {
  const terms = parseQuery(filter);
  const found = new Set([...itemsOf(analysed).values()].filter((item) => matchesQuery(terms, item)).map((item) => item.key));
  const { findings } = analysed;
  return {
    ...analysed,
    alignment: analysed.alignment.filter((row) =>
      found.has(subjectKey({ kind: 'vpc-endpoint', id: row.endpointId, accountId: row.accountId })),
    ),
    findings: {
      ...findings,
      findings: findings.findings.filter((finding) => finding.subjects.some((subject) => found.has(subjectKey(subject)))),
    },
  };
}

function itemsOf(analysed: Analysed): ReadonlyMap<string, InventoryItem> {
  return indexBy(inventoryOf(analysed), (item) => item.key);
}
