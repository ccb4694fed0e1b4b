import { vi } from 'vitest';

/** Waits for something that happens by itself, for as long as a busy machine may take: what never happens ends the test. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 5 });
}
