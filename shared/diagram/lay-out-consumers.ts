import { composeMap, finishedDiagram } from './compose-map.ts';
import { consumerContents } from './consumer-area.ts';
import { isCustomService, layoutContext } from './context.ts';
import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import type { MapOrder } from './map-order.ts';
import { providers } from './provider-area.ts';
import { withSideBoxes } from './side-boxes.ts';
import { routeEdges } from './route-edges.ts';

/**
 * The Consumers view: account, Region, VPC in zone lanes, and strands to the
 * services of providers. With the order of a map of much the same estate, what
 * did not change stays where it was unless another arrangement gains much.
 */
export function layOutConsumers(input: DiagramInput, before: MapOrder | null = null): Diagram {
  const context = layoutContext(input);
  const services = context.topology.services.filter((service) => isCustomService(service));
  const contents = consumerContents(context);
  const kept = before === null ? null : { order: before, isFirm: false };
  const { placement, edges } = composeMap(context, contents, withSideBoxes(context, contents, providers(context, services)), kept);
  return finishedDiagram(input, 'consumers', 'Consumers', placement.nodes, [...routeEdges(context, placement), ...edges]);
}
