/** Which prefix lists tell flow logs where an address of S3 or DynamoDB is: those of AWS, whatever others are called. */
import { expect, it } from 'vitest';
import type { PrefixListId } from '#shared/base/ids.ts';
import { withRecords } from '#shared/model/estate/alter.ts';
import { groundOf } from '#electron/imports/flow-logs/ground.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';

it('a prefix list of the account that is named like a service is none of its', () => {
  const snapshot = oneVpc();
  const [s3] = snapshot.prefixLists;
  if (s3 === undefined) throw new Error('the estate has no prefix list');
  const own = {
    ...s3,
    prefixListId: 'pl-0123456789abcdef0' as PrefixListId,
    prefixListName: 'partners.s3',
    cidrBlocks: ['198.51.100.0/24'],
  };
  expect(groundOf(withRecords(snapshot, 'prefixLists', [own]), null)).toEqual(groundOf(snapshot, null));
});
