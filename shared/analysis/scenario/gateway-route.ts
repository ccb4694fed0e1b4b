/** The route by which a gateway endpoint is reached. */
import type { Region, ServiceName, VpcEndpointId } from '#shared/base/ids.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { hypotheticalPrefixListId } from './hypothetical.ts';

/** From the service's prefix list to the endpoint; a stand-in where the list was not read. */
export function gatewayRoute(snapshot: Snapshot, region: Region, serviceName: ServiceName, endpointId: VpcEndpointId): Route {
  const list = snapshot.prefixLists.find((each) => each.region === region && each.prefixListName === serviceName);
  const destination =
    list?.prefixListId ?? seenElsewhere(snapshot, region, serviceName) ?? hypotheticalPrefixListId(shortServiceName(serviceName));
  return { destination, destinationKind: 'prefix-list', targetKind: 'gateway', target: endpointId, state: 'active', origin: 'CreateRoute' };
}

/** The list that routes to other gateway endpoints of the service name; it is the same in the whole Region. */
function seenElsewhere(snapshot: Snapshot, region: Region, serviceName: ServiceName): string | null {
  const same = new Set<string>(
    snapshot.vpcEndpoints
      .filter((each) => each.region === region && each.serviceName === serviceName && each.vpcEndpointType === 'Gateway')
      .map((each) => each.vpcEndpointId),
  );
  for (const table of snapshot.routeTables)
    for (const route of table.routes) if (route.destinationKind === 'prefix-list' && same.has(route.target)) return route.destination;
  return null;
}

/** Whether a table has a route for this destination; AWS takes one only. */
export function hasRouteTo(table: RouteTable, destination: string): boolean {
  return table.routes.some((route) => route.destination === destination);
}
