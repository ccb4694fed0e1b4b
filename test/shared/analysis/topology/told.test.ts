/** The parts of a topology, whole, on small estates: `told.json` holds what each says; a change there is a change in what people are told, so look at each line of it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analysed } from '../analysed.ts';
import { told } from './telling.ts';
import { toldEstates } from './told-estates.ts';

const expected = JSON.parse(readFileSync(new URL('told.json', import.meta.url), 'utf8')) as Readonly<Record<string, unknown>>;

const rows = toldEstates.map(
  ([what, part, snapshot]) => [`${typeof part === 'string' ? part : part[0]}: ${what}`, part, snapshot] as const,
);

describe('the topology tells', () => {
  it.each(rows)('%s', (what, part, snapshot) => {
    expect(told(analysed(snapshot).topology, part)).toEqual(expected[what]);
  });

  it('nothing that no estate asks for', () => {
    expect(Object.keys(expected).toSorted()).toEqual(rows.map(([what]) => what).toSorted());
  });
});
