/** Edits of what an endpoint does in its VPC: private DNS, and the route tables of a gateway endpoint. */
import { ok } from '#shared/base/outcome.ts';
import { altered } from '#shared/model/estate/alter.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { type Edited, type EditOf, type Ground, refused } from './edit.ts';
import { endpointIn } from './endpoint-place.ts';
import { gatewayRoute, hasRouteTo } from './gateway-route.ts';
import { privateDnsFault } from './private-dns-fault.ts';

export function setPrivateDns(ground: Ground, edit: EditOf<'set-private-dns'>): Edited {
  const found = endpointIn(ground, edit.endpointId);
  if (found.kind === 'problem') return found;
  const endpoint = found.value;
  if (endpoint.vpcEndpointType !== 'Interface')
    return refused(`only interface endpoints have private DNS; ${edit.endpointId} is of type ${endpoint.vpcEndpointType}`);
  if (endpoint.privateDnsEnabled === edit.enabled)
    return refused(`private DNS of ${edit.endpointId} is ${edit.enabled ? 'on' : 'off'} already`);
  const fault = edit.enabled ? privateDnsFault(ground, endpoint) : null;
  if (fault !== null) return refused(fault);
  return ok(changed(ground, endpoint, { privateDnsEnabled: edit.enabled }));
}

export function associateRouteTable(ground: Ground, edit: EditOf<'associate-route-table'>): Edited {
  const found = gatewayIn(ground, edit);
  if (found.kind === 'problem') return found;
  const endpoint = found.value;
  if (endpoint.routeTableIds.includes(edit.routeTableId))
    return refused(`${edit.routeTableId} is associated with ${edit.endpointId} already`);
  const { serviceName } = endpoint;
  const table = ground.snapshot.routeTables.find((each) => each.routeTableId === edit.routeTableId && each.vpcId === endpoint.vpcId);
  if (table === undefined) return refused(`${endpoint.vpcId ?? 'its VPC'} has no route table ${edit.routeTableId}`);
  if (serviceName === null) return refused(`${edit.endpointId} names no service`);
  const route = gatewayRoute(ground.snapshot, endpoint.region, serviceName, endpoint.vpcEndpointId);
  if (hasRouteTo(table, route.destination)) return refused(`${edit.routeTableId} has a route to ${route.destination} already`);
  const routed = altered(ground.snapshot, 'routeTables', (each) =>
    each.routeTableId === edit.routeTableId ? { ...each, routes: [...each.routes, route] } : each,
  );
  return ok(changed({ ...ground, snapshot: routed }, endpoint, { routeTableIds: [...endpoint.routeTableIds, edit.routeTableId] }));
}

export function disassociateRouteTable(ground: Ground, edit: EditOf<'disassociate-route-table'>): Edited {
  const found = gatewayIn(ground, edit);
  if (found.kind === 'problem') return found;
  const endpoint = found.value;
  if (!endpoint.routeTableIds.includes(edit.routeTableId)) return refused(`${edit.routeTableId} is not associated with ${edit.endpointId}`);
  const routed = altered(ground.snapshot, 'routeTables', (each) =>
    each.routeTableId === edit.routeTableId ? { ...each, routes: each.routes.filter((route) => route.target !== edit.endpointId) } : each,
  );
  const routeTableIds = endpoint.routeTableIds.filter((id) => id !== edit.routeTableId);
  return ok(changed({ ...ground, snapshot: routed }, endpoint, { routeTableIds }));
}

function gatewayIn(ground: Ground, { endpointId }: Pick<EditOf<'associate-route-table'>, 'endpointId'>) {
  const found = endpointIn(ground, endpointId);
  if (found.kind === 'problem' || found.value.vpcEndpointType === 'Gateway') return found;
  return refused(`only gateway endpoints have route tables; ${endpointId} is of type ${found.value.vpcEndpointType}`);
}

function changed({ snapshot }: Ground, endpoint: VpcEndpoint, change: Partial<VpcEndpoint>) {
  return altered(snapshot, 'vpcEndpoints', (each) => (each.vpcEndpointId === endpoint.vpcEndpointId ? { ...each, ...change } : each));
}
