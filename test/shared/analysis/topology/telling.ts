/** The parts of a topology as plain data, without the records of AWS that they hold. */
import { reachOf } from '#shared/analysis/topology/reach.ts';
import { offeredZones } from '#shared/analysis/topology/services.ts';
import { serviceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import type { ServiceNode, SubnetNode, Topology } from '#shared/analysis/topology/topology.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Part } from './told-estates.ts';

/** What the part says. */
export function told(topology: Topology, part: Part): unknown {
  switch (part) {
    case 'vpcs':
      return topology.vpcs.map((node) => node.vpc);
    case 'subnets':
      return topology.vpcs.flatMap((node) => node.subnets.map(subnet));
    case 'callers':
      return topology.vpcs.map((node) => ({ vpcId: node.vpc.vpcId, ...node.callers }));
    case 'endpoints':
      return topology.endpoints.map((node) => ({ endpointId: node.endpoint.vpcEndpointId, ...without(node, 'endpoint', 'reference') }));
    case 'services':
      return topology.services.map((node) => service(topology, node));
    case 'balancers':
      return topology.services.flatMap((node) => node.loadBalancers.map((one) => without(one, 'loadBalancer')));
    case 'connections':
      return topology.connections.map(({ connection, ...rest }) => ({ ...rest, isSighted: connection !== null }));
    case 'natGateways':
      return topology.natGateways.map(({ natGateway, ...rest }) => ({ id: natGateway.natGatewayId, ...rest }));
    case 'coverage':
      return serviceCoverage(topology);
    case 'reached':
      return topology.vpcs.map((node) =>
        sortedUnique(reachOf(topology, node.vpc.vpcId).map((row) => row.service)).filter((name) => !common.has(name)),
      );
    default:
      return topology.vpcs.flatMap((node) => reachOf(topology, node.vpc.vpcId).filter((row) => part.includes(row.service)));
  }
}

/** Services that every VPC has a row for. */
const common: ReadonlySet<string> = new Set(
  'autoscaling dynamodb ec2messages ecr.api ecr.dkr eks elasticloadbalancing internet logs monitoring s3 secretsmanager ssm ssmmessages'.split(
    ' ',
  ),
);

function subnet({ subnet: record, routeTable, ...rest }: SubnetNode) {
  return { subnetId: record.subnetId, routeTableId: routeTable?.routeTableId ?? null, ...rest };
}

function service(topology: Topology, { configuration, details, loadBalancers, allowedPrincipals, ...rest }: ServiceNode) {
  const viewers = sortedUnique(details.map((detail) => detail.readBy));
  return {
    ...rest,
    isConfigured: configuration !== null,
    balancers: loadBalancers.length,
    principals: allowedPrincipals?.map((one) => one.principal) ?? null,
    offered: viewers.map((viewer) => [
      viewer,
      offeredZones(topology.index, { configuration, details, loadBalancers, allowedPrincipals, ...rest }, viewer),
    ]),
  };
}

function without(node: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(node).filter(([name]) => !names.includes(name)));
}
