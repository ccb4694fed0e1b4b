/** What one account may see of the truth: its own records, what is shared with it, and zones in its own naming. */
import type { AccountId, Region, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type CollectionName, collectionNames, type RecordOf } from '#shared/model/collections.ts';
import type { CellStatus } from '#shared/model/ledger.ts';
import { isAwsPrefixList } from '#shared/model/prefix-list.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** Who asks, and where. */
export interface Caller {
  readonly accountId: AccountId;
  readonly region: Region;
}

export interface Truth {
  readonly accounts: ReadonlySet<string>;
  /** The records of a kind that the caller's answer holds, before filters and pages. */
  seenBy<Name extends CollectionName>(caller: Caller, name: Name): readonly RecordOf<Name>[];
  /** How the ledger of the truth says the operation ends for the caller; `ok` where it does not say. */
  statusOf(caller: Caller, operation: string): CellStatus;
  /** Whether the account has the Region at all. */
  hasRegion(caller: Caller): boolean;
}

export function truthOf(snapshot: Snapshot): Truth {
  const byRegion = new Map(
    collectionNames.map(
      (name) => [name, groupBy(snapshot[name] as readonly RecordOf<CollectionName>[], (record) => record.region)] as const,
    ),
  );
  const inRegion = <Name extends CollectionName>(name: Name, region: Region): readonly RecordOf<Name>[] =>
    (byRegion.get(name)?.get(region) ?? []) as unknown as readonly RecordOf<Name>[];
  const zoneNames = new Map(snapshot.zones.map((zone) => [`${zone.accountId}/${zone.region}/${zone.zoneId ?? ''}`, zone.zoneName]));
  const statuses = new Map(snapshot.ledger.map((cell) => [`${cell.accountId}/${cell.region}/${cell.operation}`, cell.status]));
  const regions = new Set(snapshot.regions.map((record) => `${record.accountId}/${record.region}`));
  const sharing = sharingOf(snapshot);
  const cache = new Map<string, readonly RecordOf<CollectionName>[]>();
  return {
    accounts: new Set(snapshot.accounts.map((account) => account.accountId)),
    seenBy: (caller, name) => {
      const key = `${caller.accountId}/${caller.region}/${name}`;
      const known = cache.get(key);
      if (known !== undefined) return known as unknown as readonly RecordOf<typeof name>[];
      const records =
        name === 'regions' ? snapshot.regions.filter((record) => record.accountId === caller.accountId) : inRegion(name, caller.region);
      const seen = records.filter((record) => sees(caller, name, record as RecordOf<CollectionName>, sharing));
      const named = seen.map((record) => inOwnNames(record as RecordOf<CollectionName>, caller, zoneNames));
      cache.set(key, named);
      return named as unknown as readonly RecordOf<typeof name>[];
    },
    statusOf: (caller, operation) => statuses.get(`${caller.accountId}/${caller.region}/${operation}`) ?? 'ok',
    hasRegion: (caller) => regions.has(`${caller.accountId}/${caller.region}`),
  };
}

/** Which VPCs and transit gateways an account sees beside its own, as `account/id`. */
function sharingOf(snapshot: Snapshot): ReadonlySet<string> {
  return new Set([
    ...snapshot.subnets.flatMap((subnet) => subnet.participants.map((participant) => `${participant}/${subnet.vpcId}`)),
    ...snapshot.subnets.flatMap((subnet) => subnet.participants.map((participant) => `${participant}/${subnet.subnetId}`)),
    ...snapshot.transitGatewayAttachments.map((attachment) => `${attachment.resourceOwnerId ?? ''}/${attachment.transitGatewayId ?? ''}`),
  ]);
}

type Visibility = (accountId: AccountId, record: never, sharing: ReadonlySet<string>) => boolean;

/** Kinds of records that others than their owner see, or that not even the owner sees as they are. */
const visibility: {
  readonly [Name in CollectionName]?: (accountId: AccountId, record: RecordOf<Name>, sharing: ReadonlySet<string>) => boolean;
} = {
  vpcs: (accountId, record, sharing) => record.accountId === accountId || sharing.has(`${accountId}/${record.vpcId}`),
  routeTables: (accountId, record, sharing) => record.accountId === accountId || sharing.has(`${accountId}/${record.vpcId}`),
  subnets: (accountId, record, sharing) => record.accountId === accountId || sharing.has(`${accountId}/${record.subnetId}`),
  transitGateways: (accountId, record, sharing) => record.accountId === accountId || sharing.has(`${accountId}/${record.transitGatewayId}`),
  transitGatewayAttachments: (accountId, record) => record.resourceOwnerId === accountId || record.transitGatewayOwnerId === accountId,
  peeringConnections: (accountId, record) => record.requester.accountId === accountId || record.accepter.accountId === accountId,
  prefixLists: (accountId, record) => isAwsPrefixList(record) || record.accountId === accountId,
  serviceDetails: (accountId, record) => record.readBy === accountId,
  hostedZoneAssociations: (accountId, record) => record.readBy === accountId,
};

function sees(caller: Caller, name: CollectionName, record: RecordOf<CollectionName>, sharing: ReadonlySet<string>): boolean {
  const special = visibility[name] as Visibility | undefined;
  return special === undefined ? record.accountId === caller.accountId : special(caller.accountId, record as never, sharing);
}

/** The same record with the caller's own name for its zone; a zone the caller does not have stays nameless. */
function inOwnNames(record: RecordOf<CollectionName>, caller: Caller, names: ReadonlyMap<string, ZoneName>): RecordOf<CollectionName> {
  if (!('zoneId' in record) || !('subnetId' in record) || record.readBy === caller.accountId) return record;
  const zoneId: ZoneId | null = record.zoneId;
  return { ...record, zoneName: names.get(`${caller.accountId}/${record.region}/${zoneId ?? ''}`) ?? null };
}
