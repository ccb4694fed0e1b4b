/** Shared by the rules about providers: the services whose own configuration was read, and who is connected to them. */
import type { ServiceId } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { EndpointService } from '#shared/model/endpoint-service.ts';
import type { ConnectionNode, ServiceNode, Topology } from '#shared/analysis/topology/topology.ts';
import { remembered } from '#shared/base/remembered.ts';
import { serviceSubject } from './subjects.ts';
import { type Judgement, type RuleContext, unknown } from './rule.ts';

/** A service with the provider's own configuration. */
export interface OwnService {
  readonly service: ServiceNode;
  readonly configuration: EndpointService;
}

export function ownServices(topology: Topology): readonly OwnService[] {
  return ownServicesOf(topology);
}

const ownServicesOf = remembered((topology: Topology): readonly OwnService[] =>
  topology.services.flatMap((service) => (service.configuration === null ? [] : [{ service, configuration: service.configuration }])),
);

/** Where the provider's list of connections was not read, the rule says so of the service; else it judges. */
export function withConnections(
  context: RuleContext,
  own: OwnService,
  judge: (connections: readonly ConnectionNode[]) => readonly Judgement[],
): readonly Judgement[] {
  const { accountId, region, serviceId } = own.configuration;
  const missing = context.missing(accountId, region, ['DescribeVpcEndpointConnections']);
  if (missing !== null) return [unknown(serviceSubject(own.configuration), missing)];
  return judge(connectionsOf(context.topology, serviceId));
}

/** Whoever is connected to a service, as far as anybody scanned can see. */
export function connectionsOf(topology: Topology, serviceId: ServiceId): readonly ConnectionNode[] {
  return connectionsByService(topology).get(serviceId) ?? [];
}

const connectionsByService = remembered((topology: Topology) => groupBy(topology.connections, (connection) => connection.serviceId));

const overStates: ReadonlySet<string | null> = new Set(['Rejected', 'Failed', 'Expired', 'Deleting', 'Deleted']);

/** Whether a connection carries traffic or may yet: not refused, failed or gone. */
export function isLiveConnection(connection: ConnectionNode): boolean {
  return !overStates.has(connection.providerState ?? connection.consumerState);
}
