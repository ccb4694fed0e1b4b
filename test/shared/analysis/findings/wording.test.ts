/** Words that must not say more than the data do. */
import { describe, expect, it } from 'vitest';
import { pair } from '#test/fixtures/small-estates.ts';
import { neighbour } from './cn-cases.ts';
import { findingsOf } from './judging.ts';

describe('CN-07', () => {
  it('calls an account of which nothing else is known a stranger', () => {
    expect(findingsOf('CN-07', pair({ consumerScanned: false })).map((one) => one.summary)).toEqual([
      expect.stringContaining('of 111122223333, an account nobody here knows, is connected to'),
    ]);
  });

  it('calls the owner of a VPC that somebody scanned what it is', () => {
    expect(findingsOf('CN-07', neighbour()).map((one) => one.summary)).toEqual([
      expect.stringContaining('of 111122223333, which owns ledger but was neither scanned nor listed by the organisation, is connected to'),
    ]);
  });
});
