/** A large organisation: one tile per account, grouped by how they stand, the worst group first. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { AccountContent, AreaItem } from './account-content.ts';
import { areaItem, byAccount, inOrder, type PlacedItem } from './consumer-area.ts';
import type { LayoutContext } from './context.ts';
import type { Tone } from './diagram.ts';
import { accountTile, sumTile, type TargetOf } from './tile.ts';
import { type Unfolded, unfoldedAccount } from './unfolded.ts';
import { counted } from './words.ts';

/** Up to this many failing accounts each has edges of its own; all others share theirs. */
const ownEdgesLimit = 12;

const groupNames: readonly { readonly tone: Tone; readonly name: string }[] = [
  { tone: 'bad', name: 'Broken or failing in a zone' },
  { tone: 'warn', name: 'Needs a look' },
  { tone: 'unknown', name: 'Unknown' },
  { tone: 'ok', name: 'In order' },
  { tone: 'neutral', name: 'Nothing to judge' },
];

/** Groups of tiles; what is unfolded stands in the place of its tile. What nobody scanned stands by itself. */
export function accountGroups(
  context: LayoutContext,
  targetOf: TargetOf,
  unfolded: Unfolded,
  unseen: readonly PlacedItem[],
): readonly AccountContent[] {
  const accounts = [...groupBy(context.topology.vpcs, (node) => node.vpc.accountId)].map(([accountId, nodes]) => ({
    accountId,
    nodes,
    tile: accountTile(context, nodes, targetOf),
  }));
  const groups = groupNames.flatMap(({ tone, name }, order) => {
    const members = accounts.filter((account) => account.tile.block.node.tone === tone);
    return members.length === 0 ? [] : [group(context, targetOf, unfolded, { tone, name, order, members })];
  });
  return [...groups, ...byAccount(unseen)];
}

interface Members {
  readonly tone: Tone;
  readonly name: string;
  readonly order: number;
  readonly members: readonly {
    readonly accountId: AccountId;
    readonly nodes: readonly VpcNode[];
    readonly tile: ReturnType<typeof accountTile>;
  }[];
}

function group(context: LayoutContext, targetOf: TargetOf, unfolded: Unfolded, { tone, name, order, members }: Members): AccountContent {
  const hasOwnEdges = tone === 'bad' && members.length <= ownEdgesLimit;
  const shared: VpcNode[] = [];
  const items = members.flatMap(({ accountId, nodes, tile }): AreaItem[] => {
    if (unfolded.has(`account/${accountId}`)) return [unfoldedAccount(context, tile.block, nodes, unfolded, targetOf)];
    if (!hasOwnEdges) shared.push(...nodes);
    return [areaItem(tile.block, hasOwnEdges ? tile.strands : [])];
  });
  const sum = sumTile(context, `sum:${tone}`, name, shared, targetOf);
  if (sum !== null) items.push(areaItem(sum.block, sum.strands));
  const accountId = `group-${tone}` as AccountId;
  const second = counted(members.length, 'account');
  return {
    accountId,
    heading: { kind: 'account', name, second, description: `${name}: ${second}.`, order: String(order) },
    regions: [{ accountId, region: 'all' as Region, items: inOrder(items), isGroup: true }],
  };
}
