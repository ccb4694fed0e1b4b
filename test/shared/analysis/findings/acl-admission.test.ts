/** What a network ACL lets through, entry by entry in the order of numbers. */
import { describe, expect, it } from 'vitest';
import { aclAdmits, entriesText } from '#shared/analysis/topology/acl-admission.ts';
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import type { AclEntry, NetworkAcl } from '#shared/model/network-acl.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';

const [some] = oneVpc().networkAcls;
if (some === undefined) throw new Error('the estate has no network ACL');

function acl(...entries: readonly AclEntry[]): NetworkAcl {
  return { ...some, entries } as NetworkAcl;
}

function ports(entry: AclEntry, fromPort: number | null, toPort: number | null, protocol = '6'): AclEntry {
  return { ...entry, protocol, fromPort, toPort };
}

const allow = aclEntry(100, true, false);
const https = { from: 443, to: 443 };

describe('a network ACL', () => {
  it.each([
    ['lets in what its first entry allows', acl(allow), https, ['10.0.0.0/16'], 'all'],
    ['lets in nothing by default', acl(), https, ['10.0.0.0/16'], 'none'],
    ['lets nothing in where nobody is meant', acl(ports(allow, 443, 443)), { from: 1, to: 9 }, [], 'none'],
    ['lets nothing in from what is no block', acl(ports(allow, 443, 443)), { from: 1, to: 9 }, ['nowhere'], 'none'],
    ['knows TCP by name', acl(ports(allow, 443, 443, 'tcp')), https, ['10.0.0.0/16'], 'all'],
    ['takes no ports for all ports', acl(ports(allow, null, null)), https, ['10.0.0.0/16'], 'all'],
    [
      'takes no ports for all ports of a block',
      acl({ ...ports(allow, null, null), cidrBlock: '10.0.0.0/8' }),
      https,
      ['10.0.0.0/16'],
      'all',
    ],
    ['skips an entry whose block is no block', acl({ ...ports(allow, 443, 443), cidrBlock: 'nowhere' }), https, ['10.0.0.0/16'], 'none'],
    ['judges in the order of numbers', acl(aclEntry(200, true, false), aclEntry(100, false, false)), https, ['10.0.0.0/16'], 'none'],
    ['lets in what is left around a denial', acl({ ...aclEntry(90, false, false, '10.0.4.0/24') }, allow), https, ['10.0.0.0/16'], 'part'],
    ['lets in one of two blocks', acl(aclEntry(100, true, false, '10.0.0.0/16')), https, ['10.0.0.0/24', '10.9.0.0/24'], 'part'],
    ['lets in one of two ports', acl(ports(allow, 443, 443)), { from: 443, to: 444 }, ['10.0.0.0/16'], 'part'],
    [
      'lets in a range in two halves',
      acl(ports(allow, 1, 443), ports(aclEntry(110, true, false), 444, 900)),
      { from: 400, to: 500 },
      ['10.0.0.0/16'],
      'all',
    ],
  ] as const)('%s', (_what, one, range, blocks, expected) => {
    expect(aclAdmits(one, 'in', range, blocks)).toBe(expected);
  });

  it('is written as its entries', () => {
    const six = { ...aclEntry(120, true, false), cidrBlock: null, ipv6CidrBlock: '::/0' };
    const bare = { ...aclEntry(130, true, false), cidrBlock: null };
    expect([entriesText(acl(six, ports(allow, 443, null), bare, aclEntry(90, false, true)), 'in'), entriesText(acl(), 'out')]).toEqual([
      '100 allow 6 443-443 0.0.0.0/0; 120 allow -1 all ::/0; 130 allow -1 all ',
      'none: everything is denied',
    ]);
  });
});
