/** What must hold of the report whatever the estate: order does not show, strangers change nothing, nothing is blamed on what was not read. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoSnapshot, demoUsage } from '#electron/services/demo/demo-estate.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import { collectionNames } from '#shared/model/collections.ts';
import { unread } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { operations } from '#shared/model/operation.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import {
  crossZoneNat,
  danglingConsumer,
  darkZone,
  halfGateway,
  hubAndSpoke,
  ofAccounts,
  pair,
  sharedVpc,
} from '#test/fixtures/small-estates.ts';
import { runs } from '#test/long-run.ts';
import { analysed } from '../analysed.ts';

function report(snapshot: Snapshot): FindingReport {
  const { topology, alignment } = analysed(snapshot);
  return runCatalogue(topology, alignment, [], catalogue, [demoUsage()]);
}

/** The same records in an order that follows from the seed. */
function shuffled(snapshot: Snapshot, seed: number): Snapshot {
  const mixed = (list: readonly unknown[]): readonly unknown[] =>
    list
      .map((item, index) => ({ item, rank: Math.imul(index + 1, 2_654_435_761 ^ seed) >>> 0 }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  const parts = Object.fromEntries([...collectionNames, 'ledger' as const].map((name) => [name, mixed(snapshot[name])]));
  return { ...snapshot, ...parts } as Snapshot;
}

const demo = demoSnapshot();

const estates: readonly (readonly [name: string, snapshot: Snapshot])[] = [
  ['demo', demo],
  ['pair', pair()],
  ['dark zone', darkZone()],
  ['dangling', danglingConsumer()],
  ['NAT across zones', crossZoneNat()],
  ['half a gateway', halfGateway()],
  ['hub and spoke', hubAndSpoke()],
  ['shared VPC', sharedVpc(false)],
];

/** Every account calls its zones by other names, turned by one letter, with the IDs kept. */
function renamed(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, field));
  if (typeof value === 'string') return /^(zoneNames?|availabilityZone)$/.test(field) ? turned(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, name)]));
}

function turned(zoneName: string): string {
  return zoneName.replace(/(?<=\d)[a-y]$/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
}

/** An account of its own that connects to nobody. */
const stranger = ofAccounts(
  account('999900001111', 'elsewhere', [
    region('sa-east-1', 'az1 az2', {
      vpcs: [
        vpc('elsewhere', '10.200.0.0/16', {
          tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] })],
          endpoints: [interfaceEndpoint('kms', 'az1')],
        }),
      ],
    }),
  ]),
);

function together(one: Snapshot, other: Snapshot): Snapshot {
  const parts = Object.fromEntries(collectionNames.map((name) => [name, [...one[name], ...other[name]]]));
  return { ...one, ...parts, ledger: [...one.ledger, ...other.ledger], accounts: [...one.accounts, ...other.accounts] } as Snapshot;
}

describe('the report', () => {
  it.each(estates)('is the same to the byte in whatever order the records of %s come', (_name, snapshot) => {
    const expected = JSON.stringify(report(snapshot));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(JSON.stringify(report(shuffled(snapshot, seed)))).toBe(expected);
      }),
      { numRuns: runs(2, 6) },
    );
  });

  it.each(estates)('loses no finding of %s when an account joins that has nothing to do with it', (_name, snapshot) => {
    const key = (one: FindingReport['findings'][number]): string => `${one.status} ${one.ruleId} ${one.subjects[0]?.id ?? ''}`;
    const joined = new Set(report(together(snapshot, stranger)).findings.map(key));
    // Without an owner that could be asked, "gone" may become sure; that is the one thing another account can settle.
    const lost = report(snapshot).findings.filter((one) => one.status === 'fail' && !joined.has(key(one)));
    expect(lost.map(key)).toEqual([]);
  });

  describe('without an answer', () => {
    const failing = (snapshot: Snapshot): readonly string[] =>
      report(snapshot)
        .findings.filter((one) => one.status === 'fail')
        .map((one) => `${one.ruleId} ${one.subjects[0]?.id ?? ''}`);
    let before: ReadonlySet<string>;
    beforeAll(() => {
      before = new Set(failing(demo));
    });

    it.each([...operations.keys()])('blames nobody for what %s would have told', (operation) => {
      expect(before.size).toBeGreaterThan(0);
      expect(failing(unread(demo, { operation })).filter((key) => !before.has(key))).toEqual([]);
    });
  });

  it('names an operation that was denied in the findings that rest on it', () => {
    const { findings } = report(unread(demo, { operation: 'DescribeNetworkAcls' }));
    const reasons = findings
      .filter((one) => one.ruleId === 'NACL-01')
      .map((one) => [one.status, one.summary.includes('ec2:DescribeNetworkAcls')]);
    expect(new Set(reasons.map(String))).toEqual(new Set(['unknown,true']));
  });

  it.each(estates)('of %s is the same whatever the zones are called', (_name, snapshot) => {
    // AZ-06 is about the names themselves.
    const withoutNames = (of: FindingReport): string => JSON.stringify([of.findings.filter((one) => one.ruleId !== 'AZ-06'), of.passed]);
    const other = renamed(snapshot) as Snapshot;
    expect(other.zones.map((zone) => zone.zoneName)).not.toEqual(snapshot.zones.map((zone) => zone.zoneName));
    expect(withoutNames(report(other))).toBe(withoutNames(report(snapshot)));
  });
});
