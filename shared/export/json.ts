import type { Diagram } from '#shared/diagram/diagram.ts';

/** The version of the diagram's JSON; raised when a field changes its meaning or goes. */
export const diagramSchemaVersion = 1;

/**
 * A diagram as programs read it: every node and edge with position, state and
 * subject. What it is drawn with (shapes, colours, buttons) is left out: it follows from
 * the rest and changes with the looks.
 */
export function exportDiagramJson(diagram: Diagram): string {
  const { view, title, width, height, nodes, edges, footer } = diagram;
  const value = {
    schemaVersion: diagramSchemaVersion,
    view,
    title,
    width,
    height,
    footer,
    nodeCount: nodes.length,
    edgeCount: edges.length,
    nodes: nodes.map(({ shapes: _shapes, fold: _fold, ...node }) => node),
    edges,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
