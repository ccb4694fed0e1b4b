/** Counts calls and cells, and reports several times a second how far the scan is. */
import type { Problem } from '#shared/base/outcome.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { ScanPhase, ScanPorts, ScanProgress } from './request.ts';

/** The calls of one account and Region, as far as known. */
export interface LaneTally {
  planned: number;
  done: number;
  /** Nothing will be added to `planned` any more. */
  settled: boolean;
}

export interface Tally {
  /** Adds an account and Region whose size is not known yet. */
  addLane(): LaneTally;
  cellEnded(cell: LedgerCell): void;
  found(fresh: number): void;
  setPhase(phase: ScanPhase): void;
  /** Sends what changed. */
  report(problem?: Problem): void;
}

/** What a Region that is not quiet costs, until some have been read. */
const callsPerLane = 30;
/** Less than this tells nothing about the rest. */
const callsForEstimate = 20;

export function newTally(ports: Pick<ScanPorts, 'clock' | 'onCell'>, onProgress: (progress: ScanProgress) => void): Tally {
  const begun = ports.clock();
  const lanes: LaneTally[] = [];
  let cells: LedgerCell[] = [];
  let resources = 0;
  let phase: ScanPhase = 'starting';
  return {
    addLane: () => {
      const lane: LaneTally = { planned: 0, done: 0, settled: false };
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
      const elapsedMs = ports.clock() - begun;
      onProgress({ phase, cells: changed, ...counts(lanes, elapsedMs), resources, elapsedMs, problem: problem ?? null });
    },
  };
}

function counts(lanes: readonly LaneTally[], elapsedMs: number): Pick<ScanProgress, 'callsDone' | 'callsPlanned' | 'etaMs'> {
  let callsDone = 0;
  let settledCalls = 0;
  let settledLanes = 0;
  for (const lane of lanes) {
    callsDone += lane.done;
    if (!lane.settled) continue;
    settledLanes += 1;
    settledCalls += lane.planned;
  }
  const expected = settledLanes === 0 ? callsPerLane : Math.ceil(settledCalls / settledLanes);
  let callsPlanned = 0;
  for (const lane of lanes) callsPlanned += lane.settled ? Math.max(lane.planned, lane.done) : Math.max(expected, lane.planned, lane.done);
  const etaMs = callsDone < callsForEstimate ? null : Math.round((elapsedMs / callsDone) * (callsPlanned - callsDone));
  return { callsDone, callsPlanned, etaMs };
}
