/** The last stretch of a path, into a gateway or interface endpoint: address families, network ACLs, prefix lists. */
import { describe, expect, it } from 'vitest';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import { gatewayEndpoint, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { tier } from '#shared/model/estate/describe.ts';
import { endpointIdOf, routeTableIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { AclEntry } from '#shared/model/network-acl.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const [gate, face, table] = [endpointIdOf('gate'), endpointIdOf('face'), routeTableIdOf('shop-app')];
const [allIn, allOut] = [aclEntry(100, true, false), aclEntry(100, true, true)];

/** How the first subnet `app` reaches the service. */
function reached(snapshot: Snapshot, service: 's3' | 'kms') {
  const row = reachOf(analysed(snapshot).topology, vpcIdOf('shop')).find((one) => one.service === service);
  return row && [row.how, row.via, row.because];
}

const shop = oneVpc({
  tiers: [tier('app', 'az1', { routes: [] })],
  endpoints: [
    gatewayEndpoint('s3', 'app', { name: 'gate' }),
    interfaceEndpoint('kms', 'az1', { name: 'face', securityGroups: ['endpoints'] }),
  ],
});
const acl = shop.networkAcls[0]?.networkAclId ?? '';

function admitting(snapshot: Snapshot, ...entries: readonly AclEntry[]): Snapshot {
  return altered(snapshot, 'networkAcls', (one) => ({ ...one, entries }));
}

function ranges(...cidrBlocks: readonly string[]): Snapshot {
  return altered(shop, 'prefixLists', (one) => ({ ...one, cidrBlocks: [...cidrBlocks] }));
}

function endpoints(snapshot: Snapshot, change: Partial<RecordOf<'vpcEndpoints'>>): Snapshot {
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, ...change }));
}

/** The same without IPv4 in the subnet, its network ACL open to IPv6 alone. */
const six = '2600:1f18:ab:c00::/64';
const openSix = [false, true].map((egress) => ({ ...aclEntry(101, true, egress), cidrBlock: null, ipv6CidrBlock: '::/0' }));
const onlySix = admitting(
  altered(shop, 'subnets', (one) => ({ ...one, cidrBlock: null, ipv6CidrBlocks: [six] })),
  ...openSix,
);
const nat64 = (state: string): Snapshot =>
  altered(onlySix, 'routeTables', (one) => ({
    ...one,
    routes: [
      { destination: '64:ff9b::/96', destinationKind: 'ipv6', targetKind: 'nat-gateway', target: 'nat-1', state, origin: 'CreateRoute' },
    ],
  }));

const through = ['gateway', gate, `${table} routes the service's prefix list to it`];
const shut = ['none', null, `${table} routes the service to ${gate}, but the network ACL ${acl} lets no HTTPS out and back`];
const noWay = ['none', null, `${table} has no default route that works`];
const toS3 = aclEntry(100, true, true, '52.216.0.0/15');
const fromS3 = aclEntry(100, true, false, '52.216.0.0/15');
const withoutSix = ['none', null, `the subnet has IPv6 only, and ${table} has no ::/0 that works`];

describe('a gateway endpoint', () => {
  it.each([
    ['carries what its route leads to it', shop, through],
    [
      'is gone where its route is a blackhole',
      altered(shop, 'routeTables', (one) => ({ ...one, routes: one.routes.map((route) => ({ ...route, state: 'blackhole' })) })),
      ['none', null, `${table} routes the service's prefix list to ${gate}, which is gone: a blackhole`],
    ],
    ['is told by its prefix list where nobody read it', { ...shop, vpcEndpoints: [] }, through],
    ['is not told where nobody read the prefix list either', { ...shop, vpcEndpoints: [], prefixLists: [] }, noWay],
    ['is shut by an ACL that lets nothing out', admitting(shop, allIn), shut],
    ['is shut by an ACL that lets nothing back', admitting(shop, allOut), shut],
    ['is open where the ACL admits the ranges of the service alone', admitting(ranges('52.216.0.0/15'), toS3, fromS3), through],
    ['is shut where the ACL admits other ranges', admitting(ranges('3.5.0.0/16'), toS3, fromS3), shut],
    ['is judged by the ranges of the family', admitting(ranges('3.5.0.0/16', '2600:1f00::/24'), toS3, fromS3, ...openSix), shut],
    ['is not known to be shut where nobody read the ranges', admitting(ranges(), toS3, fromS3), through],
    ['carries no IPv6 where it does not say so', onlySix, withoutSix],
    ['carries no IPv6 where it has IPv4', endpoints(onlySix, { ipAddressType: 'ipv4' }), withoutSix],
    ['carries IPv6 where it is dual-stack', endpoints(onlySix, { ipAddressType: 'Dualstack' }), through],
    ['carries no IPv6 where nobody read it', { ...onlySix, vpcEndpoints: [] }, withoutSix],
    ['is shut where the ACL knows IPv4 only', admitting(endpoints(onlySix, { ipAddressType: 'dualstack' }), allIn, allOut), shut],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(reached(snapshot, 's3')).toEqual(expected);
  });
});

const named = `the name leads to ${face} (private DNS is on), but`;
const into = ['interface', face, 'private DNS is on; security groups admit port 443'];

describe('an interface endpoint', () => {
  it.each([
    ['takes calls of its VPC', shop, into],
    ['takes calls of its own subnet whatever the ACL', admitting(shop), into],
    [
      'takes no IPv4 calls where it answers IPv6',
      endpoints(shop, { ipAddressType: 'IPv6' }),
      ['none', null, `${named} it answers IPv6 addresses, and the subnet has IPv4 only`],
    ],
    [
      'takes calls where both know both families',
      endpoints(
        altered(shop, 'subnets', (one) => ({ ...one, ipv6CidrBlocks: [six] })),
        { ipAddressType: 'ipv6' },
      ),
      into,
    ],
    [
      'takes no IPv6 calls where it answers IPv4',
      onlySix,
      ['none', null, `${named} it answers IPv4 addresses, and the subnet has IPv6 only`],
    ],
    [
      'takes no IPv6 calls where it tells no family',
      endpoints(onlySix, { ipAddressType: null }),
      ['none', null, `${named} it answers IPv4 addresses, and the subnet has IPv6 only`],
    ],
    [
      'may take IPv6 calls by NAT64',
      nat64('active'),
      ['unknown', null, `the subnet has IPv6 only and ${face} IPv4 only; NAT64 may carry it`],
    ],
    [
      'takes no IPv6 calls by a NAT64 that is gone',
      nat64('blackhole'),
      ['none', null, `${named} it answers IPv4 addresses, and the subnet has IPv6 only`],
    ],
    [
      'is not known to admit where no group was told',
      endpoints(shop, { securityGroupIds: [] }),
      ['interface', face, 'private DNS is on; security groups were not read'],
    ],
    [
      'is not known to admit where groups were not read',
      unread(shop, { operation: 'DescribeSecurityGroups' }),
      ['interface', face, 'private DNS is on; security groups were not read'],
    ],
    [
      'is shut by groups that admit others',
      altered(shop, 'securityGroups', (one) => ({ ...one, ingress: [] })),
      ['none', null, `${named} its security groups admit nothing from ${shop.subnets[0]?.cidrBlock ?? ''} on port 443`],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(reached(snapshot, 'kms')).toEqual(expected);
  });
});
