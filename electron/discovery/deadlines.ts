/**
 * The deadlines of all attempts in flight, looked at a few times a second. A
 * timer and a listener per attempt would cost a tenth of the scan, only to be
 * taken away again.
 */

/** Why an attempt must end. */
export type Ending = 'late' | 'cancelled';

export interface Deadlines {
  /** Calls `end` once the time has come or the scan is cancelled, unless the function given back is called before. */
  add(at: number, end: (why: Ending) => void): () => void;
  check(now: number): void;
}

export function newDeadlines(signal: AbortSignal): Deadlines {
  const entries = new Set<{ readonly at: number; readonly end: (why: Ending) => void }>();
  const endAll = (why: Ending, isDue: (at: number) => boolean): void => {
    for (const entry of entries) {
      if (!isDue(entry.at)) continue;
      entries.delete(entry);
      entry.end(why);
    }
  };
  signal.addEventListener('abort', () => endAll('cancelled', () => true), { once: true });
  return {
    add: (at, end) => {
      const entry = { at, end };
      entries.add(entry);
      return () => {
        entries.delete(entry);
      };
    },
    check: (now) => endAll('late', (at) => at <= now),
  };
}
