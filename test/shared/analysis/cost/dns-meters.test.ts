import { describe, expect, it } from 'vitest';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { altered, withRecords } from '#shared/model/estate/alter.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { withOverrides } from '#shared/model/price-book-adjust.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { cost } from './costs.ts';

/** A VPC with an endpoint, a Profile and an inbound Resolver endpoint of two addresses. */
function shop(): Snapshot {
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('public', 'az1', { routes: [toInternet()] }), tier('app', 'az1', { holds: { instance: 1 }, routes: [toNat('nat')] })],
    nats: [zonalNat('nat', 'az1')],
    endpoints: [interfaceEndpoint('kms', 'az1')],
    profiles: ['names'],
  });
  const snapshot = estate({ accounts: [account('111122223333', 'all', [region('us-east-1', 'az1', { vpcs: [described] })])] });
  const [origin] = snapshot.vpcs;
  if (origin === undefined) throw new Error('no VPC');
  const { accountId, region: where, readBy } = origin;
  const inbound = {
    accountId,
    region: where,
    readBy,
    resolverEndpointId: 'rslvr-in-1',
    name: null,
    direction: 'INBOUND',
    vpcId: vpcIdOf('shop'),
    securityGroupIds: [],
    ipAddressCount: 2,
    status: 'OPERATIONAL',
  };
  return withRecords(snapshot, 'resolverEndpoints', [inbound, { ...inbound, resolverEndpointId: 'rslvr-out-1', direction: 'OUTBOUND' }]);
}

const book = withOverrides(builtInPriceBook, [
  { item: 'route53.profileAssociation.hour', usd: '0.75' },
  { item: 'route53.resolverEndpoint.hour', usd: '0.125' },
]);

describe('DNS that serves endpoints', () => {
  it('is named as left out while nobody knows its price, and hides no total', () => {
    const { today, notices } = cost({ snapshot: shop() });
    expect(today.lines.filter((line) => line.item.startsWith('route53.'))).toEqual([]);
    expect(notices.filter((notice) => notice.startsWith('Left out of every column')).length).toBe(2);
    expect(notices.join(' ')).toContain('rslvr-in-1');
  });

  it('is a line in every column once it has a price', () => {
    const comparison = cost({ snapshot: shop(), book });
    const lines = comparison.today.lines.filter((line) => line.item.startsWith('route53.'));
    expect(lines.map((line) => [line.item, line.usd, line.unchanged])).toEqual([
      ['route53.profileAssociation.hour', '547.5', true],
      ['route53.resolverEndpoint.hour', '182.5', true],
    ]);
    for (const each of comparison.alternatives) expect(each.lines.filter((line) => line.item.startsWith('route53.'))).toEqual(lines);
  });

  it('leaves out what serves no endpoint', () => {
    const bare = altered(shop(), 'vpcEndpoints', () => null);
    const items = cost({ snapshot: bare, book }).today.lines.map((line) => line.item);
    expect(items).not.toContain('route53.resolverEndpoint.hour');
  });
});
