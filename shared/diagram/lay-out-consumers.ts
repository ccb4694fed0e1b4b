import { composeMap, finishedDiagram } from './compose-map.ts';
import { consumerContents } from './consumer-area.ts';
import { isCustomService, layoutContext } from './context.ts';
import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { providers } from './provider-area.ts';
import { withSideBoxes } from './side-boxes.ts';
import { routeEdges } from './route-edges.ts';

/** The Consumers view: account, Region, VPC in zone lanes, and strands to the services of providers. */
export function layOutConsumers(input: DiagramInput): Diagram {
  const context = layoutContext(input);
  const services = context.topology.services.filter((service) => isCustomService(service));
  const contents = consumerContents(context);
  const { placement, edges } = composeMap(context, contents, withSideBoxes(context, contents, providers(context, services)));
  return finishedDiagram(input, 'consumers', 'Consumers', placement.nodes, [...routeEdges(context, placement), ...edges]);
}
