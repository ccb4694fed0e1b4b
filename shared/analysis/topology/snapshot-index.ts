/** A snapshot with the indexes that every analysis needs, made once. */
import type { AccountId, Region, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { groupBy, indexBy } from '#shared/base/sort.ts';
import { collectionNames, type CollectionName, recordKey, type RecordOf } from '#shared/model/collections.ts';
import { type Coverage, coverageOf } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { independentlyMappedRegions, zoneKey } from '#shared/model/zone.ts';
import type { Confidence } from './topology.ts';

/** A zone as far as it can be told. */
export interface ResolvedZone {
  readonly zoneId: ZoneId | null;
  readonly confidence: Confidence;
}

export interface SnapshotIndex {
  readonly snapshot: Snapshot;
  readonly coverage: Coverage;
  /** A record by its key within its collection (mostly its AWS id). */
  find<Name extends CollectionName>(name: Name, key: string): RecordOf<Name> | undefined;
  /** The records of a collection that belong to a VPC. */
  inVpc<Name extends VpcCollection>(name: Name, vpcId: VpcId): readonly RecordOf<Name>[];
  /** The records of a collection whose field has a value; grouped once per field, so cheap to ask often. */
  having<Name extends CollectionName, Field extends keyof RecordOf<Name>>(
    name: Name,
    field: Field,
    value: RecordOf<Name>[Field],
  ): readonly RecordOf<Name>[];
  /**
   * The ID of a zone that a record names. A native ID wins; a name is mapped
   * with the table of the account that made the call; only in Regions whose
   * mapping is the same for all accounts may any account's table serve.
   */
  zone(record: {
    readonly zoneId: ZoneId | null;
    readonly zoneName: ZoneName | null;
    readonly readBy: AccountId;
    readonly region: Region;
  }): ResolvedZone;
  /** The zone record of an ID as the account sees it, or as anyone does. */
  zoneRecord(region: Region, zoneId: ZoneId, accountId?: AccountId): RecordOf<'zones'> | undefined;
}

/** Collections whose records carry a `vpcId`. */
export type VpcCollection =
  | 'subnets'
  | 'routeTables'
  | 'networkInterfaces'
  | 'natGateways'
  | 'vpcEndpoints'
  | 'securityGroups'
  | 'networkAcls'
  | 'instances'
  | 'hostedZoneAssociations'
  | 'resolverRuleAssociations'
  | 'firewalls';

const vpcCollections: readonly VpcCollection[] = [
  'subnets',
  'routeTables',
  'networkInterfaces',
  'natGateways',
  'vpcEndpoints',
  'securityGroups',
  'networkAcls',
  'instances',
  'hostedZoneAssociations',
  'resolverRuleAssociations',
  'firewalls',
];

export function indexSnapshot(snapshot: Snapshot): SnapshotIndex {
  const byKey = new Map<string, ReadonlyMap<string, unknown>>(
    collectionNames.map((name) => [
      name,
      indexBy(snapshot[name] as readonly RecordOf<typeof name>[], (record) => recordKey(name, record as never)),
    ]),
  );
  const byVpc = new Map<string, ReadonlyMap<VpcId | null, readonly unknown[]>>(
    vpcCollections.map((name) => [name, groupBy<VpcId | null, { readonly vpcId: VpcId | null }>(snapshot[name], (record) => record.vpcId)]),
  );
  const tables = zoneTables(snapshot);
  const byField = new Map<string, ReadonlyMap<unknown, readonly unknown[]>>();
  const grouped = (name: CollectionName, field: string): ReadonlyMap<unknown, readonly unknown[]> => {
    const key = `${name}.${field}`;
    const known = byField.get(key) ?? groupBy(snapshot[name] as readonly Record<string, unknown>[], (record) => record[field]);
    byField.set(key, known);
    return known;
  };
  return {
    snapshot,
    coverage: coverageOf(snapshot.ledger),
    find: (name, key) => byKey.get(name)?.get(key) as never,
    having: (name, field, value) => (grouped(name, String(field)).get(value) ?? []) as never,
    inVpc: (name, vpcId) => (byVpc.get(name)?.get(vpcId) ?? []) as never,
    zone: (record) => resolveZone(tables, record),
    zoneRecord: (region, zoneId, accountId) =>
      tables.byId.get(`${accountId ?? ''}/${region}/${zoneId}`) ?? tables.byId.get(`/${region}/${zoneId}`),
  };
}

interface ZoneTables {
  readonly byName: ReadonlyMap<string, RecordOf<'zones'>>;
  /** By `account/region/zoneId`, and by `/region/zoneId` for anyone's. */
  readonly byId: ReadonlyMap<string, RecordOf<'zones'>>;
  /** Of uniformly mapped Regions: by `region/zoneName`. */
  readonly uniform: ReadonlyMap<string, ZoneId>;
}

function zoneTables(snapshot: Snapshot): ZoneTables {
  const byName = indexBy(snapshot.zones, zoneKey);
  const byId = new Map<string, RecordOf<'zones'>>();
  const uniform = new Map<string, ZoneId>();
  for (const zone of snapshot.zones) {
    if (zone.zoneId === null) continue;
    byId.set(`${zone.accountId}/${zone.region}/${zone.zoneId}`, zone);
    if (!byId.has(`/${zone.region}/${zone.zoneId}`)) byId.set(`/${zone.region}/${zone.zoneId}`, zone);
    if (!independentlyMappedRegions.has(zone.region)) uniform.set(`${zone.region}/${zone.zoneName}`, zone.zoneId);
  }
  return { byName, byId, uniform };
}

function resolveZone(tables: ZoneTables, record: Parameters<SnapshotIndex['zone']>[0]): ResolvedZone {
  if (record.zoneId !== null) return { zoneId: record.zoneId, confidence: 'native-id' };
  if (record.zoneName === null) return { zoneId: null, confidence: 'unknown' };
  const own = tables.byName.get(zoneKey({ accountId: record.readBy, region: record.region, zoneName: record.zoneName }))?.zoneId;
  if (own !== undefined && own !== null) return { zoneId: own, confidence: 'mapped-name' };
  const shared = tables.uniform.get(`${record.region}/${record.zoneName}`);
  return shared === undefined ? { zoneId: null, confidence: 'unknown' } : { zoneId: shared, confidence: 'uniform-region' };
}
