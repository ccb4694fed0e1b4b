/** Private hosted zones whose records lead to endpoints: part of what the endpoints cost today (T7). */
import type { AccountId, HostedZoneId, VpcId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';

export interface ServingZone {
  readonly hostedZoneId: HostedZoneId;
  /** Who pays for the zone. */
  readonly owner: AccountId;
}

const endpointInName = /\b(vpce-[0-9a-f]+)/;

/** By VPC of the endpoint: the zones that name one of its endpoints. Zones whose records were not read do not show. */
export function servingZones(topology: Topology): ReadonlyMap<VpcId, readonly ServingZone[]> {
  const found = new Map<VpcId, Map<HostedZoneId, ServingZone>>();
  const vpcOf = new Map<string, VpcId | null>(topology.endpoints.map(({ endpoint }) => [endpoint.vpcEndpointId, endpoint.vpcId]));
  for (const record of topology.index.snapshot.dnsRecords) {
    for (const target of [record.aliasTarget, ...record.values]) {
      const vpcId = vpcOf.get(endpointInName.exec(target ?? '')?.[1] ?? '') ?? null;
      if (vpcId === null) continue;
      const zones = found.get(vpcId) ?? new Map<HostedZoneId, ServingZone>();
      found.set(vpcId, zones.set(record.hostedZoneId, { hostedZoneId: record.hostedZoneId, owner: record.accountId }));
    }
  }
  return new Map([...found].map(([vpcId, zones]) => [vpcId, sortedBy(zones.values(), (zone) => zone.hostedZoneId)]));
}
