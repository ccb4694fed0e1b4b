/** The maps without what a person left out: laid out again, so that no holes stay. */
import type { ServiceNode, Topology } from '#shared/analysis/topology/topology.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { DiagramInput } from '#shared/diagram/diagram-input.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import type { WholeView } from './protocol.ts';

/** The three maps of a whole snapshot. */
export function wholeMaps(input: DiagramInput): Readonly<Record<WholeView, Diagram>> {
  return { consumers: layOutConsumers(input), providers: layOutProviders(input), estate: layOutEstate(input) };
}

/** The maps of what is not left out (by subject key). */
export function narrowedMaps(input: DiagramInput, leftOut: readonly string[]): Readonly<Record<WholeView, Diagram>> {
  return wholeMaps({ ...input, topology: narrowed(input.topology, new Set(leftOut)) });
}

/**
 * A topology without the things that are left out. A VPC stays while something
 * in it does, as its context, and so does a service that an endpoint which is left leads to.
 */
export function narrowed(topology: Topology, leftOut: ReadonlySet<string>): Topology {
  if (leftOut.size === 0) return topology;
  const stays = (kind: string, id: string): boolean => !leftOut.has(`${kind}/${id}`);
  const endpoints = topology.endpoints.filter(({ endpoint }) => stays('vpc-endpoint', endpoint.vpcEndpointId));
  const natGateways = topology.natGateways.filter(({ natGateway }) => stays('nat-gateway', natGateway.natGatewayId));
  const [endpointSet, natSet] = [new Set(endpoints), new Set(natGateways)];
  const vpcs = topology.vpcs.flatMap((node) => {
    const own = {
      ...node,
      endpoints: node.endpoints.filter((each) => endpointSet.has(each)),
      natGateways: node.natGateways.filter((each) => natSet.has(each)),
    };
    const isLeft = own.endpoints.length > 0 || own.natGateways.length > 0 || stays('vpc', node.vpc.vpcId);
    return isLeft ? [own] : [];
  });
  const connections = topology.connections.filter((connection) => stays('vpc-endpoint', connection.endpointId));
  const usedNames = new Set<ServiceNode | undefined>(endpoints.map((node) => topology.serviceOf(node)));
  const usedIds = new Set<string | null>(connections.map((connection) => connection.serviceId));
  const services = topology.services.filter(
    (service) =>
      usedNames.has(service) ||
      (service.serviceId !== null && usedIds.has(service.serviceId)) ||
      stays('endpoint-service', service.serviceId ?? service.serviceName),
  );
  const byId = new Map(vpcs.map((node) => [node.vpc.vpcId, node]));
  return { ...topology, endpoints, natGateways, vpcs, connections, services, vpcNode: (vpcId) => byId.get(vpcId) };
}
