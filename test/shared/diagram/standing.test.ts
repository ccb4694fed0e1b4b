import { describe, expect, it } from 'vitest';
import { drawnTone, verdictTone } from '#shared/diagram/standing.ts';

describe('the tone of a verdict', () => {
  it.each([
    ['pendingAcceptance', 'warn'],
    ['PendingAcceptance', 'warn'],
    ['Rejected', 'bad'],
    ['Expired', 'bad'],
    ['failed', 'bad'],
    ['a-state-of-tomorrow', 'bad'],
    [null, 'unknown'],
  ])('of a connection that is not there in the state %s is %s, in lists and on the map', (state, tone) => {
    expect([verdictTone('not-connected', state), drawnTone('not-connected', state)]).toEqual([tone, tone]);
  });

  it('differs between lists and map only where the provider alone can add a zone', () => {
    expect([verdictTone('unserved', 'available'), drawnTone('unserved', 'available')]).toEqual(['warn', 'ok']);
    for (const verdict of ['broken', 'zone-dark', 'contradicted', 'unknown', 'single-zone', 'uncovered', 'idle-zone', 'aligned'] as const) {
      expect(drawnTone(verdict, 'available')).toBe(verdictTone(verdict, 'available'));
    }
  });
});
