/** A snapshot with the indexes that every analysis needs, made once. */
import type { AccountId, Region, ServiceName, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { rememberedWithin } from '#shared/base/remembered.ts';
import { groupBy, indexBy } from '#shared/base/sort.ts';
import { type CollectionName, recordKeyOf, type RecordOf } from '#shared/model/collections.ts';
import { type Coverage, coverageOf } from '#shared/model/ledger.ts';
import { parseServiceName, type ServiceReference, shortServiceName } from '#shared/model/service-name.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { independentlyMappedRegions, zoneKey } from '#shared/model/zone.ts';
import type { Confidence } from './topology.ts';

/** A zone as far as it can be told. */
export interface ResolvedZone {
  readonly zoneId: ZoneId | null;
  readonly confidence: Confidence;
}

/** A service name, read: thousands of endpoints name the same few services. */
export interface NamedService {
  readonly reference: ServiceReference;
  readonly shortName: string;
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
  /** What a service name tells by itself. */
  service(serviceName: ServiceName): NamedService;
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

type Groups = ReadonlyMap<unknown, readonly unknown[]>;

const nothing: readonly unknown[] = [];

export function indexSnapshot(snapshot: Snapshot): SnapshotIndex {
  const tables = zoneTables(snapshot);
  // Each index is made when it is first asked for: of most kinds nobody asks by key.
  const byKey = new Map<CollectionName, ReadonlyMap<string, unknown>>();
  const keyed = (name: CollectionName): ReadonlyMap<string, unknown> => {
    const made = indexBy<string, unknown>(snapshot[name], recordKeyOf(name) as (record: unknown) => string);
    byKey.set(name, made);
    return made;
  };
  const byField = new Map<CollectionName, Map<string, Groups>>();
  const grouped = (name: CollectionName, field: string): Groups => {
    const fields = byField.get(name) ?? new Map<string, Groups>();
    const made = groupBy(snapshot[name] as readonly Record<string, unknown>[], (record) => record[field]);
    byField.set(name, fields.set(field, made));
    return made;
  };
  const having = (name: CollectionName, field: string, value: unknown): readonly unknown[] =>
    (byField.get(name)?.get(field) ?? grouped(name, field)).get(value) ?? nothing;
  return {
    snapshot,
    coverage: coverageOf(snapshot.ledger),
    find: (name, key) => (byKey.get(name) ?? keyed(name)).get(key) as never,
    having: (name, field, value) => having(name, String(field), value) as never,
    inVpc: (name, vpcId) => having(name, 'vpcId', vpcId) as never,
    zone: (record) => resolveZone(tables, record),
    service: rememberedWithin((name: ServiceName) => ({ reference: parseServiceName(name), shortName: shortServiceName(name) })),
    zoneRecord: (region, zoneId, accountId) => {
      const views = tables.byId.get(region)?.get(zoneId);
      return (accountId === undefined ? undefined : views?.byAccount.get(accountId)) ?? views?.first;
    },
  };
}

interface ZoneTables {
  readonly byName: ReadonlyMap<string, RecordOf<'zones'>>;
  readonly byId: ReadonlyMap<Region, ReadonlyMap<ZoneId, ZoneViews>>;
  /** Of uniformly mapped Regions: by `region/zoneName`. */
  readonly uniform: ReadonlyMap<string, ZoneId>;
}

/** What accounts see of one zone. */
interface ZoneViews {
  readonly first: RecordOf<'zones'>;
  readonly byAccount: Map<AccountId, RecordOf<'zones'>>;
}

function zoneTables(snapshot: Snapshot): ZoneTables {
  const byName = indexBy(snapshot.zones, zoneKey);
  const byId = new Map<Region, Map<ZoneId, ZoneViews>>();
  const uniform = new Map<string, ZoneId>();
  for (const zone of snapshot.zones) {
    if (zone.zoneId === null) continue;
    const inRegion = byId.get(zone.region) ?? new Map<ZoneId, ZoneViews>();
    const views = inRegion.get(zone.zoneId) ?? { first: zone, byAccount: new Map<AccountId, RecordOf<'zones'>>() };
    views.byAccount.set(zone.accountId, zone);
    byId.set(zone.region, inRegion.set(zone.zoneId, views));
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
