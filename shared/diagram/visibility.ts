/** Which parts of a diagram a search or a filter leaves, and which it lights. */
import type { InventoryItem } from './inventory.ts';
import { subjectKey } from './subject-key.ts';
import type { Diagram, DiagramNode } from './diagram.ts';
import { matchesQuery, matchesText, type QueryTerm } from './query.ts';

export interface Visibility {
  /** Tests an item of the inventory. */
  readonly item: (item: InventoryItem) => boolean;
  /** Tests a node that stands for nothing in the inventory, by its words. */
  readonly text: (text: string) => boolean;
}

/** Ids of the nodes and edges that a search finds, in reading order. */
export function foundElements(diagram: Diagram, items: ReadonlyMap<string, InventoryItem>, terms: readonly QueryTerm[]): string[] {
  const found = diagram.nodes.filter((node) => {
    if (node.subject === null) return false;
    const item = items.get(subjectKey(node.subject));
    return item === undefined ? matchesText(terms, nodeText(node)) : matchesQuery(terms, item);
  });
  return found.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x).map((node) => node.id);
}

/**
 * Ids of what does not pass. Boxes around something that passes stay as its
 * context, and so does what stands in a box that passes and is nothing by itself
 * (lanes, notes). An edge goes with either of its ends.
 */
export function hiddenElements(diagram: Diagram, items: ReadonlyMap<string, InventoryItem>, test: Visibility): ReadonlySet<string> {
  const hidden = new Set<string>();
  const keptBelow = new Set<string>();
  for (const node of diagram.nodes.toReversed()) {
    const passes = nodePasses(node, items, test);
    if (passes === true || keptBelow.has(node.id)) {
      if (node.parentId !== null) keptBelow.add(node.parentId);
    } else if (passes === false) {
      hidden.add(node.id);
    }
  }
  for (const node of diagram.nodes) {
    if (node.parentId === null || keptBelow.has(node.id)) continue;
    if (hidden.has(node.parentId)) hidden.add(node.id);
  }
  for (const node of diagram.nodes) {
    if (node.parentId === null && node.subject === null && !keptBelow.has(node.id)) hidden.add(node.id);
  }
  for (const edge of diagram.edges) if (hidden.has(edge.source) || hidden.has(edge.target)) hidden.add(edge.id);
  return hidden;
}

/** `null`: the node is nothing by itself and goes with its parent. */
function nodePasses(node: DiagramNode, items: ReadonlyMap<string, InventoryItem>, test: Visibility): boolean | null {
  if (node.subject === null) return null;
  const item = items.get(subjectKey(node.subject));
  return item === undefined ? test.text(nodeText(node)) : test.item(item);
}

function nodeText(node: DiagramNode): string {
  return [node.label, node.description, ...node.keywords].join('\n').toLowerCase();
}
