/** Endpoints by their measured traffic: EP-13, and AZ-05 where an endpoint stands in two zones. */
import { describe, expect, it } from 'vitest';
import { altered } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { IsoTime, Region, ZoneId } from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { consumerAccount, crossZoneNat, ofAccounts, oneEndpoint, oneVpc, pair } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, measured, toldOf } from './judging.ts';

const shop = vpcIdOf('shop');
const kms = endpointIdOf('shop-kms');

function row(change: Partial<UsageRow> = {}): Partial<UsageRow> {
  return { scope: shop, service: 'kms', path: 'endpoint', gb_per_month: '0', ...change };
}

const month = { window_start: '2026-10-01T00:00:00.000Z' as IsoTime, window_end: '2026-10-31T00:00:00.000Z' as IsoTime };
const week = { window_start: '2026-10-01T00:00:00.000Z' as IsoTime, window_end: '2026-10-08T00:00:00.000Z' as IsoTime };

/** Status and first subject of each finding, and how often the rule passed. */
function said(rule: string, snapshot: Snapshot, ...rows: readonly Partial<UsageRow>[]) {
  const { findings, passed } = judge(rule, snapshot, measured(...rows));
  return [findings.map(([status, , subject]) => `${status} ${subject}`), passed];
}

function endpoint(change: Partial<RecordOf<'vpcEndpoints'>>, snapshot = oneEndpoint()): Snapshot {
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, ...change }));
}

describe('an endpoint that no byte passes', () => {
  const open = [['unknown eu-central-1'], 0];
  const idle = [[`fail ${kms}`], 0];
  const { takenAt } = oneEndpoint();
  const before = (days: number): IsoTime => new Date(Date.parse(takenAt) - days * 86_400_000).toISOString() as IsoTime;

  it('is told with what was measured, and since when it is there', () => {
    const rows = measured(row(), row({ basis: 'billed' }), row());
    expect(findingsOf('EP-13', endpoint({ creationTimestamp: '2026-01-02T03:04:05.000Z' as IsoTime }), rows).map(toldOf)).toEqual([
      {
        status: 'fail',
        severity: 'medium',
        subjects: [`vpc-endpoint ${kms} ${consumerAccount} eu-central-1`],
        summary: `No byte passed kms (${kms}) in 30 days.`,
        evidence: [
          { api: 'GetMetricData', fields: { 'BytesProcessed in GB a month': '0', basis: 'measured, billed' } },
          { api: 'DescribeVpcEndpoints', fields: { CreationTimestamp: '2026-01-02T03:04:05.000Z' } },
        ],
        remedy: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${kms} --region eu-central-1`,
      },
    ]);
  });

  it.each([
    ['in a month', [row(month)], idle],
    ['in a week alone', [row(week)], open],
    ['of another VPC', [row({ scope: 'vpc-0' })], open],
    ['of another service', [row({ service: 'sts' })], open],
    ['through NAT', [row({ path: 'nat' })], open],
    ["in the endpoint's own total", [row({ kind: 'control' })], open],
  ] as const)('%s', (_what, rows, expected) => {
    expect(said('EP-13', oneEndpoint(), ...rows)).toEqual(expected);
  });

  it.each([
    ['made 31 days ago', endpoint({ creationTimestamp: before(31) }), idle],
    ['made 30 days ago to the second', endpoint({ creationTimestamp: before(30) }), [[], 0]],
    ['made yesterday', endpoint({ creationTimestamp: before(1) }), [[], 0]],
    ['of unknown age', endpoint({ creationTimestamp: null }), [[`unknown ${kms}`], 0]],
    ['that a service of AWS manages', endpoint({ requesterManaged: true }), [[], 0]],
    ['of which nobody tells who manages it', endpoint({ requesterManaged: null }), idle],
    ['that waits', endpoint({ state: 'PendingAcceptance' }), [[], 0]],
    ['that names no service', endpoint({ serviceName: null }), open],
    ['without a VPC', endpoint({ vpcId: null }), open],
  ] as const)('is judged where it is one %s', (_what, snapshot, expected) => {
    expect(said('EP-13', snapshot, row())).toEqual(expected);
  });

  it('of a custom service is judged by its whole name', () => {
    const ledger = pair().vpcEndpoints[0]?.serviceName ?? '';
    expect(said('EP-13', pair(), row({ service: ledger as UsageRow['service'] }))).toEqual([[`fail ${endpointIdOf('shop-ledger')}`], 0]);
  });

  it('is asked for once in each account and Region', () => {
    const place = (name: string) => vpc(name, '10.0.0.0/16', { tiers: [tier('app', 'az1')], endpoints: [interfaceEndpoint('kms', 'az1')] });
    const estate = ofAccounts(
      account(consumerAccount, 'shop', [
        region('eu-central-1', 'az1', { vpcs: [place('a'), place('b')] }),
        region('us-east-1', 'az1', { vpcs: [place('c')] }),
      ]),
    );
    expect(findingsOf('EP-13', estate).map((one) => one.summary)).toEqual([
      'unknown: no traffic of 2 endpoints was measured (CloudWatch BytesProcessed, or an import of usage)',
      'unknown: no traffic of one endpoint was measured (CloudWatch BytesProcessed, or an import of usage)',
    ]);
  });
});

describe('a zone of two in which nobody calls', () => {
  const idle = oneVpc({
    tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [] }), tier('rest', 'az2', { routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  });
  const zone = (name: string) => `euc1-${name}` as ZoneId;
  const silent = [[], 0];

  it.each([
    ['is paid for nothing where no byte passes it', [row({ to_zone: zone('az2') })], [[`fail ${kms}`], 0]],
    ['is kept where nobody measured', [], silent],
    ['is kept where a byte passes it', [row({ to_zone: zone('az2') }), row({ to_zone: zone('az2'), gb_per_month: '0.1' })], silent],
    ['is kept where nobody measured that zone', [row({ to_zone: zone('az1') })], silent],
    ['is kept where a week was measured', [row({ to_zone: zone('az2'), ...week })], silent],
    ['is kept where another path was measured', [row({ to_zone: zone('az2'), path: 'nat' })], silent],
    ['is kept where another service was measured', [row({ to_zone: zone('az2'), service: 'sts' })], silent],
    ['is kept where another VPC was measured', [row({ to_zone: zone('az2'), scope: 'vpc-0' })], silent],
    [
      'is paid for nothing whatever passes the other zone',
      [row({ to_zone: zone('az2') }), row({ to_zone: zone('az1'), gb_per_month: '70' })],
      [[`fail ${kms}`], 0],
    ],
  ] as const)('%s', (_what, rows, expected) => {
    expect(said('AZ-05', idle, ...rows)).toEqual(expected);
  });

  it.each([
    ['waits', endpoint({ state: 'PendingAcceptance' }, idle)],
    ['names no service', endpoint({ serviceName: null }, idle)],
    ['stands in no VPC', endpoint({ vpcId: null }, idle)],
  ] as const)('is kept where the endpoint %s', (_what, snapshot) => {
    expect(said('AZ-05', snapshot, row({ to_zone: zone('az2') }))).toEqual(silent);
  });
});

describe('a third zone', () => {
  const three = (rest: object = {}): Snapshot =>
    oneVpc({
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] }), tier('spare', 'az3', { routes: [] })],
      endpoints: [{ ...interfaceEndpoint('kms', 'az1 az2 az3'), ...rest }],
    });

  it.each([
    ['is idle whatever was measured', three(), [[`fail ${kms}`], 0]],
    ['is nobody’s of an endpoint that waits', three({ state: 'PendingAcceptance' }), [[], 0]],
    ['is open where the VPC is not told', endpoint({ vpcId: null }, three()), [[`unknown ${kms}`], 0]],
    [
      'is open where not every account of the VPC was read',
      altered(three(), 'subnets', (one) => ({ ...one, participants: ['777788889999' as never] })),
      [[`unknown ${kms}`], 0],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said('AZ-05', snapshot)).toEqual(expected);
  });

  it('is nothing that an endpoint of another Region is asked for', () => {
    const abroad = altered(three(), 'vpcEndpoints', (one) => ({ ...one, serviceRegion: 'eu-west-1' as Region }));
    expect([said('AZ-05', abroad), said('AZ-05', crossZoneNat())]).toEqual([
      [[], 0],
      [[], 0],
    ]);
  });
});
