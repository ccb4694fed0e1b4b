import { remembered } from '#shared/base/remembered.ts';
import type { EndpointNode, ServiceNode, Topology } from '#shared/analysis/topology/topology.ts';

/** The TCP ports callers use: 443 for AWS services, the listeners' ports for a custom one; `null` where those are not known. */
export function portsOf(topology: Topology, node: EndpointNode): readonly number[] | null {
  if (node.reference?.kind !== 'custom') return https;
  const service = topology.serviceOf(node);
  return service === undefined ? null : listenerPorts(service);
}

const https: readonly number[] = [443];

const listenerPorts = remembered((service: ServiceNode): readonly number[] | null => {
  const ports = service.loadBalancers.flatMap((balancer) => balancer.listenerPorts ?? []);
  return ports.length === 0 ? null : [...new Set(ports)].sort((a, b) => a - b);
});
