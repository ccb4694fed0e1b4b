/** Zones by ID: whose table maps a name, and whose record is shown. */
import { describe, expect, it } from 'vitest';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { AccountId, Region, ZoneId, ZoneName } from '#shared/base/ids.ts';
import type { Zone } from '#shared/model/zone.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';

const [first, second, third] = ['111111111111', '222222222222', '333333333333'] as unknown as readonly [AccountId, AccountId, AccountId];
const [mapped, uniform] = ['us-east-1', 'eu-central-1'] as unknown as readonly [Region, Region];

function zone(accountId: AccountId, region: Region, zoneName: string, zoneId: string | null): Zone {
  return {
    accountId,
    region,
    readBy: accountId,
    zoneName: zoneName as ZoneName,
    zoneId: zoneId as ZoneId | null,
    zoneType: 'availability-zone',
    state: 'available',
    parentZoneId: null,
  };
}

const zones = [
  zone(first, mapped, 'us-east-1a', 'use1-az4'),
  zone(second, mapped, 'us-east-1a', 'use1-az6'),
  zone(second, mapped, 'us-east-1b', 'use1-az4'),
  zone(second, mapped, 'us-east-1c', null),
  zone(first, uniform, 'eu-central-1a', 'euc1-az2'),
];
/** Made anew for each question. */
const made = () => indexSnapshot({ ...oneVpc(), zones });

const named = (readBy: AccountId, region: Region, zoneName: string | null, zoneId: string | null = null) =>
  made().zone({ readBy, region, zoneName: zoneName as ZoneName | null, zoneId: zoneId as ZoneId | null });

describe('the zone that a record names', () => {
  it.each([
    ['by its ID, whatever the name', () => named(first, mapped, 'us-east-1b', 'use1-az1'), 'use1-az1', 'native-id'],
    ['by the table of the account that asked', () => named(first, mapped, 'us-east-1a'), 'use1-az4', 'mapped-name'],
    ['by the table of another account that asked', () => named(second, mapped, 'us-east-1a'), 'use1-az6', 'mapped-name'],
    ["not by somebody else's table where names differ", () => named(third, mapped, 'us-east-1a'), null, 'unknown'],
    ["by anybody's table where names mean the same for all", () => named(third, uniform, 'eu-central-1a'), 'euc1-az2', 'uniform-region'],
    ['by its own table there as well', () => named(first, uniform, 'eu-central-1a'), 'euc1-az2', 'mapped-name'],
    ['not by a table that tells no ID', () => named(second, mapped, 'us-east-1c'), null, 'unknown'],
    ['not by a name that no table knows', () => named(first, uniform, 'eu-central-1z'), null, 'unknown'],
    ['not without a name', () => named(first, uniform, null), null, 'unknown'],
  ] as const)('%s', (_what, ask, zoneId, confidence) => {
    expect(ask()).toEqual({ zoneId, confidence });
  });
});

describe('the record of a zone', () => {
  const recordOf = (region: Region, zoneId: string, accountId?: AccountId) => made().zoneRecord(region, zoneId as ZoneId, accountId);

  it('is that of the account where it has one', () => {
    expect([recordOf(mapped, 'use1-az4', first), recordOf(mapped, 'use1-az4', second)]).toEqual([zones[0], zones[2]]);
  });

  it('is the first that anybody told for accounts without one, and where none is named', () => {
    expect([recordOf(mapped, 'use1-az4', third), recordOf(mapped, 'use1-az4'), recordOf(mapped, 'use1-az6')]).toEqual([
      zones[0],
      zones[0],
      zones[1],
    ]);
  });

  it('is not told of zones that nobody listed, or in another Region', () => {
    expect([recordOf(mapped, 'use1-az1', first), recordOf(uniform, 'use1-az4', first)]).toEqual([undefined, undefined]);
  });
});
