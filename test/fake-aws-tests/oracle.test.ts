import { expect, it } from 'vitest';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import { judge } from '#test/fake-aws/oracle.ts';
import { consumerAccount, pair, pendingAcceptance } from '#test/fixtures/small-estates.ts';

const truth = pair();
const nothing = { lost: [], invented: [], changed: [] };
const key = `vpcEndpoints ${endpointIdOf('shop-ledger')}`;

it('has nothing against the truth itself', () => {
  expect(judge(truth, truth)).toEqual(nothing);
});

it('sees what an ok cell lost', () => {
  expect(
    judge(
      altered(truth, 'vpcEndpoints', () => null),
      truth,
    ),
  ).toEqual({ ...nothing, lost: [key] });
});

it('forgives what the ledger says was not read', () => {
  expect(judge(unread(truth, { operation: 'DescribeVpcEndpoints', accountId: consumerAccount }), truth)).toEqual(nothing);
});

it('sees what was invented and what was changed', () => {
  const without = altered(truth, 'vpcEndpoints', () => null);
  expect(judge(truth, without).invented).toEqual([key]);
  const stale = altered(truth, 'vpcEndpoints', (record) => ({ ...record, staleSince: truth.takenAt }));
  expect(judge(stale, truth)).toEqual(nothing);
  expect(judge(pendingAcceptance(), truth).changed).toEqual(expect.arrayContaining([key]));
  expect(judge(withRecords(truth, 'vpcs', []), truth)).toEqual(nothing);
});
