import type { Diagram } from '#shared/diagram/diagram.ts';

/**
 * Ids of the nodes and edges within so many strands of a node or edge, itself
 * included. What stands inside a box goes with the box it is reached by.
 */
export function withinReach(diagram: Diagram, startId: string, reach: number): ReadonlySet<string> {
  const edge = diagram.edges.find((each) => each.id === startId);
  const lit = new Set<string>(edge === undefined ? [startId] : [startId, edge.source, edge.target]);
  let edgeOfLight = withInsides(diagram, lit);
  for (let step = 0; step < reach; step += 1) {
    const next = new Set<string>();
    for (const each of diagram.edges) {
      if (!edgeOfLight.has(each.source) && !edgeOfLight.has(each.target)) continue;
      lit.add(each.id);
      for (const end of [each.source, each.target]) {
        if (!lit.has(end)) next.add(end);
        lit.add(end);
      }
    }
    edgeOfLight = withInsides(diagram, next);
  }
  return lit;
}

/** Parents come before their children, so one pass is enough. */
function withInsides(diagram: Diagram, ids: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(ids);
  for (const node of diagram.nodes) if (node.parentId !== null && all.has(node.parentId)) all.add(node.id);
  return all;
}
