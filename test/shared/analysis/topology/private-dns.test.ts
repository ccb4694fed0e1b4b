/** Which endpoint a name leads to: private DNS of the endpoint, records of hosted zones. */
import { describe, expect, it } from 'vitest';
import { areRecordsRead, hostedZoneIndex, privateDnsOf } from '#shared/analysis/topology/private-dns.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { endpointIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, oneEndpoint, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const kms = oneEndpoint();
const endpoint = (change: Partial<RecordOf<'vpcEndpoints'>>): Snapshot => altered(kms, 'vpcEndpoints', (one) => ({ ...one, ...change }));
const dns = (change: Partial<RecordOf<'vpcDnsAttributes'>>): Snapshot => altered(kms, 'vpcDnsAttributes', (one) => ({ ...one, ...change }));

function privateDns(snapshot: Snapshot) {
  const { topology } = analysed(snapshot);
  const node = topology.endpointNode(endpointIdOf('shop-kms'));
  return node && privateDnsOf(topology, node);
}

const unproven = 'private DNS is on (the DNS attributes of the VPC were not read; AWS refuses to turn it on without them)';

describe('private DNS of an endpoint', () => {
  it.each([
    ['is on', kms, 'yes', 'private DNS is on'],
    ['is off', endpoint({ privateDnsEnabled: false }), 'no', 'private DNS is off'],
    ['is not told', endpoint({ privateDnsEnabled: null }), 'unknown', 'the answer does not say whether private DNS is on'],
    [
      'is for the inbound Resolver alone',
      endpoint({ privateDnsOnlyForInboundResolverEndpoint: true }),
      'no',
      'private DNS answers only for the inbound Resolver endpoint',
    ],
    ['is for everybody', endpoint({ privateDnsOnlyForInboundResolverEndpoint: false }), 'yes', 'private DNS is on'],
    ['is on where the VPC resolves no names', dns({ enableDnsSupport: false }), 'no', 'enableDnsSupport of the VPC is off'],
    ['is on where the VPC gives no names', dns({ enableDnsHostnames: false }), 'no', 'enableDnsHostnames of the VPC is off'],
    ['is on where nobody read the attributes of the VPC', unread(kms, { operation: 'DescribeVpcAttribute' }), 'yes', unproven],
    ['is on where the VPC does not tell whether it resolves names', dns({ enableDnsSupport: null }), 'yes', unproven],
    ['is on where the VPC does not tell whether it gives names', dns({ enableDnsHostnames: null }), 'yes', unproven],
    ['is on where the endpoint does not tell its VPC', endpoint({ vpcId: null }), 'yes', unproven],
  ] as const)('%s', (_what, snapshot, answers, because) => {
    expect(privateDns(snapshot)).toEqual({ answers, because });
  });
});

const hub = hubAndSpoke();
const target = hub.dnsRecords.find((one) => one.aliasTarget !== null)?.aliasTarget ?? '';
const records = (change: Partial<RecordOf<'dnsRecords'>>): Snapshot => altered(hub, 'dnsRecords', (one) => ({ ...one, ...change }));

/** The endpoints that names lead the spoke to, and whether one is the hub's. */
function led(snapshot: Snapshot) {
  const { topology } = analysed(snapshot);
  const zones = hostedZoneIndex(topology);
  const spoke = topology.vpcNode(vpcIdOf('spoke'));
  const node = topology.endpointNode(endpointIdOf('hub-kms'));
  if (spoke === undefined || node === undefined) throw new Error('no spoke or no endpoint');
  const found = zones.endpointsFor(spoke);
  return [found?.map((one) => one.endpoint.vpcEndpointId) ?? null, zones.leadsTo(spoke, node)];
}

const [there, nowhere] = [
  [[endpointIdOf('hub-kms')], true],
  [[], false],
];

describe('a record of a hosted zone', () => {
  it.each([
    ['is an alias of an endpoint', hub, there],
    ['is an alias with dualstack before it', records({ aliasTarget: `dualstack.${target}` }), there],
    ['is an alias with dualstack within it', records({ aliasTarget: `kms.dualstack.${target}` }), nowhere],
    ['is an alias of something else', records({ aliasTarget: 'example.com' }), nowhere],
    ['is a canonical name of an endpoint', records({ aliasTarget: null, recordType: 'CNAME', values: [target] }), there],
    ['is a text that holds the name of an endpoint', records({ aliasTarget: null, recordType: 'TXT', values: [target] }), nowhere],
    ['leads nowhere', records({ aliasTarget: null, recordType: 'A', values: [] }), nowhere],
    ['is in a zone of another VPC', { ...hub, hostedZoneAssociations: [] }, nowhere],
    ['is in a zone that nobody read', unread(hub, { operation: 'ListHostedZonesByVPC' }), [null, null]],
    [
      'leads to an endpoint that tells names without one',
      altered(hub, 'vpcEndpoints', (one) => ({ ...one, dnsEntries: [{ dnsName: null, hostedZoneId: null } as never, ...one.dnsEntries] })),
      there,
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(led(snapshot)).toEqual(expected);
  });
});

describe('a record with addresses', () => {
  const [own] = hub.vpcEndpoints.find((one) => one.vpcEndpointId === endpointIdOf('hub-kms'))?.networkInterfaceIds ?? [];
  const address = hub.networkInterfaces.find((one) => one.networkInterfaceId === own)?.privateIpAddresses[0] ?? '';
  const six = '2600:1F18::A';
  const withSix = (snapshot: Snapshot): Snapshot =>
    altered(snapshot, 'networkInterfaces', (one) => (one.networkInterfaceId === own ? { ...one, ipv6Addresses: [six] } : one));
  const fixed = (change: Partial<RecordOf<'dnsRecords'>>): Snapshot => records({ aliasTarget: null, recordType: 'A', ...change });
  const stranger = { accountId: consumerAccount as never };

  it.each([
    ["leads to the endpoint of the zone's owner", fixed({ values: ['192.0.2.1', address] }), there],
    ['leads there by an IPv6 address, however it is written', withSix(fixed({ recordType: 'AAAA', values: [six.toLowerCase()] })), there],
    ['leads nowhere by another address', fixed({ values: ['192.0.2.1'] }), nowhere],
    ['leads nowhere as a text', fixed({ recordType: 'TXT', values: [address] }), nowhere],
    ['leads to an endpoint in a VPC of the zone, whoever owns it', fixed({ ...stranger, values: [address] }), there],
    [
      'leads to no endpoint of others in a VPC without the zone',
      {
        ...fixed({ ...stranger, values: [address] }),
        hostedZoneAssociations: hub.hostedZoneAssociations.filter((one) => one.vpcId === vpcIdOf('spoke')),
      },
      nowhere,
    ],
    [
      'leads to no endpoint of others that tells no VPC',
      altered(fixed({ ...stranger, values: [address] }), 'vpcEndpoints', (one) => ({ ...one, vpcId: null })),
      nowhere,
    ],
    [
      'leads nowhere where nobody read the interfaces',
      unread(fixed({ values: [address] }), { operation: 'DescribeNetworkInterfaces' }),
      nowhere,
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(led(snapshot)).toEqual(expected);
  });
});

describe('the records of a hosted zone', () => {
  /** Whether those of the spoke's zone were read. */
  const isRead = (snapshot: Snapshot): boolean | undefined => {
    const { topology } = analysed(snapshot);
    const [zone] = topology.index.inVpc('hostedZoneAssociations', vpcIdOf('spoke'));
    return zone && areRecordsRead(topology, zone);
  };
  const by = (accountId: string) => ({ operation: 'ListResourceRecordSets', accountId });
  const owner = (change: Partial<RecordOf<'hostedZoneAssociations'>>, snapshot: Snapshot): Snapshot =>
    altered(snapshot, 'hostedZoneAssociations', (one) => ({ ...one, ...change }));

  it.each([
    ['were read where there are some', hub, true],
    ['were read where there are some, whoever told them', { ...unread(hub, by(providerAccount)), dnsRecords: hub.dnsRecords }, true],
    ['were read where the owner told that there are none', { ...hub, dnsRecords: [] }, true],
    ['were not read where the owner was not asked', unread(hub, by(providerAccount)), false],
    ['were read where somebody else was not asked', { ...unread(hub, by(consumerAccount)), dnsRecords: [] }, true],
    [
      'were not read where the account that owns the zone is not told, and the one that has it was not asked',
      owner({ owningAccount: null, accountId: consumerAccount as never }, { ...unread(hub, by(consumerAccount)), dnsRecords: [] }),
      false,
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(isRead(snapshot)).toBe(expected);
  });
});
