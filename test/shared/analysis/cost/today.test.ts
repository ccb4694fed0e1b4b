import { describe, expect, it } from 'vitest';
import { decimal, decimalText, sum } from '#shared/base/decimal.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toEndpoint, toInternet, toNat, vpc, type VpcDescription } from '#shared/model/estate/describe.ts';
import {
  gatewayEndpoint,
  interfaceEndpoint,
  latticeEndpoint,
  privateNat,
  regionalNat,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import { natGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { withDiscounts, withOverrides } from '#shared/model/price-book-adjust.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { alternative, cost, row } from './costs.ts';

function shop(rest: Partial<VpcDescription>): Snapshot {
  const tiers = [
    tier('public', 'az1 az2', { routes: [toInternet()] }),
    tier('app', 'az1 az2', { holds: { instance: 1 }, routes: rest.nats === undefined ? [] : [toNat(rest.nats[0]?.name ?? '')] }),
  ];
  const own = region('us-east-1', 'az1 az2 az3', { vpcs: [vpc('shop', '10.0.0.0/16', { tiers, ...rest })] });
  return estate({
    accounts: [account('111122223333', 'shop', [own]), account('444455556666', 'tenant', [region('us-east-1', 'az1 az2 az3')])],
  });
}

/** Items with their amounts, sorted. */
function amounts(snapshot: Snapshot, rows = [row('internet', 0)], book = builtInPriceBook): readonly (string | null)[][] {
  const { today } = cost({ snapshot, rows, book, scopes: [{ kind: 'vpc', vpcId: vpcIdOf('shop') }] });
  return sortedBy(today.lines, (line) => line.item).map((line) => [line.item, line.usd]);
}

describe('today', () => {
  it('bills no address for a private NAT gateway and none that the customer brought', () => {
    expect(amounts(shop({ nats: [privateNat('nat', 'az1')] }))).toEqual([['nat.zonal.hour', '32.85']]);
    expect(amounts(shop({ nats: [zonalNat('nat', 'az1', { publicIpv4Pool: 'ipv4pool-ec2-0123' })] }))).toEqual([
      ['nat.zonal.hour', '32.85'],
    ]);
  });

  it('bills every zone and address of a regional NAT gateway', () => {
    expect(amounts(shop({ nats: [regionalNat('nat', 'az1 az2')] }))).toEqual([
      ['nat.regional.azHour', '65.7'],
      ['publicIpv4.inUse.hour', '7.3'],
    ]);
  });

  it('leaves out what is deleted, and bills endpoints that wait for acceptance', () => {
    const endpoints = [
      interfaceEndpoint('kms', 'az1 az2', { state: 'PendingAcceptance' }),
      interfaceEndpoint('sts', 'az1 az2', { state: 'Deleted' }),
      gatewayEndpoint('s3', 'app'),
    ];
    const nats = [zonalNat('nat', 'az1', { override: { state: 'deleted' } })];
    expect(amounts(shop({ endpoints, nats }))).toEqual([
      ['endpoint.gateway.hour', '0'],
      ['endpoint.interface.hour', '14.6'],
    ]);
  });

  it('prices resource endpoints once, service-network endpoints not at all', () => {
    const arn = 'arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-1';
    const endpoints = [latticeEndpoint('Resource', 'db', arn, 'az1 az2'), latticeEndpoint('ServiceNetwork', 'mesh', arn, 'az1 az2')];
    expect(amounts(shop({ endpoints }))).toEqual([
      ['endpoint.resource.hour', '14.6'],
      ['endpoint.serviceNetwork.hour', '0'],
    ]);
    // nobody says whether the hours of resource endpoints multiply with zones
    expect(cost({ snapshot: shop({ endpoints }), rows: [row('internet', 0)] }).today.totalRangeUsd).toEqual({ min: '14.6', max: '29.2' });
  });

  it('lets the one account with workloads pay inter-AZ transfer of a shared VPC; the owner pays the rest', () => {
    const snapshot = shop({ nats: [zonalNat('nat', 'az1')], participants: ['444455556666'] });
    const rows = [row('internet', 100, { from_zone: 'use1-az2' })];
    const today = cost({ snapshot, rows, scopes: [{ kind: 'vpc', vpcId: vpcIdOf('shop') }] }).today;
    expect(today.lines.map((line) => [line.item, line.payerAccountId])).toEqual([
      ['nat.zonal.hour', '111122223333'],
      ['publicIpv4.inUse.hour', '111122223333'],
      ['nat.zonal.gb', '111122223333'],
      ['interAz.gb', '111122223333'],
    ]);
  });

  it('sends a row to the NAT gateway it names, and says so where there is none such', () => {
    const nats = [zonalNat('nat', 'az1'), zonalNat('other', 'az2')];
    const rows = [
      row('internet', 10, { nat_gateway_id: natGatewayIdOf('other') }),
      row('internet', 10, { nat_gateway_id: 'nat-0strange' as never }),
    ];
    const comparison = cost({ snapshot: shop({ nats }), rows });
    expect(comparison.today.lines.filter((line) => line.item === 'nat.zonal.gb').map((line) => line.resourceId)).toEqual([
      vpcIdOf('shop'),
      natGatewayIdOf('other'),
    ]);
    expect(comparison.notices).toContain(`Usage of ${vpcIdOf('shop')} names nat-0strange, which does not carry its traffic.`);
  });

  it('sends traffic of a VPC without NAT through its internet gateway, at no cost that could change', () => {
    const snapshot = shop({
      tiers: [tier('public', 'az1', { holds: { instance: 1 }, routes: [toInternet()] })],
      endpoints: [gatewayEndpoint('s3', 'public')],
    });
    const comparison = cost({ snapshot, rows: [row('kms', 100), row('internet', 50), row('s3', 10)] });
    expect(comparison.today).toMatchObject({ totalUsd: '0', gigabytes: { public: '150', gateway: '10', total: '160' } });
    expect(alternative(comparison, 'offload')).toMatchObject({ services: [], savingUsd: '0' });
  });
});

describe('AWS Network Firewall before the NAT', () => {
  const described = {
    tiers: [
      tier('public', 'az1', { routes: [toInternet()] }),
      tier('fire', 'az1', { routes: [toNat('nat')] }),
      tier('app', 'az1', { holds: { instance: 1 }, routes: [toEndpoint('wall')] }),
    ],
    nats: [zonalNat('nat', 'az1')],
    firewalls: [{ name: 'wall', tier: 'fire' }],
    endpoints: [
      {
        name: 'wall',
        type: 'GatewayLoadBalancer',
        service: 'com.amazonaws.vpce.us-east-1.vpce-svc-0f1',
        zones: ['az1'],
        tier: 'fire',
        override: { requesterManaged: true },
      },
    ],
  };
  const rows = [row('internet', 1000, { from_zone: 'use1-az1' }), row('s3', 1000, { from_zone: 'use1-az1' })];

  it('waives NAT hours and GB one to one, and is unknown until its own prices are typed', () => {
    const unknown = cost({ snapshot: shop(described), rows });
    expect(unknown.today.totalUsd).toBeNull();
    expect(unknown.today.knownUsd).toBe('3.65');
    const book = withOverrides(builtInPriceBook, [
      { item: 'networkFirewall.endpoint.hour', usd: '0.395' },
      { item: 'networkFirewall.gb', usd: '0.065' },
    ]);
    const known = cost({ snapshot: shop(described), rows, book });
    // 3.65 address + 288.35 firewall hours + 2000 x 0.065; NAT hours and GB cancel out
    expect(known.today.totalUsd).toBe('422');
    expect(alternative(known, 'offload')).toMatchObject({ services: ['s3'], savingUsd: '65' });
  });
});

describe('discounts', () => {
  it('are lines of their own, and move the break-even', () => {
    const snapshot = shop({ nats: [zonalNat('nat', 'az1')] });
    const rows = [row('s3', 1000, { from_zone: 'use1-az1' }), row('logs', 1000, { from_zone: 'use1-az1' })];
    const book = withDiscounts(builtInPriceBook, [{ name: 'agreement', items: 'nat.*', percent: '20' }]);
    const comparison = cost({ snapshot, rows, book });
    // 32.85 + 3.65 + 90 less 20 % of 122.85
    expect(comparison.today.totalUsd).toBe('101.93');
    expect(
      comparison.today.lines.filter((line) => line.item.startsWith('discount.')).map((line) => [line.item, line.usd, line.formula]),
    ).toEqual([
      ['discount.nat.zonal.hour', '-6.57', 'agreement: 20 % of nat.zonal.hour $32.85'],
      ['discount.nat.zonal.gb', '-18', 'agreement: 20 % of nat.zonal.gb $90'],
    ]);
    // each GB saves 0.036; logs in two zones costs 14.6 + 10
    expect(alternative(comparison, 'offload')).toMatchObject({ services: ['logs', 's3'], savingUsd: '47.4' });
  });
});

describe('the figures people quote', () => {
  const seven = ['ecr.api', 'ecr.dkr', 'logs', 'ssm', 'kms', 'sts', 'secretsmanager'];

  it.each([
    [730, '102.2'],
    [720, '100.8'],
    [744, '104.16'],
  ])('seven endpoints in two AZs, in a month of %i hours, cost $%s and do not pay at low traffic', (hoursPerMonth, usd) => {
    const given = { snapshot: shop({ nats: [zonalNat('nat', 'az1')] }), rows: [row('logs', 5, { from_zone: 'use1-az1' })] };
    const listed = alternative(cost({ ...given, options: { hoursPerMonth, listed: seven } }), 'offload-listed');
    const hours = listed.lines.filter((line) => line.item === 'endpoint.interface.hour').map((line) => decimal(line.usd ?? 'x'));
    expect(decimalText(sum(hours))).toBe(usd);
    expect(listed.savingUsd?.startsWith('-')).toBe(true);
    expect(listed.serviceTable.every((service) => service.pays === false)).toBe(true);
  });
});
