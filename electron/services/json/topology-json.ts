import type { ConnectionNode, EndpointNode, NatGatewayNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { schemaVersion } from './schema-version.ts';

/** Who connects to whom, as programs read it. Zones are AZ IDs; `null` is unknown. */
export function topologyJson({ topology, snapshot }: Analysed) {
  return {
    schemaVersion,
    accounts: snapshot.accounts.map(({ accountId, name, partition, profiles }) => ({ accountId, name, partition, profiles })),
    vpcs: topology.vpcs.map(({ vpc }) => ({
      vpcId: vpc.vpcId,
      ownerId: vpc.accountId,
      region: vpc.region,
      name: vpc.name,
      cidrs: vpc.cidrBlocks,
      read: vpc.state !== null,
    })),
    subnets: topology.vpcs.flatMap((node) =>
      node.subnets.map(({ subnet, zoneId, zoneConfidence, egress, egressTarget, callers }) => ({
        subnetId: subnet.subnetId,
        vpcId: subnet.vpcId,
        ownerId: subnet.accountId,
        region: subnet.region,
        cidr: subnet.cidrBlock,
        zoneId,
        zoneConfidence,
        participants: subnet.participants,
        egress,
        egressTarget,
        callers,
      })),
    ),
    endpoints: topology.endpoints.map(endpointJson),
    services: topology.services.map(serviceJson),
    natGateways: topology.natGateways.map(natGatewayJson),
    connections: topology.connections.map(connectionJson),
  };
}

function endpointJson(node: EndpointNode) {
  const { endpoint } = node;
  return {
    endpointId: endpoint.vpcEndpointId,
    type: endpoint.vpcEndpointType,
    accountId: endpoint.accountId,
    region: endpoint.region,
    vpcId: endpoint.vpcId,
    serviceName: endpoint.serviceName,
    serviceId: node.reference?.serviceId ?? null,
    serviceRegion: node.serviceRegion,
    state: endpoint.state,
    zoneIds: node.zones?.zones ?? null,
    subnetIds: endpoint.subnetIds,
    routeTableIds: endpoint.routeTableIds,
    privateDnsEnabled: endpoint.privateDnsEnabled,
  };
}

function serviceJson(service: ServiceNode) {
  return {
    serviceId: service.serviceId,
    serviceName: service.serviceName,
    region: service.region,
    providerAccountId: service.providerAccountId,
    awsOwned: service.isAwsOwned,
    scanned: service.configuration !== null,
    zoneIds: service.zones?.zones ?? null,
    zonesFrom: service.zonesFrom,
    confidence: service.zones?.confidence ?? 'unknown',
    acceptanceRequired: service.configuration?.acceptanceRequired ?? null,
    loadBalancerArns:
      service.configuration === null
        ? null
        : [...service.configuration.networkLoadBalancerArns, ...service.configuration.gatewayLoadBalancerArns],
    allowedPrincipals: service.allowedPrincipals?.map((permission) => permission.principal) ?? null,
  };
}

function natGatewayJson({ natGateway, zones, subnetIds }: NatGatewayNode) {
  return {
    natGatewayId: natGateway.natGatewayId,
    accountId: natGateway.accountId,
    region: natGateway.region,
    vpcId: natGateway.vpcId,
    subnetId: natGateway.subnetId,
    state: natGateway.state,
    availabilityMode: natGateway.availabilityMode,
    connectivityType: natGateway.connectivityType,
    zoneIds: zones?.zones ?? null,
    usedBySubnetIds: subnetIds,
  };
}

function connectionJson(connection: ConnectionNode) {
  const { endpointId, serviceId, serviceName, state, consumerState, providerState, seenFrom, consumer, provider } = connection;
  return { endpointId, serviceId, serviceName, state, consumerState, providerState, seenFrom, consumer, provider };
}
