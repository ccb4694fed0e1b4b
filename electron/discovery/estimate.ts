/**
 * How many calls a scan will make, and how long it still takes. Both are guesses
 * from what has been seen: Regions that are over tell how much the others hold,
 * and the last part of the time tells how fast calls go now.
 */
import type { AccountId } from '#shared/base/ids.ts';

/** Calls of one kind, as far as known. */
export interface CallCount {
  planned: number;
  done: number;
}

/** The calls of one account and Region. */
export interface LaneTally extends CallCount {
  readonly accountId: AccountId;
  /** Of an account as a whole: two or three calls that say nothing about Regions. */
  readonly isGlobal: boolean;
  /** Nothing will be added to `planned` any more. */
  settled: boolean;
  /** Calls to Route 53, which go slowly, one after the other in an account, beside the rest. */
  readonly slow: CallCount;
}

/** What was done at a moment, milliseconds. */
export interface Sample {
  readonly at: number;
  readonly done: number;
}

export interface Estimate {
  readonly callsDone: number;
  readonly callsPlanned: number;
  /** `null` until enough has been read to tell. */
  readonly etaMs: number | null;
}

/** What every Region is asked; one that is asked more is not quiet. */
const callsOfProbe = 5;
/** What a Region that is not quiet costs, until some have been read; and its VPCs, each of which is asked for its zones. */
const callsOfRegion = 34;
const slowOfRegion = 1;
/** Fewer calls than this tell nothing about the rest. */
const callsForEstimate = 6;
/** Of the time since the first answer, the part whose speed counts: a program that has just begun becomes faster for seconds. Never less than `shortestWindowMs`. */
const windowShare = 0.2;
const shortestWindowMs = 600;
/** As many a second as are sent to Route 53, and so many at once to begin with. */
const slowPerSecond = 4;
const slowAtOnce = 4;

/** `samples` in the order of time, the first one from when calls began to be answered. */
export function estimate(lanes: readonly LaneTally[], samples: readonly Sample[], now: number): Estimate {
  const usual = usualRegion(lanes);
  let callsDone = 0;
  let fast = 0;
  let fastDone = 0;
  let slow = 0;
  const slowOf = new Map<AccountId, { left: number; done: number }>();
  for (const lane of lanes) {
    const expected = expectedOf(lane, usual);
    fast += expected.fast;
    fastDone += lane.done;
    slow += expected.slow;
    const account = slowOf.get(lane.accountId) ?? { left: 0, done: 0 };
    account.left += expected.slow - lane.slow.done;
    account.done += lane.slow.done;
    slowOf.set(lane.accountId, account);
    callsDone += lane.done + lane.slow.done;
  }
  const callsPlanned = Math.max(callsDone, Math.round(fast + slow));
  const perMs = speed(samples, { at: now, done: fastDone });
  if (callsDone < callsForEstimate || perMs === null) return { callsDone, callsPlanned, etaMs: null };
  const fastMs = Math.max(0, fast - fastDone) / perMs;
  const waits = [...slowOf.values()].map(({ left, done: asked }) => left - Math.max(0, slowAtOnce - asked));
  const slowMs = (Math.max(0, ...waits) / slowPerSecond) * 1000;
  return { callsDone, callsPlanned, etaMs: Math.round(Math.max(fastMs, slowMs)) };
}

/** What Regions that are not quiet hold, and how many of all they are. */
interface Usual {
  readonly fast: number;
  readonly slow: number;
  readonly share: number;
}

/** Quiet Regions are over first, so they count for how many there are of them and for nothing else. */
function usualRegion(lanes: readonly LaneTally[]): Usual {
  const regional = lanes.filter((lane) => !lane.isGlobal);
  const full = regional.filter((lane) => lane.planned > callsOfProbe);
  const over = full.filter((lane) => lane.settled);
  const quiet = regional.filter((lane) => lane.settled && lane.planned <= callsOfProbe).length;
  return {
    fast: over.length === 0 ? callsOfRegion : mean(over.map((lane) => lane.planned)),
    slow: full.length === 0 ? slowOfRegion : mean(full.map((lane) => lane.slow.planned)),
    share: full.length === 0 && quiet === 0 ? 1 : full.length / (full.length + quiet),
  };
}

function expectedOf(lane: LaneTally, usual: Usual): { readonly fast: number; readonly slow: number } {
  const known = { fast: Math.max(lane.planned, lane.done), slow: lane.slow.planned };
  if (lane.isGlobal || lane.settled) return known;
  if (lane.planned > callsOfProbe) return { ...known, fast: Math.max(known.fast, usual.fast) };
  return { fast: callsOfProbe + usual.share * (usual.fast - callsOfProbe), slow: usual.share * usual.slow };
}

/** Calls per millisecond lately; `null` where none were answered. */
function speed(samples: readonly Sample[], latest: Sample): number | null {
  const first = samples[0];
  if (first === undefined) return null;
  const window = Math.max(shortestWindowMs, (latest.at - first.at) * windowShare);
  const from = samples.find((sample) => latest.at - sample.at <= window) ?? first;
  const before = from === latest || latest.done - from.done <= 0 ? first : from;
  const done = latest.done - before.done;
  return done <= 0 || latest.at <= before.at ? null : done / (latest.at - before.at);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
