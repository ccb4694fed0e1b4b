/**
 * How many calls may be in flight. More of them hide the latency of distant
 * Regions; too many only wait for each other, in this program or at the
 * server. Which of the two it is shows in how long answers take compared with
 * the best that their host has shown.
 */
import type { ScanSettings } from './request.ts';

export interface Concurrency {
  /** Calls that may be in flight now. */
  readonly limit: () => number;
  /** An answer of the host came after so many milliseconds. */
  answered(host: string, afterMs: number): void;
  /** Looks at the answers since the last time; called a few times a second. `isWanted`: more calls waited than were allowed. */
  adjust(isWanted: boolean): void;
}

/** What is usual at a host now, and what was when it went best. */
interface HostSpeed {
  usualMs: number;
  bestMs: number;
  answers: number;
}

/** How much one answer changes what is usual. */
const weight = 0.1;
/** So many answers of a host before it is judged, and so many of all before anything is changed. */
const answersToJudge = 10;
const answersToAdjust = 16;
/** Below it, more calls in flight are worth trying; above the second, they stand in each other's way. */
const quick = 1.6;
const stuck = 4;
/** Waiting that is shorter than this harms nobody, however many times the latency it is. */
const harmlessMs = 1_000;
const stepUp = 1.15;
const stepDown = 0.85;

export function newConcurrency(settings: ScanSettings): Concurrency {
  const hosts = new Map<string, HostSpeed>();
  let limit = settings.concurrency;
  let window = { answers: 0, tookMs: 0, bestMs: 0 };
  return {
    limit: () => limit,
    answered: (host, afterMs) => {
      const speed = hosts.get(host) ?? { usualMs: afterMs, bestMs: Infinity, answers: 0 };
      hosts.set(host, speed);
      speed.usualMs += (afterMs - speed.usualMs) * weight;
      speed.answers += 1;
      if (speed.answers < answersToJudge) return;
      speed.bestMs = Math.min(speed.bestMs, speed.usualMs);
      window.answers += 1;
      window.tookMs += afterMs;
      window.bestMs += speed.bestMs;
    },
    adjust: (isWanted) => {
      const { answers, tookMs, bestMs } = window;
      if (answers < answersToAdjust) return;
      window = { answers: 0, tookMs: 0, bestMs: 0 };
      const slowness = tookMs / Math.max(1, bestMs);
      const isHarmless = tookMs / answers < harmlessMs;
      if (slowness > stuck && !isHarmless) limit = Math.max(settings.leastConcurrency, Math.floor(limit * stepDown));
      else if (isWanted && slowness < quick) limit = Math.min(settings.mostConcurrency, Math.ceil(limit * stepUp));
      else if (isWanted && isHarmless && limit < settings.concurrency) limit = Math.min(settings.concurrency, Math.ceil(limit * stepUp));
    },
  };
}
