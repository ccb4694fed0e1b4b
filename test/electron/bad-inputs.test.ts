/**
 * The table of bad inputs of configuration (lines 1 to 24) and of answers
 * (lines 25 to 66): each line has a test that carries its number ("line 7: …"
 * in a name, or the number in a table of cases), or a reason is stated here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, 'aws');

/** Lines that are met elsewhere, or not in full here, and why. */
const elsewhere: Readonly<Record<number, string>> = {
  55: 'that the window stays responsive meanwhile is measured: test/bench, and test/electron/services/scan-thread.test.ts shows that the scan has a thread of its own',
  61: 'ellipsis and tooltip are measured with the fonts of the diagram: test/shared/diagram/text.test.ts and test/shared/diagram/layout.test.ts',
  63: 'what an endpoint of another Region or partition is and costs is analysis, not reading: test/shared/analysis/topology and test/shared/analysis/cost',
  65: 'ten thousand endpoints in a VPC are a matter of layout and grouping: test/bench and test/shared/diagram',
  66: 'permissions are one call per own service, last in the order of collectors: test/electron/discovery/pace.test.ts holds the twenty a second, run-scan.test.ts the order',
};

/** Numbers in names (`line 7: …`) and in tables of cases whose name is `line %i: …`. */
function linesIn(source: string): number[] {
  const named = [...source.matchAll(/'line (\d+):/g)].map(([, line]) => Number(line));
  const tables = [...source.matchAll(/\.each\(\[([\s\S]*?)\](?: as const)?\)\(\s*'line %i:/g)];
  const cases = tables.flatMap(([, table = '']) => [...table.matchAll(/\[\s*(\d+),/g)].map(([, line]) => Number(line)));
  return [...named, ...cases];
}

const tested = new Set(
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => linesIn(readFileSync(join(folder, name), 'utf8'))),
);

describe('the table of bad inputs', () => {
  it.each(Array.from({ length: 66 }, (_, index) => index + 1))('row %i has a test or a stated reason', (line) => {
    const reason = elsewhere[line];
    if (reason !== undefined) console.info(`row ${line}: ${reason}`);
    expect(tested.has(line) || reason !== undefined).toBe(true);
  });

  it('knows a row without either', () => {
    expect(linesIn("it('line 7: x'); it.each([\n [8, 'y'],\n [ 9, 'z'],\n])('line %i: w')")).toEqual([7, 8, 9]);
    expect(tested.has(67)).toBe(false);
  });
});
