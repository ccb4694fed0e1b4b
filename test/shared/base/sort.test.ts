import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, sortedBy } from '#shared/base/sort.ts';

describe('the order of names', () => {
  it('takes numbers as numbers', () => {
    const names = ['team-10', 'team-2', 'team-1', 'team', 'team-2b', 'a10', 'team-1-z2', 'team-1-z10'];
    expect(sortedBy(names, nameKey)).toEqual(['a10', 'team', 'team-1', 'team-1-z2', 'team-1-z10', 'team-2', 'team-2b', 'team-10']);
  });

  it('keeps the order of account ids', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\d{12}$/)), (ids) => {
        expect(sortedBy(ids, nameKey)).toEqual([...ids].sort());
      }),
    );
  });
});
