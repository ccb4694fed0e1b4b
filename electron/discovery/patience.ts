/**
 * How long to wait for one attempt. Where a Region answers in no time, a call
 * that hangs is noticed sooner: it is first waited for a part of the deadline,
 * then longer, and at last all of it, in case it was only slow.
 */

export interface Patience {
  /** Milliseconds for an attempt: 1 before any of the call's attempts was waited for in vain, 2 after the first was. */
  deadlineOf(host: string, wait: number): number;
  /** An answer came after so many milliseconds. */
  answered(host: string, afterMs: number): void;
}

/** Of the deadline, for the first wait and the second. */
const firstShares = [0.3, 0.6];
/** At least so many times what is usual. */
const usualTimes = 10;
/** How much one answer changes what is usual. */
const weight = 0.1;

export function newPatience(deadlineMs: number): Patience {
  const usual = new Map<string, number>();
  return {
    deadlineOf: (host, wait) => {
      const usualMs = usual.get(host);
      if (usualMs === undefined) return deadlineMs;
      return Math.min(deadlineMs, Math.max(deadlineMs * (firstShares[wait - 1] ?? 1), usualMs * usualTimes));
    },
    answered: (host, afterMs) => {
      const before = usual.get(host) ?? afterMs;
      usual.set(host, before + (afterMs - before) * weight);
    },
  };
}
