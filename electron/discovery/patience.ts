/**
 * How long to wait for one attempt. Where a Region answers in no time, a call
 * that hangs is noticed sooner: the first attempts get a part of the deadline,
 * later ones all of it, in case it was only slow.
 */

export interface Patience {
  /** Milliseconds for this attempt, counted from 1. */
  deadlineOf(host: string, attempt: number): number;
  /** An answer came after so many milliseconds. */
  answered(host: string, afterMs: number): void;
}

/** Of the deadline, for the first attempt and the second. */
const firstShares = [0.3, 0.6];
/** A first attempt gets at least so many times what is usual. */
const usualTimes = 10;
/** How much one answer changes what is usual. */
const weight = 0.1;

export function newPatience(deadlineMs: number): Patience {
  const usual = new Map<string, number>();
  return {
    deadlineOf: (host, attempt) => {
      const usualMs = usual.get(host);
      const shorter = deadlineMs * (firstShares[attempt - 1] ?? 1);
      return usualMs === undefined || usualMs * usualTimes > shorter ? deadlineMs : shorter;
    },
    answered: (host, afterMs) => {
      const before = usual.get(host) ?? afterMs;
      usual.set(host, before + (afterMs - before) * weight);
    },
  };
}
