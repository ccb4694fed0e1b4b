import { describe, expect, it } from 'vitest';
import { gatewayEndpoint, interfaceEndpoint, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { tier, toInternet, toNat } from '#shared/model/estate/describe.ts';
import type { VpcDescription } from '#shared/model/estate/describe.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { alternative, cost, row } from './costs.ts';

/** Three zones with callers, one NAT gateway in az1, in us-east-1. */
function oneNat(rest: Partial<VpcDescription> = {}) {
  return oneVpc(
    {
      tiers: [
        tier('public', 'az1', { routes: [toInternet()] }),
        tier('app', 'az1 az2 az3', { holds: { instance: 1 }, routes: [toNat('nat')] }),
      ],
      nats: [zonalNat('nat', 'az1')],
      ...rest,
    },
    'us-east-1',
  );
}

const thirds = ['use1-az1', 'use1-az2', 'use1-az3'];

describe('today and offload', () => {
  it('prices the break-even example of the cost model: two thirds crossing, 453.1 GB', () => {
    const rows = thirds.map((zone) => row('logs', 100, { from_zone: zone }));
    const comparison = cost({ snapshot: oneNat(), rows });
    // 32.85 NAT + 3.65 IPv4 + 300 x 0.045 + 200 x 2 x 0.01
    expect(comparison.today).toMatchObject({ totalUsd: '54', knownUsd: '54', totalRangeUsd: { min: '54', max: '54' } });
    const offload = alternative(comparison, 'offload');
    expect(offload).toMatchObject({ services: [], totalUsd: '54', savingUsd: '0' });
    expect(offload.serviceTable[0]).toMatchObject({ todayUsd: '17.5', newUsd: '24.9', savingUsd: '-7.4', pays: false, zones: thirds });
    expect(Number(offload.serviceTable[0]?.breakEven?.gb)).toBeCloseTo(453.103_448, 5);
  });

  it('moves what pays: gateway for S3, interface endpoints above break-even; the rest stays', () => {
    const rows = [row('s3', 4000), row('logs', 2000), row('kms', 10), row('internet', 4000)].map((each) => ({
      ...each,
      from_zone: 'use1-az1' as never,
    }));
    const comparison = cost({ snapshot: oneNat(), rows });
    const offload = alternative(comparison, 'offload');
    expect(offload.services).toEqual(['logs', 's3']);
    // today 36.5 + 10010 x 0.045; after 36.5 + 4010 x 0.045 + 3 x 730 x 0.01 + 2000 x 0.01
    expect([comparison.today.totalUsd, offload.totalUsd, offload.savingUsd]).toEqual(['486.95', '258.85', '228.1']);
    expect(offload.gigabytes).toEqual({ nat: '4010', endpoint: '2000', gateway: '4000', hub: '0', public: '0', none: '0', total: '10010' });
    expect(comparison.today.gigabytes?.total).toBe('10010');
    expect(comparison.best).toBe('offload');
  });

  it('gives a range where zones were not measured, and counts the least', () => {
    const comparison = cost({ snapshot: oneNat(), rows: [row('s3', 1000)] });
    expect(comparison.today).toMatchObject({ totalUsd: '81.5', totalRangeUsd: { min: '81.5', max: '101.5' } });
    expect(alternative(comparison, 'offload')).toMatchObject({ savingUsd: '45', savingRangeUsd: { min: '45', max: '65' } });
  });

  it('knows only the fixed part without usage, and invents nothing', () => {
    const comparison = cost({ snapshot: oneNat() });
    expect(comparison).toMatchObject({ hasUsage: false, best: null });
    expect(comparison.today).toMatchObject({ totalUsd: null, knownUsd: '36.5', gigabytes: null });
    expect(alternative(comparison, 'offload')).toMatchObject({ totalUsd: null, savingUsd: null, savingRangeUsd: { min: '0', max: null } });
    const listed = alternative(comparison, 'offload-listed');
    // 13 endpoints x 3 AZ x 730 h x 0.01
    expect(listed).toMatchObject({ totalUsd: null, knownUsd: '321.2', savingUsd: null, savingRangeUsd: { min: '-284.7', max: null } });
    expect(listed.breakEven).toMatchObject({ gb: '8134.28571428571428571428571429' });
  });

  it('does not add endpoints that exist, and lists bytes that still pass the NAT as a repair', () => {
    const snapshot = oneNat({ endpoints: [interfaceEndpoint('logs', 'az1 az2'), gatewayEndpoint('s3', 'app')] });
    const rows = [row('logs', 1000, { path: 'nat', from_zone: 'use1-az1' }), row('s3', 500)];
    const comparison = cost({ snapshot, rows });
    expect(comparison.today.gigabytes).toMatchObject({ nat: '1000', gateway: '500' });
    expect(alternative(comparison, 'offload')).toMatchObject({ services: [], savingUsd: '0' });
    expect(comparison.fixes).toMatchObject([{ service: 'logs', gb: '1000', savingUsd: '35' }]);
    expect(comparison.today.totalUsd).toBe('96.1');
  });
});

describe('replace', () => {
  const proof = { window_start: '2026-09-01T00:00:00Z', window_end: '2026-10-01T00:00:00Z', basis: 'billed' as const };

  it('is eligible only with a control total over 30 days and no remainder', () => {
    const rows = [
      row('s3', 900, { from_zone: 'use1-az1' }),
      row('kms', 100, { from_zone: 'use1-az1' }),
      row('unattributed', 1000, { kind: 'control', ...proof }),
    ];
    const replace = alternative(cost({ snapshot: oneNat(), rows }), 'replace');
    expect(replace.eligibility).toEqual({ verdict: 'eligible', reasons: [] });
    // today 36.5 + 45; after 3 x 7.3 + 1
    expect(replace).toMatchObject({ totalUsd: '22.9', savingUsd: '58.6', transition: { days: 30, totalUsd: '36' } });
    expect(replace.transition.paybackDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('is blocked by internet traffic, shows no saving from dropping it, and is never best', () => {
    const rows = [row('s3', 900), row('internet', 100)];
    const comparison = cost({ snapshot: oneNat(), rows });
    const replace = alternative(comparison, 'replace');
    expect(replace.eligibility?.verdict).toBe('blocked');
    expect(replace.eligibility?.reasons[0]).toContain('100 GB');
    expect(replace).toMatchObject({ savingUsd: null, gigabytes: { none: '100', total: '1000' } });
    expect(comparison.best).toBe('offload');
  });

  it('is unproven without a control total', () => {
    const replace = alternative(cost({ snapshot: oneNat(), rows: [row('s3', 900)] }), 'replace');
    expect(replace.eligibility?.verdict).toBe('unproven');
  });
});

describe('control totals', () => {
  it('show only a range where nothing but the total is known', () => {
    const rows = [row('unattributed', 1000, { kind: 'control', basis: 'billed' })];
    const comparison = cost({ snapshot: oneNat(), rows });
    expect(comparison.today.totalUsd).toBe('81.5');
    expect(alternative(comparison, 'offload')).toMatchObject({ savingUsd: null, savingRangeUsd: { min: '0', max: '45' } });
    expect(comparison.reconciliation).toMatchObject([
      { controlGb: '1000', demandGb: '0', unattributedGb: '1000', verdict: 'not reconciled' },
    ]);
  });

  it('refuse a split above 1.02 of the total', () => {
    const rows = [row('s3', 1021), row('unattributed', 1000, { kind: 'control' })];
    const comparison = cost({ snapshot: oneNat(), rows });
    expect(comparison.problems).toMatchObject([{ code: 'usage-exceeds-control' }]);
    expect(comparison.today.totalUsd).toBeNull();
  });
});

describe('unknown prices', () => {
  it('make totals unknown: regional NAT gateways where nobody read their price', () => {
    const regional = (name: string) => oneVpc({ nats: [regionalNat('nat', 'az1 az2')] }, name);
    const given = (name: string) => ({ snapshot: regional(name), rows: [row('s3', 10, { region: name })] });
    expect(cost(given('us-west-2')).today).toMatchObject({ totalUsd: null, knownUsd: '7.3' });
    expect(cost({ ...given('us-west-2'), options: { assumptions: true } }).today.totalUsd).toBe('73.45');
    expect(cost(given('eu-west-1')).today.totalUsd).toBe('77.86');
  });
});
