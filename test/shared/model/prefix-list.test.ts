/** What two answers about one prefix list make together: pages, two accounts, two calls. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountId, type Partition, type Region, unknownAccount } from '#shared/base/ids.ts';
import { mergeRecords } from '#shared/model/collections.ts';
import { operationNamed, readAnswer } from '#shared/model/operation.ts';
import { isAwsPrefixList, type PrefixList } from '#shared/model/prefix-list.ts';

const [shop, hub] = ['111122223333' as AccountId, '444455556666' as AccountId];
const region = 'eu-west-1' as Region;

function read(operation: string, answer: object, accountId = shop): PrefixList {
  const outcome = readAnswer(operationNamed(operation), answer, { accountId, region, partition: 'aws' as Partition });
  const [list] = outcome.kind === 'problem' ? [] : (outcome.value.parts.prefixLists ?? []);
  if (list === undefined) throw new Error('no list in the answer');
  return list;
}

function entries(blocks: readonly string[], NextToken?: string, accountId = shop): PrefixList {
  const answer = { PrefixListId: 'pl-1', Entries: blocks.map((Cidr) => ({ Cidr, Description: 'x' })), NextToken };
  return read('GetManagedPrefixListEntries', answer, accountId);
}

const named = (OwnerId: string, accountId = shop) =>
  read('DescribeManagedPrefixLists', { PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'office', OwnerId }] }, accountId);
const base = { accountId: shop, region, readBy: shop, prefixListId: 'pl-1', prefixListName: null };
/** Entries alone tell no owner. */
const alone = { ...base, accountId: unknownAccount };
const joined = (...lists: readonly PrefixList[]): PrefixList => lists.reduce((a, b) => mergeRecords('prefixLists', a, b));

describe('entries of a prefix list', () => {
  it('are its blocks where no further page is announced, and none of them counts before', () => {
    expect([entries(['10.2.0.0/16', '10.1.0.0/16']), entries([]), entries(['10.1.0.0/16'], 'more')]).toEqual([
      { ...alone, cidrBlocks: ['10.1.0.0/16', '10.2.0.0/16'] },
      { ...alone, cidrBlocks: [] },
      { ...alone, cidrBlocks: null, blocksSoFar: ['10.1.0.0/16'] },
    ]);
  });

  it('are missing from an answer that is none: malformed, not empty', () => {
    const outcome = readAnswer(
      operationNamed('GetManagedPrefixListEntries'),
      { PrefixListId: 'pl-1' },
      { ...base, partition: 'aws' as Partition },
    );
    expect(outcome).toEqual({ kind: 'ok', value: { parts: { prefixLists: [] }, items: 0, unreadable: 1 } });
  });

  it('of a list that ended in its middle stay unknown', () => {
    expect(joined(entries(['10.1.0.0/16'], '2'), entries(['10.2.0.0/16'], '3'), named(shop))).toEqual({
      ...base,
      prefixListName: 'office',
      cidrBlocks: null,
      blocksSoFar: ['10.1.0.0/16', '10.2.0.0/16'],
    });
  });

  it('are whole with the last page, whoever asked for which page when', () => {
    const pages = (accountId: AccountId) => [
      entries(['10.1.0.0/16'], '2', accountId),
      entries(['10.2.0.0/16'], '3', accountId),
      entries(['10.3.0.0/16'], undefined, accountId),
    ];
    const two = fc.shuffledSubarray([0, 0, 0, 0, 1, 1, 1, 1], { minLength: 8 });
    fc.assert(
      fc.property(two, (turns) => {
        const queues = [
          [named(hub), ...pages(shop)],
          [named(hub, hub), ...pages(hub)],
        ];
        const arrived = turns.flatMap((turn) => queues[turn]?.shift() ?? []);
        expect(joined(...arrived)).toEqual({
          ...base,
          accountId: hub,
          readBy: hub,
          prefixListName: 'office',
          cidrBlocks: ['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'],
        });
      }),
    );
  });

  it('do not make their reader the owner of a list that is shared with it', () => {
    expect(joined(entries(['10.1.0.0/16']), named(hub))).toEqual({
      ...base,
      accountId: hub,
      prefixListName: 'office',
      cidrBlocks: ['10.1.0.0/16'],
    });
    expect(joined(named(hub), entries(['10.1.0.0/16'])).accountId).toBe(hub);
  });

  it('of an earlier scan fill a gap, but nothing is added to what is known now', () => {
    const old = { ...entries(['10.9.0.0/16']), staleSince: '2026-01-01T00:00:00Z' as never };
    const now = [named(shop), entries(['10.1.0.0/16']), entries(['10.1.0.0/16'], 'more')].map((list) => joined(old, list).cidrBlocks);
    expect(now).toEqual([['10.9.0.0/16'], ['10.1.0.0/16'], null]);
  });
});

it('lists of AWS are told by their owner or their name', () => {
  const list = (accountId: string, prefixListName: string | null) => isAwsPrefixList({ accountId: accountId as AccountId, prefixListName });
  expect([
    list('AWS', 'x'),
    list(shop, 'com.amazonaws.eu-west-1.s3'),
    list(shop, 'cn.com.amazonaws.x'),
    list(shop, 'office'),
    list(shop, null),
  ]).toEqual([true, true, true, false, false]);
});
