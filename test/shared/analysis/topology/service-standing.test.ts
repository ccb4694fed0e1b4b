/** Whether the service behind an endpoint is still there, as far as anybody scanned can tell. */
import { describe, expect, it } from 'vitest';
import { serviceStanding } from '#shared/analysis/topology/service-standing.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import { type AccountId, unknownAccount } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, danglingConsumer, oneEndpoint, pair, providerAccount, thirdAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

function standing(snapshot: Snapshot, id = endpointIdOf('shop-ledger')) {
  const { topology } = analysed(snapshot);
  const node = topology.endpointNode(id);
  return node && serviceStanding(topology, node);
}

const dangling = danglingConsumer();
/** AWS still tells the consumer who owned the service. */
const owned = { ...dangling, serviceDetails: pair({ providerScanned: false }).serviceDetails };
const configurations = (accountId: string) => ({ operation: 'DescribeVpcEndpointServiceConfigurations', accountId });
const details = { operation: 'DescribeVpcEndpointServices', accountId: consumerAccount };
const endpoint = (change: Partial<RecordOf<'vpcEndpoints'>>, snapshot = dangling): Snapshot =>
  altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, ...change }));
const ids = pair().endpointServices[0]?.serviceId ?? '';
/** Nobody but the consumer was scanned. */
const alone: Snapshot = {
  ...dangling,
  accounts: dangling.accounts.filter((one) => one.accountId === consumerAccount),
  ledger: dangling.ledger.filter((cell) => cell.accountId === consumerAccount),
};
const another = (accountId: string): Snapshot => ({
  ...alone,
  accounts: [...alone.accounts, ...alone.accounts.map((one) => ({ ...one, accountId: accountId as AccountId }))],
});

const there = { kind: 'there' };
const notTold = { kind: 'not-told' };
const gone = {
  kind: 'gone',
  why: 'AWS no longer shows it to this account, and no scanned account has it',
  where: `none in ${consumerAccount}, ${providerAccount}`,
};
const denied = 'ec2:DescribeVpcEndpointServiceConfigurations was denied in 4444 5555 6666 / us-east-1';
const nobody = { kind: 'unknown', because: `nobody tells who owns ${ids}, and no other account was read` };

describe('the service behind an endpoint', () => {
  it.each([
    ['is there where its provider has it', pair(), there],
    ['is not told where its provider was not scanned', pair({ providerScanned: false }), notTold],
    [
      'is gone where its owner has it no more',
      owned,
      { kind: 'gone', why: `${providerAccount} owned it and has it no more`, where: `none in ${providerAccount}` },
    ],
    ['may be gone where its owner did not tell', unread(owned, configurations(providerAccount)), { kind: 'unknown', because: denied }],
    ['is gone where AWS shows it no more and nobody has it', dangling, gone],
    [
      'may be gone where one of the scanned accounts did not tell',
      unread(dangling, configurations(providerAccount)),
      { kind: 'unknown', because: denied },
    ],
    [
      'may be gone where AWS was not asked what it shows',
      unread(dangling, details),
      { kind: 'unknown', because: 'ec2:DescribeVpcEndpointServices was denied in 1111 2222 3333 / us-east-1' },
    ],
    ['may be gone where no other account was read', alone, nobody],
    ['may be gone where the other account is known by name alone', another(thirdAccount), nobody],
    ['may be gone where nobody knows whose the rest of the data is', another(unknownAccount), nobody],
    ['is not told where a service of AWS manages the endpoint', endpoint({ requesterManaged: true }), notTold],
    ['is gone where nobody tells who manages the endpoint', endpoint({ requesterManaged: null }), gone],
    ['is not told of another Region', endpoint({ serviceRegion: 'eu-west-1' as never }), notTold],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(standing(snapshot)).toEqual(expected);
  });

  it('is there where AWS offers it itself', () => {
    const bare = { ...oneEndpoint(), serviceDetails: [] };
    expect(standing(bare, endpointIdOf('shop-kms'))).toEqual(there);
  });
});
