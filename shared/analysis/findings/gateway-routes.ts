/** Shared by the rules about S3, DynamoDB and NAT: which private route tables lack the free gateway endpoint. */
import { sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { RouteTable } from '#shared/model/route-table.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import { privateDnsOf } from '#shared/analysis/topology/private-dns.ts';
import { gatewayEndpointTargets } from '#shared/analysis/topology/routing.ts';
import type { EndpointNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';

/** Route tables that serve subnets and send what they do not know to a public NAT gateway, by id. */
export function tablesBehindNat(topology: Topology, vpc: VpcNode): readonly RouteTable[] {
  const tables = vpc.subnets.flatMap((node) => {
    if (node.routeTable === null || node.egress !== 'nat-gateway') return [];
    const nat = topology.index.find('natGateways', node.egressTarget ?? '');
    return nat === undefined || (isLiveNatGateway(nat) && nat.connectivityType !== 'private') ? [node.routeTable] : [];
  });
  return sortedUnique(tables.map((table) => table.routeTableId)).flatMap((id) => tables.find((table) => table.routeTableId === id) ?? []);
}

/** Gateway endpoints of a service in the VPC. */
export function gatewayEndpoints(vpc: VpcNode, service: string): readonly EndpointNode[] {
  return vpc.endpoints.filter(
    (node) => node.endpoint.vpcEndpointType === 'Gateway' && node.endpoint.state !== 'Deleted' && isService(node, service),
  );
}

/** Whether an interface endpoint of the VPC answers to the service's name, so that NAT does not carry it. */
export function isServedByInterface(topology: Topology, vpc: VpcNode, service: string): boolean {
  return vpc.endpoints.some(
    (node) =>
      node.endpoint.vpcEndpointType === 'Interface' &&
      node.endpoint.state === 'Available' &&
      isService(node, service) &&
      privateDnsOf(topology, node).answers === 'yes',
  );
}

/** Tables without a route or an association to one of the gateway endpoints. */
export function tablesWithout(tables: readonly RouteTable[], endpoints: readonly EndpointNode[]): readonly RouteTable[] {
  return tables.filter((table) => {
    const targets = gatewayEndpointTargets(table);
    return !endpoints.some(
      ({ endpoint }) => endpoint.routeTableIds.includes(table.routeTableId) || targets.includes(endpoint.vpcEndpointId),
    );
  });
}

function isService(node: EndpointNode, service: string): boolean {
  return node.endpoint.serviceName !== null && shortServiceName(node.endpoint.serviceName) === service;
}
