/** What AWS does by itself after a change: routes of gateway endpoints, and what goes with a resource that goes. */
import type { PrefixListId, VpcId } from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { Records } from './apply-parts.ts';
import type { PlannedChange } from './fact.ts';

/** `standing`: what the base holds; of that, only what the code changes is settled anew. */
export function settle(records: Records, changes: readonly PlannedChange[], standing: ReadonlySet<string>): void {
  const gone = new Set(
    changes
      .filter((change) => change.action === 'delete' || change.action === 'replace')
      .flatMap((change) => change.before.flatMap((fact) => (fact.kind === 'item' ? [fact.id] : []))),
  );
  dropWith(records, gone);
  placeNats(records);
  const touched = new Set(
    changes
      .filter((change) => change.action !== 'keep')
      .flatMap((change) => [...change.before, ...change.after].map((fact) => (fact.kind === 'item' ? fact.id : fact.of))),
  );
  routeGateways(records, (id) => !gone.has(id) && (touched.has(id) || !standing.has(id)));
}

/** Interfaces and connections go with their endpoint; a route to something that is gone is a black hole. */
function dropWith(records: Records, gone: ReadonlySet<string>): void {
  if (gone.size === 0) return;
  const endpoints = listOf<VpcEndpoint>(records, 'vpcEndpoints');
  const used = new Set(endpoints.flatMap((endpoint) => endpoint.networkInterfaceIds));
  for (const [key, record] of records.get('networkInterfaces') ?? []) {
    const { interfaceType, description } = record as RecordOf<'networkInterfaces'>;
    const owner = /vpce-[0-9a-z-]+/.exec(description ?? '')?.[0] ?? '';
    if (interfaceType === 'vpc_endpoint' && gone.has(owner) && !used.has(key as never)) records.get('networkInterfaces')?.delete(key);
  }
  for (const [key, record] of records.get('endpointConnections') ?? [])
    if (gone.has((record as RecordOf<'endpointConnections'>).vpcEndpointId)) records.get('endpointConnections')?.delete(key);
  for (const [key, record] of records.get('routeTables') ?? []) {
    const table = record as RouteTable;
    if (!table.routes.some((route) => gone.has(route.target))) continue;
    const routes = table.routes.flatMap((route): Route[] =>
      !gone.has(route.target) ? [route] : route.destinationKind === 'prefix-list' ? [] : [{ ...route, state: 'blackhole' }],
    );
    records.get('routeTables')?.set(key, { ...table, routes });
  }
}

/** Code names the subnet of a NAT gateway, not its VPC. */
function placeNats(records: Records): void {
  for (const [key, record] of records.get('natGateways') ?? []) {
    const nat = record as NatGateway;
    if (nat.vpcId !== null || nat.subnetId === null) continue;
    const subnet = records.get('subnets')?.get(nat.subnetId) as Subnet | undefined;
    const vpcId: VpcId | undefined = subnet?.vpcId;
    if (vpcId !== undefined) records.get('natGateways')?.set(key, { ...nat, vpcId });
  }
}

/** A gateway endpoint has a route in each of its tables, and in no other. */
function routeGateways(records: Records, isMine: (id: string) => boolean): void {
  const gateways = listOf<VpcEndpoint>(records, 'vpcEndpoints').filter(
    (each) => each.vpcEndpointType === 'Gateway' && isMine(each.vpcEndpointId),
  );
  const byId = new Map<string, VpcEndpoint>(gateways.map((each) => [each.vpcEndpointId, each]));
  for (const [key, record] of records.get('routeTables') ?? []) {
    const table = record as RouteTable;
    const kept = table.routes.filter((route) => byId.get(route.target)?.routeTableIds.includes(table.routeTableId) !== false);
    const missing = gateways.filter(
      (each) => each.routeTableIds.includes(table.routeTableId) && !kept.some((route) => route.target === each.vpcEndpointId),
    );
    if (kept.length === table.routes.length && missing.length === 0) continue;
    const added = missing.map(
      (endpoint): Route => ({
        destination: prefixListOf(records, endpoint),
        destinationKind: 'prefix-list',
        targetKind: 'gateway',
        target: endpoint.vpcEndpointId,
        state: 'active',
        origin: 'CreateRoute',
      }),
    );
    records.get('routeTables')?.set(key, { ...table, routes: [...kept, ...added] });
  }
}

/** AWS's own list of the service; a stand-in where nobody read it. */
function prefixListOf(records: Records, endpoint: VpcEndpoint): PrefixListId {
  const lists = listOf<RecordOf<'prefixLists'>>(records, 'prefixLists');
  const own = lists.find((list) => list.prefixListName === endpoint.serviceName && list.region === endpoint.region);
  const short = endpoint.serviceName === null ? 'unknown' : shortServiceName(endpoint.serviceName);
  return own?.prefixListId ?? (`pl-planned-${short}` as PrefixListId);
}

function listOf<Item>(records: Records, name: 'vpcEndpoints' | 'prefixLists'): Item[] {
  return [...(records.get(name)?.values() ?? [])] as Item[];
}
