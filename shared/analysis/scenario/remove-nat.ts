/** The edit `remove-nat`. */
import type { NatGatewayId } from '#shared/base/ids.ts';
import { ok } from '#shared/base/outcome.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { isLiveNatGateway, type NatGateway } from '#shared/model/nat-gateway.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import { type Edited, type EditOf, type Ground, refused } from './edit.ts';
import { withFreeAddresses } from './endpoint-place.ts';

/** Without the NAT gateway, its interfaces and addresses; its routes go to another one, or go. */
export function removeNat(ground: Ground, edit: EditOf<'remove-nat'>): Edited {
  const nat = natIn(ground, edit.natGatewayId);
  if (nat === undefined) return refused(`there is no NAT gateway ${edit.natGatewayId}`);
  if (!isLiveNatGateway(nat)) return refused(`${edit.natGatewayId} is ${nat.state ?? 'gone'} already`);
  const fault = edit.routesTo === undefined ? null : heirFault(ground, nat, edit.routesTo);
  if (fault !== null) return refused(fault);
  const interfaces = new Set<string>(nat.addresses.flatMap((address) => address.networkInterfaceId ?? []));
  const addresses = new Set<string>(nat.addresses.flatMap((address) => address.publicIp ?? []));
  const freed = withFreeAddresses(ground.snapshot, nat.subnetId === null ? [] : [nat.subnetId], 1);
  const routed = altered(freed, 'routeTables', (table) => tableWithout(table, nat, edit.routesTo));
  const unwired = altered(routed, 'networkInterfaces', (each) => (interfaces.has(each.networkInterfaceId) ? null : each));
  const released = altered(unwired, 'addresses', (each) => (addresses.has(each.publicIp) ? null : each));
  return ok(altered(released, 'natGateways', (each) => (each.natGatewayId === nat.natGatewayId ? null : each)));
}

function natIn({ snapshot }: Ground, id: NatGatewayId): NatGateway | undefined {
  return snapshot.natGateways.find((each) => each.natGatewayId === id);
}

function heirFault(ground: Ground, nat: NatGateway, routesTo: NatGatewayId): string | null {
  const heir = natIn(ground, routesTo);
  if (heir === undefined) return `there is no NAT gateway ${routesTo} to take its routes`;
  if (heir.natGatewayId === nat.natGatewayId) return 'a NAT gateway cannot take over its own routes';
  if (!isLiveNatGateway(heir)) return `${routesTo}, which should take its routes, is ${heir.state ?? 'gone'}`;
  if (heir.vpcId !== nat.vpcId) return `${routesTo} is in another VPC, and routes lead to NAT gateways of their own VPC only`;
  return heir.connectivityType === nat.connectivityType
    ? null
    : `${routesTo} is ${heir.connectivityType}, ${nat.natGatewayId} is ${nat.connectivityType}`;
}

/** A regional NAT gateway owns a route table, which goes with it. */
function tableWithout(table: RouteTable, nat: NatGateway, routesTo: NatGatewayId | undefined): RouteTable | null {
  if (nat.routeTableId !== null && table.routeTableId === nat.routeTableId) return null;
  if (!table.routes.some((route) => route.target === nat.natGatewayId)) return table;
  const routeWithout = (route: Route): Route[] =>
    route.target !== nat.natGatewayId ? [route] : routesTo === undefined ? [] : [{ ...route, target: routesTo }];
  return { ...table, routes: table.routes.flatMap(routeWithout) };
}
