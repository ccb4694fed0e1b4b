/** Each rule about the whole, about names, network ACLs and central egress on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import type { AccountId, ZoneId } from '#shared/base/ids.ts';
import type { AclEntry } from '#shared/model/network-acl.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import { type EndpointDescription, gatewayEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import {
  account,
  type HostedZoneDescription,
  region,
  tier,
  toInternet,
  toNat,
  toTransitGateway,
  unscannedAccount,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { endpointIdOf, hostedZoneIdOf, subnetIdOf, transitGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import {
  consumerAccount,
  crossZoneNat,
  halfGateway,
  hubAndSpoke,
  ofAccounts,
  oneEndpoint,
  oneVpc,
  pair,
  providerAccount,
  sharedVpc,
} from '#test/fixtures/small-estates.ts';
import { type Case, measured } from './judging.ts';

const kms = endpointIdOf('shop-kms');
const shop = vpcIdOf('shop');
const s3 = endpointIdOf('shop-s3');
const zone = hostedZoneIdOf(consumerAccount as AccountId, 'kms.example');
const kmsName = 'kms.eu-central-1.amazonaws.com';
const records = { operation: 'ListResourceRecordSets' };
const resolverRules = { operation: 'ListResolverRuleAssociations' };

/** So many VPCs on one transit gateway, each with an endpoint of KMS. */
function onTransit(count: number, attached = true): Snapshot {
  const vpcs = Array.from({ length: count }, (_, index) =>
    vpc(`spoke-${index}`, `10.${index}.0.0/16`, {
      tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [toTransitGateway('core', '10.0.0.0/8')] })],
      endpoints: [interfaceEndpoint('kms', 'az1')],
      ...(attached ? { attachments: [{ transitGateway: 'core', tier: 'app' }] } : {}),
    }),
  );
  return ofAccounts(account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs, transitGateways: [{ name: 'core' }] })]));
}

/** Three VPCs with an endpoint of KMS each; the first is peered with this many of the others. */
function peered(count: number, status = 'active'): Snapshot {
  const vpcs = ['a', 'b', 'c'].map((name, index) =>
    vpc(name, `10.${index}.0.0/16`, {
      tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] })],
      endpoints: [interfaceEndpoint('kms', 'az1')],
    }),
  );
  const peerings = ['b', 'c'].slice(0, count).map((to) => ({ name: `a-${to}`, from: 'a', to, status }));
  return ofAccounts(account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs, peerings })]));
}

/** A spoke `shop` whose default route leads over a transit gateway to a hub with NAT. */
function behindHub(spoke: Partial<VpcDescription> = {}, hub: Partial<VpcDescription> = {}, hubScanned = true): Snapshot {
  const egress = {
    ...vpc('egress', '10.9.0.0/16', {
      tiers: [tier('attach', 'az1', { routes: [toNat('egress-nat')] }), tier('public', 'az1', { routes: [toInternet()] })],
      nats: [zonalNat('egress-nat', 'az1')],
      attachments: [{ transitGateway: 'core', tier: 'attach' }],
    }),
    ...hub,
  };
  const shopVpc = {
    ...vpc('shop', '10.0.0.0/16', {
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toTransitGateway('core')] })],
      attachments: [{ transitGateway: 'core', tier: 'app' }],
    }),
    ...spoke,
  };
  const staticRoutes = [{ to: '0.0.0.0/0', vpc: 'egress' }];
  const place = region('eu-central-1', 'az1 az2', { vpcs: [egress], transitGateways: [{ name: 'core', staticRoutes }] });
  return ofAccounts(
    account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs: [shopVpc] })]),
    (hubScanned ? account : unscannedAccount)(providerAccount, 'hub', [place]),
  );
}

/** Callers in another subnet than the endpoint, whose subnets have this ACL. */
function behindAcl(entries: readonly AclEntry[], endpoint: Partial<EndpointDescription> = {}): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] }), tier('endpoints', 'az1', { routes: [] })],
    endpoints: [{ ...interfaceEndpoint('kms', 'az1', { tier: 'endpoints' }), ...endpoint }],
    networkAcls: [{ name: 'tight', tiers: ['endpoints'], entries }],
  });
}

/** A gateway endpoint of S3 whose callers' subnets have this ACL. */
function gatewayBehindAcl(entries: readonly AclEntry[]): Snapshot {
  return oneVpc({
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] })],
    endpoints: [gatewayEndpoint('s3', 'app')],
    networkAcls: [{ name: 'tight', tiers: ['app'], entries }],
  });
}

/** An entry for some TCP ports. */
function tcp(ruleNumber: number, allowed: boolean, egress: boolean, fromPort: number, toPort: number, cidrBlock = '0.0.0.0/0'): AclEntry {
  return { ...aclEntry(ruleNumber, allowed, egress, cidrBlock), protocol: '6', fromPort, toPort };
}

const open = [aclEntry(100, true, false), aclEntry(100, true, true)];

/** A hosted zone of the shop with these records, next to its KMS endpoint. */
function named(...list: NonNullable<HostedZoneDescription['records']>): Snapshot {
  return oneEndpoint({}, { hostedZones: [{ domain: 'kms.example', records: list }] });
}

/** What the rules about the whole, names, network ACLs and central egress say of small estates. */
export const tpCases: readonly Case[] = [
  ['TP-01', 'three VPCs on one transit gateway', onTransit(3), [['fail', 'info', transitGatewayIdOf('core')]], 0],
  ['TP-01', 'two VPCs', onTransit(2), [], 1],
  ['TP-01', 'three that do not reach each other', onTransit(3, false), [], 0],
  ['TP-01', 'one peered with two others', peered(2), [['fail', 'info', vpcIdOf('a')]], 0],
  ['TP-01', 'one peered with one other', peered(1), [], 0],
  ['TP-01', 'peerings that nobody accepted', peered(2, 'pending-acceptance'), [], 0],
  [
    'TP-01',
    'attachments denied',
    unread(unread(onTransit(3), { operation: 'DescribeTransitGatewayAttachments' }), { operation: 'DescribeTransitGatewayVpcAttachments' }),
    [['unknown', 'info', 'eu-central-1']],
    0,
  ],

  [
    'TP-02',
    'the hub has S3, the spoke has not',
    behindHub({}, { endpoints: [gatewayEndpoint('s3', 'attach', { name: 'shop-s3' })] }),
    [['fail', 'info', s3]],
    0,
  ],
  [
    'TP-02',
    'both have it',
    behindHub(
      { endpoints: [gatewayEndpoint('s3', 'app', { name: 'own' })] },
      { endpoints: [gatewayEndpoint('s3', 'attach', { name: 'shop-s3' })] },
    ),
    [],
    1,
  ],
  ['TP-02', 'a hub of names', withHubGateway(), [['fail', 'info', s3]], 0],
  ['TP-02', 'no spoke', oneVpc({ endpoints: [gatewayEndpoint('s3', 'app')] }), [], 0],
  [
    'TP-02',
    'the routes of the transit gateway denied',
    unread(behindHub({}, { endpoints: [gatewayEndpoint('s3', 'attach', { name: 'shop-s3' })] }), {
      operation: 'SearchTransitGatewayRoutes',
    }),
    [['unknown', 'info', s3]],
    0,
  ],

  ['TP-03', 'NAT alone', crossZoneNat(), [['fail', 'low', shop]], 0],
  ['TP-03', 'one endpoint', halfGateway(), [], 1],
  ['TP-03', 'no NAT', oneVpc(), [], 0],
  ['TP-03', 'a hub without callers', behindHub(), [], 0],
  ['TP-03', 'endpoints denied', unread(crossZoneNat(), { operation: 'DescribeVpcEndpoints' }), [['unknown', 'low', shop]], 0],

  [
    'TP-04',
    'VPCs denied: only what subnets tell is left',
    unread(sharedVpc(false), { operation: 'DescribeVpcs' }),
    [
      ['fail', 'info', vpcIdOf('shared')],
      ['unknown', 'info', 'us-east-1'],
    ],
    0,
  ],
  [
    'TP-01',
    'three VPCs whose endpoints nobody read',
    unread(onTransit(3), { operation: 'DescribeVpcEndpoints' }),
    [['unknown', 'info', transitGatewayIdOf('core')]],
    0,
  ],
  ['TP-04', 'the owner was not scanned', sharedVpc(false), [['fail', 'info', vpcIdOf('shared')]], 0],
  ['TP-04', 'the owner was scanned', sharedVpc(), [], 1],
  ['TP-04', 'nothing shared', pair(), [], 0],

  [
    'TP-05',
    'the provider pays for one endpoint',
    pair({ endpoint: { override: { payerResponsibilities: [{ scope: 'vpc-endpoint-charges', payer: 'vpc-endpoint-service-account' }] } } }),
    [['fail', 'info', endpointIdOf('shop-ledger')]],
    1,
  ],
  [
    'TP-05',
    'the provider pays for all',
    pair({ service: { override: { payerResponsibility: 'ServiceOwner' } } }),
    [['fail', 'info', pair().endpointServices[0]?.serviceId ?? '']],
    1,
  ],
  [
    'TP-05',
    'a provider outside pays for all',
    pair({ providerScanned: false, service: { detailOverride: { payerResponsibility: 'ServiceOwner' } } }),
    [['fail', 'info', endpointIdOf('shop-ledger')]],
    0,
  ],
  [
    'TP-05',
    'the owner of the endpoint pays the resource gateway',
    oneEndpoint({ override: { payerResponsibilities: [{ scope: 'resource-gateway-charges', payer: 'vpc-endpoint-account' }] } }),
    [['fail', 'info', kms]],
    0,
  ],
  [
    'TP-05',
    'a stranger whom the provider pays for',
    altered(pair({ consumerScanned: false }), 'endpointConnections', (one) => ({
      ...one,
      payerResponsibilities: [{ scope: null, payer: 'vpc-endpoint-service-account' }],
    })),
    [['fail', 'info', endpointIdOf('shop-ledger')]],
    1,
  ],
  [
    'TP-05',
    'each pays for its own',
    pair({ endpoint: { override: { payerResponsibilities: [{ scope: 'vpc-endpoint-charges', payer: 'vpc-endpoint-account' }] } } }),
    [],
    2,
  ],

  [
    'TP-05',
    'nobody tells',
    unread(pair({ providerScanned: false }), { operation: 'DescribeVpcEndpointServices' }),
    [['unknown', 'info', 'us-east-1']],
    0,
  ],
  [
    'TP-03',
    'a hub of which nobody knows who calls',
    unread(behindHub(), { operation: 'DescribeNetworkInterfaces' }),
    [['unknown', 'low', vpcIdOf('egress')]],
    0,
  ],

  [
    'DNS-01',
    'a rule for the domain of a hosted zone',
    oneEndpoint({}, { hostedZones: [{ domain: 'ledger.example' }], forwardedDomains: ['ledger.example'] }),
    [['fail', 'medium', shop]],
    0,
  ],
  ['DNS-01', 'a rule for the name of an endpoint', oneEndpoint({}, { forwardedDomains: [kmsName] }), [['fail', 'medium', shop]], 0],
  ['DNS-01', 'a rule for a wider domain, which loses', oneEndpoint({}, { forwardedDomains: ['amazonaws.com'] }), [], 1],
  [
    'DNS-01',
    'a rule that answers here',
    altered(oneEndpoint({}, { forwardedDomains: [kmsName] }), 'resolverRules', (one) => ({ ...one, ruleType: 'SYSTEM' })),
    [],
    1,
  ],
  ['DNS-01', 'no rule', oneEndpoint(), [], 1],
  ['DNS-01', 'no name', oneEndpoint({ privateDns: false }), [], 0],
  ['DNS-01', 'rules denied', unread(oneEndpoint(), resolverRules), [['unknown', 'medium', 'eu-central-1']], 0],

  ['DNS-02', 'the zonal name', named({ name: '', endpoint: 'shop-kms', zonal: true }), [['fail', 'medium', zone]], 0],
  ['DNS-02', 'the address of one interface', named({ name: 'fixed', values: [addressAt('euc1-az1')] }), [['fail', 'medium', zone]], 0],
  ['DNS-02', 'the addresses of both', named({ name: 'fixed', values: [addressAt('euc1-az1'), addressAt('euc1-az2')] }), [], 1],
  ['DNS-02', 'the regional name', named({ name: '', endpoint: 'shop-kms' }), [], 1],
  ['DNS-02', 'something else', named({ name: 'www', values: ['192.168.0.1'] }), [], 0],
  ['DNS-02', 'records denied', unread(named({ name: '', endpoint: 'shop-kms' }), records), [['unknown', 'medium', 'global']], 0],
  [
    'DNS-02',
    'a zone of an account nobody read',
    oneEndpoint({}, { hostedZones: [{ domain: 'kms.example', owner: providerAccount }] }),
    [['unknown', 'medium', 'global']],
    0,
  ],

  ['DNS-03', 'the FIPS endpoint alone', fips(), [['fail', 'info', endpointIdOf('shop-kms-fips')]], 0],
  ['DNS-03', 'beside the usual one', fips(interfaceEndpoint('kms', 'az1')), [], 2],
  [
    'DNS-03',
    'measured past the endpoint',
    oneEndpoint(),
    [['fail', 'info', kms]],
    0,
    measured({ scope: shop, service: 'kms', path: 'nat', gb_per_month: '7' }),
  ],
  [
    'DNS-03',
    'measured through the endpoint',
    oneEndpoint(),
    [],
    1,
    measured({ scope: shop, service: 'kms', path: 'endpoint', gb_per_month: '7' }),
  ],
  ['DNS-03', 'private DNS off', oneEndpoint({ privateDns: false }), [], 0],
  ['DNS-03', 'private DNS does not answer', oneEndpoint({}, { dnsSupport: false }), [], 0],
  ['DNS-03', 'not told whether it is on', oneEndpoint({ override: { privateDnsEnabled: null } }), [['unknown', 'info', kms]], 0],

  [
    'EG-01',
    'route tables denied',
    unread(behindHub(), { operation: 'DescribeRouteTables', accountId: consumerAccount }),
    [['unknown', 'medium', shop]],
    0,
  ],
  ['EG-01', 'S3 over the hub', behindHub(), [['fail', 'medium', shop]], 0],
  ['EG-01', 'a gateway endpoint in the spoke', behindHub({ endpoints: [gatewayEndpoint('s3', 'app')] }), [], 1],
  [
    'EG-01',
    'a gateway endpoint on another table of the spoke',
    behindHub({ endpoints: [gatewayEndpoint('s3', 'main')] }),
    [['fail', 'medium', shop]],
    0,
  ],
  ['EG-01', 'an interface endpoint in the spoke', behindHub({ endpoints: [interfaceEndpoint('s3', 'az1')] }), [], 1],
  [
    'EG-01',
    'a gateway endpoint in the hub does not help',
    behindHub({}, { endpoints: [gatewayEndpoint('s3', 'attach')] }),
    [['fail', 'medium', shop]],
    0,
  ],
  ['EG-01', 'a hub without NAT', behindHub({}, { nats: [], tiers: [tier('attach', 'az1', { routes: [] })] }), [], 0],
  ['EG-01', 'no transit gateway', oneVpc(), [], 0],
  [
    'EG-01',
    'the routes of the transit gateway denied',
    unread(behindHub(), { operation: 'SearchTransitGatewayRoutes' }),
    [['unknown', 'medium', shop]],
    0,
  ],
  ['EG-01', 'the owner of the transit gateway was not scanned', behindHub({}, {}, false), [['unknown', 'medium', shop]], 0],
  [
    'EG-01',
    'attachments denied',
    unread(unread(behindHub(), { operation: 'DescribeTransitGatewayAttachments' }), { operation: 'DescribeTransitGatewayVpcAttachments' }),
    [['unknown', 'medium', shop]],
    0,
  ],
  ['EG-01', 'endpoints denied', unread(behindHub(), { operation: 'DescribeVpcEndpoints' }), [['unknown', 'medium', shop]], 0],
  [
    'EG-01',
    'the hub was not read',
    {
      ...behindHub(),
      vpcs: behindHub().vpcs.filter((one) => one.vpcId === shop),
      subnets: behindHub().subnets.filter((one) => one.vpcId === shop),
      natGateways: [],
    },
    [['unknown', 'medium', shop]],
    0,
  ],
  ['EG-01', 'NAT gateways of the hub denied', unread(behindHub(), { operation: 'DescribeNatGateways' }), [['unknown', 'medium', shop]], 0],
  [
    'EG-01',
    'the default route leads nowhere',
    altered(behindHub(), 'transitGatewayRoutes', (one) => (one.destination === '0.0.0.0/0' ? { ...one, state: 'blackhole' } : one)),
    [],
    0,
  ],
  ['EG-01', 'the transit gateway has no route at all', { ...behindHub(), transitGatewayRoutes: [] }, [], 0],

  ['NACL-01', 'everything denied', behindAcl([]), [['fail', 'high', kms]], 0],
  ['NACL-01', 'a denial before the permission', behindAcl([aclEntry(90, false, false), ...open]), [['fail', 'high', kms]], 0],
  ['NACL-01', 'a denial after the permission', behindAcl([...open, aclEntry(200, false, false)]), [], 1],
  ['NACL-01', 'answers may not leave', behindAcl([aclEntry(100, true, false), tcp(100, true, true, 443, 443)]), [['fail', 'high', kms]], 0],
  [
    'NACL-01',
    'exactly what is needed',
    behindAcl([tcp(100, true, false, 443, 443, '10.0.0.0/16'), tcp(100, true, true, 1024, 65_535, '10.0.0.0/16')]),
    [],
    1,
  ],
  [
    'NACL-01',
    'some of the ports for answers',
    behindAcl([tcp(100, true, false, 443, 443), tcp(100, true, true, 40_000, 65_535)]),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'NACL-01',
    'one of two subnets',
    behindAcl([tcp(100, true, false, 443, 443, '10.0.0.0/24'), aclEntry(100, true, true)]),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'NACL-01',
    'half of a subnet',
    behindAcl([tcp(100, true, false, 443, 443, '10.0.0.0/25'), tcp(110, true, false, 443, 443, '10.0.1.0/24'), aclEntry(100, true, true)]),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'NACL-01',
    'UDP only',
    behindAcl([{ ...aclEntry(100, true, false), protocol: '17' }, aclEntry(100, true, true)]),
    [['fail', 'high', kms]],
    0,
  ],
  [
    'NACL-01',
    'entries for IPv6 decide nothing here',
    behindAcl([{ ...aclEntry(90, false, false), cidrBlock: null, ipv6CidrBlock: '::/0' }, ...open]),
    [],
    1,
  ],
  ['NACL-01', 'the default ACL', oneEndpoint(), [], 1],
  [
    'NACL-01',
    'callers in the very subnet of the endpoint',
    oneVpc({
      tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] })],
      endpoints: [interfaceEndpoint('kms', 'az1')],
      networkAcls: [{ name: 'tight', tiers: ['app'], entries: [] }],
    }),
    [],
    1,
  ],
  [
    'NACL-01',
    'nobody calls yet: the VPC counts',
    oneVpc({
      tiers: [tier('app', 'az1', { routes: [] })],
      endpoints: [interfaceEndpoint('kms', 'az1')],
      networkAcls: [{ name: 'tight', tiers: ['app'], entries: [] }],
    }),
    [['fail', 'high', kms]],
    0,
  ],
  ['NACL-01', 'ACLs denied', unread(oneEndpoint(), { operation: 'DescribeNetworkAcls' }), [['unknown', 'high', kms]], 0],
  [
    'NACL-01',
    'ports that nobody knows',
    pair({
      providerScanned: false,
      consumer: { networkAcls: [{ name: 'tight', tiers: ['app'], entries: [tcp(100, true, false, 443, 443), aclEntry(100, true, true)] }] },
    }),
    [['unknown', 'high', endpointIdOf('shop-ledger')]],
    0,
  ],
  [
    'NACL-01',
    'S3 may not be asked',
    gatewayBehindAcl([aclEntry(100, true, false), aclEntry(100, true, true, '10.0.0.0/8')]),
    [['fail', 'high', s3]],
    0,
  ],
  [
    'NACL-01',
    'S3 may not answer',
    gatewayBehindAcl([aclEntry(100, true, false, '10.0.0.0/8'), aclEntry(100, true, true)]),
    [['fail', 'high', s3]],
    0,
  ],
  ['NACL-01', 'S3 may', gatewayBehindAcl([tcp(100, true, false, 1024, 65_535), tcp(100, true, true, 443, 443)]), [], 1],
  [
    'NACL-01',
    'the ranges of S3 denied',
    unread(
      unread(gatewayBehindAcl([aclEntry(100, true, false, '52.0.0.0/8'), aclEntry(100, true, true)]), { operation: 'DescribePrefixLists' }),
      { operation: 'DescribeManagedPrefixLists' },
    ),
    [['unknown', 'high', s3]],
    0,
  ],
  ['NACL-01', 'an endpoint that waits', oneEndpoint({ state: 'Pending' }), [], 0],
  [
    'TP-01',
    'two services in three VPCs',
    withRecords(
      onTransit(3),
      'vpcEndpoints',
      onTransit(3).vpcEndpoints.map((one) => ({
        ...one,
        vpcEndpointId: `${one.vpcEndpointId}2` as typeof one.vpcEndpointId,
        serviceName: 'com.amazonaws.eu-central-1.sts' as NonNullable<typeof one.serviceName>,
      })),
    ),
    [['fail', 'info', transitGatewayIdOf('core')]],
    0,
  ],
  [
    'TP-01',
    'a transit gateway of which only attachments are known',
    { ...onTransit(3), transitGateways: [] },
    [['fail', 'info', transitGatewayIdOf('core')]],
    0,
  ],
  [
    'TP-01',
    'nobody tells whose transit gateway it is',
    { ...altered(onTransit(3), 'transitGatewayAttachments', (one) => ({ ...one, transitGatewayOwnerId: null })), transitGateways: [] },
    [['fail', 'info', transitGatewayIdOf('core')]],
    0,
  ],
  [
    'TP-01',
    'peered with VPCs that nobody read',
    altered(peered(2), 'peeringConnections', (one) => ({ ...one, accepter: { ...one.accepter, vpcId: null } })),
    [],
    1,
  ],
  [
    'NACL-01',
    'two subnets with two ACLs',
    oneVpc({
      tiers: [
        tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] }),
        tier('one', 'az1', { routes: [] }),
        tier('two', 'az2', { routes: [] }),
      ],
      endpoints: [interfaceEndpoint('kms', 'az1', { tier: 'one' })],
      networkAcls: [{ name: 'tight', tiers: ['one', 'two'], entries: [aclEntry(100, true, true)] }],
    }),
    [['fail', 'high', kms]],
    0,
  ],
];

/** The address of the KMS endpoint's interface in a zone. */
function addressAt(zoneId: string): string {
  const subnetId = subnetIdOf('shop', 'app', zoneId as ZoneId);
  const found = oneEndpoint().networkInterfaces.find((one) => one.subnetId === subnetId && one.interfaceType === 'vpc_endpoint');
  return found?.privateIpAddresses[0] ?? 'none';
}

/** A hub whose KMS endpoint the spoke uses by name, with an S3 gateway endpoint beside it. */
function withHubGateway(): Snapshot {
  const snapshot = hubAndSpoke();
  const gateways = oneVpc({ endpoints: [gatewayEndpoint('s3', 'app')] }).vpcEndpoints;
  return withRecords(
    snapshot,
    'vpcEndpoints',
    gateways.map((one) => ({ ...one, vpcId: vpcIdOf('hub') })),
  );
}

/** A VPC with the FIPS endpoint of KMS, and others. */
function fips(...others: readonly EndpointDescription[]): Snapshot {
  return oneVpc({ endpoints: [interfaceEndpoint('kms-fips', 'az1'), ...others] });
}
