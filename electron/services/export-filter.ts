/** `--filter`: the search language of the application, hiding what it does not find. */
import { indexBy } from '#shared/base/sort.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { type InventoryItem, inventoryOf } from '#shared/diagram/inventory.ts';
import { matchesQuery, matchesText, parseQuery } from '#shared/diagram/query.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { hiddenElements } from '#shared/diagram/visibility.ts';
import type { Analysed } from './analyse.ts';

/** The diagram without what the filter hides; what is left stays where it was, and the title says that it is not all. */
export function filterDiagram(diagram: Diagram, analysed: Analysed, filter: string): Diagram {
  const terms = parseQuery(filter);
  const hidden = hiddenElements(diagram, itemsOf(analysed), {
    item: (item) => matchesQuery(terms, item),
    text: (text) => matchesText(terms, text),
  });
  return {
    ...diagram,
    title: `${diagram.title} · only ${filter}`,
    nodes: diagram.nodes.filter((node) => !hidden.has(node.id)),
    edges: diagram.edges.filter((edge) => !hidden.has(edge.id)),
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
