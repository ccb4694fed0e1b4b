import type { ZoneId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';

const known = new WeakMap<ServiceNode, readonly ZoneId[]>();

/** The zones a service's box has lanes for: those it offers and those its load balancers stand in. */
export function serviceZonesShown(service: ServiceNode): readonly ZoneId[] {
  const before = known.get(service);
  if (before !== undefined) return before;
  const own = service.configuration === null ? [] : service.loadBalancers.flatMap((node) => node.zones?.zones ?? []);
  const zones = sortedUnique([...(service.zones?.zones ?? []), ...own]);
  known.set(service, zones);
  return zones;
}
