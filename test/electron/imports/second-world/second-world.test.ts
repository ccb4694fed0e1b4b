/**
 * Faults planted into the second world, in other shapes than those of the first:
 * exactly they are found. `told.json` holds what is said of each, whole; after a
 * wanted change `TOLD=write npx vitest run test/electron/imports/second-world`
 * writes it anew, and each line of the difference is to be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { toldOf } from '#test/shared/analysis/findings/judging.ts';
import type { World } from '../planted/world.ts';
import { analysed, imported } from './analysed.ts';
import { hubFaults, hubVariants, hubWays } from './hub-plants.ts';
import { hubWorld, nearOf, nearSpoke } from './hub.ts';
import { market } from './market.ts';
import { endpointFaults, type Fault, providerFaults, wayFaults, zoneFaults } from './plants.ts';

const faults: readonly (Fault & { readonly of: () => World })[] = [
  ...[...zoneFaults, ...wayFaults, ...endpointFaults, ...providerFaults].map((fault) => ({ ...fault, of: market })),
  ...hubFaults.map((fault) => ({ ...fault, of: hubWorld })),
];

const inOrder = imported(market());
const hubInOrder = imported(hubWorld());

describe('the second world in order', () => {
  it('has nothing that fails, and leaves open only what needs a measurement', () => {
    expect(analysed(inOrder).findings.map((one) => `${one.ruleId} ${one.status}`)).toEqual(['EP-13 unknown', 'NT-10 unknown']);
  });

  it('is aligned', () => {
    expect(sortedUnique(analysed(inOrder).alignment.map((row) => row.verdict))).toEqual(['aligned', 'not-applicable']);
  });
});

describe('the hub in order', () => {
  it('has nothing that fails, and leaves open only what needs a measurement', () => {
    expect(
      analysed(hubInOrder).findings.map((one) => `${one.ruleId} ${one.status} ${one.status === 'fail' ? one.summary : ''}`.trim()),
    ).toEqual([
      'EP-13 unknown',
      // The provider of the inspection was not read.
      'AZ-06 unknown',
      'NT-10 unknown',
    ]);
  });

  it('counts the callers of its spokes, by AZ ID', () => {
    const row = analysed(hubInOrder).alignment.find((one) => one.shortName === 'kms');
    expect([row?.workloadZones, row?.verdict]).toEqual([['euw1-az1', 'euw1-az2', 'euw1-az3'], 'aligned']);
  });
});

const variants = hubVariants.map(([what, change]) => {
  const world = hubWorld();
  change(world);
  return [what, imported(world)] as const;
});

describe('a hub that is in order as well', () => {
  it.each(variants)('%s', (_what, snapshot) => {
    expect(failing(snapshot).map((one) => `${one.ruleId} ${one.summary}`)).toEqual([]);
  });
});

const ways = hubWays.map(([what, change, near]) => {
  const world = hubWorld();
  change(world);
  return [what, imported(world), near] as const;
});

describe('a spoke of a hub', () => {
  it.each(ways)('%s', (_what, snapshot, near) => {
    const rows = reachOf(analysed(snapshot).topology, nearSpoke as VpcId).filter((row) => row.subnetId === nearOf.b['SubnetId']);
    const told = rows
      .filter((row) => row.service in near)
      .map((row) => [row.service, row.via === null ? row.how : `${row.how} ${row.via}`]);
    expect(Object.fromEntries(told)).toEqual(near);
  });
});

const planted = faults.map((fault) => {
  const world = fault.of();
  fault.plant(world);
  return [fault.rule, fault.what, fault, imported(world)] as const;
});

function failing(snapshot: Snapshot) {
  return analysed(snapshot).findings.filter((one) => one.status === 'fail');
}

const file = new URL('told.json', import.meta.url);
const told = (found: readonly Finding[]): readonly object[] => found.map((one) => ({ rule: one.ruleId, ...toldOf(one) }));
if (process.env['TOLD'] === 'write')
  writeFileSync(
    file,
    JSON.stringify(Object.fromEntries(planted.map(([rule, what, , snapshot]) => [`${rule}: ${what}`, told(failing(snapshot))]))),
  );
const expected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

describe('a fault of the second world', () => {
  it.each(planted)('%s: %s', (rule, what, fault, snapshot) => {
    const found = failing(snapshot);
    const own = found.filter((one) => one.ruleId === rule);
    expect({
      rules: sortedUnique(found.map((one) => one.ruleId)),
      subjects: own.map((one) => one.subjects[0]?.id),
      severities: sortedUnique(own.map((one) => one.severity)),
    }).toEqual({ rules: sortedUnique([rule, ...(fault.also ?? [])]), subjects: fault.subjects, severities: [fault.severity] });
    expect(told(found)).toEqual(expected[`${rule}: ${what}`]);
  });

  it('is all that is told of', () => {
    expect(Object.keys(expected).toSorted()).toEqual(faults.map(({ rule, what }) => `${rule}: ${what}`).toSorted());
  });
});
