/**
 * Gives a host up that cannot be reached, a Region or one service of it, so that
 * it does not cost a time-out per call. Three attempts in a row must fail to connect, each begun after the
 * one before had failed: many calls that fail at the same moment count once.
 */
import type { ReadProblem } from './ports.ts';

export interface Breaker {
  /** The problem that gave the host up, `null` while it may be called. */
  lost(host: string): ReadProblem | null;
  /** An attempt that began at `startedAt` could not connect. */
  unreachable(host: string, startedAt: number, problem: ReadProblem): void;
  reached(host: string): void;
}

const failuresToGiveUp = 3;

export function newBreaker(clock: () => number): Breaker {
  const failing = new Map<string, { count: number; at: number }>();
  const lost = new Map<string, ReadProblem>();
  return {
    lost: (host) => lost.get(host) ?? null,
    unreachable: (host, startedAt, problem) => {
      const before = failing.get(host);
      if (before !== undefined && startedAt < before.at) return;
      const count = (before?.count ?? 0) + 1;
      failing.set(host, { count, at: clock() });
      if (count < failuresToGiveUp) return;
      const message = `${host} could not be reached three times in a row (${problem.code}); nothing more was asked there.`;
      lost.set(host, { ...problem, kind: 'network', recovery: 'never', message });
    },
    reached: (host) => {
      failing.delete(host);
    },
  };
}
