/** Which route of a table decides, by AWS's rules of priority. */
import { describe, expect, it } from 'vitest';
import { routeFor } from '#shared/analysis/topology/route-match.ts';
import type { Route } from '#shared/model/route-table.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const estate = oneVpc();
const [some] = estate.routeTables;
if (some === undefined) throw new Error('the estate has no route table');

function route(destination: string, target: string, state = 'active'): Route {
  const destinationKind = destination.startsWith('pl-') ? 'prefix-list' : destination.includes(':') ? 'ipv6' : 'ipv4';
  return { destination, destinationKind, targetKind: 'transit-gateway', target, state, origin: 'CreateRoute' };
}

const list = {
  accountId: some.accountId,
  region: some.region,
  readBy: some.readBy,
  prefixListId: 'pl-1',
  prefixListName: 'office',
  cidrBlocks: ['10.0.0.0/8', '10.1.0.0/16', '10.7.0.0/16'],
};
const empty = { ...list, prefixListId: 'pl-3', cidrBlocks: [] };
const { index } = analysed({ ...estate, prefixLists: [list as never, empty as never] }).topology;

/** The target of the route that decides for the block. */
function decides(block: string, ...routes: readonly Route[]): string | undefined {
  return some === undefined ? undefined : routeFor(index, { ...some, routes }, block)?.target;
}

const [all, wide, narrow, listed] = [
  route('0.0.0.0/0', 'all'),
  route('10.0.0.0/8', 'wide'),
  route('10.1.0.0/16', 'narrow'),
  route('pl-1', 'listed'),
];

describe('of the routes of a table', () => {
  it.each([
    ['none decides where there is none', '10.1.2.0/24', [], undefined],
    ['none decides where none holds the block', '11.0.0.0/24', [wide, narrow], undefined],
    ['none decides where one holds a part of the block', '10.0.0.0/15', [narrow], undefined],
    ['the most specific one decides', '10.1.2.0/24', [wide, narrow, all], 'narrow'],
    ['the most specific one decides wherever it stands', '10.1.2.0/24', [narrow, all, wide], 'narrow'],
    ['a wider one decides beyond the narrow one', '10.2.0.0/24', [narrow, all, wide], 'wide'],
    ['the default one decides for the rest', '11.0.0.0/24', [narrow, all, wide], 'all'],
    ['a blackhole decides too', '10.1.2.0/24', [wide, route('10.1.0.0/16', 'hole', 'blackhole')], 'hole'],
    ['the first of two alike decides', '10.1.2.0/24', [narrow, route('10.1.0.0/16', 'late')], 'narrow'],
    ['a prefix list decides by the longest of its blocks', '10.1.2.0/24', [wide, listed], 'listed'],
    ['a prefix list decides by the block that holds the destination', '10.2.0.0/24', [route('10.2.0.0/15', 'half'), listed], 'half'],
    ['a prefix list yields to a block of its length', '10.1.2.0/24', [listed, narrow], 'narrow'],
    ['a block stands before a prefix list of its length', '10.1.2.0/24', [narrow, listed], 'narrow'],
    ['a prefix list nobody read holds nothing', '10.1.2.0/24', [wide, route('pl-2', 'unread')], 'wide'],
    ['a prefix list without entries holds nothing', '10.1.2.0/24', [wide, route('pl-3', 'empty')], 'wide'],
    ['a single address is more specific than any block', '10.1.2.3', [route('10.1.2.3', 'host'), route('10.1.2.2/31', 'few')], 'host'],
    ['a single IPv6 address is more specific than any block', '2600::3', [route('2600::2/127', 'few'), route('2600::3', 'host')], 'host'],
    ['IPv6 routes decide for IPv6', '2600:1f18::/64', [all, route('::/0', 'six'), route('2600:1f18::/32', 'near')], 'near'],
    ['IPv6 routes decide for nothing else', '10.1.2.0/24', [route('::/0', 'six')], undefined],
  ] as const)('%s', (_what, block, routes, expected) => {
    expect(decides(block, ...routes)).toBe(expected);
  });
});
