import { describe, expect, it } from 'vitest';
import type { CostColumn } from '#shared/analysis/cost/comparison.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { alternative, cost, row } from './costs.ts';

const remote = 'com.amazonaws.eu-west-1.ecr.api';

function shop(endpoints: readonly ReturnType<typeof interfaceEndpoint>[] = []) {
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('public', 'az1', { routes: [toInternet()] }), tier('app', 'az1', { holds: { instance: 1 }, routes: [toNat('nat')] })],
    nats: [zonalNat('nat', 'az1')],
    endpoints,
  });
  return estate({ accounts: [account('111122223333', 'all', [region('us-east-1', 'az1', { vpcs: [described] })])] });
}

function transferOf(column: CostColumn): readonly (string | null)[] {
  return column.lines.filter((line) => line.group === 'transfer').map((line) => line.usd);
}

describe('traffic to a service of another Region', () => {
  const rows = [row(remote, 1000, { path: 'nat', direction: 'out' }), row(remote, 500, { path: 'nat', direction: 'in' })];

  it('pays inter-Region transfer today too, each way at its sender, and moving it adds none', () => {
    const comparison = cost({ snapshot: shop(), rows });
    const replace = alternative(comparison, 'replace');
    expect(transferOf(comparison.today)).toEqual(['20', '10']);
    expect(transferOf(replace)).toEqual(['20', '10']);
    const [service] = replace.serviceTable;
    // NAT 1500 x 0.045 + transfer 30 = 97.5; endpoint 1 x 730 x 0.01 + 1500 x 0.01 + transfer 30 = 52.3
    expect(service).toMatchObject({ how: 'cross-region', todayUsd: '97.5', newUsd: '52.3', savingUsd: '45.2', pays: true });
  });

  it('is no part of the figure at which the endpoint pays', () => {
    const replace = alternative(cost({ snapshot: shop(), rows: [row(remote, 1000, { path: 'nat', direction: 'out' })] }), 'replace');
    // 7.3 / (0.045 - 0.01), the same as for a service of the own Region
    expect(replace.serviceTable[0]?.breakEven?.gb?.slice(0, 7)).toBe('208.571');
  });

  it('is paid on an endpoint that exists', () => {
    const snapshot = shop([interfaceEndpoint(remote, 'az1', { serviceRegion: 'eu-west-1', name: 'far' })]);
    const { today } = cost({ snapshot, rows: [row(remote, 1000, { path: 'endpoint', direction: 'out' })] });
    expect(transferOf(today)).toEqual(['20']);
  });

  it('is not paid for services of the own Region', () => {
    expect(transferOf(cost({ snapshot: shop(), rows: [row('sts', 1000, { path: 'nat' })] }).today)).toEqual([]);
  });
});
