import { type AccountId, globalRegion, type Region, unknownAccount, unknownRegion } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type AnyRecord, collectionNames, type ResourceParts } from '#shared/model/collections.ts';
import { coverageOf, type LedgerCell, ledgerKey } from '#shared/model/ledger.ts';
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
  const cells = new Map(snapshot.ledger.map((cell) => [ledgerKey(cell), cell]));
  const reached = reachedAccounts(snapshot.ledger);
  const byPlace = new Map<string, ResourceParts[]>();
  for (const name of collectionNames) {
    const records = snapshot[name] as readonly { readonly readBy: string; readonly region: string }[];
    for (const [place, found] of groupBy(records, (record) => `${record.readBy}/${name === 'regions' ? globalRegion : record.region}`)) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), { [name]: found }]);
    }
  }
  return {
    coverage: coverageOf(snapshot.ledger),
    ended: (place) => {
      const cell = how === 'retry' ? undefined : cells.get(ledgerKey(place));
      return cell?.status === 'cancelled' ? undefined : cell;
    },
    recordsOf: (accountId, region) => byPlace.get(`${accountId}/${region}`) ?? [],
    reachedBy: (profile) => reached.get(profile) ?? new Map(),
    cellAt: (place) => cells.get(ledgerKey(place)),
  };
}

type Reached = Map<AccountId, Set<Region>>;

function reachedAccounts(ledger: readonly LedgerCell[]): ReadonlyMap<string, Reached> {
  const byProfile = new Map<string, Reached>();
  for (const { profile, accountId, region } of ledger) {
    if (accountId === unknownAccount) continue;
    const accounts = byProfile.get(profile) ?? new Map<AccountId, Set<Region>>();
    const regions = accounts.get(accountId) ?? new Set<Region>();
    byProfile.set(profile, accounts.set(accountId, regions));
    if (region !== globalRegion && region !== unknownRegion) regions.add(region);
  }
  return byProfile;
}

/**
 * Starts a scan with what an earlier one read in full, and with its ledger. What
 * it read in part is read again; `carryOver` keeps of that what stays unreadable.
 * A scan that is resumed keeps what it had in part, too: cells that failed are not read again.
 * Cells of a profile that led nowhere yet go: its account, or its Region, is asked for anew.
 */
export function seedEarlier(builder: SnapshotBuilder, earlier: Snapshot, how: Continuation, profiles: readonly string[]): void {
  const coverage = coverageOf(earlier.ledger);
  for (const name of collectionNames) {
    const records = earlier[name] as readonly AnyRecord[];
    builder.add({ [name]: records.filter((record) => how === 'resume' || wasRead(coverage, name, record)) });
  }
  for (const account of earlier.accounts) builder.addAccount(account);
  const ledNowhere = ({ accountId, region, profile }: LedgerCell): boolean =>
    (accountId === unknownAccount || region === unknownRegion) && profiles.includes(profile);
  for (const cell of earlier.ledger) if (!ledNowhere(cell)) builder.setCell(cell);
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
