/**
 * Whether a zone of a service can serve a connection that enters there.
 *
 * With several load balancers each endpoint network interface is pinned to one
 * of them, so a zone is live only if every load balancer that stands in it has
 * a target to give the connection to: a healthy one in the zone itself, or any
 * healthy one where cross-zone is on. The same holds for the listeners of one
 * load balancer: each port leads to its own targets.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
 */
import type { ZoneId } from '#shared/base/ids.ts';
import type { ListenerWay, LoadBalancerNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';

export type Liveness = 'live' | 'dark' | 'partly-dark' | 'unread';

/** What a zone of the service can do; `lost` is a zone that is supposed to be gone. */
export function zoneLiveness(service: ServiceNode, zone: ZoneId, lost: ZoneId | null = null): Liveness {
  if (service.isAwsOwned) return 'live';
  if (service.configuration === null) return 'unread';
  const each = service.loadBalancers
    .filter((node) => standsIn(node, zone))
    .flatMap((node) => node.ways.map((way) => wayLiveness(way, zone, lost)));
  if (service.unreadLoadBalancers.length > 0) each.push('unread');
  return combine(each);
}

/** Whether everything behind somebody's own service was read: targets, zones and cross-zone of every load balancer. */
export function isFullyRead(service: ServiceNode): boolean {
  if (service.configuration === null || service.unreadLoadBalancers.length > 0 || service.loadBalancers.length === 0) return false;
  return service.loadBalancers.every(
    (node) => node.targetZones !== null && isComplete(node.targetZones) && node.zones !== null && node.crossZone !== 'unknown',
  );
}

function standsIn(node: LoadBalancerNode, zone: ZoneId): boolean {
  return node.zones === null || !isComplete(node.zones) || node.zones.zones.includes(zone);
}

function wayLiveness(way: ListenerWay, zone: ZoneId, lost: ZoneId | null): Liveness {
  if (way.targetZones === null) return 'unread';
  const healthy = way.targetZones.zones.filter((candidate) => candidate !== lost);
  if (healthy.includes(zone)) return 'live';
  const elsewhere = healthy.length > 0;
  if (!isComplete(way.targetZones)) return way.crossZone === 'on' && elsewhere ? 'live' : 'unread';
  if (!elsewhere) return 'dark';
  if (way.crossZone === 'on') return 'live';
  return way.crossZone === 'off' ? 'dark' : way.crossZone === 'mixed' ? 'partly-dark' : 'unread';
}

function combine(each: readonly Liveness[]): Liveness {
  if (each.length === 0) return 'unread';
  if (each.every((one) => one === 'live')) return 'live';
  if (each.every((one) => one === 'dark')) return 'dark';
  if (each.some((one) => one === 'dark' || one === 'partly-dark')) return 'partly-dark';
  return 'unread';
}
