/** A large organisation: one tile per account, grouped by how they stand, the worst group first. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { groupBy, nameKey, sortedBy } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { AccountContent, AreaItem } from './account-content.ts';
import { areaItem, byAccount, type PlacedItem } from './consumer-area.ts';
import type { Block } from './block.ts';
import type { LayoutContext } from './context.ts';
import type { Tone } from './diagram.ts';
import { failing } from './standing-of.ts';
import { accountTile } from './quiet-tile.ts';
import { sumTile } from './sum-tile.ts';
import type { TargetOf } from './tile.ts';
import { type Unfolded, unfoldedAccount } from './unfolded.ts';
import { counted } from './words.ts';

const groupNames: readonly { readonly tone: Tone; readonly name: string }[] = [
  { tone: 'bad', name: 'broken or failing in a zone' },
  { tone: 'warn', name: 'to look at' },
  { tone: 'unknown', name: 'unknown' },
  { tone: 'ok', name: 'in order' },
  { tone: 'neutral', name: 'with nothing to judge' },
];

/** Groups of tiles; what is unfolded stands in the place of its tile. What nobody scanned stands by itself. */
export function accountGroups(
  context: LayoutContext,
  targetOf: TargetOf,
  unfolded: Unfolded,
  unseen: readonly PlacedItem[],
  columnHeight: number,
): readonly AccountContent[] {
  const accounts = [...groupBy(context.topology.vpcs, (node) => node.vpc.accountId)].map(([accountId, nodes]) => ({
    accountId,
    nodes,
    tile: accountTile(context, nodes),
  }));
  const groups = groupNames.flatMap(({ tone, name }, order) => {
    const members = accounts.filter((account) => account.tile.node.tone === tone);
    return members.length === 0 ? [] : [group(context, targetOf, unfolded, { tone, name, order, members, columnHeight })];
  });
  return [...groups, ...byAccount(unseen)];
}

interface Members {
  readonly tone: Tone;
  readonly name: string;
  readonly order: number;
  readonly columnHeight: number;
  readonly members: readonly {
    readonly accountId: AccountId;
    readonly nodes: readonly VpcNode[];
    readonly tile: Block;
  }[];
}

function group(
  context: LayoutContext,
  targetOf: TargetOf,
  unfolded: Unfolded,
  { tone, name, order, members, columnHeight }: Members,
): AccountContent {
  const shared: VpcNode[] = [];
  const worstFirst = sortedBy(members, ({ nodes, tile }) => [rankOf(context, nodes), nameKey(tile.node.label), tile.node.id]);
  const items = worstFirst.map(({ accountId, nodes, tile }): AreaItem => {
    if (unfolded.has(`account/${accountId}`)) return unfoldedAccount(context, tile, nodes, unfolded, targetOf);
    shared.push(...nodes);
    return areaItem(tile, []);
  });
  const title = `${counted(members.length, 'account')} ${name}`;
  const sum = sumTile(context, `sum:${tone}`, title, shared, targetOf);
  if (sum !== null) items.push(areaItem(sum.block, sum.strands));
  const accountId = `group-${tone}` as AccountId;
  return {
    accountId,
    heading: { kind: 'account', name: title, second: '', description: `${title}.`, order: String(order), tone, columnHeight },
    regions: [{ accountId, region: 'all' as Region, items, isGroup: true }],
  };
}

/** The more endpoints fail, the further ahead. */
function rankOf(context: LayoutContext, nodes: readonly VpcNode[]): string {
  const count = failing(
    context,
    nodes.flatMap((node) => node.endpoints),
  );
  return String(1e6 - count).padStart(7, '0');
}
