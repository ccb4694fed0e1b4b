import type { VpcId } from '#shared/base/ids.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import { composeMap, finishedDiagram } from './compose-map.ts';
import { areaItem, byAccount } from './consumer-area.ts';
import { isCustomService, layoutContext, serviceNodeId } from './context.ts';
import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import { providers } from './provider-area.ts';
import { withSideBoxes } from './side-boxes.ts';
import { subnetRouteEdges } from './subnet-routes.ts';
import { routeTableCards } from './route-table-cards.ts';
import { vpcBox } from './vpc-box.ts';

/** The VPC view: every subnet with its route table, NAT gateways, endpoints, and what the tables send where. Empty for a VPC nobody knows. */
export function layOutVpc(input: DiagramInput, vpcId: VpcId): Diagram {
  const context = layoutContext(input);
  const node = context.topology.vpcNode(vpcId);
  if (node === undefined) return finishedDiagram(input, 'vpc', vpcId, [], []);
  const extra = (width: number, y: number) => routeTableCards(context, node, width, y);
  const box = vpcBox(context, node, { isDetailed: true, extra });
  const { accountId, region, name } = node.vpc;
  const contents = byAccount([{ accountId, region, item: areaItem(box.block, box.strands) }]);
  const used = new Map<string, ServiceNode>();
  for (const endpoint of node.endpoints) {
    const service = context.topology.serviceOf(endpoint);
    if (isCustomService(service)) used.set(serviceNodeId(service), service);
  }
  const { placement, edges } = composeMap(context, contents, withSideBoxes(context, contents, providers(context, [...used.values()])));
  return finishedDiagram(input, 'vpc', name ?? vpcId, placement.nodes, [...subnetRouteEdges(context, placement, node), ...edges]);
}
