import type { EndpointNode, Topology } from '#shared/analysis/topology/topology.ts';

/** The TCP ports callers use: 443 for AWS services, the listeners' ports for a custom one; `null` where those are not known. */
export function portsOf(topology: Topology, node: EndpointNode): readonly number[] | null {
  if (node.reference?.kind !== 'custom') return [443];
  const balancers = topology.serviceOf(node)?.loadBalancers ?? [];
  const ports = balancers.flatMap((balancer) => balancer.listenerPorts ?? []);
  return ports.length === 0 ? null : [...new Set(ports)].sort((a, b) => a - b);
}
