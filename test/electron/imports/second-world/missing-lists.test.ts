/**
 * The second world and the hub, each without one of the answers: nobody is
 * blamed, and what cannot be known is told with its reason. `missing.json` holds
 * it; after a wanted change `TOLD=write npx vitest run
 * test/electron/imports/second-world` writes it anew, and each line of the
 * difference is to be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { World } from '../planted/world.ts';
import { analysed, imported } from './analysed.ts';
import { hubWorld } from './hub.ts';
import { market } from './market.ts';

function operationOf(key: string): string {
  return key.split(' ')[2] ?? '';
}

const cuts = (
  [
    ['market', market()],
    ['hub', hubWorld()],
  ] as const
).flatMap(([name, world]) =>
  sortedUnique([...world.keys()].map(operationOf)).map((operation): readonly [string, Snapshot] => {
    const left: World = new Map([...world].filter(([key]) => operationOf(key) !== operation));
    return [`${name} without ${operation}`, imported(left)];
  }),
);

/** Failing ones would be told as well. */
function said(snapshot: Snapshot): readonly string[] {
  return analysed(snapshot).findings.map(({ ruleId, status, subjects, summary }) =>
    [ruleId, status, ...subjects.map((one) => one.id), status === 'unknown' ? summary.replace(/^unknown: /, '') : summary].join(' '),
  );
}

const file = new URL('missing.json', import.meta.url);
if (process.env['TOLD'] === 'write')
  writeFileSync(file, JSON.stringify(Object.fromEntries(cuts.map(([what, snapshot]) => [what, said(snapshot)]))));
const expected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly string[]>>;

describe('an import without one of the answers', () => {
  it.each(cuts)('%s', (what, snapshot) => {
    expect(said(snapshot)).toEqual(expected[what]);
  });

  it('blames nobody, whichever it is', () => {
    expect(Object.entries(expected).filter(([, lines]) => lines.some((line) => line.split(' ')[1] === 'fail'))).toEqual([]);
  });
});
