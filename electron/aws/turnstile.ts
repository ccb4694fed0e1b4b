/**
 * Lets through so many a second, the first second's worth at once. Whoever
 * waits is let go when `signal` aborts, and must look at it before calling.
 */
export function turnstile(perSecond: number): (signal?: AbortSignal) => Promise<void> {
  let nextAt = 0;
  return (signal) => {
    const now = Date.now();
    nextAt = Math.max(nextAt + 1000 / perSecond, now - 1000);
    const waitMs = Math.max(0, nextAt - now);
    if (waitMs === 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, waitMs);
      signal?.addEventListener('abort', go, { once: true });
    });
  };
}
