import { isLiveAccount } from './accounts.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { EndpointConnection } from '#shared/model/endpoint-service.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { ConnectionNode, EndpointNode, ServiceNode } from './topology.ts';

/**
 * Joins both sides of every custom service on the endpoint id. Three outcomes:
 * both sides seen; consumer only, where the provider is not scanned; provider
 * only, where the consumer is not, and then its VPC and zones are unknown.
 */
export function joinConnections(
  index: SnapshotIndex,
  endpoints: readonly EndpointNode[],
  services: ReadonlyMap<EndpointNode, ServiceNode>,
): readonly ConnectionNode[] {
  const byEndpoint = groupBy(index.snapshot.endpointConnections, (connection) => connection.vpcEndpointId);
  const joined = endpoints.flatMap(
    (endpoint) => fromConsumer(endpoint, services, byEndpoint.get(endpoint.endpoint.vpcEndpointId) ?? []) ?? [],
  );
  const known = new Set(joined.map((connection) => `${connection.serviceId}/${connection.endpointId}`));
  const providerOnly = index.snapshot.endpointConnections
    .filter((connection) => !known.has(`${connection.serviceId}/${connection.vpcEndpointId}`))
    .map((connection) => fromProvider(index, connection));
  return sortedBy([...joined, ...providerOnly], (connection) => [connection.serviceId, connection.endpointId]);
}

function fromConsumer(
  node: EndpointNode,
  services: ReadonlyMap<EndpointNode, ServiceNode>,
  sightings: readonly EndpointConnection[],
): ConnectionNode | undefined {
  const { endpoint, reference } = node;
  if (reference?.serviceId === undefined || reference.serviceId === null || endpoint.serviceName === null) return undefined;
  const service = services.get(node);
  const sighting = sightings.find((connection) => connection.serviceId === reference.serviceId) ?? null;
  return {
    endpointId: endpoint.vpcEndpointId,
    serviceId: reference.serviceId,
    serviceName: endpoint.serviceName,
    state: endpoint.state ?? sighting?.vpcEndpointState ?? null,
    consumerState: endpoint.state,
    providerState: sighting?.vpcEndpointState ?? null,
    seenFrom: sighting === null ? ['consumer'] : ['consumer', 'provider'],
    consumer: { accountId: isLiveAccount(endpoint.accountId) ? endpoint.accountId : null, region: endpoint.region, vpcId: endpoint.vpcId },
    provider: { accountId: service?.providerAccountId ?? sighting?.accountId ?? null, region: node.serviceRegion },
    connection: sighting,
  };
}

function fromProvider(index: SnapshotIndex, connection: EndpointConnection): ConnectionNode {
  const configuration = index.find('endpointServices', connection.serviceId);
  return {
    endpointId: connection.vpcEndpointId,
    serviceId: connection.serviceId,
    serviceName:
      configuration?.serviceName ?? (`com.amazonaws.vpce.${connection.region}.${connection.serviceId}` as ConnectionNode['serviceName']),
    state: connection.vpcEndpointState,
    consumerState: null,
    providerState: connection.vpcEndpointState,
    seenFrom: ['provider'],
    consumer: { accountId: connection.vpcEndpointOwner, region: connection.vpcEndpointRegion ?? connection.region, vpcId: null },
    provider: {
      accountId: configuration?.accountId ?? (isLiveAccount(connection.accountId) ? connection.accountId : null),
      region: connection.region,
    },
    connection,
  };
}
