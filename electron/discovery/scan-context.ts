import type { AccountId, IsoTime, Region } from '#shared/base/ids.ts';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { Coverage, LedgerCell } from '#shared/model/ledger.ts';
import type { SnapshotBuilder } from '#shared/model/snapshot.ts';
import type { Concurrency } from './concurrency.ts';
import type { Breaker } from './breaker.ts';
import type { Deadlines } from './deadlines.ts';
import type { LiveSession } from './live-session.ts';
import type { Patience } from './patience.ts';
import type { DiscoveryRequest, ScanPorts, ScanSettings } from './request.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerFaults } from './server-faults.ts';
import type { Tally } from './tally.ts';

/** What every part of one scan shares. */
export interface ScanContext {
  readonly request: DiscoveryRequest;
  readonly ports: ScanPorts;
  readonly settings: ScanSettings;
  /** Aborts when the person cancels. */
  readonly signal: AbortSignal;
  readonly scheduler: Scheduler;
  readonly concurrency: Concurrency;
  readonly breaker: Breaker;
  readonly deadlines: Deadlines;
  readonly patience: Patience;
  readonly serverFaults: ServerFaults;
  readonly tally: Tally;
  readonly builder: SnapshotBuilder;
  /** The scan that is continued or whose failures are read again. */
  readonly previous: EarlierScan | null;
}

/** A scan that is continued, and what it knew. */
export interface EarlierScan {
  readonly coverage: Coverage;
  /** How the cell ended that is not to be read again although it failed; `undefined`: it is to be read. */
  ended(cell: CellPlace): LedgerCell | undefined;
  recordsOf(accountId: AccountId, region: Region): readonly ResourceParts[];
  /** The accounts a profile led into, each with the Regions that were asked there. */
  reachedBy(profile: string): ReadonlyMap<AccountId, ReadonlySet<Region>>;
  cellAt(cell: CellPlace): LedgerCell | undefined;
}

/** Where in the ledger a cell stands. */
export type CellPlace = Pick<LedgerCell, 'profile' | 'accountId' | 'region' | 'operation'>;

/** One account that is scanned, with every profile that leads into it. */
export interface ScannedAccount {
  readonly accountId: AccountId;
  /** In the order of the request. Profiles that open late join at the end. */
  readonly sessions: LiveSession[];
  /** Resolves when no further session can join. */
  readonly complete: Promise<void>;
}

/** Whether an earlier scan read this in full, so that it need not be read again. */
export function wasRead(scan: ScanContext, accountId: AccountId, region: Region, operation: string): boolean {
  return scan.previous?.coverage.isRead(accountId, region, operation) ?? false;
}

/** The time as the ledger has it. */
export function isoNow(scan: Pick<ScanContext, 'ports'>): IsoTime {
  return new Date(scan.ports.clock()).toISOString() as IsoTime;
}
