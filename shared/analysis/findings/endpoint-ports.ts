import { remembered } from '#shared/base/remembered.ts';
import { indexBy } from '#shared/base/sort.ts';
import type { Door, EndpointNode, ServiceNode, Topology } from '#shared/analysis/topology/topology.ts';

/** The ports callers use: 443 for AWS services, the listeners' ports for a custom one; `null` where those are not known. */
export function doorsOf(topology: Topology, node: EndpointNode): readonly Door[] | null {
  if (node.reference?.kind !== 'custom') return https;
  const service = topology.serviceOf(node);
  return service === undefined ? null : listenerDoors(service);
}

const https: readonly Door[] = [{ protocol: 'tcp', port: 443 }];

const listenerDoors = remembered((service: ServiceNode): readonly Door[] | null => {
  const doors = service.loadBalancers.flatMap((balancer) => balancer.doors ?? []);
  return doors.length === 0 ? null : [...indexBy(doors, doorName).values()].sort((a, b) => a.port - b.port);
});

/** `443`, and `53 (UDP)` where it is not TCP. */
export function doorName({ protocol, port }: Door): string {
  return protocol === 'tcp' ? `${port}` : `${port} (UDP)`;
}
