/** What rules say once for an account and Region, and which services a hub serves by name. */
import { describe, expect, it } from 'vitest';
import { contextOf } from '#shared/analysis/findings/catalogue.ts';
import { isServedByHub } from '#shared/analysis/findings/hub-names.ts';
import { distinctPlaces, type Place, unreadRegions } from '#shared/analysis/findings/unread-regions.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier } from '#shared/model/estate/describe.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, oneVpc, ofAccounts, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const place = (accountId: string, name: string): Place => ({ accountId, region: name }) as Place;
const [a1, a2, b1, b2] = [
  place(consumerAccount, 'eu-central-1'),
  place(consumerAccount, 'us-east-1'),
  place(providerAccount, 'eu-central-1'),
  place(providerAccount, 'us-east-1'),
];

function context(snapshot: Snapshot) {
  const { topology, alignment } = analysed(snapshot);
  return contextOf(topology, alignment);
}

/** Two accounts in two Regions. */
function fourPlaces(): Snapshot {
  const regions = ['eu-central-1', 'us-east-1'].map((name) => region(name, 'az1', {}));
  return ofAccounts(account(consumerAccount, 'a', regions), account(providerAccount, 'b', regions));
}

describe('accounts and Regions', () => {
  it('are told once each, in order of account, then Region', () => {
    expect(distinctPlaces([b2, a2, b1, a1, b2, a2])).toEqual([a1, a2, b1, b2]);
  });

  it.each([
    ['together', [a1, a1, a2, a2, b2, b2]],
    ['apart', [b2, a1, a2, a1, b2, a2]],
    ['in the order of Regions', [a1, b1, a2, b2].filter((one) => one !== b1)],
  ] as const)('are told once where something was not read, whether they stand %s', (_what, places) => {
    const denied = unread(fourPlaces(), { operation: 'DescribeSubnets' });
    const found = unreadRegions(context(denied), places, ['DescribeVpcs', 'DescribeSubnets']);
    expect(found.map((one) => [one.status, one.subjects.map((subject) => `${subject.accountId} ${subject.region}`)])).toEqual(
      [a1, a2, b2].map((one) => ['unknown', [`${one.accountId} ${one.region}`]]),
    );
  });

  it('are silent where all was read', () => {
    expect(unreadRegions(context(fourPlaces()), [a1, b2], ['DescribeVpcs', 'DescribeSubnets'])).toEqual([]);
  });
});

describe('a hub that serves a name', () => {
  const served = (snapshot: Snapshot, name: string, service = 'kms'): boolean => {
    const own = context(snapshot);
    const node = own.topology.vpcNode(vpcIdOf(name));
    if (node === undefined) throw new Error('no VPC');
    return isServedByHub(own, node, service);
  };
  const hub = hubAndSpoke();

  it('is another VPC than the one that asks, and leads to that service', () => {
    expect([served(hub, 'spoke'), served(hub, 'hub'), served(hub, 'spoke', 's3')]).toEqual([true, false, false]);
  });

  it('is none by an endpoint that names no service, whatever it is called', () => {
    const nameless = altered(hub, 'vpcEndpoints', (one) => ({ ...one, serviceName: null, name: 'kms' }));
    expect(served(nameless, 'spoke')).toBe(false);
  });

  it('is none where nobody read the hosted zones, or there are none', () => {
    const alone = oneVpc({ tiers: [tier('app', 'az1')], endpoints: [interfaceEndpoint('kms', 'az1')] });
    expect([served(unread(hub, { operation: 'ListHostedZonesByVPC' }), 'spoke'), served(alone, 'shop')]).toEqual([false, false]);
  });
});
