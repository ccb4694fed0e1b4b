/**
 * Faults planted one by one into the answers of the AWS CLI, and imported as a
 * person would: exactly what was planted is found, and nothing where nothing was.
 */
import { describe, expect, it } from 'vitest';
import { importFiles } from '#electron/imports/import-files.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { measured } from '#test/shared/analysis/findings/judging.ts';
import { baseWorld } from './base.ts';
import type { Plant } from './plant.ts';
import { connectionPlants } from './plants-connections.ts';
import { endpointPlants } from './plants-endpoints.ts';
import { natPlants } from './plants-nat.ts';
import { zonePlants } from './plants-zones.ts';
import { filesOf, type World } from './world.ts';

const plants: readonly Plant[] = [...zonePlants, ...connectionPlants, ...endpointPlants, ...natPlants];

/** Where a rule rightly has nothing to say without an answer that it needs elsewhere. */
const quietWithout: Readonly<Record<string, readonly string[]>> = {};

function imported(world: World): Snapshot {
  const outcome = importFiles(filesOf(world), { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(`${outcome.problem.what}: ${outcome.problem.why}`);
  expect(outcome.value.notices).toEqual([]);
  return outcome.value.snapshot;
}

function report(world: World, usage: Plant['usage'] = []): FindingReport {
  const topology = buildTopology(indexSnapshot(imported(world)));
  return runCatalogue(topology, alignTopology(topology), [], catalogue, usage.length === 0 ? [] : measured(...usage));
}

function failing(of: FindingReport): FindingReport['findings'] {
  return of.findings.filter((one) => one.status === 'fail');
}

/** Which rules fail, and what the one in question names. */
function outcome(of: FindingReport, rule: string) {
  return {
    subjects: failing(of)
      .filter((one) => one.ruleId === rule)
      .map((one) => one.subjects[0]?.id),
    rules: sortedUnique(failing(of).map((one) => one.ruleId)),
  };
}

function planted(plant: Plant): World {
  const world = baseWorld();
  plant.plant(world);
  return world;
}

describe('a world in order', () => {
  it('has nothing that fails', () => {
    expect(failing(report(baseWorld())).map((one) => `${one.ruleId} ${one.summary}`)).toEqual([]);
  });

  it('leaves open only what needs a measurement', () => {
    expect(report(baseWorld()).findings.map((one) => `${one.ruleId} ${one.status}`)).toEqual(['EP-13 unknown', 'NT-10 unknown']);
  });
});

describe('a planted fault', () => {
  it.each(plants.map((plant) => [plant.rule, plant.what, plant] as const))('%s: %s', (rule, _what, plant) => {
    const { subjects, also = [], usage } = plant;
    expect(outcome(report(planted(plant), usage), rule)).toEqual({ subjects, rules: sortedUnique([rule, ...also]) });
  });

  it('is there for every rule of the catalogue', () => {
    const ids = plants.map((plant) => plant.rule);
    expect(catalogue.map((rule) => rule.id).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('an import without one of the lists', () => {
  const lists = sortedUnique([...baseWorld().keys()].map((key) => key.split(' ')[2] ?? ''));

  it.each(lists)('blames nobody for what %s would have told', (operation) => {
    const world = new Map([...baseWorld()].filter(([key]) => key.split(' ')[2] !== operation));
    expect(failing(report(world)).map((one) => `${one.ruleId} ${one.summary}`)).toEqual([]);
  });

  it.each(plants.map((plant) => [plant.rule, plant] as const))('is never a pass of %s that it would fail', (rule, plant) => {
    const needs = catalogue.find((one) => one.id === rule)?.needs ?? [];
    const silent = needs.filter((operation) => {
      const world = planted(plant);
      const cut = new Map([...world].filter(([key]) => key.split(' ')[2] !== operation));
      return cut.size < world.size && !report(cut, plant.usage).findings.some((one) => one.ruleId === rule);
    });
    expect(silent).toEqual(quietWithout[rule] ?? []);
  });
});
