/**
 * The third world without one of its answers. What a rule says of a thing then
 * is what it says with everything read, or that it does not know: nobody is
 * blamed and nobody acquitted for want of an answer. All plants in long runs.
 */
import { describe, expect, it } from 'vitest';
import { catalogue, contextOf } from '#shared/analysis/findings/catalogue.ts';
import { operations } from '#shared/model/operation.ts';
import { isLongRun } from '#test/long-run.ts';
import { cleanWorld, filesOf, judged, type NamedFile, snapshotOf, told } from './files.ts';
import { connectionPlants } from './plants-connections.ts';
import { endpointPlants } from './plants-endpoints.ts';
import { namePlants } from './plants-names.ts';
import { wayPlants } from './plants-ways.ts';
import { type Plant, zonePlants } from './plants-zones.ts';

/** The worst that each rule says of each thing. */
function verdicts(files: readonly NamedFile[]): ReadonlyMap<string, 'fail' | 'unknown' | 'pass'> {
  const { topology, alignment } = judged(snapshotOf(files));
  const context = contextOf(topology, alignment);
  const worst = new Map<string, 'fail' | 'unknown' | 'pass'>();
  for (const rule of catalogue) {
    for (const { status, subjects } of rule.check(context)) {
      const key = `${rule.id} ${subjects[0]?.id ?? ''}`;
      const known = worst.get(key);
      if (known === undefined || known === 'pass' || status === 'fail') worst.set(key, status);
    }
  }
  return worst;
}

function without(files: readonly NamedFile[], operation: string): readonly NamedFile[] {
  const name = operation.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return files.filter((file) => !file.name.includes(`/${name}.`) && !file.name.includes(`/${name}_`));
}

/**
 * What two sides tell of one thing: the consumer's state of a connection is
 * believed where the provider's was not read, and who pays is told of the
 * service where it can be and else of each endpoint.
 */
const twoSided = new Set(['CN-02', 'TP-05']);

/** Where less was read, and a rule is surer than with all of it. */
function tooSure(plant: Pick<Plant, 'world' | 'plant'>, operation: string): readonly string[] {
  const world = plant.world?.() ?? cleanWorld();
  plant.plant(world);
  const files = filesOf(world);
  const all = verdicts(files);
  return [...verdicts(without(files, operation))].flatMap(([key, status]) => {
    const known = all.get(key) ?? 'pass';
    const isFine = status === 'unknown' || status === known || twoSided.has(key.slice(0, 5));
    return isFine ? [] : [`${key}: ${status}, and ${known} with all that was read`];
  });
}

const read = new Set(filesOf(cleanWorld()).map(({ name }) => name.replace(/^.*\/([a-z0-9-]+).*$/, '$1')));
const names = [...operations.keys()].filter((name) => read.has(name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()));

describe('the third world without one of its answers', () => {
  it.each(names)('blames nobody: %s', (operation) => {
    const left = told(judged(snapshotOf(without(filesOf(cleanWorld()), operation))).report.findings);
    expect(left.filter((line) => line.split(' ')[1] !== 'unknown')).toEqual([]);
  });

  /** Faults whose proof takes more than one list, each without the one that is easily missed. */
  const missed: readonly (readonly [string, string])[] = [
    ['one listener has no healthy instance in a zone', 'DescribeListeners'],
    ['a connection from nobody we know', 'DescribeVpcEndpointConnections'],
    ['the addresses of all zones', 'DescribeNetworkInterfaces'],
    ['a zone that leads elsewhere', 'ListResourceRecordSets'],
    ['the spokes of a hub are not admitted', 'DescribeSubnets'],
    ['the spokes of a hub are not admitted', 'ListHostedZonesByVPC'],
    ['the spokes of a hub are not admitted', 'ListResourceRecordSets'],
    ['a part of S3 is denied', 'DescribeSubnets'],
    ['a part of S3 is denied', 'DescribeRouteTables'],
  ];
  const plants = [...zonePlants, ...connectionPlants, ...namePlants, ...endpointPlants, ...wayPlants];
  const tried = isLongRun ? plants.flatMap(({ name }) => names.map((operation) => [name, operation] as const)) : missed;
  it.each(tried)('is not surer than with it: %s, %s', (name, operation) => {
    const plant = plants.find((one) => one.name === name);
    expect(plant === undefined ? [name] : tooSure(plant, operation)).toEqual([]);
  });
});
