/** The edit `remove-endpoint`. */
import { ok } from '#shared/base/outcome.ts';
import { altered } from '#shared/model/estate/alter.ts';
import type { Route } from '#shared/model/route-table.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { type Edited, type EditOf, type Ground } from './edit.ts';
import { endpointIn, withFreeAddresses } from './endpoint-place.ts';

/** Without the endpoint, its interfaces, routes and connection. DNS records that name it stay and lead nowhere, as they would. */
export function removeEndpoint(ground: Ground, edit: EditOf<'remove-endpoint'>): Edited {
  const found = endpointIn(ground, edit.endpointId);
  if (found.kind === 'problem') return found;
  const endpoint = found.value;
  const gone = new Set<string>(endpoint.networkInterfaceIds);
  const isOther = (record: { readonly vpcEndpointId: string }): boolean => record.vpcEndpointId !== endpoint.vpcEndpointId;
  const freed = withFreeAddresses(ground.snapshot, endpoint.subnetIds, 1);
  const routed = altered(freed, 'routeTables', (table) =>
    table.routes.some((route) => route.target === endpoint.vpcEndpointId)
      ? { ...table, routes: table.routes.flatMap((route) => routeWithout(endpoint, route)) }
      : table,
  );
  const unwired = altered(routed, 'networkInterfaces', (each) => (gone.has(each.networkInterfaceId) ? null : each));
  const parted = altered(unwired, 'endpointConnections', (each) => (isOther(each) ? each : null));
  const alone = altered(parted, 'endpointAssociations', (each) => (isOther(each) ? each : null));
  return ok(altered(alone, 'vpcEndpoints', (each) => (isOther(each) ? each : null)));
}

/** AWS takes the routes of a gateway endpoint away; those to a Gateway Load Balancer endpoint stay and become black holes. */
function routeWithout(endpoint: VpcEndpoint, route: Route): Route[] {
  if (route.target !== endpoint.vpcEndpointId) return [route];
  return endpoint.vpcEndpointType === 'Gateway' ? [] : [{ ...route, state: 'blackhole' }];
}
