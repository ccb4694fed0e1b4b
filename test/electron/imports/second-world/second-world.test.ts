/** Faults planted into the second world, in other shapes than those of the first: exactly they are found. */
import { describe, expect, it } from 'vitest';
import { importFiles } from '#electron/imports/import-files.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
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

describe('a fault of the second world', () => {
  it.each(faults.map((fault) => [fault.rule, fault.what, fault] as const))('%s: %s', (rule, _what, fault) => {
    const world = market();
    fault.plant(world);
    const failing = analysed(world).findings.filter((one) => one.status === 'fail');
    const own = failing.filter((one) => one.ruleId === rule);
    expect({
      rules: sortedUnique(failing.map((one) => one.ruleId)),
      subjects: own.map((one) => one.subjects[0]?.id),
      severities: sortedUnique(own.map((one) => one.severity)),
    }).toEqual({ rules: sortedUnique([rule, ...(fault.also ?? [])]), subjects: fault.subjects, severities: [fault.severity] });
  });
});
