/**
 * The parts of a topology, whole, on small estates. `told.json` holds what each
 * says. After a wanted change, `TOLD=write npx vitest run
 * test/shared/analysis/topology/told.test.ts` writes it anew; a change there is
 * a change in what people are told, so look at each line of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analysed } from '../analysed.ts';
import { told } from './telling.ts';
import { toldEstates } from './told-estates.ts';

const rows = toldEstates.map(
  ([what, part, snapshot]) => [`${typeof part === 'string' ? part : part[0]}: ${what}`, part, snapshot] as const,
);

const file = new URL('told.json', import.meta.url);
const all = () => Object.fromEntries(rows.map(([what, part, snapshot]) => [what, told(analysed(snapshot).topology, part)]));
if (process.env['TOLD'] === 'write') writeFileSync(file, JSON.stringify(all()));
const expected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

describe('the topology tells', () => {
  it.each(rows)('%s', (what, part, snapshot) => {
    expect(told(analysed(snapshot).topology, part)).toEqual(expected[what]);
  });

  it('nothing that no estate asks for', () => {
    expect(Object.keys(expected).toSorted()).toEqual(rows.map(([what]) => what).toSorted());
  });
});
