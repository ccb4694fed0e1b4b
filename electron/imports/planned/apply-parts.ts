/** Parts that code tells apart from their resource: routes, associations, rules. */
import type { CollectionName, RecordOf } from '#shared/model/collections.ts';
import { parseRouteTable, type Route, type RouteTable } from '#shared/model/route-table.ts';
import { parseSecurityGroup, type SecurityGroup } from '#shared/model/security-group.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { WireContext } from '#shared/model/wire.ts';
import type { PartFact, PlannedChange } from './fact.ts';

/** Records by collection and key, in their order. */
export type Records = Map<CollectionName, Map<string, RecordOf<CollectionName>>>;

/**
 * Takes away what goes, then adds what comes. What the code keeps of a resource
 * in `standing` stays as it was read: the code does not change it.
 */
export function applyParts(records: Records, changes: readonly PlannedChange[], standing: ReadonlySet<string>): void {
  const kept = new Set(changes.flatMap((change) => parts(change.after).map((part) => JSON.stringify(part))));
  for (const change of changes) {
    if (change.action === 'keep') continue;
    for (const part of parts(change.before)) if (!kept.has(JSON.stringify(part))) applyPart(records, part, false);
  }
  for (const change of changes)
    for (const part of parts(change.after)) if (change.action !== 'keep' || !standing.has(part.of)) applyPart(records, part, true);
}

function parts(facts: PlannedChange['after']): readonly PartFact[] {
  return facts.filter((fact) => fact.kind !== 'item');
}

const nowhere = { accountId: '', region: '', partition: '' } as unknown as WireContext;

function applyPart(records: Records, part: PartFact, isThere: boolean): void {
  switch (part.kind) {
    case 'route':
      return changeTable(records, part.of, (table) => ({ ...table, routes: routesWith(table.routes, part, isThere) }));
    case 'table-subnet':
      return changeTable(
        records,
        part.of,
        (table) => ({ ...table, subnetIds: listWith(table.subnetIds, part.subnetId, isThere) }),
        part.subnetId,
      );
    case 'main-table':
      return changeTable(records, part.of, (table) => ({ ...table, isMain: isThere }));
    case 'endpoint-table':
      return changeEndpoint(records, part.of, (each) => ({
        ...each,
        routeTableIds: listWith(each.routeTableIds, part.routeTableId, isThere),
      }));
    case 'endpoint-subnet':
      return changeEndpoint(records, part.of, (each) => ({ ...each, subnetIds: listWith(each.subnetIds, part.subnetId, isThere) }));
    case 'endpoint-group':
      return changeEndpoint(records, part.of, (each) => ({
        ...each,
        securityGroupIds: listWith(each.securityGroupIds, part.securityGroupId, isThere),
      }));
    case 'gateway-vpc':
      return change(records, 'internetGateways', part.of, (each) => ({ ...each, vpcIds: listWith(each.vpcIds, part.vpcId, isThere) }));
    case 'rule':
      return change(records, 'securityGroups', part.of, (group) => ruled(group, part, isThere));
  }
}

function change<Name extends CollectionName>(
  records: Records,
  name: Name,
  key: string,
  make: (record: RecordOf<Name>) => RecordOf<Name>,
): void {
  const own = records.get(name);
  const record = own?.get(key);
  if (own !== undefined && record !== undefined) own.set(key, make(record as RecordOf<Name>));
}

function changeEndpoint(records: Records, id: string, make: (endpoint: VpcEndpoint) => VpcEndpoint): void {
  change(records, 'vpcEndpoints', id, make);
}

/** A subnet has one table: associating it with one takes it from the others. */
function changeTable(records: Records, id: string, make: (table: RouteTable) => RouteTable, subnetId?: string): void {
  if (subnetId !== undefined) {
    for (const [key, record] of records.get('routeTables') ?? []) {
      const table = record as RouteTable;
      if (key !== id && table.subnetIds.some((each) => each === subnetId))
        records.get('routeTables')?.set(key, { ...table, subnetIds: table.subnetIds.filter((each) => each !== subnetId) });
    }
  }
  change(records, 'routeTables', id, make);
}

function listWith<Id extends string>(list: readonly Id[], id: string, isThere: boolean): Id[] {
  const others = list.filter((each) => each !== id);
  return isThere ? (others.length < list.length ? [...list] : [...list, id as Id]) : others;
}

/** AWS takes one route per destination. */
function routesWith(routes: readonly Route[], part: Extract<PartFact, { kind: 'route' }>, isThere: boolean): Route[] {
  const [route] = parseRouteTable({ RouteTableId: 'rtb', VpcId: 'vpc', Routes: [part.route] }, nowhere)?.routes ?? [];
  if (route === undefined) return [...routes];
  const others = routes.filter((each) => each.destination !== route.destination);
  return isThere ? [...others, route] : others;
}

function ruled(group: SecurityGroup, part: Extract<PartFact, { kind: 'rule' }>, isThere: boolean): SecurityGroup {
  const field = part.direction === 'in' ? 'ingress' : 'egress';
  const wire = { GroupId: 'sg', [part.direction === 'in' ? 'IpPermissions' : 'IpPermissionsEgress']: [part.permission] };
  const [permission] = parseSecurityGroup(wire, nowhere)?.[field] ?? [];
  if (permission === undefined) return group;
  const key = JSON.stringify(permission);
  const others = group[field].filter((each) => JSON.stringify(each) !== key);
  return { ...group, [field]: isThere ? [...others, permission] : others };
}
