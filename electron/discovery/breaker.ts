/**
 * Gives a Region up that cannot be reached, so that it does not cost a time-out
 * per call. Three attempts in a row must fail to connect, each begun after the
 * one before had failed: many calls that fail at the same moment count once.
 */
import type { Region } from '#shared/base/ids.ts';
import type { ReadProblem } from './ports.ts';

export interface Breaker {
  /** The problem that gave the Region up, `null` while it may be called. */
  lost(region: Region): ReadProblem | null;
  /** An attempt that began at `startedAt` could not connect. */
  unreachable(region: Region, startedAt: number, problem: ReadProblem): void;
  reached(region: Region): void;
}

const failuresToGiveUp = 3;

export function newBreaker(clock: () => number): Breaker {
  const failing = new Map<Region, { count: number; at: number }>();
  const lost = new Map<Region, ReadProblem>();
  return {
    lost: (region) => lost.get(region) ?? null,
    unreachable: (region, startedAt, problem) => {
      const before = failing.get(region);
      if (before !== undefined && startedAt < before.at) return;
      const count = (before?.count ?? 0) + 1;
      failing.set(region, { count, at: clock() });
      if (count < failuresToGiveUp) return;
      const message = `${region} could not be reached three times in a row (${problem.code}); nothing more was asked there.`;
      lost.set(region, { ...problem, kind: 'network', recovery: 'never', message });
    },
    reached: (region) => {
      failing.delete(region);
    },
  };
}
