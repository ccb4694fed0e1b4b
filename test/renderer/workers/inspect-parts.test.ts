/** Rules of security groups as the inspector shows them: a prefix list with what it holds. */
import { expect, it } from 'vitest';
import type { PrefixListId } from '#shared/base/ids.ts';
import { withRecords } from '#shared/model/estate/alter.ts';
import { allow } from '#shared/model/estate/describe.ts';
import { securityGroupIdOf } from '#shared/model/estate/names.ts';
import { securitySections } from '#renderer/workers/inspect-parts.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '#test/shared/analysis/analysed.ts';

const idOf = (digit: number) => `pl-${String(digit)}`.padEnd(20, '0') as PrefixListId;
const five = ['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16', '10.5.0.0/16'];

it.each([
  ['with a few blocks', 'office', ['10.0.0.0/8', '192.0.2.0/24'], `${idOf(1)} office (10.0.0.0/8, 192.0.2.0/24)`],
  ['with many', 'office', five, `${idOf(1)} office (5 blocks)`],
  ['with none', 'office', [], `${idOf(1)} office (no entries)`],
  ['without a name', null, ['10.0.0.0/8'], `${idOf(1)} (10.0.0.0/8)`],
  ['whose entries nobody read', 'office', null, `${idOf(1)} office (entries unknown)`],
])('a prefix list %s', (_what, prefixListName, cidrBlocks, expected) => {
  const permission = { ...allow(443, '10.9.0.0/16'), prefixListIds: [idOf(1), idOf(2)] };
  const estate = oneVpc({ securityGroups: { listed: { ingress: [permission], egress: [] } } });
  const [vpc] = estate.vpcs;
  if (vpc === undefined) throw new Error('the estate has no VPC');
  const { accountId, region, readBy } = vpc;
  const snapshot = withRecords(estate, 'prefixLists', [{ accountId, region, readBy, prefixListId: idOf(1), prefixListName, cidrBlocks }]);
  const { topology, alignment } = analysed(snapshot);
  const [section] = securitySections({ topology, alignment, findings: [] }, [securityGroupIdOf('shop', 'listed')]);
  expect(section).toMatchObject({ kind: 'table', rows: [['in', 'tcp 443', `10.9.0.0/16, ${expected}, ${idOf(2)} (entries unknown)`]] });
});
