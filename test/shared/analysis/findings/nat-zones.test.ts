/** NT-01 by measured bytes, NT-05 and NT-08 by zones: what counts and what does not. */
import { describe, expect, it } from 'vitest';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { privateNat, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { natGatewayIdOf, subnetIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { ZoneId, ZoneName } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { consumerAccount, crossZoneNat, ofAccounts, oneVpc } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, measured, toldOf } from './judging.ts';

const shop = vpcIdOf('shop');
const nat = natGatewayIdOf('shop-nat');
const app = (zone: string) => subnetIdOf('shop', 'app', `euc1-${zone}` as ZoneId);
const publicTier = tier('public', 'az1', { routes: [toInternet()] });

describe('S3 through a NAT gateway', () => {
  const row = (change: Partial<UsageRow>): Partial<UsageRow> => ({
    scope: shop,
    service: 's3',
    path: 'nat',
    gb_per_month: '5000',
    ...change,
  });
  /** Severity and what the summary and the evidence tell of dollars. */
  const priced = (...rows: readonly Partial<UsageRow>[]) => {
    const [finding] = findingsOf('NT-01', crossZoneNat(), measured(...rows));
    const told = finding?.evidence.find((one) => one.api === 'GetMetricData')?.fields['S3 through NAT, USD a month'] ?? null;
    return [finding?.severity, told, finding?.summary.endsWith(`That is ${told} USD a month for processing alone.`)];
  };
  const unpriced = ['medium', null, false];

  it.each([
    ['of this VPC', [row({})], ['high', '260.00', true]],
    [
      'of this VPC that names no path',
      [{ scope: shop, service: 's3', gb_per_month: '5000' } as Partial<UsageRow>],
      ['high', '260.00', true],
    ],
    ['in two rows', [row({ gb_per_month: '1000' }), row({ gb_per_month: '1000' })], ['high', '104.00', true]],
    ['of another VPC', [row({ scope: 'vpc-0' })], unpriced],
    ['of another service', [row({ service: 'kms' })], unpriced],
    ['by another path', [row({ path: 'gateway-endpoint' as never })], unpriced],
    ["that are the NAT gateway's own total", [row({ kind: 'control' })], unpriced],
    ['of nothing at all', [], unpriced],
    ['that are none', [row({ gb_per_month: '0' })], ['low', '0.00', true]],
  ] as const)('is priced by bytes %s', (_what, rows, expected) => {
    expect(priced(...rows)).toEqual(expected);
  });

  it('keeps its severity up to the cent where it changes', () => {
    // 0.052 USD a GB in Frankfurt.
    const at = (gb: string) => priced(row({ gb_per_month: gb }))[0];
    expect(['1923', '1924', '192', '193'].map(at)).toEqual(['medium', 'high', 'low', 'medium']);
  });

  it('is not priced in a Region without a price', () => {
    const far = altered(crossZoneNat(), 'vpcs', (one) => ({ ...one, region: 'xx-none-1' as never }));
    const [finding] = findingsOf('NT-01', far, measured(row({})));
    expect(finding?.evidence.some((one) => one.api === 'GetMetricData') ?? false).toBe(false);
  });
});

describe('one NAT gateway for several zones', () => {
  const two = (nats: Parameters<typeof oneVpc>[0] = {}): Snapshot => crossZoneNat(nats);
  const zones = (snapshot: Snapshot, which: string, change: Partial<RecordOf<'subnets'>>): Snapshot =>
    altered(snapshot, 'subnets', (one) => (one.subnetId === app(which) ? { ...one, ...change } : one));
  const lost = { zoneId: null, zoneName: 'eu-central-1q' as ZoneName };
  const single = oneVpc({ tiers: [tier('app', 'az1', { routes: [toNat('shop-nat')] }), publicTier], nats: [zonalNat('shop-nat', 'az1')] });

  it('is told with its zones, subnets and place', () => {
    expect(findingsOf('NT-05', two()).map(toldOf)).toEqual([
      {
        status: 'fail',
        severity: 'medium',
        subjects: [
          `vpc ${shop} ${consumerAccount} eu-central-1`,
          `nat-gateway ${nat} ${consumerAccount} eu-central-1`,
          ...['az1', 'az2'].map((zone) => `subnet ${app(zone)} ${consumerAccount} eu-central-1`),
        ],
        summary: 'shop leaves euc1-az1, euc1-az2 through one NAT gateway, shop-nat in euc1-az1.',
        evidence: [
          {
            api: 'DescribeNatGateways',
            fields: { NatGatewayId: nat, AvailabilityMode: 'zonal', SubnetId: subnetIdOf('shop', 'public', 'euc1-az1' as ZoneId) },
          },
          { api: 'DescribeRouteTables', fields: { 'NatGatewayId in the tables of': `${app('az1')} (euc1-az1), ${app('az2')} (euc1-az2)` } },
        ],
        remedy: 'A regional NAT gateway, or one zonal NAT gateway per zone with a route table each.',
      },
    ]);
  });

  it.each([
    [
      'fails beside one that is gone',
      two({ nats: [zonalNat('shop-nat', 'az1'), zonalNat('old', 'az1', { override: { state: 'deleted' } })] }),
      ['fail'],
      0,
    ],
    ['fails beside a private one', two({ nats: [zonalNat('shop-nat', 'az1'), privateNat('inner', 'az1')] }), ['fail'], 0],
    ['passes beside another public one', two({ nats: [zonalNat('shop-nat', 'az1'), zonalNat('more', 'az1')] }), [], 1],
    ['passes where one subnet leaves through it', single, [], 1],
    ['passes where the zone of its one subnet is not known', zones(single, 'az1', lost), [], 1],
    ['is unknown where the zone of one of two subnets is not', zones(two(), 'az2', lost), ['unknown'], 0],
    ['passes where both stand in one zone', zones(two(), 'az2', { zoneId: 'euc1-az1' as ZoneId }), [], 1],
    ['is silent where the only one is private', oneVpc({ nats: [privateNat('shop-nat', 'az1')] }), [], 0],
    ['is silent where the only one is gone', altered(two(), 'natGateways', (one) => ({ ...one, state: 'failed' })), [], 0],
  ] as const)('%s', (_what, snapshot, statuses, passed) => {
    const found = judge('NT-05', snapshot);
    expect([found.findings.map(([status]) => status), found.passed]).toEqual([statuses, passed]);
  });
});

describe('a regional NAT gateway whose zones are added by hand', () => {
  /** In az1; subnets of az1, az2 and az3 leave through it, with callers where `calling` says. */
  const regional = (calling: string, change: Partial<RecordOf<'natGateways'>> = {}): Snapshot => {
    const tiers = ['az1', 'az2', 'az3'].map((zone) =>
      tier(zone, zone, { routes: [toNat('shop-nat')], ...(calling.includes(zone) ? { holds: { instance: 1 } } : {}) }),
    );
    const apart = tier('apart', 'az2', { routes: [], holds: { instance: 1 } });
    const estate = ofAccounts(
      account(consumerAccount, 'shop', [
        region('eu-central-1', 'az1 az2 az3', {
          vpcs: [vpc('shop', '10.0.0.0/16', { tiers: [...tiers, apart], nats: [regionalNat('shop-nat', 'az1')] })],
        }),
      ]),
    );
    return altered(estate, 'natGateways', (one) => ({ ...one, autoProvisionZones: 'disabled', ...change }));
  };
  const subnet = (zone: string) => subnetIdOf('shop', zone, `euc1-${zone}` as ZoneId);

  it('is told with the zones it lacks', () => {
    expect(findingsOf('NT-08', regional('az1 az2 az3')).map(toldOf)).toEqual([
      {
        status: 'fail',
        severity: 'medium',
        subjects: [
          `nat-gateway ${nat} ${consumerAccount} eu-central-1`,
          ...['az2', 'az3'].map((zone) => `subnet ${subnet(zone)} ${consumerAccount} eu-central-1`),
        ],
        summary: 'shop-nat has addresses in euc1-az1 and none in euc1-az2, euc1-az3, where callers leave through it.',
        evidence: [
          {
            api: 'DescribeNatGateways',
            fields: { AutoProvisionZones: 'disabled', 'AvailabilityZoneId of NatGatewayAddresses': 'euc1-az1' },
          },
          { api: 'DescribeNetworkInterfaces', fields: { 'callers in': `${subnet('az2')} (euc1-az2), ${subnet('az3')} (euc1-az3)` } },
        ],
        remedy: `aws ec2 associate-nat-gateway-address --nat-gateway-id ${nat} --availability-zone-id euc1-az2 --allocation-ids <address> --region eu-central-1`,
      },
    ]);
  });

  it.each([
    ['passes where callers stand in its zones alone', regional('az1'), [], 1],
    ['fails for the zone with callers alone', regional('az2'), ['fail'], 0],
    ['is silent where AWS adds zones', regional('az2', { autoProvisionZones: 'enabled' }), [], 0],
    ['is silent where nobody tells who adds zones', regional('az2', { autoProvisionZones: null }), [], 0],
    ['is silent where it is zonal', regional('az2', { availabilityMode: 'zonal' }), [], 0],
    ['is silent where it is gone', regional('az2', { state: 'deleted' }), [], 0],
    ['passes where it has no VPC', regional('az2', { vpcId: null }), [], 1],
    [
      'is unknown where the zone of the callers is not known',
      altered(regional('az2'), 'subnets', (one) =>
        one.subnetId === subnet('az2') ? { ...one, zoneId: null, zoneName: 'eu-central-1q' as ZoneName } : one,
      ),
      ['unknown'],
      0,
    ],
    [
      'passes where the callers stand in a Local Zone',
      altered(regional('az2'), 'subnets', (one) => (one.subnetId === subnet('az2') ? { ...one, zoneId: 'euc1-ham1-az1' as ZoneId } : one)),
      [],
      1,
    ],
  ] as const)('%s', (_what, snapshot, statuses, passed) => {
    const found = judge('NT-08', snapshot);
    expect([found.findings.map(([status]) => status), found.passed]).toEqual([statuses, passed]);
  });
});
