/** Each rule about connections on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import { type AccountId, type Region, unknownAccount } from '#shared/base/ids.ts';
import type { EndpointService } from '#shared/model/endpoint-service.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { endpointService, networkLoadBalancer, type ServiceDescription } from '#shared/model/estate/describe-service.ts';
import { consumerOf, type EndpointDescription } from '#shared/model/estate/describe-vpc.ts';
import { account, allow, region, tier, unscannedAccount, vpc } from '#shared/model/estate/describe.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { endpointIdOf, serviceIdOf } from '#shared/model/estate/names.ts';
import {
  consumerAccount,
  danglingConsumer,
  ofAccounts,
  pair,
  pendingAcceptance,
  providerAccount,
  thirdAccount,
  wildcardPrincipal,
} from '#test/fixtures/small-estates.ts';
import type { Case } from './judging.ts';

const shopLedger = endpointIdOf('shop-ledger');
const farLedger = endpointIdOf('far-ledger');
const ledger = serviceIdOf('ledger');
const permissions = { operation: 'DescribeVpcEndpointServicePermissions' };
const connections = { operation: 'DescribeVpcEndpointConnections' };
const unit = 'arn:aws:organizations::210000000009:ou/o-exampleorgid/ou-examplerootid-exampleouid';
const loadBalancerArn = pair().loadBalancers[0]?.loadBalancerArn ?? '';

/** A pair whose service, and whose endpoint, is different in this. */
function service(description: Partial<ServiceDescription>, endpoint: Partial<EndpointDescription> = {}, consumerScanned = true): Snapshot {
  return pair({ service: description, endpoint, consumerScanned });
}

/** An import that does not say whose data it holds. */
function nameless(snapshot: Snapshot): Snapshot {
  return { ...snapshot, accounts: snapshot.accounts.map((one) => ({ ...one, accountId: unknownAccount })) };
}

/** The organisation lists the consumer's account, which nobody scanned. */
function listed(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    accounts: snapshot.accounts.flatMap((one) => [one, { ...one, accountId: consumerAccount as AccountId, profiles: [] }]),
  };
}

/** The consumer's account was not scanned, but the provider stands in a VPC of it. */
export function neighbour(): Snapshot {
  return altered(pair({ consumerScanned: false }), 'vpcs', (one) => ({ ...one, accountId: consumerAccount as AccountId }));
}

/** A service and nobody who uses it. */
function alone(): Snapshot {
  const snapshot = pair();
  return { ...snapshot, vpcEndpoints: [], endpointConnections: [] };
}

/** The provider has the service no more, and consumers still see whose it was. */
function withoutService(snapshot: Snapshot): Snapshot {
  return { ...snapshot, endpointServices: [], endpointConnections: [] };
}

/** A load balancer with a group that admits this block, and the word about whether that applies to PrivateLink. */
export function guarded(block: string, enforced: 'on' | 'off' | null = 'on', consumerScanned = true): Snapshot {
  const platform = vpc('ledger', '10.1.0.0/16', {
    tiers: [tier('service', 'az4 az6', { routes: [] })],
    securityGroups: { nlb: { ingress: [allow(443, block)] } },
  });
  const snapshot = ofAccounts(
    (consumerScanned ? account : unscannedAccount)(consumerAccount, 'shop', [
      region('us-east-1', 'az4 az6', {
        vpcs: [
          vpc('shop', '10.0.0.0/16', {
            tiers: [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [] })],
            endpoints: [consumerOf('ledger', 'us-east-1', 'az4 az6', { name: 'shop-ledger' })],
          }),
        ],
      }),
    ]),
    account(providerAccount, 'ledger', [
      region('us-east-1', 'az4 az6', {
        vpcs: [platform],
        loadBalancers: [networkLoadBalancer('ledger', 'ledger', 'service', 'az4 az6', { securityGroups: ['nlb'] })],
        services: [endpointService('ledger', { acceptance: true, principals: [consumerAccount] })],
      }),
    ]),
  );
  return altered(snapshot, 'loadBalancers', (one) => ({ ...one, enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced }));
}

/** An endpoint in us-east-1 of a service in eu-west-1 that is offered to these Regions beside its own. */
export function remote(regions: readonly string[], override: Partial<EndpointService> = {}): Snapshot {
  return ofAccounts(
    account(consumerAccount, 'shop', [
      region('us-east-1', 'az4 az6', {
        vpcs: [
          vpc('shop', '10.0.0.0/16', {
            tiers: [tier('app', 'az4 az6', { routes: [] })],
            endpoints: [consumerOf('ledger', 'eu-west-1', 'az4 az6', { name: 'far-ledger', serviceRegion: 'eu-west-1' })],
          }),
        ],
      }),
    ]),
    account(providerAccount, 'ledger', [
      region('eu-west-1', 'az1 az2', {
        vpcs: [vpc('ledger', '10.1.0.0/16', { tiers: [tier('service', 'az1 az2', { routes: [] })] })],
        loadBalancers: [networkLoadBalancer('ledger', 'ledger', 'service', 'az1 az2')],
        services: [endpointService('ledger', { acceptance: true, principals: [consumerAccount], remoteRegions: regions, override })],
      }),
    ]),
  );
}

/** What the rules about connections say of small estates. */
export const cnCases: readonly Case[] = [
  ['CN-01', 'waits for days', pendingAcceptance(), [['fail', 'high', endpointIdOf('shop-ledger')]], 0],
  ['CN-01', 'available', pair(), [], 1],
  ['CN-01', 'connections denied: others may wait', unread(pair(), connections), [['unknown', 'medium', 'us-east-1']], 1],

  ['CN-02', 'rejected', pair({ endpoint: { state: 'Rejected' } }), [['fail', 'high', endpointIdOf('shop-ledger')]], 0],
  [
    'CN-02',
    'failed, seen by the provider alone',
    pair({ endpoint: { state: 'Failed' }, consumerScanned: false }),
    [['fail', 'high', endpointIdOf('shop-ledger')]],
    0,
  ],
  ['CN-02', 'available', pair(), [], 1],
  ['CN-02', 'connections denied: others may have failed', unread(pair(), connections), [['unknown', 'high', 'us-east-1']], 1],

  ['CN-03', 'everyone, without acceptance', wildcardPrincipal(), [['fail', 'critical', serviceIdOf('ledger')]], 0],
  ['CN-03', 'everyone, but each is accepted by hand', pair({ service: { acceptance: true, principals: ['*'] } }), [], 1],
  ['CN-03', 'named accounts', pair({ service: { acceptance: false } }), [], 1],
  [
    'CN-01',
    'connections that nobody saw',
    pair({ endpoint: { state: 'PendingAcceptance', override: { creationTimestamp: null } }, providerScanned: false }),
    [['fail', 'medium', shopLedger]],
    0,
  ],
  [
    'CN-01',
    'asked a minute ago',
    pair({ endpoint: { state: 'PendingAcceptance', createdAt: '2026-11-02T09:29:00.000Z' } }),
    [['fail', 'medium', shopLedger]],
    0,
  ],
  ['CN-03', 'permissions denied', unread(wildcardPrincipal(), permissions), [['unknown', 'critical', ledger]], 0],
  [
    'CN-03',
    'acceptance not told',
    wildcardPrincipal({ service: { principals: ['*'], override: { acceptanceRequired: null } } }),
    [['unknown', 'critical', ledger]],
    0,
  ],

  ['CN-04', 'everyone may ask', service({ principals: ['*'] }), [['fail', 'medium', ledger]], 0],
  ['CN-04', 'nobody has to accept: that is CN-03', wildcardPrincipal(), [], 1],
  ['CN-04', 'named accounts', pair(), [], 1],
  ['CN-04', 'permissions denied', unread(pair(), permissions), [['unknown', 'medium', ledger]], 0],
  [
    'CN-04',
    'acceptance not told',
    service({ principals: ['*'], override: { acceptanceRequired: null } }),
    [['unknown', 'medium', ledger]],
    0,
  ],

  [
    'CN-05',
    'a foreign account, unasked',
    service({ acceptance: false, principals: [consumerAccount, thirdAccount] }),
    [['fail', 'low', ledger]],
    0,
  ],
  [
    'CN-05',
    'a role of a foreign account',
    service({ acceptance: false, principals: [`arn:aws:iam::${thirdAccount}:role/caller`] }),
    [['fail', 'low', ledger]],
    0,
  ],
  ['CN-05', 'a foreign account, asked', service({ principals: [thirdAccount] }), [['fail', 'info', ledger]], 0],
  ['CN-05', 'a known account, asked', service({}), [], 1],
  ['CN-05', 'known accounts, unasked', service({ acceptance: false }), [], 1],
  ['CN-05', 'an organisational unit, unasked', service({ acceptance: false, principals: [unit] }), [], 1],
  ['CN-05', 'permissions denied', unread(service({ acceptance: false }), permissions), [['unknown', 'low', ledger]], 0],
  ['CN-05', 'an import that names no account', nameless(service({ acceptance: false })), [['unknown', 'low', ledger]], 0],
  [
    'CN-05',
    'acceptance not told',
    service({ principals: [thirdAccount], override: { acceptanceRequired: null } }),
    [['unknown', 'low', ledger]],
    0,
  ],

  ['CN-06', 'taken off the list', service({ principals: [thirdAccount] }), [['fail', 'medium', shopLedger]], 0],
  ['CN-06', 'nobody left on the list', service({ principals: [] }), [['fail', 'medium', shopLedger]], 0],
  ['CN-06', 'on the list', pair(), [], 1],
  ['CN-06', 'everyone is on the list', service({ principals: ['*'] }), [], 1],
  ['CN-06', 'an organisational unit that may hold it', service({ principals: [unit] }), [['unknown', 'medium', shopLedger]], 0],
  ['CN-06', 'permissions denied', unread(pair(), permissions), [['unknown', 'medium', ledger]], 0],
  ['CN-06', 'connections denied', unread(pair(), connections), [['unknown', 'medium', ledger]], 0],
  ['CN-06', 'not connected yet', service({ principals: [thirdAccount] }, { state: 'PendingAcceptance' }), [], 0],
  [
    'CN-06',
    'AWS tells no owner',
    altered(service({ principals: [thirdAccount] }, {}, false), 'endpointConnections', (one) => ({ ...one, vpcEndpointOwner: null })),
    [['unknown', 'medium', shopLedger]],
    0,
  ],

  ['CN-07', 'an account nobody knows', pair({ consumerScanned: false }), [['fail', 'low', shopLedger]], 0],
  ['CN-07', 'a scanned account', pair(), [], 1],
  ['CN-07', 'an account whose VPC somebody shares', neighbour(), [['fail', 'low', shopLedger]], 0],
  ['CN-07', 'an account the organisation lists', listed(pair({ consumerScanned: false })), [], 1],
  ['CN-07', 'refused already', pair({ consumerScanned: false, endpoint: { state: 'Rejected' } }), [], 0],
  [
    'CN-07',
    'connections denied',
    unread(pair(), connections),
    [
      ['unknown', 'low', 'us-east-1'],
      ['unknown', 'low', ledger],
    ],
    0,
  ],
  ['CN-07', 'an import that names no account', nameless(pair({ consumerScanned: false })), [['unknown', 'low', shopLedger]], 0],

  ['CN-08', 'nobody ever came', alone(), [['fail', 'low', ledger]], 0],
  ['CN-08', 'the only one was refused', pair({ endpoint: { state: 'Rejected' } }), [['fail', 'low', ledger]], 0],
  ['CN-08', 'somebody waits', pendingAcceptance(), [], 1],
  ['CN-08', 'somebody is connected', pair(), [], 1],
  ['CN-08', 'connections denied', unread(pair(), connections), [['unknown', 'low', ledger]], 0],

  ['CN-09', 'the service was deleted', danglingConsumer(), [['fail', 'high', shopLedger]], 0],
  ['CN-09', 'its owner is told, is scanned, and has it no more', withoutService(pair()), [['fail', 'high', shopLedger]], 0],
  ['CN-09', 'the service is there', pair(), [], 1],
  ['CN-09', 'a provider outside', pair({ providerScanned: false }), [], 0],
  [
    'CN-09',
    "the owner's services denied",
    unread(pair(), { operation: 'DescribeVpcEndpointServiceConfigurations', accountId: providerAccount }),
    [['unknown', 'high', shopLedger]],
    0,
  ],
  [
    'CN-09',
    'services denied on both sides',
    unread(unread(pair(), { operation: 'DescribeVpcEndpointServiceConfigurations', accountId: providerAccount }), {
      operation: 'DescribeVpcEndpointServices',
    }),
    [['unknown', 'high', shopLedger]],
    0,
  ],
  [
    'CN-09',
    "nobody shows it, and the other account's services were denied",
    unread(danglingConsumer(), { operation: 'DescribeVpcEndpointServiceConfigurations', accountId: providerAccount }),
    [['unknown', 'high', shopLedger]],
    0,
  ],
  [
    'CN-09',
    'nobody shows it, and no other account was read',
    unread(pair({ providerScanned: false, service: { name: 'ledger-v2' } }), { operation: 'DescribeRegions', accountId: 'nobody' }),
    [['unknown', 'high', shopLedger]],
    0,
  ],
  ['CN-09', 'AWS made the endpoint', pair({ service: { name: 'ledger-v2' }, endpoint: { override: { requesterManaged: true } } }), [], 0],

  [
    'CN-10',
    'never proven',
    service({ privateDnsName: 'ledger.example.com', privateDnsNameState: 'pendingVerification' }),
    [['fail', 'medium', ledger]],
    0,
  ],
  ['CN-10', 'proven', service({ privateDnsName: 'ledger.example.com' }), [], 1],
  ['CN-10', 'no name', pair(), [], 0],
  [
    'CN-10',
    'state not told',
    service({ privateDnsName: 'ledger.example.com', override: { privateDnsNameState: null } }),
    [['unknown', 'medium', ledger]],
    0,
  ],

  ['CN-11', 'its group knows another network', guarded('192.168.0.0/16'), [['fail', 'medium', loadBalancerArn]], 0],
  ['CN-11', 'its group knows one of two subnets', guarded('10.0.0.0/24'), [['fail', 'low', loadBalancerArn]], 0],
  ['CN-11', 'its group admits the consumer', guarded('10.0.0.0/16'), [], 1],
  ['CN-11', 'its group admits everybody', guarded('0.0.0.0/0'), [], 1],
  ['CN-11', 'the rules do not apply', guarded('192.168.0.0/16', 'off'), [], 0],
  ['CN-11', 'no group at all', pair(), [], 0],
  ['CN-11', 'whether they apply is not told', guarded('192.168.0.0/16', null), [['unknown', 'medium', loadBalancerArn]], 0],
  [
    'CN-11',
    'groups denied',
    unread(guarded('192.168.0.0/16'), { operation: 'DescribeSecurityGroups', accountId: providerAccount }),
    [['unknown', 'medium', loadBalancerArn]],
    0,
  ],
  [
    'CN-11',
    'listeners denied',
    unread(guarded('192.168.0.0/16'), { operation: 'DescribeListeners' }),
    [['unknown', 'medium', loadBalancerArn]],
    0,
  ],
  ['CN-11', 'a consumer nobody read', guarded('10.0.0.0/16', 'on', false), [['unknown', 'medium', loadBalancerArn]], 0],
  [
    'CN-11',
    'callers not read: the blocks of the VPC count',
    unread(guarded('10.0.0.0/16'), { operation: 'DescribeNetworkInterfaces' }),
    [],
    1,
  ],

  ['CN-12', 'not offered in the Region of the endpoint', remote([]), [['fail', 'medium', farLedger]], 0],
  [
    'CN-12',
    'closed there',
    remote(['us-east-1'], { supportedRegions: [{ region: 'us-east-1' as Region, state: 'Closed' }] }),
    [['fail', 'medium', farLedger]],
    0,
  ],
  ['CN-12', 'offered there', remote(['us-east-1']), [], 1],
  ['CN-12', 'same Region', pair(), [], 0],
  ['CN-12', 'Regions not listed', remote([], { supportedRegions: [], remoteAccessEnabled: null }), [['unknown', 'medium', farLedger]], 0],
  [
    'CN-12',
    'the provider was not read',
    unread(remote(['us-east-1']), { operation: 'DescribeVpcEndpointServiceConfigurations' }),
    [['unknown', 'medium', farLedger]],
    0,
  ],

  [
    'CN-13',
    'dualstack to a service without IPv6',
    service({}, { override: { ipAddressType: 'dualstack' } }),
    [['fail', 'medium', shopLedger]],
    0,
  ],
  ['CN-13', 'IPv6 names on IPv4 addresses', service({}, { override: { dnsRecordIpType: 'ipv6' } }), [['fail', 'medium', shopLedger]], 0],
  [
    'CN-13',
    'IPv6 promised over an IPv4 load balancer',
    service({ override: { supportedIpAddressTypes: ['ipv4', 'ipv6'] } }),
    [['fail', 'medium', ledger]],
    1,
  ],
  [
    'CN-13',
    'IPv6 over a dualstack load balancer',
    altered(service({ override: { supportedIpAddressTypes: ['ipv4', 'ipv6'] } }), 'loadBalancers', (one) => ({
      ...one,
      ipAddressType: 'dualstack',
    })),
    [],
    2,
  ],
  ['CN-13', 'IPv4 everywhere', pair(), [], 1],
  ['CN-13', 'the service does what the provider outside says', pair({ providerScanned: false }), [], 1],
  [
    'CN-13',
    'types not told',
    unread(service({ override: { supportedIpAddressTypes: [] } }), { operation: 'DescribeVpcEndpointServices' }),
    [['unknown', 'medium', shopLedger]],
    0,
  ],
  [
    'CN-13',
    'the load balancer was not read',
    unread(service({ override: { supportedIpAddressTypes: ['ipv4', 'ipv6'] } }), { operation: 'DescribeLoadBalancers' }),
    [['unknown', 'medium', ledger]],
    1,
  ],
  [
    'CN-05',
    'an account by its bare number',
    altered(service({ acceptance: false, principals: [thirdAccount] }), 'allowedPrincipals', (one) => ({
      ...one,
      principal: thirdAccount,
    })),
    [['fail', 'low', ledger]],
    0,
  ],
  [
    'CN-11',
    'a consumer without blocks',
    altered(unread(guarded('10.0.0.0/16'), { operation: 'DescribeSubnets', accountId: consumerAccount }), 'vpcs', (one) => ({
      ...one,
      cidrBlocks: [],
    })),
    [['unknown', 'medium', loadBalancerArn]],
    0,
  ],
  [
    'CN-01',
    'asked this afternoon',
    pair({ endpoint: { state: 'PendingAcceptance', createdAt: '2026-11-02T02:00:00.000Z' } }),
    [['fail', 'medium', shopLedger]],
    0,
  ],
];
