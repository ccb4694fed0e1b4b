import { globalRegion } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { collectionNames, type ResourceParts } from '#shared/model/collections.ts';
import { coverageOf } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { EarlierScan } from './scan-context.ts';

/** An earlier scan as the one that continues it needs it: what was read in full, and what that was. */
export function earlierScan(snapshot: Snapshot): EarlierScan {
  const byPlace = new Map<string, ResourceParts[]>();
  for (const name of collectionNames) {
    const records = snapshot[name] as readonly { readonly readBy: string; readonly region: string }[];
    for (const [place, found] of groupBy(records, (record) => `${record.readBy}/${name === 'regions' ? globalRegion : record.region}`)) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), { [name]: found }]);
    }
  }
  return { coverage: coverageOf(snapshot.ledger), recordsOf: (accountId, region) => byPlace.get(`${accountId}/${region}`) ?? [] };
}
