/** From what code says to a snapshot: on its own, or on top of what is there. */
import { type AccountId, type Region, type SnapshotId, unknownAccount, unknownRegion } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { collectionNames, type CollectionName, recordKey, type RecordOf } from '#shared/model/collections.ts';
import { operationNamed } from '#shared/model/operation.ts';
import { emptySnapshot, type Snapshot } from '#shared/model/snapshot.ts';
import { partitionOfRegion } from '../places.ts';
import type { ItemFact, PlannedChange, PlannedEstate, PlannedPlace } from './fact.ts';
import { applyParts, type Records } from './apply-parts.ts';
import { settle } from './settle.ts';

type AnyRecord = RecordOf<CollectionName>;

/** What stands for all that code leaves open. */
export interface PlannedDefaults {
  readonly accountId?: AccountId | undefined;
  readonly region?: Region | undefined;
}

/** The estate as the code makes it: `base` with its changes, or the code's resources alone. */
export function applyPlanned(estate: PlannedEstate, base: Snapshot, defaults: PlannedDefaults = {}): Snapshot {
  const records: Records = new Map(
    collectionNames.map((name) => [
      name,
      new Map((base[name] as readonly AnyRecord[]).map((record) => [recordKey(name, record as never), record])),
    ]),
  );
  const reader = readerOf(estate, base, defaults);
  for (const zone of estate.zones) addMissing(records, zone, reader);
  for (const change of estate.changes) if (change.action === 'delete' || change.action === 'replace') removeItems(records, change);
  for (const change of estate.changes) for (const fact of change.after) if (fact.kind === 'item') applyItem(records, change, fact, reader);
  const standing = standingIn(base);
  applyParts(records, estate.changes, standing);
  settle(records, estate.changes, standing);
  return {
    ...base,
    ...(Object.fromEntries(collectionNames.map((name) => [name, [...(records.get(name)?.values() ?? [])]])) as object),
  } as Snapshot;
}

/** An empty estate to put code on, under the head of its import. */
export function bareSnapshot(id: SnapshotId, takenAt: Snapshot['takenAt'], title: string): Snapshot {
  return emptySnapshot({ id, takenAt, kind: 'plan', title });
}

/** Resources of the base that parts may belong to. */
function standingIn({ routeTables, vpcEndpoints, securityGroups, internetGateways }: Snapshot): ReadonlySet<string> {
  return new Set<string>([
    ...routeTables.map((each) => each.routeTableId),
    ...vpcEndpoints.map((each) => each.vpcEndpointId),
    ...securityGroups.map((each) => each.securityGroupId),
    ...internetGateways.map((each) => each.internetGatewayId),
  ]);
}

type Reader = (fact: ItemFact) => AnyRecord | null;

/** Reads an item by the parser of its operation, in the place it tells, or that what it stands in tells. */
function readerOf(estate: PlannedEstate, base: Snapshot, defaults: PlannedDefaults): Reader {
  const items = estate.changes.flatMap((change) => change.after.filter((fact) => fact.kind === 'item'));
  const places = new Map<string, PlannedPlace>(items.map((item) => [item.id, item.place]));
  for (const record of [...base.vpcs, ...base.subnets]) {
    const { accountId, region } = record;
    places.set('subnetId' in record ? record.subnetId : record.vpcId, { accountId, region });
  }
  const regions = sortedUnique(items.flatMap((item) => item.place.region ?? []));
  const accounts = sortedUnique(items.flatMap((item) => item.place.accountId ?? []));
  const only = { region: regions.length === 1 ? regions[0] : undefined, accountId: accounts.length === 1 ? accounts[0] : undefined };
  return (fact) => {
    const near = neighbours(fact).flatMap((id) => places.get(id) ?? []);
    const accountId = fact.place.accountId ?? firstOf(near, 'accountId') ?? defaults.accountId ?? only.accountId ?? unknownAccount;
    const region = fact.place.region ?? firstOf(near, 'region') ?? defaults.region ?? only.region ?? unknownRegion;
    const parsed = operationNamed(fact.operation).parse(fact.wire, { accountId, region, partition: partitionOfRegion(region) });
    return (Array.isArray(parsed) ? parsed[0] : parsed) as AnyRecord | null;
  };
}

function firstOf<Field extends keyof PlannedPlace>(places: readonly PlannedPlace[], field: Field): PlannedPlace[Field] | undefined {
  return places.find((place) => place[field] !== null)?.[field] ?? undefined;
}

/** The resources a wire stands in. */
function neighbours({ wire }: ItemFact): readonly string[] {
  const lists = Array.isArray(wire['SubnetIds']) ? (wire['SubnetIds'] as unknown[]) : [];
  return [wire['VpcId'], wire['SubnetId'], ...lists].filter((id): id is string => typeof id === 'string');
}

function addMissing(records: Records, fact: ItemFact, read: Reader): void {
  const { collection } = operationNamed(fact.operation);
  const record = read(fact);
  const own = records.get(collection);
  if (record === null || own === undefined) return;
  const key = recordKey(collection, record as never);
  if (!own.has(key)) own.set(key, record);
}

function removeItems(records: Records, change: PlannedChange): void {
  for (const fact of change.before) if (fact.kind === 'item') removeRecord(records, fact);
}

function removeRecord(records: Records, fact: ItemFact): void {
  const { collection } = operationNamed(fact.operation);
  const own = records.get(collection);
  if (own === undefined) return;
  for (const [key] of own) if (key === fact.id || key.startsWith(`${fact.id}/`)) own.delete(key);
}

/** A new resource is added; of one that is there, only the fields that the code changes are changed. */
function applyItem(records: Records, change: PlannedChange, fact: ItemFact, read: Reader): void {
  const { collection } = operationNamed(fact.operation);
  const own = records.get(collection);
  const record = read(fact);
  if (own === undefined || record === null) return;
  const key = recordKey(collection, record as never);
  const standing = own.get(key);
  if (standing === undefined) own.set(key, record);
  else if (change.action === 'update') {
    const before = change.before.find(
      (each): each is ItemFact => each.kind === 'item' && each.id === fact.id && each.operation === fact.operation,
    );
    own.set(key, overlaid(standing, before === undefined ? null : read(before), record));
  }
}

const origin = new Set(['accountId', 'region', 'readBy', 'staleSince']);

/** Without a state from before, what the code tells counts and what it does not tell stays; AWS adds tags of its own. */
function overlaid(standing: AnyRecord, before: AnyRecord | null, after: AnyRecord): AnyRecord {
  const was = before as Record<string, unknown> | null;
  const changed = Object.entries(after).filter(([field, value]) => {
    if (origin.has(field)) return false;
    return was === null
      ? value !== null && !(Array.isArray(value) && value.length === 0)
      : JSON.stringify(was[field]) !== JSON.stringify(value);
  });
  return { ...standing, ...Object.fromEntries(changed) } as AnyRecord;
}
