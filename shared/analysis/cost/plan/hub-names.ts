/** How the names of a hub's services are answered, and for which spokes that is still to be done. */
import type { HostedZoneId } from '#shared/base/ids.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { privateNamesOf } from './place.ts';
import type { ChosenPath, Plan, PlanHub } from './plan.ts';

export interface HubName {
  readonly service: string;
  readonly domain: string;
  /** The domain itself, and `*.` of it where AWS uses one. */
  readonly records: readonly string[];
  /** The hosted zone of the hub that answers it already; `null`: the plan makes one, or none was found. */
  readonly zoneId: HostedZoneId | null;
  /** Whether the plan makes the zone. */
  readonly isNew: boolean;
  /** The paths of the spokes that the zone does not answer yet, by VPC. */
  readonly users: readonly ChosenPath[];
}

/** Every service that goes through the hub, sorted. */
export function hubNames(topology: Topology, hub: PlanHub, chosen: Plan['chosen']): readonly HubName[] {
  const moved = chosen.filter((path) => path.how === 'hub' && path.region === hub.region);
  return sortedUnique(moved.map((path) => path.service)).flatMap((service) => {
    const users = sortedBy(
      moved.filter((path) => path.service === service),
      (path) => path.vpcId,
    );
    const [sample] = users;
    if (sample === undefined) return [];
    const names = privateNamesOf(topology, sample);
    const domain = (names[0] ?? service).replace(/^\*\./, '');
    const isNew = hub.hostedZones.includes(service);
    const zoneId = isNew ? null : zoneOf(topology, hub, domain);
    const answered = new Set(
      topology.index
        .having('hostedZoneAssociations', 'zoneDomain', domain)
        .filter((each) => each.hostedZoneId === zoneId)
        .map((each) => each.vpcId),
    );
    const records = [domain, ...(names.includes(`*.${domain}`) ? [`*.${domain}`] : [])];
    return { service, domain, records, zoneId, isNew, users: users.filter((path) => !answered.has(path.vpcId)) };
  });
}

function zoneOf(topology: Topology, hub: PlanHub, domain: string): HostedZoneId | null {
  const found = topology.index
    .inVpc('hostedZoneAssociations', hub.vpcId)
    .filter((each) => each.zoneDomain.toLowerCase() === domain.toLowerCase());
  return sortedBy(found, (each) => each.hostedZoneId)[0]?.hostedZoneId ?? null;
}
