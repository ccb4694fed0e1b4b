/** `--filter`: the search language of the application, hiding what it does not find. */
import { indexBy } from '#shared/base/sort.ts';
import type { Diagram, Point } from '#shared/diagram/diagram.ts';
import { type InventoryItem, inventoryOf } from '#shared/diagram/inventory.ts';
import { legendOf } from '#shared/diagram/legend.ts';
import { matchesQuery, matchesText, parseQuery } from '#shared/diagram/query.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { hiddenElements } from '#shared/diagram/visibility.ts';
import { type Redaction, standInOf } from '#shared/export/redact.ts';
import type { Analysed } from './analyse.ts';

/** What an export shows of the whole. */
export interface Selection {
  /** Keys of the items that are left (`subjectKey`). */
  readonly keys: ReadonlySet<string>;
  /** Tests an element of a picture that is no item of the inventory, by its words. */
  readonly text: (text: string) => boolean;
  /** Said in the title. */
  readonly says: string;
}

/** What a search finds. */
export function selectionOf(analysed: Analysed, filter: string): Selection {
  const terms = parseQuery(filter);
  const found = [...itemsOf(analysed).values()].filter((item) => matchesQuery(terms, item));
  return { keys: new Set(found.map((item) => item.key)), text: (text) => matchesText(terms, text), says: `only ${filter}` };
}

/** What is left when these are taken away. */
export function selectionWithout(analysed: Analysed, leftOut: readonly string[]): Selection {
  const away = new Set(leftOut);
  return { keys: new Set([...itemsOf(analysed).keys()].filter((key) => !away.has(key))), text: () => false, says: 'filtered' };
}

/** The same selection of the redacted estate, whose names it must not say. */
export function redactedSelection(selection: Selection, redaction: Redaction): Selection {
  const keys = [...selection.keys].map((key) => {
    const at = key.indexOf('/');
    return `${key.slice(0, at + 1)}${standInOf(redaction, key.slice(at + 1))}`;
  });
  return { keys: new Set(keys), text: () => false, says: 'filtered' };
}

/** The diagram without what is not selected; what is left keeps its arrangement, and the title says that it is not all. */
export function filterDiagram(diagram: Diagram, analysed: Analysed, selection: Selection): Diagram {
  const hidden = hiddenElements(diagram, itemsOf(analysed), { item: (item) => selection.keys.has(item.key), text: selection.text });
  const left = {
    ...diagram,
    title: `${diagram.title} · ${selection.says}`,
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

/** The analysis with only the alignment rows and findings that are about something selected. */
export function filterTables(analysed: Analysed, { keys }: Selection): Analysed {
  const { findings } = analysed;
  return {
    ...analysed,
    alignment: analysed.alignment.filter((row) =>
      keys.has(subjectKey({ kind: 'vpc-endpoint', id: row.endpointId, accountId: row.accountId })),
    ),
    findings: {
      ...findings,
      findings: findings.findings.filter((finding) => finding.subjects.some((subject) => keys.has(subjectKey(subject)))),
    },
  };
}

function itemsOf(analysed: Analysed): ReadonlyMap<string, InventoryItem> {
  return indexBy(inventoryOf(analysed), (item) => item.key);
}
