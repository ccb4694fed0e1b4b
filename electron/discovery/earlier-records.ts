import { globalRegion } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type AnyRecord, collectionNames, type ResourceParts } from '#shared/model/collections.ts';
import { coverageOf, ledgerKey } from '#shared/model/ledger.ts';
import type { Snapshot, SnapshotBuilder } from '#shared/model/snapshot.ts';
import { carryOver, wasRead } from './carry-over.ts';
import type { EarlierScan } from './scan-context.ts';

/**
 * How an earlier scan is continued. `retry`: what was not read in full is asked
 * for again. `resume`: the scan never ended; what has ended, well or badly, stays as it is.
 */
export type Continuation = 'retry' | 'resume';

/** An earlier scan as the one that continues it needs it: what need not be asked again, and what it gave. */
export function earlierScan(snapshot: Snapshot, how: Continuation): EarlierScan {
  const over = how === 'retry' ? [] : snapshot.ledger.filter((cell) => cell.status !== 'cancelled');
  const ended = new Map(over.map((cell) => [ledgerKey(cell), cell]));
  const byPlace = new Map<string, ResourceParts[]>();
  for (const name of collectionNames) {
    const records = snapshot[name] as readonly { readonly readBy: string; readonly region: string }[];
    for (const [place, found] of groupBy(records, (record) => `${record.readBy}/${name === 'regions' ? globalRegion : record.region}`)) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), { [name]: found }]);
    }
  }
  return {
    coverage: coverageOf(snapshot.ledger),
    ended: (cell) => ended.get(ledgerKey(cell)),
    recordsOf: (accountId, region) => byPlace.get(`${accountId}/${region}`) ?? [],
  };
}

/**
 * Starts a scan with what an earlier one read in full, and with its ledger. What
 * it read in part is read again; `carryOver` keeps of that what stays unreadable.
 * A scan that is resumed keeps what it had in part, too: cells that failed are not read again.
 */
export function seedEarlier(builder: SnapshotBuilder, earlier: Snapshot, how: Continuation): void {
  const coverage = coverageOf(earlier.ledger);
  for (const name of collectionNames) {
    const records = earlier[name] as readonly AnyRecord[];
    builder.add({ [name]: records.filter((record) => how === 'resume' || wasRead(coverage, name, record)) });
  }
  for (const account of earlier.accounts) builder.addAccount(account);
  for (const cell of earlier.ledger) builder.setCell(cell);
}

/** The scan to continue, and how. */
export interface Earlier {
  readonly scan: Snapshot;
  readonly how: Continuation;
}

/** What a continued scan and the one before it give together. */
export function joined({ scan, how }: Earlier, found: Snapshot): Snapshot {
  return how === 'resume' ? found : carryOver(scan, found);
}
