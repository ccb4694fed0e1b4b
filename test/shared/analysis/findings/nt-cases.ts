/** Each rule about NAT gateways on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import type { IsoTime, ZoneId } from '#shared/base/ids.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { gatewayEndpoint, interfaceEndpoint, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { account, blackhole, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf, natGatewayIdOf, routeTableIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import {
  consumerAccount,
  crossZoneNat,
  halfGateway,
  ofAccounts,
  oneEndpoint,
  oneVpc,
  regionalNatVpc,
} from '#test/fixtures/small-estates.ts';
import { type Case, measured, withFaults } from './judging.ts';

const natTiers = [
  tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('shop-nat')] }),
  tier('public', 'az1', { routes: [toInternet()] }),
];

const shop = vpcIdOf('shop');
const kms = endpointIdOf('shop-kms');
const shopNat = natGatewayIdOf('shop-nat');
const publicTier = tier('public', 'az1', { routes: [toInternet()] });

/** A month of one service through the NAT gateway of the shop. */
function natRow(service: string, gb: string): Partial<UsageRow> {
  return { scope: shop, service, path: 'nat', gb_per_month: gb };
}

/** The month's total of the NAT gateway. */
function control(gb: string): Partial<UsageRow> {
  return { scope: shop, kind: 'control', nat_gateway_id: shopNat, gb_per_month: gb };
}

function unusedNat(): Snapshot {
  return oneVpc({ tiers: [tier('app', 'az1', { routes: [] }), publicTier], nats: [zonalNat('shop-nat', 'az1')] });
}

function oneZoneNat(): Snapshot {
  return oneVpc({ tiers: [tier('app', 'az1', { routes: [toNat('shop-nat')] }), publicTier], nats: [zonalNat('shop-nat', 'az1')] });
}

/** A regional NAT gateway whose zones are added by hand. */
function manualNat(zones: string): Snapshot {
  return regionalNatVpc({ nats: [regionalNat('shop-nat', zones, { manualZones: true })] });
}

/** A subnet of a zone and one of a Local Zone behind one NAT gateway. */
function localZoneNat(): Snapshot {
  const routes = [toNat('shop-nat')];
  const shopVpc = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('app', 'az4', { routes }), tier('edge', 'use1-bos1-az1', { routes }), tier('public', 'az4', { routes: [toInternet()] })],
    nats: [zonalNat('shop-nat', 'az4')],
  });
  const localZones = [{ zoneName: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', parent: 'az4' }];
  return ofAccounts(account(consumerAccount, 'shop', [region('us-east-1', 'az4 az6', { vpcs: [shopVpc], localZones })]));
}

/** A VPC with callers and NAT, and a hub without callers that carries it by a transit gateway. */
function centralEgress(): Snapshot {
  const hub = vpc('egress', '10.9.0.0/16', {
    tiers: [tier('attach', 'az1', { routes: [toNat('egress-nat')] }), publicTier],
    nats: [zonalNat('egress-nat', 'az1')],
    attachments: [{ transitGateway: 'core', tier: 'attach' }],
  });
  const shopVpc = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [toNat('shop-nat')] }), publicTier],
    nats: [zonalNat('shop-nat', 'az1')],
  });
  return ofAccounts(
    account(consumerAccount, 'shop', [region('eu-central-1', 'az1 az2', { vpcs: [hub, shopVpc], transitGateways: [{ name: 'core' }] })]),
  );
}

/** A Region whose list has no prices in USD. */
function chinaNat(): Snapshot {
  return oneVpc(
    { tiers: [tier('app', 'az1', { routes: [toNat('shop-nat')] }), publicTier], nats: [zonalNat('shop-nat', 'az1')] },
    'cn-north-1',
  );
}

/** What the rules about NAT gateways say of small estates. */
export const ntCases: readonly Case[] = [
  ['NT-01', 'NAT and no S3 endpoint', crossZoneNat(), [['fail', 'medium', vpcIdOf('shop')]], 0],
  ['NT-01', 'a gateway endpoint', crossZoneNat({ endpoints: [gatewayEndpoint('s3', 'app')] }), [], 1],
  ['NT-01', 'no NAT at all', oneVpc(), [], 0],
  [
    'NT-01',
    'route tables denied',
    withFaults({ DescribeRouteTables: 'denied' }, { tiers: natTiers, nats: [zonalNat('shop-nat', 'az1')] }),
    [['unknown', 'medium', vpcIdOf('shop')]],
    0,
  ],

  ['NT-03', 'the endpoint on half of the tables', halfGateway(), [['fail', 'high', endpointIdOf('shop-s3')]], 0],
  ['NT-03', 'the endpoint on all tables', crossZoneNat({ endpoints: [gatewayEndpoint('s3', 'app')] }), [], 1],
  [
    'NT-03',
    'route tables denied',
    withFaults({ DescribeRouteTables: 'denied' }, { endpoints: [gatewayEndpoint('s3', 'app')] }),
    [['unknown', 'high', endpointIdOf('shop-s3')]],
    0,
  ],

  ['NT-04', 'a subnet of another zone', crossZoneNat(), [['fail', 'high', natGatewayIdOf('shop-nat')]], 0],
  ['NT-04', 'a NAT gateway per zone', halfGateway(), [], 2],
  [
    'NT-04',
    'a regional NAT gateway',
    oneVpc({
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('shop-nat')] })],
      nats: [regionalNat('shop-nat', 'az1')],
    }),
    [],
    0,
  ],
  [
    'NT-04',
    'subnets denied',
    withFaults({ DescribeSubnets: 'denied' }, { tiers: natTiers, nats: [zonalNat('shop-nat', 'az1')] }),
    [['unknown', 'high', natGatewayIdOf('shop-nat')]],
    0,
  ],
  ['NT-01', 'measured: it costs much', crossZoneNat(), [['fail', 'high', shop]], 0, measured(natRow('s3', '5000'))],
  ['NT-01', 'measured: it costs something', crossZoneNat(), [['fail', 'medium', shop]], 0, measured(natRow('s3', '1000'))],
  ['NT-01', 'measured: it costs next to nothing', crossZoneNat(), [['fail', 'low', shop]], 0, measured(natRow('s3', '5'))],
  [
    'NT-01',
    'typed figures decide nothing',
    crossZoneNat(),
    [['fail', 'medium', shop]],
    0,
    measured({ ...natRow('s3', '5000'), basis: 'typed' }),
  ],
  ['NT-01', 'an interface endpoint answers', crossZoneNat({ endpoints: [interfaceEndpoint('s3', 'az1')] }), [], 1],
  ['NT-01', 'a hub that carries others and has no callers', centralEgress(), [['fail', 'medium', shop]], 0],

  ['NT-02', 'NAT and no DynamoDB endpoint', crossZoneNat(), [['fail', 'medium', shop]], 0],
  ['NT-02', 'a gateway endpoint', crossZoneNat({ endpoints: [gatewayEndpoint('dynamodb', 'app')] }), [], 1],
  ['NT-02', 'S3 alone does not help', crossZoneNat({ endpoints: [gatewayEndpoint('s3', 'app')] }), [['fail', 'medium', shop]], 0],
  ['NT-02', 'no NAT', oneVpc(), [], 0],
  ['NT-02', 'endpoints denied', unread(crossZoneNat(), { operation: 'DescribeVpcEndpoints' }), [['unknown', 'medium', shop]], 0],

  ['NT-04', 'a subnet in a Local Zone', localZoneNat(), [], 1],

  ['NT-05', 'one for two zones', crossZoneNat(), [['fail', 'medium', shop]], 0],
  ['NT-05', 'one per zone', halfGateway(), [], 1],
  ['NT-05', 'a regional one', regionalNatVpc(), [], 1],
  ['NT-05', 'one, and one zone that uses it', oneZoneNat(), [], 1],
  ['NT-05', 'a Local Zone beside it', localZoneNat(), [], 1],
  ['NT-05', 'none', oneVpc(), [], 0],
  ['NT-05', 'route tables denied', unread(crossZoneNat(), { operation: 'DescribeRouteTables' }), [['unknown', 'medium', shop]], 0],
  [
    'NT-05',
    'zones not told',
    altered(crossZoneNat(), 'subnets', (one) => ({ ...one, zoneId: null, zoneName: null })),
    [['unknown', 'medium', shop]],
    0,
  ],

  ['NT-06', 'nothing leads to it', unusedNat(), [['fail', 'medium', shopNat]], 0],
  [
    'NT-06',
    'only a dead route leads to it',
    oneVpc({ tiers: [tier('app', 'az1', { routes: [blackhole(toNat('shop-nat'))] }), publicTier], nats: [zonalNat('shop-nat', 'az1')] }),
    [['fail', 'medium', shopNat]],
    0,
  ],
  ['NT-06', 'a route leads to it', crossZoneNat(), [], 1],
  ['NT-06', 'a route, and no byte in a month', crossZoneNat(), [['fail', 'medium', shopNat]], 0, measured(control('0'))],
  ['NT-06', 'a route, and bytes', crossZoneNat(), [], 1, measured(control('3'))],
  [
    'NT-06',
    'made last week',
    altered(crossZoneNat(), 'natGateways', (one) => ({ ...one, createTime: '2026-10-28T00:00:00.000Z' as IsoTime })),
    [],
    1,
    measured(control('0')),
  ],
  ['NT-06', 'still being made', altered(unusedNat(), 'natGateways', (one) => ({ ...one, state: 'pending' })), [], 0],
  ['NT-06', 'route tables denied', unread(unusedNat(), { operation: 'DescribeRouteTables' }), [['unknown', 'medium', shopNat]], 0],

  [
    'NT-07',
    'it failed',
    altered(crossZoneNat(), 'natGateways', (one) => ({ ...one, state: 'failed', failureMessage: 'The address is in use.' })),
    [['fail', 'high', shopNat]],
    3,
  ],
  [
    'NT-07',
    'it failed and nobody says why',
    altered(crossZoneNat(), 'natGateways', (one) => ({ ...one, state: 'failed', subnetId: null })),
    [['fail', 'high', shopNat]],
    3,
  ],
  [
    'NT-07',
    'a route to nowhere',
    oneVpc({ tiers: [tier('app', 'az1', { routes: [blackhole(toNat('gone'))] })] }),
    [['fail', 'high', routeTableIdOf('shop-app')]],
    1,
  ],
  [
    'NT-07',
    'it was deleted, and the route to it is still called active',
    altered(crossZoneNat(), 'natGateways', (one) => ({ ...one, state: 'deleted' })),
    [['fail', 'high', routeTableIdOf('shop-app')]],
    3,
  ],
  ['NT-07', 'all routes work', crossZoneNat(), [], 4],
  ['NT-07', 'route tables denied', withFaults({ DescribeRouteTables: 'denied' }), [['unknown', 'high', 'eu-central-1']], 0],

  ['NT-08', 'a zone was forgotten', manualNat('az1'), [['fail', 'medium', shopNat]], 0],
  ['NT-08', 'all zones are there', manualNat('az1 az2'), [], 1],
  ['NT-08', 'AWS adds zones', regionalNatVpc({ nats: [regionalNat('shop-nat', 'az1')] }), [], 0],
  ['NT-08', 'interfaces denied', unread(manualNat('az1'), { operation: 'DescribeNetworkInterfaces' }), [['unknown', 'medium', shopNat]], 0],
  [
    'NT-08',
    'its zones not told',
    altered(manualNat('az1'), 'natGateways', (one) => ({ ...one, addresses: [] })),
    [['unknown', 'medium', shopNat]],
    0,
  ],

  [
    'NT-09',
    'the name passes by',
    crossZoneNat({ endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false })] }),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'NT-09',
    'a Profile serves the name',
    altered(
      crossZoneNat({ endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false })], profiles: ['names'] }),
      'profileResources',
      (one) => ({ ...one, resourceArn: `arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint/${endpointIdOf('shop-kms')}` }),
    ),
    [],
    1,
  ],
  ['NT-09', 'no NAT', oneEndpoint({ privateDns: false }), [], 0],
  ['NT-09', 'no VPC told', oneEndpoint({ privateDns: false, override: { vpcId: null } }), [], 0],
  [
    'NT-09',
    'hosted zones denied',
    unread(crossZoneNat({ endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false })] }), { operation: 'ListHostedZonesByVPC' }),
    [['unknown', 'medium', kms]],
    0,
  ],
  [
    'NT-09',
    'route tables denied',
    unread(crossZoneNat({ endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false })] }), { operation: 'DescribeRouteTables' }),
    [['unknown', 'medium', kms]],
    0,
  ],

  [
    'NT-10',
    'image pulls through NAT',
    crossZoneNat(),
    [['fail', 'info', shop]],
    0,
    measured(natRow('ecr.dkr', '5000'), natRow('logs', '4000'), natRow('sts', '1'), natRow('internet', '9000')),
  ],
  ['NT-10', 'too little to pay for an endpoint', crossZoneNat(), [], 1, measured(natRow('ecr.dkr', '5'))],
  [
    'NT-10',
    'it has the endpoint',
    crossZoneNat({ endpoints: [interfaceEndpoint('ecr.dkr', 'az1 az2')] }),
    [],
    1,
    measured(natRow('ecr.dkr', '5000')),
  ],
  ['NT-10', 'nobody measured', crossZoneNat(), [['unknown', 'info', 'eu-central-1']], 0],
  ['NT-10', 'a Region without a price', chinaNat(), [['unknown', 'info', shop]], 0, measured(natRow('ecr.dkr', '5000'))],
  ['NT-10', 'no NAT', oneVpc(), [], 0, measured(natRow('ecr.dkr', '5000'))],
  [
    'NT-10',
    'two services that would save the same',
    crossZoneNat(),
    [['fail', 'info', shop]],
    0,
    measured(natRow('logs', '5000'), natRow('ecr.dkr', '5000')),
  ],
  [
    'NT-10',
    'in one zone, as the rows say',
    crossZoneNat(),
    [['fail', 'info', shop]],
    0,
    measured({ ...natRow('logs', '5000'), from_zone: 'euc1-az1' as ZoneId, class: 'P' }),
  ],
  [
    'NT-04',
    'its own zone is not known',
    altered(crossZoneNat(), 'subnets', (one) => ({ ...one, zoneId: null, zoneName: null })),
    [['unknown', 'high', shopNat]],
    0,
  ],
  ['NT-08', 'it belongs to no VPC', altered(manualNat('az1'), 'natGateways', (one) => ({ ...one, vpcId: null })), [], 1],
];
