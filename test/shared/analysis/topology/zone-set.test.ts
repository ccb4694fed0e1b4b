/** Which zones a record lists, and what kind of place a subnet stands in. */
import { describe, expect, it } from 'vitest';
import type { ZoneId, ZoneName } from '#shared/base/ids.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { listedZones } from '#shared/analysis/topology/zone-set.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { tier } from '#shared/model/estate/describe.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const index = indexSnapshot(oneVpc());
const [zone] = oneVpc().zones;
if (zone === undefined) throw new Error('the estate has no zone');
const asked = { readBy: zone.accountId, region: zone.region };
const name = zone.zoneName;
const unknownName = 'eu-central-1z' as ZoneName;

describe('the zones a record lists', () => {
  it.each([
    ['by ID', { zoneIds: ['b', 'a', 'b'] as ZoneId[], zoneNames: [name] }, { zones: ['a', 'b'], confidence: 'native-id', unmapped: [] }],
    ['none, said twice', { zoneIds: [], zoneNames: [] }, { zones: [], confidence: 'native-id', unmapped: [] }],
    ['none, said once', { zoneIds: [], zoneNames: null }, { zones: [], confidence: 'native-id', unmapped: [] }],
    [
      'by name where the list of IDs is empty',
      { zoneIds: [], zoneNames: [name] },
      { zones: [zone.zoneId], confidence: 'mapped-name', unmapped: [] },
    ],
    ['by name alone', { zoneIds: null, zoneNames: [name] }, { zones: [zone.zoneId], confidence: 'mapped-name', unmapped: [] }],
    ['by a name no table has', { zoneIds: null, zoneNames: [unknownName] }, { zones: [], confidence: 'unknown', unmapped: [unknownName] }],
    ['not at all', { zoneIds: null, zoneNames: null }, null],
  ])('are those it tells: %s', (_what, listing, expected) => {
    expect(listedZones(index, { ...listing, ...asked })).toEqual(expected);
  });
});

describe('the place of a subnet', () => {
  const places = (snapshot: ReturnType<typeof oneVpc>): readonly string[] =>
    analysed(snapshot).topology.vpcs.flatMap((vpc) => vpc.subnets.map((node) => node.place));
  const one = oneVpc({ tiers: [tier('app', 'az1', { routes: [] })] });
  const inZone = (zoneId: string) =>
    altered(unread(one, { operation: 'DescribeAvailabilityZones' }), 'subnets', (subnet) => ({ ...subnet, zoneId: zoneId as ZoneId }));

  it.each([
    ['as AWS tells', one, ['availability-zone']],
    ['by the shape of the ID', inZone('euc1-az1'), ['availability-zone']],
    ['a Local Zone by the shape of the ID', inZone('euc1-ham1-az1'), ['local-zone']],
    ['a Wavelength Zone by the shape of the ID', inZone('euc1-wl1-ber-wlz1'), ['wavelength-zone']],
    [
      'on an Outpost',
      oneVpc({ tiers: [tier('app', 'az1', { routes: [], outpostArn: 'arn:aws:outposts:eu-central-1:1:outpost/op-1' })] }),
      ['outpost'],
    ],
  ])('is known %s', (_what, snapshot, expected) => {
    expect(places(snapshot)).toEqual(expected);
  });
});
