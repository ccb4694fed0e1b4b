import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignTracks, type Run } from '#shared/diagram/tracks.ts';

const runs = fc.array(fc.record({ from: fc.nat(60), to: fc.nat(60) }), { maxLength: 40 });

function overlap(a: Run, b: Run): boolean {
  return Math.min(a.from, a.to) <= Math.max(b.from, b.to) && Math.min(b.from, b.to) <= Math.max(a.from, a.to);
}

describe('assignTracks', () => {
  it('never gives one track to runs that overlap, and puts later ones outside', () => {
    fc.assert(
      fc.property(runs, (list) => {
        const tracks = assignTracks(list);
        const clashes = list.flatMap((run, index) =>
          list.slice(0, index).filter((before, other) => overlap(run, before) && (tracks[index] ?? 0) <= (tracks[other] ?? 0)),
        );
        expect(clashes).toEqual([]);
      }),
    );
  });

  it('uses the lowest track that is free', () => {
    expect(
      assignTracks([
        { from: 0, to: 10 },
        { from: 20, to: 30 },
        { from: 5, to: 25 },
        { from: 40, to: 41 },
      ]),
    ).toEqual([0, 0, 1, 0]);
    expect(assignTracks([])).toEqual([]);
  });
});
