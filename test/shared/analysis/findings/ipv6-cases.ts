/** Endpoints that speak IPv6: security groups, network ACLs and load balancers judge their callers by both families. */
import type { AclEntry } from '#shared/model/network-acl.ts';
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { gatewayEndpoint, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { allow, tier } from '#shared/model/estate/describe.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import type { Permission } from '#shared/model/security-group.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { guarded } from './cn-cases.ts';
import type { Case } from './judging.ts';

const kms = endpointIdOf('shop-kms');
const s3 = endpointIdOf('shop-s3');
const vpcBlock = '2a05:d014::/56';

/** The snapshot with IPv6 blocks: /56 for VPCs, /64 for subnets, the last two figures by the subnet. */
function withIpv6(snapshot: Snapshot, type: 'ipv6' | 'dualstack', hasAddresses = true): Snapshot {
  const vpcs = altered(snapshot, 'vpcs', (one) => ({ ...one, ipv6CidrBlocks: [vpcBlock] }));
  const subnets = altered(vpcs, 'subnets', (one) => ({
    ...one,
    ipv6CidrBlocks: [`2a05:d014:0:${one.cidrBlock?.split('.')[2] ?? '0'}::/64`],
  }));
  const interfaces = altered(subnets, 'networkInterfaces', (one) => ({
    ...one,
    ipv6Addresses: hasAddresses ? [`2a05:d014:0:${one.privateIpAddresses[0]?.split('.')[2] ?? '0'}::10`] : [],
  }));
  return altered(interfaces, 'vpcEndpoints', (one) => ({ ...one, ipAddressType: type }));
}

/** KMS behind a group with these permissions; callers in another subnet. */
function behindGroup(...ingress: readonly Permission[]): Snapshot {
  return oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1', { securityGroups: ['own'] })], securityGroups: { own: { ingress } } });
}

function behindAcl(entries: readonly AclEntry[]): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] }), tier('endpoints', 'az1', { routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az1', { tier: 'endpoints' })],
    networkAcls: [{ name: 'tight', tiers: ['endpoints'], entries }],
  });
}

function gatewayBehindAcl(entries: readonly AclEntry[]): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] })],
    endpoints: [gatewayEndpoint('s3', 'app')],
    networkAcls: [{ name: 'tight', tiers: ['app'], entries }],
  });
}

function entry6(ruleNumber: number, allowed: boolean, egress: boolean, ipv6CidrBlock = '::/0'): AclEntry {
  return { ...aclEntry(ruleNumber, allowed, egress), cidrBlock: null, ipv6CidrBlock };
}

const four = allow(443, '10.0.0.0/16');
const six: Permission = { ...allow(443), ipv6CidrBlocks: [vpcBlock] };
const open4 = [aclEntry(100, true, false), aclEntry(100, true, true)];
const open6 = [entry6(101, true, false), entry6(101, true, true)];
const narrow6 = [entry6(101, true, false, vpcBlock), entry6(101, true, true, vpcBlock)];
const loadBalancerArn = guarded('10.0.0.0/16').loadBalancers[0]?.loadBalancerArn ?? '';

/** What the rules say where endpoints speak IPv6. */
export const ipv6Cases: readonly Case[] = [
  ['EP-04', 'an IPv6 endpoint whose group knows IPv4 alone', withIpv6(behindGroup(four), 'ipv6'), [['fail', 'high', kms]], 0],
  ['EP-04', 'an IPv6 endpoint whose group knows IPv6', withIpv6(behindGroup(six), 'ipv6'), [], 1],
  ['EP-04', 'a dualstack endpoint whose group knows both', withIpv6(behindGroup(four, six), 'dualstack'), [], 1],
  ['EP-04', 'a dualstack endpoint whose group knows IPv4 alone', withIpv6(behindGroup(four), 'dualstack'), [['fail', 'high', kms]], 0],
  ['EP-04', 'a dualstack endpoint of callers without IPv6', withIpv6(behindGroup(four), 'dualstack', false), [], 1],
  [
    'EP-04',
    'an IPv6 endpoint in a VPC whose IPv6 blocks nobody tells',
    altered(withIpv6(behindGroup(six), 'ipv6'), 'vpcs', (one) => ({ ...one, ipv6CidrBlocks: [] })),
    [['unknown', 'high', kms]],
    0,
  ],
  ['NACL-01', 'an IPv6 endpoint behind entries for IPv4', withIpv6(behindAcl(open4), 'ipv6'), [['fail', 'high', kms]], 0],
  ['NACL-01', 'an IPv6 endpoint behind entries for IPv6', withIpv6(behindAcl(open6), 'ipv6'), [], 1],
  ['NACL-01', 'a dualstack endpoint behind entries for both', withIpv6(behindAcl([...open4, ...open6]), 'dualstack'), [], 1],
  ['NACL-01', 'a dualstack endpoint behind entries for IPv4', withIpv6(behindAcl(open4), 'dualstack'), [['fail', 'medium', kms]], 0],
  [
    'NACL-01',
    'one of two IPv6 subnets is denied',
    withIpv6(behindAcl([entry6(90, false, false, '2a05:d014:0:1::/64'), ...open6]), 'ipv6'),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'NACL-01',
    'an IPv6 endpoint in a VPC whose callers and blocks nobody tells',
    altered(
      altered(withIpv6(behindAcl(narrow6), 'ipv6'), 'networkInterfaces', () => null),
      'vpcs',
      (one) => ({ ...one, ipv6CidrBlocks: [] }),
    ),
    [['unknown', 'high', kms]],
    0,
  ],
  [
    'NACL-01',
    'a dualstack gateway endpoint behind entries for IPv4',
    withIpv6(gatewayBehindAcl(open4), 'dualstack'),
    [['fail', 'medium', s3]],
    0,
  ],
  [
    'NACL-01',
    'the same behind entries for everybody: whoever calls is let in',
    altered(
      altered(withIpv6(behindAcl(open6), 'ipv6'), 'networkInterfaces', () => null),
      'vpcs',
      (one) => ({ ...one, ipv6CidrBlocks: [] }),
    ),
    [],
    1,
  ],
  ['NACL-01', 'a dualstack gateway endpoint behind entries for both', withIpv6(gatewayBehindAcl([...open4, ...open6]), 'dualstack'), [], 1],
  [
    'NACL-01',
    'a dualstack gateway endpoint whose IPv6 ranges nobody tells, behind an entry for some',
    withIpv6(gatewayBehindAcl([...open4, entry6(101, true, true, '2a05:d000::/25'), entry6(101, true, false)]), 'dualstack'),
    [['unknown', 'high', s3]],
    0,
  ],
  [
    'CN-11',
    'a dualstack consumer whose IPv6 blocks the group does not know',
    withIpv6(guarded('10.0.0.0/16'), 'dualstack'),
    [['fail', 'low', loadBalancerArn]],
    0,
  ],
  [
    'CN-11',
    'a dualstack consumer whose IPv6 blocks nobody tells',
    altered(guarded('0.0.0.0/0'), 'vpcEndpoints', (one) => ({ ...one, ipAddressType: 'ipv6' })),
    [['unknown', 'medium', loadBalancerArn]],
    0,
  ],
  ['CN-11', 'an IPv4 consumer: the group need not know IPv6', guarded('0.0.0.0/0'), [], 1],
];
