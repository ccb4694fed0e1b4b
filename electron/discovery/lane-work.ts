import type { Region } from '#shared/base/ids.ts';
import type { LiveSession } from './live-session.ts';
import type { RegionRecords } from './region-records.ts';
import type { ScanContext, ScannedAccount } from './scan-context.ts';
import type { Lane } from './scheduler.ts';
import type { CallCount, LaneTally } from './estimate.ts';

/** The work in one account and Region. */
export interface LaneWork {
  readonly scan: ScanContext;
  readonly account: ScannedAccount;
  /** As the ledger has it: `global` for calls without a Region. */
  readonly region: Region;
  readonly lane: Lane;
  readonly records: RegionRecords;
  readonly tally: LaneTally;
  /** `profile/operation` of the cells that have ended. */
  readonly ended: Set<string>;
  /** Where the calls go. */
  readonly callRegion: (live: LiveSession) => Region;
}

/** Where calls of this work are counted: those of an API with limits of its own apart. */
export function countOf({ lane, tally }: LaneWork): CallCount {
  return lane.pace.limits === null ? tally : tally.slow;
}
