/** Counts calls and cells, and reports several times a second how far the scan is. */
import type { Problem } from '#shared/base/outcome.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { estimate, type LaneTally, type Sample } from './estimate.ts';
import type { ScanPhase, ScanPorts, ScanProgress } from './request.ts';

export interface Tally {
  /** Adds an account and Region, or an account as a whole, whose size is not known yet. */
  addLane(accountId: AccountId, isGlobal: boolean): LaneTally;
  cellEnded(cell: LedgerCell): void;
  found(fresh: number): void;
  setPhase(phase: ScanPhase): void;
  /** Sends what changed. */
  report(problem?: Problem): void;
}

/** Old samples are thinned out: so many are enough. */
const mostSamples = 400;

export function newTally(
  ports: Pick<ScanPorts, 'clock' | 'onCell'>,
  concurrency: () => number,
  onProgress: (progress: ScanProgress) => void,
): Tally {
  const begun = ports.clock();
  const lanes: LaneTally[] = [];
  const samples: Sample[] = [];
  let cells: LedgerCell[] = [];
  let resources = 0;
  let phase: ScanPhase = 'starting';
  return {
    addLane: (accountId, isGlobal) => {
      const lane: LaneTally = { accountId, isGlobal, planned: 0, done: 0, settled: false, slow: { planned: 0, done: 0 } };
      lanes.push(lane);
      return lane;
    },
    cellEnded: (cell) => {
      cells.push(cell);
      ports.onCell?.(cell);
    },
    found: (fresh) => {
      resources += fresh;
    },
    setPhase: (next) => {
      phase = next;
    },
    report: (problem) => {
      const changed = cells;
      cells = [];
      const now = ports.clock();
      const figures = estimate(lanes, samples, now);
      sample(lanes, samples, now);
      const elapsedMs = now - begun;
      onProgress({ phase, cells: changed, ...figures, resources, elapsedMs, problem: problem ?? null, concurrency: concurrency() });
    },
  };
}

/** Notes how much is done; the first note is of the last moment before the first answer. */
function sample(lanes: readonly LaneTally[], samples: Sample[], at: number): void {
  const done = lanes.reduce((sum, lane) => sum + lane.done, 0);
  if (done === 0) samples.length = 0;
  samples.push({ at, done });
  if (samples.length > mostSamples) samples.splice(0, samples.length, ...samples.filter((_, index) => index % 2 === 0));
}
