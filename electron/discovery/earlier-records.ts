import { globalRegion } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type AnyRecord, collectionNames, type ResourceParts } from '#shared/model/collections.ts';
import { coverageOf } from '#shared/model/ledger.ts';
import type { Snapshot, SnapshotBuilder } from '#shared/model/snapshot.ts';
import { wasRead } from './carry-over.ts';
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

/**
 * Starts a scan with what an earlier one read in full, and with its ledger. What
 * it read in part is read again; `carryOver` keeps of that what stays unreadable.
 */
export function seedEarlier(builder: SnapshotBuilder, earlier: Snapshot): void {
  const coverage = coverageOf(earlier.ledger);
  for (const name of collectionNames) {
    const records = earlier[name] as readonly AnyRecord[];
    builder.add({ [name]: records.filter((record) => wasRead(coverage, name, record)) });
  }
  for (const account of earlier.accounts) builder.addAccount(account);
  for (const cell of earlier.ledger) builder.setCell(cell);
}
