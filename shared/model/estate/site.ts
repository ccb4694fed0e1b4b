/** Where a made-up estate is built: who reads what, and what of it the ledger lets into the snapshot. */
import { type AccountId, globalRegion, type IsoTime, type Region, type SnapshotId, type ZoneId, type ZoneName } from '#shared/base/ids.ts';
import type { CollectionName, RecordOf, ResourceParts } from '../collections.ts';
import { type Operation, operations } from '../operation.ts';
import { type Snapshot, snapshotBuilder } from '../snapshot.ts';
import { ledgerOf } from './build-ledger.ts';
import type { AccountDescription, EstateDescription, RegionDescription } from './describe.ts';
import { zoneIdOf, zoneNameOf } from './names.ts';

/** One account in one Region: whose zone names count, and whose ledger cells. */
export interface Place {
  readonly account: AccountDescription;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly description: RegionDescription;
  /** The Availability Zones this account has here. */
  readonly zoneIds: readonly ZoneId[];
}

/** The fields every record begins with: owned and read by the account of the place. */
export function origin(place: Place): { readonly accountId: AccountId; readonly region: Region; readonly readBy: AccountId } {
  return { accountId: place.accountId, region: place.region, readBy: place.accountId };
}

export function placeOf(account: AccountDescription, description: RegionDescription): Place {
  const zoneIds = description.zones.map((zone) => zoneIdOf(description.region, zone));
  return { account, accountId: account.accountId, region: description.region, description, zoneIds };
}

/** What the account of the place calls a zone; `null` where it has no such zone. */
export function zoneNameAt(place: Place, zoneId: ZoneId): ZoneName | null {
  const index = place.zoneIds.indexOf(zoneId);
  if (index >= 0) return zoneNameOf(place.region, index);
  const local = place.description.localZones?.find((zone) => zone.zoneId === zoneId);
  return local === undefined ? null : (local.zoneName as ZoneName);
}

/** The same, for a zone the description says is there. Throws where it is not: the description is wrong. */
export function knownZoneName(place: Place, zoneId: ZoneId): ZoneName {
  const name = zoneNameAt(place, zoneId);
  if (name === null) throw new Error(`${place.account.name} has no zone ${zoneId} in ${place.region}`);
  return name;
}

export interface Site {
  /**
   * Records that the account of the place can see. They enter the snapshot
   * unless nobody reads there or all calls that give such records fail.
   */
  see<Name extends CollectionName>(place: Place, name: Name, records: readonly RecordOf<Name>[]): void;
  finish(): Snapshot;
}

/** How many records each account saw in each Region, by `account/region/collection`. */
export type Sightings = ReadonlyMap<string, number>;

export function openSite(description: EstateDescription): Site {
  const builder = snapshotBuilder();
  const sightings = new Map<string, number>();
  return {
    see: (place, name, records) => {
      if (!place.account.scanned || isUnread(place, name)) return;
      builder.add({ [name]: records } as ResourceParts);
      const key = `${place.accountId}/${place.region}/${name}`;
      sightings.set(key, (sightings.get(key) ?? 0) + records.length);
    },
    finish: () => {
      const takenAt = (description.takenAt ?? '2026-11-02T09:30:00.000Z') as IsoTime;
      const title = description.title ?? 'Made-up estate';
      for (const account of description.accounts.filter((candidate) => candidate.scanned)) {
        const profile = description.profile ?? account.name;
        builder.addAccount({
          accountId: account.accountId,
          partition: partitionOf(account),
          name: account.name,
          profiles: [profile],
          state: 'ACTIVE',
        });
        for (const cell of ledgerOf(account, profile, takenAt, sightings)) builder.setCell(cell);
      }
      builder.add(description.records ?? {});
      return builder.build({
        id: title.toLowerCase().replace(/[^a-z0-9]+/g, '-') as SnapshotId,
        takenAt,
        kind: description.kind ?? 'live',
        title,
      });
    },
  };
}

function partitionOf(account: AccountDescription): Snapshot['accounts'][number]['partition'] {
  const first = account.regions.find((candidate) => candidate.region !== globalRegion)?.region ?? '';
  const partition = first.startsWith('cn-') ? 'aws-cn' : first.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return partition as Snapshot['accounts'][number]['partition'];
}

/** Calls that only add to records of others. */
const addsOnly: ReadonlySet<string> = new Set(['GetManagedPrefixListEntries']);

/** Whether no call that gives records of a collection ended well at the place. */
function isUnread(place: Place, name: CollectionName): boolean {
  const sources = [...operations.values()].filter((operation) => operation.collection === name && !addsOnly.has(operation.operation));
  return sources.every((operation) => faultAt(place, operation) !== undefined);
}

function faultAt(place: Place, operation: Operation): string | undefined {
  const description =
    operation.scope === 'global' ? place.account.regions.find((candidate) => candidate.region === globalRegion) : place.description;
  return description?.cells?.[operation.operation] ?? description?.cells?.['*'];
}
