import type { AccountId, Region, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { ResolvedZone, SnapshotIndex } from './snapshot-index.ts';
import { type Confidence, confidences, type ZoneSet } from './topology.ts';

/** A set that is known to be empty, or the start of a union. */
export const noZones: ZoneSet = { zones: [], confidence: 'native-id', unmapped: [] };

/** Whether the set is all there is; otherwise it is a lower bound and absence from it proves nothing. */
export function isComplete(set: ZoneSet): boolean {
  return set.confidence !== 'unknown';
}

/** The less certain of two confidences. */
export function weaker(a: Confidence, b: Confidence): Confidence {
  return a === b || confidences.indexOf(a) >= confidences.indexOf(b) ? a : b;
}

/** Zones that were resolved one by one; each that could not be makes the set a lower bound. */
export function zoneSetOf(resolved: Iterable<ResolvedZone & { readonly zoneName?: ZoneName | null }>): ZoneSet {
  const zones: ZoneId[] = [];
  const unmapped: ZoneName[] = [];
  let confidence: Confidence = 'native-id';
  for (const zone of resolved) {
    if (zone.confidence !== confidence) confidence = weaker(confidence, zone.confidence);
    if (zone.zoneId !== null) zones.push(zone.zoneId);
    else if (zone.zoneName !== undefined && zone.zoneName !== null) unmapped.push(zone.zoneName);
  }
  return { zones: sortedUnique(zones), confidence, unmapped: sortedUnique(unmapped) };
}

/** All zones of several sets; as certain as the least certain of them. */
export function unionOf(sets: Iterable<ZoneSet>): ZoneSet {
  const all = [...sets];
  const [only] = all;
  if (only === undefined) return noZones;
  if (all.length === 1) return only;
  return {
    zones: sortedUnique(new Set(all.flatMap((set) => set.zones))),
    confidence: all.reduce((weakest, set) => weaker(weakest, set.confidence), only.confidence),
    unmapped: sortedUnique(new Set(all.flatMap((set) => set.unmapped))),
  };
}

/** What a record of a service says about zones. */
export interface ZoneListing {
  readonly zoneIds: readonly ZoneId[] | null;
  readonly zoneNames: readonly ZoneName[] | null;
  readonly readBy: AccountId;
  readonly region: Region;
}

/**
 * The zones a service record lists. IDs win; names are mapped with the table of
 * the account that asked. `null` where the record lists neither.
 */
export function listedZones(index: SnapshotIndex, listing: ZoneListing): ZoneSet | null {
  if (listing.zoneIds !== null && (listing.zoneIds.length > 0 || (listing.zoneNames ?? []).length === 0)) {
    return { zones: sortedUnique(listing.zoneIds), confidence: 'native-id', unmapped: [] };
  }
  if (listing.zoneNames === null) return null;
  return zoneSetOf(
    listing.zoneNames.map((zoneName) => ({
      ...index.zone({ zoneId: null, zoneName, readBy: listing.readBy, region: listing.region }),
      zoneName,
    })),
  );
}
