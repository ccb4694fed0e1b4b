/**
 * Faults planted into the second world, in other shapes than those of the first:
 * exactly they are found. `told.json` holds what is said of each, whole; after a
 * wanted change `TOLD=write npx vitest run test/electron/imports/second-world`
 * writes it anew, and each line of the difference is to be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFiles } from '#electron/imports/import-files.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { toldOf } from '#test/shared/analysis/findings/judging.ts';
import { filesOf, type World } from '../planted/world.ts';
import { market } from './market.ts';
import { endpointFaults, type Fault, providerFaults, wayFaults, zoneFaults } from './plants.ts';

const faults: readonly Fault[] = [...zoneFaults, ...wayFaults, ...endpointFaults, ...providerFaults];

function analysed(world: World) {
  const outcome = importFiles(filesOf(world), { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(`${outcome.problem.what}: ${outcome.problem.why}`);
  expect(outcome.value.notices).toEqual([]);
  const topology = buildTopology(indexSnapshot(outcome.value.snapshot));
  const alignment = alignTopology(topology);
  return { topology, alignment, findings: runCatalogue(topology, alignment).findings };
}

describe('the second world in order', () => {
  const { alignment, findings } = analysed(market());

  it('has nothing that fails, and leaves open only what needs a measurement', () => {
    expect(findings.map((one) => `${one.ruleId} ${one.status}`)).toEqual(['EP-13 unknown', 'NT-10 unknown']);
  });

  it('is aligned', () => {
    expect(sortedUnique(alignment.map((row) => row.verdict))).toEqual(['aligned', 'not-applicable']);
  });
});

function failing({ plant }: Fault) {
  const world = market();
  plant(world);
  return analysed(world).findings.filter((one) => one.status === 'fail');
}

const asked = faults.map((fault) => [fault.rule, fault.what, fault] as const);

describe('a fault of the second world', () => {
  it.each(asked)('%s: %s', (rule, _what, fault) => {
    const found = failing(fault);
    const own = found.filter((one) => one.ruleId === rule);
    expect({
      rules: sortedUnique(found.map((one) => one.ruleId)),
      subjects: own.map((one) => one.subjects[0]?.id),
      severities: sortedUnique(own.map((one) => one.severity)),
    }).toEqual({ rules: sortedUnique([rule, ...(fault.also ?? [])]), subjects: fault.subjects, severities: [fault.severity] });
  });
});

const file = new URL('told.json', import.meta.url);
const told = (fault: Fault): readonly object[] => failing(fault).map((one) => ({ rule: one.ruleId, ...toldOf(one) }));
if (process.env['TOLD'] === 'write')
  writeFileSync(file, JSON.stringify(Object.fromEntries(faults.map((fault) => [`${fault.rule}: ${fault.what}`, told(fault)]))));
const expected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

describe('people are told', () => {
  it.each(asked)('%s: %s', (rule, what, fault) => {
    expect(told(fault)).toEqual(expected[`${rule}: ${what}`]);
  });

  it('nothing that no fault asks for', () => {
    expect(Object.keys(expected).toSorted()).toEqual(faults.map(({ rule, what }) => `${rule}: ${what}`).toSorted());
  });
});
