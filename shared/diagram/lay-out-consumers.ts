import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';

/** The Consumers view. */
export function layOutConsumers(input: DiagramInput): Diagram {
  const { snapshot } = input.topology.index;
  return { view: 'consumers', title: snapshot.title, width: 0, height: 0, nodes: [], edges: [], legend: [], footer: '' };
}
