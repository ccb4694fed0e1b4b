import type { Region, SnapshotId } from '#shared/base/ids.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { MemberAccount, MembersFrom, Sessions } from './ports.ts';

/** What a person asks a scan to read. */
export interface DiscoveryRequest {
  readonly profiles: readonly string[];
  /** Empty, and not `allRegions`: the home Region of each profile. */
  readonly regions: readonly Region[];
  /** Every Region the account has enabled. */
  readonly allRegions: boolean;
  /** Enter every one of these accounts by a role, from the profiles as base. */
  readonly organization?: {
    /** From a portal it may be empty: the role of the profile itself. */
    readonly role: string;
    /** A list, or who to ask for it. */
    readonly accounts: readonly MemberAccount[] | MembersFrom;
  };
  /** Optional operations to read; `defaultOptionalOperations` where not given. */
  readonly optionalOperations?: readonly string[];
  /** Made from the time where not given. */
  readonly id?: SnapshotId;
  /** The profile names where not given. */
  readonly title?: string;
}

/** Everything outside that a scan needs; tests give a clock and randomness of their own. */
export interface ScanPorts {
  readonly sessions: Sessions;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Resolves after that many milliseconds, or as soon as the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Gets every page as it is read, for a map that fills while scanning. */
  readonly onParts?: (parts: ResourceParts) => void;
  /** Where whoever gets the pages is behind: resolves when more may be read; `null`: now. */
  readonly room?: () => Promise<void> | null;
  /** Gets every cell the moment it ends, after all the pages that belong to it. */
  readonly onCell?: (cell: LedgerCell) => void;
  /** `false`: records and cells leave by `onParts` and progress alone; the snapshot at the end is without them, and memory stays small. */
  readonly keepsRecords?: boolean;
  readonly settings?: Partial<ScanSettings>;
}

export type ScanPhase = 'starting' | 'reading' | 'cancelling' | 'done' | 'cancelled' | 'failed';

/** How far a scan is. */
export interface ScanProgress {
  readonly phase: ScanPhase;
  /** Cells that ended since the last event. */
  readonly cells: readonly LedgerCell[];
  readonly callsDone: number;
  /** Done and still to do, as far as known; grows while Regions turn out not to be quiet. */
  readonly callsPlanned: number;
  /** Different resources found so far. */
  readonly resources: number;
  readonly elapsedMs: number;
  /** `null` until enough has been read to tell. */
  readonly etaMs: number | null;
  readonly problem: Problem | null;
  /** Calls that may be in flight at once at this moment. */
  readonly concurrency: number;
}

/** The knobs of a scan. The defaults are the measured ones; tests shorten the times. */
export interface ScanSettings {
  /** Calls in flight at once to begin with, calls that hang not counted, and between what bounds that may change with the latency. */
  readonly concurrency: number;
  readonly leastConcurrency: number;
  readonly mostConcurrency: number;
  /** Calls in flight at once per account and Region. */
  readonly laneConcurrency: number;
  /** Account-Region pairs worked on at once; bounds memory, and stays below the 50 signing keys that the SDK remembers. */
  readonly openLanes: number;
  readonly attemptDeadlineMs: number;
  /** Attempts of one call, and the time it may take with all of them. */
  readonly attempts: number;
  readonly callBudgetMs: number;
  readonly throttleBaseMs: number;
  readonly transientBaseMs: number;
  readonly backoffCapMs: number;
  readonly transientCapMs: number;
  /** Token bucket per operation, account and Region: AWS allows 100 and 20 a second. */
  readonly bucketSize: number;
  readonly bucketPerSecond: number;
  /** A call that takes longer no longer counts as in flight: it costs no CPU and must not delay others. */
  readonly slowCallMs: number;
  readonly progressMs: number;
  /** Pages of one cell after which it counts as endless. */
  readonly pagesPerCell: number;
}

export const defaultSettings: ScanSettings = {
  concurrency: 64,
  leastConcurrency: 8,
  mostConcurrency: 128,
  laneConcurrency: 10,
  openLanes: 32,
  attemptDeadlineMs: 10_000,
  attempts: 12,
  callBudgetMs: 300_000,
  throttleBaseMs: 500,
  transientBaseMs: 50,
  backoffCapMs: 10_000,
  transientCapMs: 2_000,
  bucketSize: 90,
  bucketPerSecond: 19,
  slowCallMs: 2_000,
  progressMs: 200,
  pagesPerCell: 20_000,
};
