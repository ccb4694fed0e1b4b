import { describe, expect, it } from 'vitest';
import { newServerFaults } from '#electron/discovery/server-faults.ts';

describe('a question that only fails', () => {
  it('is hopeless after a dozen failures, once others were answered, and never if it was answered itself', () => {
    const faults = newServerFaults();
    for (let count = 0; count < 12; count += 1) faults.failed('A');
    expect(faults.isHopeless('A')).toBe(false);
    for (let count = 0; count < 20; count += 1) faults.answered('B');
    expect(faults.isHopeless('A')).toBe(true);
    expect(faults.isHopeless('B')).toBe(false);
    faults.answered('A');
    expect(faults.isHopeless('A')).toBe(false);
  });
});
