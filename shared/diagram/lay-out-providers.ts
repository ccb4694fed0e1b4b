import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';

/** The Providers view. */
export function layOutProviders(input: DiagramInput): Diagram {
  const { snapshot } = input.topology.index;
  return { view: 'providers', title: snapshot.title, width: 0, height: 0, nodes: [], edges: [], legend: [], footer: '' };
}
