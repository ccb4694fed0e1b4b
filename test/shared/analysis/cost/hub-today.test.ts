/** What traffic to an endpoint of another VPC costs today, by what it takes to get there. */
import { describe, expect, it } from 'vitest';
import { altered } from '#shared/model/estate/alter.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, providerAccount } from '#test/fixtures/small-estates.ts';
import { cost, row } from './costs.ts';

const spoke = { scope: vpcIdOf('spoke'), region: 'eu-central-1' } as const;

/** The spoke reaches the hub over peering instead of the transit gateway, in some tables or all. */
function peered(owners: readonly string[]): Snapshot {
  return altered(hubAndSpoke(), 'routeTables', (table) => ({
    ...table,
    routes: table.routes.map((route) =>
      route.targetKind === 'transit-gateway' && owners.includes(table.accountId)
        ? { ...route, targetKind: 'peering' as const, target: 'pcx-1' }
        : route,
    ),
  }));
}

function today(snapshot: Snapshot, rest: Parameters<typeof row>[2] = {}) {
  const { today: column } = cost({
    snapshot,
    rows: [row('kms', 100, { ...spoke, ...rest })],
    scopes: [{ kind: 'vpc', vpcId: spoke.scope }],
  });
  const lines = column.lines.filter((line) => /^tgw\.vpcAttachment\.gb|^vpcPeering/.test(line.item));
  return lines.map((line) => [line.item, line.quantity, line.usd, line.rangeUsd]);
}

describe('traffic that reaches a hub today', () => {
  it('pays a transit gateway for each GB', () => {
    expect(today(hubAndSpoke())).toEqual([['tgw.vpcAttachment.gb', '100', '2', undefined]]);
  });

  it('pays nothing per GB over peering, and what crosses zones is a range', () => {
    expect(today(peered([providerAccount, consumerAccount]))).toEqual([['vpcPeering.crossAz.gb', '0', '0', { min: '0', max: '2' }]]);
  });

  it('has no range where the only zone of the endpoint is its own', () => {
    const alone = altered(peered([providerAccount, consumerAccount]), 'vpcEndpoints', (one) => ({
      ...one,
      subnetIds: one.subnetIds.slice(0, 1),
    }));
    const stands = alone.subnets.find((subnet) => subnet.subnetId === alone.vpcEndpoints[0]?.subnetIds[0])?.zoneId;
    expect(today(alone, { from_zone: stands as never })).toEqual([]);
    expect(today(alone)).toEqual([['vpcPeering.crossAz.gb', '0', '0', { min: '0', max: '2' }]]);
  });

  it('counts as before where nobody can tell the way: the row alone says hub', () => {
    expect(today(hubAndSpoke(), { service: 'sts', path: 'hub' })).toEqual([['tgw.vpcAttachment.gb', '100', '2', undefined]]);
  });
});
