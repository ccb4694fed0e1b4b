import type { VpcId } from '#shared/base/ids.ts';
import type { Diagram } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';

/** The VPC view: one VPC with its subnets, routes, NAT gateways and endpoints. */
export function layOutVpc(input: DiagramInput, vpcId: VpcId): Diagram {
  const { snapshot } = input.topology.index;
  return { view: 'vpc', title: vpcId, width: 0, height: 0, nodes: [], edges: [], legend: [], footer: snapshot.title };
}
