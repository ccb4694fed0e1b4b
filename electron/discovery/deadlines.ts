/**
 * The deadlines of all attempts in flight, looked at a few times a second. A
 * timer per attempt would cost a tenth of the scan, only to be stopped again.
 */
export interface Deadlines {
  /** Calls `expire` once the time has come, unless the function given back is called before. */
  add(at: number, expire: () => void): () => void;
  check(now: number): void;
}

export function newDeadlines(): Deadlines {
  const entries = new Set<{ readonly at: number; readonly expire: () => void }>();
  return {
    add: (at, expire) => {
      const entry = { at, expire };
      entries.add(entry);
      return () => {
        entries.delete(entry);
      };
    },
    check: (now) => {
      for (const entry of entries) {
        if (entry.at > now) continue;
        entries.delete(entry);
        entry.expire();
      }
    },
  };
}
