import { describe, expect, it } from 'vitest';
import { bestPeeredVpc } from '#shared/analysis/cost/hub-peering.ts';
import type { CostOptions } from '#shared/analysis/cost/comparison.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { natGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Region } from '#shared/base/ids.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { alternative, cost, row } from './costs.ts';

const spokes = ['shop', 'blog', 'docs'];

/** Three VPCs with a NAT gateway each, and a hub that two of them are peered with; all have a transit gateway too. */
function peered() {
  const spoke = (name: string, index: number) =>
    vpc(name, `10.${index + 1}.0.0/16`, {
      tiers: [
        tier('public', 'az1 az2', { routes: [toInternet()] }),
        tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat(`nat-${name}`)] }),
      ],
      nats: [zonalNat(`nat-${name}`, 'az1')],
      endpoints: [interfaceEndpoint('kms', 'az1 az2')],
    });
  const hub = vpc('hub', '10.0.0.0/16', {
    tiers: [tier('hub', 'az1 az2', { routes: [] })],
    attachments: [{ transitGateway: 'core', tier: 'hub' }],
  });
  const vpcs = [hub, ...spokes.map(spoke)];
  const peerings = ['shop', 'blog'].map((name) => ({ name: `hub-${name}`, from: 'hub', to: name }));
  return estate({
    accounts: [account('111122223333', 'all', [region('us-east-1', 'az1 az2', { vpcs, transitGateways: [{ name: 'core' }], peerings })])],
  });
}

const rows = (gb: number, rest: Partial<UsageRow> = {}): UsageRow[] =>
  spokes.flatMap((name) => [
    row('sts', gb, { scope: vpcIdOf(name), path: 'nat', ...rest }),
    row('aws', gb, {
      scope: vpcIdOf(name),
      kind: 'control',
      nat_gateway_id: natGatewayIdOf(`nat-${name}`),
      basis: 'billed',
      window_start: '2026-10-01' as never,
      window_end: '2026-11-01' as never,
    }),
  ]);

function centralised(options: CostOptions, given: readonly UsageRow[]) {
  const comparison = cost({ snapshot: peered(), rows: given, scopes: [{ kind: 'all' }], options });
  return { comparison, centralise: alternative(comparison, 'centralise') };
}

describe('a hub over peering', () => {
  it('pays no hours and no transit, and says which connections are missing', () => {
    const { centralise } = centralised({ hubVia: 'peering' }, rows(100));
    expect(centralise.lines.filter((line) => line.item.startsWith('tgw.'))).toEqual([]);
    expect(centralise.assumptions.join(' ')).toContain(`1 peering connections are missing, with routes both ways: ${vpcIdOf('docs')}.`);
    const overTransit = centralised({}, rows(100)).centralise;
    expect(overTransit.lines.filter((line) => line.item.startsWith('tgw.')).length).toBeGreaterThan(0);
  });

  it('costs from nothing to 0.02 a GB more where it may cross zones', () => {
    const { comparison, centralise } = centralised({ hubVia: 'peering' }, rows(100, { from_zone: 'use1-az1' as never }));
    const open = centralise.lines.filter((line) => line.item === 'vpcPeering.crossAz.gb');
    expect(open.map((line) => [line.usd, line.rangeUsd])).toEqual(spokes.map(() => ['0', { min: '0', max: '2' }]));
    expect(Number(centralise.totalRangeUsd.max) - Number(centralise.totalRangeUsd.min)).toBe(6);
    expect(Number(centralise.savingRangeUsd.max) - Number(centralise.savingRangeUsd.min)).toBe(6);
    expect(comparison.today.totalRangeUsd.max).toBe(comparison.today.totalUsd);
  });

  it('is no dearer than the joint optimum allows', () => {
    const { comparison, centralise } = centralised({ hubVia: 'peering' }, rows(2000));
    expect(Number(alternative(comparison, 'mixed').totalUsd)).toBeLessThanOrEqual(Number(centralise.totalUsd));
  });

  it('stands in the VPC with most peering connections unless chosen', () => {
    expect(bestPeeredVpc(buildTopology(indexSnapshot(peered())), 'us-east-1' as Region)?.vpc.vpcId).toBe(vpcIdOf('hub'));
    expect(bestPeeredVpc(buildTopology(indexSnapshot(peered())), 'eu-west-1' as Region)).toBeNull();
  });
});

describe('a hub with NAT gateways gone', () => {
  it('drops NAT hours, addresses and GB where the gate is open', () => {
    const { centralise } = centralised({ hubNat: 'goes' }, rows(100));
    expect(centralise.eligibility).toEqual({ verdict: 'eligible', reasons: [] });
    expect(centralise.lines.filter((line) => line.item.startsWith('nat.') || line.item.startsWith('publicIpv4'))).toEqual([]);
    expect(centralise.gigabytes).toMatchObject({ nat: '0', hub: '300', none: '0', total: '300' });
    expect(centralise.assumptions.join(' ')).toContain('NAT goes: ');
  });

  it('gives services that the hub cannot carry an endpoint of their own', () => {
    const given = [...rows(100), row('com.amazonaws.eu-west-1.s3', 0, { path: 'nat' }), row('s3', 0, { path: 'nat' })];
    const { centralise } = centralised({ hubNat: 'goes' }, given);
    expect(
      centralise.serviceTable
        .filter((each) => each.how !== 'hub')
        .map((each) => each.how)
        .sort(),
    ).toEqual(['cross-region', 'gateway']);
  });

  it('is blocked by traffic that no endpoint serves, and then never best', () => {
    const given = [...rows(100), row('internet', 5, { path: 'nat' })];
    const { comparison, centralise } = centralised({ hubNat: 'goes' }, given);
    expect(centralise.eligibility?.verdict).toBe('blocked');
    expect(comparison.best).not.toBe('centralise');
    expect(centralise.savingUsd).toBeNull();
  });

  it('leaves everything as it was unless asked for', () => {
    const { centralise } = centralised({}, rows(100));
    expect(centralise.eligibility).toBeUndefined();
    expect(centralise.assumptions).toContain('NAT stays.');
    expect(centralised({ hubNat: 'stays', hubVia: 'transit-gateway' }, rows(100)).centralise).toEqual(centralise);
  });
});
