/** Each rule about NAT gateways on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import { gatewayEndpoint, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { tier, toInternet, toNat } from '#shared/model/estate/describe.ts';
import { endpointIdOf, natGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { crossZoneNat, halfGateway, oneVpc } from '#test/fixtures/small-estates.ts';
import { type Case, testCases, withFaults } from './judging.ts';

const natTiers = [
  tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('shop-nat')] }),
  tier('public', 'az1', { routes: [toInternet()] }),
];

const cases: readonly Case[] = [
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
];

testCases('NAT gateways', cases);
