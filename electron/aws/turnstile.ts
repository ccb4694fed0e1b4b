/** Lets through so many a second, the first second's worth at once. */
export function turnstile(perSecond: number): () => Promise<void> {
  let nextAt = 0;
  return () => {
    const now = Date.now();
    nextAt = Math.max(nextAt + 1000 / perSecond, now - 1000);
    const waitMs = Math.max(0, nextAt - now);
    return waitMs === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, waitMs));
  };
}
