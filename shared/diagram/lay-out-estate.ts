import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';

/** The Estate view. */
export function layOutEstate(input: DiagramInput): Diagram {
  const { snapshot } = input.topology.index;
  return { view: 'estate', title: snapshot.title, width: 0, height: 0, nodes: [], edges: [], legend: [], footer: '' };
}
