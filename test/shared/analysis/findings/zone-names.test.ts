/** AZ-06: zone names that two accounts use for different zones. */
import { describe, expect, it } from 'vitest';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, pair, providerAccount, swappedZones } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, toldOf } from './judging.ts';

const ledger = endpointIdOf('shop-ledger');

/** Status and sentence of what is found, and how often it passed. */
function said(snapshot: Snapshot) {
  return [findingsOf('AZ-06', snapshot).map((one) => `${one.status}: ${one.summary}`), judge('AZ-06', snapshot).passed];
}

function zones(change: (zone: RecordOf<'zones'>) => Partial<RecordOf<'zones'>> | null): Snapshot {
  return altered(swappedZones(), 'zones', (one) => {
    const own = change(one);
    return own === null ? null : { ...one, ...own };
  });
}

const tables = (accountId: string) => ({ operation: 'DescribeAvailabilityZones', accountId });
const isOf = (accountId: string) => (zone: RecordOf<'zones'>) => zone.accountId === accountId;
const unnamed = (isMeant: (zone: RecordOf<'zones'>) => boolean) => zones((zone) => (isMeant(zone) ? { zoneId: null } : {}));
const elsewhere = (accountId: string): Snapshot => zones((zone) => (isOf(accountId)(zone) ? { region: 'us-west-2' as Region } : {}));

describe('zone names of consumer and provider', () => {
  it('are told with both meanings, every one of them', () => {
    expect(findingsOf('AZ-06', swappedZones()).map(toldOf)).toEqual([
      {
        status: 'fail',
        severity: 'info',
        subjects: [`endpoint-connection ${ledger} ${consumerAccount} us-east-1`],
        summary: `us-east-1a is use1-az6 in ${consumerAccount} and use1-az4 in ${providerAccount}.`,
        evidence: [
          { api: 'DescribeAvailabilityZones', fields: { 'us-east-1a': 'use1-az6 / use1-az4', 'us-east-1b': 'use1-az4 / use1-az6' } },
        ],
        remedy: 'Compare AZ IDs only.',
      },
    ]);
  });

  it.each([
    ['mean the same', pair(), [[], 1]],
    [
      'are not known of the provider',
      unread(swappedZones(), tables(providerAccount)),
      [
        [
          'unknown: unknown: the zone table of the provider was not read',
          'unknown: unknown: ec2:DescribeAvailabilityZones was denied in 4444 5555 6666 / us-east-1',
        ],
        0,
      ],
    ],
    [
      'are not known of the consumer',
      unread(swappedZones(), tables(consumerAccount)),
      [['unknown: unknown: the zone table of the consumer was not read'], 0],
    ],
    [
      'are known of another Region alone',
      elsewhere(providerAccount),
      [['unknown: unknown: the zone table of the provider was not read'], 0],
    ],
    [
      'are known of the consumer in another Region alone',
      elsewhere(consumerAccount),
      [['unknown: unknown: the zone table of the consumer was not read'], 0],
    ],
    ['tell no IDs of the consumer', unnamed(isOf(consumerAccount)), [[], 1]],
    ['tell no IDs of the provider', unnamed(isOf(providerAccount)), [[], 1]],
    [
      'are those of one account',
      altered(swappedZones(), 'endpointServices', (one) => ({ ...one, accountId: consumerAccount as AccountId })),
      [[], 0],
    ],
    [
      'belong to different Regions',
      pair({ endpoint: { serviceRegion: 'eu-west-1', service: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' } }),
      [[], 0],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });

  it('are told once for all connections between the two accounts', () => {
    const snapshot = swappedZones();
    const more = snapshot.vpcEndpoints.map((one) => ({ ...one, vpcEndpointId: 'vpce-0fffffffffffffff1' as typeof one.vpcEndpointId }));
    const connections = snapshot.endpointConnections.map((one) => ({
      ...one,
      vpcEndpointId: 'vpce-0fffffffffffffff1' as typeof one.vpcEndpointId,
    }));
    const two = withRecords(withRecords(snapshot, 'vpcEndpoints', more), 'endpointConnections', connections);
    expect(findingsOf('AZ-06', two).map((one) => one.subjects.map((subject) => subject.id).toSorted())).toEqual([
      [ledger, 'vpce-0fffffffffffffff1'].toSorted(),
    ]);
  });
});
