/** DNS-02, whole: names of hosted zones that are tied to one network interface of an endpoint. */
import { describe, expect, it } from 'vitest';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import type { HostedZoneDescription } from '#shared/model/estate/describe.ts';
import { endpointIdOf, hostedZoneIdOf, subnetIdOf } from '#shared/model/estate/names.ts';
import type { AccountId, ZoneId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, oneEndpoint, providerAccount } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, toldOf } from './judging.ts';

const domain = 'kms.example';
const kms = endpointIdOf('shop-kms');
const zone = hostedZoneIdOf(consumerAccount as AccountId, domain);
const plain = oneEndpoint();
const names = plain.vpcEndpoints[0]?.dnsEntries.flatMap((entry) => entry.dnsName ?? []) ?? [];
const [regional = '', zonal = ''] = names;
const interfaceIds = plain.vpcEndpoints[0]?.networkInterfaceIds ?? [];
const [first = '', second = ''] = interfaceIds.map(
  (id) => plain.networkInterfaces.find((one) => one.networkInterfaceId === id)?.privateIpAddresses[0] ?? '',
);

type Records = NonNullable<HostedZoneDescription['records']>;

function named(records: Records, hostedZone: Partial<HostedZoneDescription> = {}): Snapshot {
  return oneEndpoint({}, { hostedZones: [{ domain, records, ...hostedZone }] });
}

/** One record of the zone, with these fields. */
function record(change: Partial<RecordOf<'dnsRecords'>>): Snapshot {
  return altered(named([{ name: 'key', values: ['192.0.2.1'] }]), 'dnsRecords', (one) => ({ ...one, ...change }));
}

/** The status of each finding, and how often it passed. */
function said(snapshot: Snapshot) {
  const { findings, passed } = judge('DNS-02', snapshot);
  return [findings.map(([status, , subject]) => `${status} ${subject}`), passed];
}

const pinned = [[`fail ${zone}`], 0];
const free = [[], 1];
const nothing = [[], 0];

describe('a record of a hosted zone', () => {
  it('that leads to the zonal name is told with the regional one', () => {
    expect(findingsOf('DNS-02', record({ aliasTarget: zonal, values: [] })).map(toldOf)).toEqual([
      {
        status: 'fail',
        severity: 'medium',
        subjects: [`hosted-zone ${zone} ${consumerAccount} eu-central-1`, `vpc-endpoint ${kms} ${consumerAccount} eu-central-1`],
        summary: `key.${domain} leads to one network interface of kms (${kms}) only: ${zonal}.`,
        evidence: [
          { api: 'ListResourceRecordSets', fields: { Name: `key.${domain}`, Type: 'A', 'AliasTarget or ResourceRecords': zonal } },
          {
            api: 'DescribeVpcEndpoints',
            fields: {
              SubnetIds: ['az1', 'az2'].map((at) => subnetIdOf('shop', 'app', `euc1-${at}` as ZoneId)).join(', '),
              'regional DnsName': regional,
            },
          },
        ],
        remedy: `Make key.${domain} in ${zone} an alias for ${regional}.`,
      },
    ]);
  });

  it.each([
    ['leads to the zonal name', record({ aliasTarget: zonal }), pinned],
    ['leads to the zonal name with dualstack and a dot around it', record({ aliasTarget: `dualstack.${zonal.toUpperCase()}.` }), pinned],
    ['leads to a name that holds dualstack within', record({ aliasTarget: `a.dualstack.${zonal}` }), nothing],
    ['leads to the regional name', record({ aliasTarget: regional }), free],
    ['leads to the zonal name by a canonical one', record({ recordType: 'CNAME', values: [zonal] }), pinned],
    ['leads to zonal and regional name', record({ aliasTarget: null, values: [zonal, regional] }), free],
    ['leads to the address of one interface', record({ values: [first] }), pinned],
    ['leads to the addresses of both', record({ values: [first, second] }), free],
    ['leads to an address and to nothing known', record({ values: [first, '192.0.2.7'] }), pinned],
    ['leads to nothing known', record({}), nothing],
    ['leads to the name that private DNS gives', record({ aliasTarget: names.at(-1) ?? '' }), nothing],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });

  it('counts with others of its name and type, and apart from the rest', () => {
    const one = record({ values: [first] });
    const both = withRecords(
      one,
      'dnsRecords',
      one.dnsRecords.map((other) => ({ ...other, values: [second] })),
    );
    const apart = named([
      { name: 'b', values: [second] },
      { name: 'a', values: [first] },
    ]);
    expect([said(both), findingsOf('DNS-02', apart).map((one) => one.summary.split(' ')[0])]).toEqual([
      free,
      [`a.${domain}`, `b.${domain}`],
    ]);
  });

  it.each([
    ['of a Region with more words in its name', '-us-gov-west-1a', pinned],
    ['of a Region', '-us-east-1a', pinned],
    ['that ends in a Region without a zone', '-us-east-1', free],
  ] as const)('leads to a name %s', (_what, end, expected) => {
    const name = `vpce-0123-abcdefgh${end}.kms.us-east-1.vpce.amazonaws.com`;
    const changed = altered(record({ aliasTarget: name }), 'vpcEndpoints', (one) => ({
      ...one,
      dnsEntries: [{ dnsName: null, hostedZoneId: null } as never, { dnsName: name, hostedZoneId: null } as never],
    }));
    expect(said(changed)).toEqual(expected);
  });

  it('says so where the endpoint tells no regional name', () => {
    const changed = altered(record({ aliasTarget: zonal }), 'vpcEndpoints', (one) => ({
      ...one,
      dnsEntries: one.dnsEntries.filter(({ dnsName }) => dnsName === zonal),
    }));
    expect(findingsOf('DNS-02', changed)[0]?.remedy).toBe(`Make key.${domain} in ${zone} an alias for the regional name of the endpoint.`);
  });
});

describe('an address in a hosted zone', () => {
  const owned = (change: Partial<RecordOf<'hostedZoneAssociations'>>): Snapshot =>
    altered(record({ values: [first] }), 'hostedZoneAssociations', (one) => ({ ...one, ...change }));

  it.each([
    ["means an endpoint of the zone's owner", owned({ vpcId: 'vpc-0' as never }), pinned],
    ['means an endpoint in a VPC of the zone', owned({ owningAccount: null }), pinned],
    ['means nobody else', owned({ owningAccount: providerAccount as AccountId, vpcId: 'vpc-0' as never }), nothing],
    ['means nobody else, where the owner is not told', owned({ owningAccount: null, vpcId: 'vpc-0' as never }), nothing],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });

  const blind = (snapshot: Snapshot): Snapshot => unread(snapshot, { operation: 'DescribeNetworkInterfaces' });
  const open = [['unknown eu-central-1'], 0];

  it.each([
    ['in a zone with IPv4 addresses', blind(record({ values: [first] })), open],
    ['in a zone with IPv6 addresses', blind(record({ recordType: 'AAAA', values: ['2600::1'] })), open],
    [
      'in a zone with addresses and other records',
      blind(
        named([
          { name: 'www', endpoint: 'shop-kms' },
          { name: 'x', values: [first] },
        ]),
      ),
      [['unknown eu-central-1'], 1],
    ],
    ['not in a zone without any', blind(record({ recordType: 'TXT', values: ['x'] })), nothing],
  ] as const)('may mean an endpoint whose interfaces nobody read: %s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });
});

describe('hosted zones that nobody opened', () => {
  const records = (accountId: string) => ({ operation: 'ListResourceRecordSets', accountId });
  const zones = { operation: 'ListHostedZonesByVPC' };
  const empty = named([]);

  it.each([
    ['were opened', empty, nothing],
    ['were not', unread(empty, records(consumerAccount)), [['unknown global'], 0]],
    ['belong to somebody who was not asked', named([], { owner: providerAccount }), [['unknown global'], 0]],
    [
      'belong to a service of AWS',
      altered(unread(empty, records(consumerAccount)), 'hostedZoneAssociations', (one) => ({ ...one, owningService: 'efs.amazonaws.com' })),
      nothing,
    ],
    [
      'tell no owner but the account that has them',
      altered(unread(empty, records(consumerAccount)), 'hostedZoneAssociations', (one) => ({ ...one, owningAccount: null })),
      [['unknown global'], 0],
    ],
    ['are not even listed', unread(plain, zones), [['unknown eu-central-1'], 0]],
    [
      'are not listed beside one that is',
      withRecords(unread(empty, zones), 'hostedZoneAssociations', empty.hostedZoneAssociations),
      [['unknown eu-central-1'], 0],
    ],
    ['are not listed where there is no interface endpoint', unread({ ...plain, vpcEndpoints: [] }, zones), nothing],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });
});
