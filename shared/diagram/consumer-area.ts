/** Accounts on shelves, shaped to a wide screen: what stands on the left of the map. */
import { type AccountId, type Region, unknownAccount } from '#shared/base/ids.ts';
import { compareText, groupBy, sortedBy } from '#shared/base/sort.ts';
import { accountBox, channelWidth, columnLengths, type RegionContent, type RegionItem } from './account-box.ts';
import type { Block, PlacedBlock } from './block.ts';
import { type LayoutContext, serviceNodeId } from './context.ts';
import { ghostRows } from './ghost-consumers.ts';
import { intoStacks, ontoShelves, type Sized, stackSize, type Strung } from './shelves.ts';
import type { StrandStart } from './strand.ts';
import { unreadPlaces } from './unread-note.ts';
import { vpcBox } from './vpc-box.ts';
import { hasLanes, vpcLine } from './vpc-line.ts';
import { toneKey } from './words.ts';

export const shelfGap = 20;

/** Something of a Region with the strands that leave it. */
export interface AreaItem extends RegionItem {
  readonly starts: readonly StrandStart[];
}

export interface AreaRegion extends RegionContent {
  readonly items: readonly AreaItem[];
}

export interface AccountContent {
  readonly accountId: AccountId;
  readonly regions: readonly AreaRegion[];
}

/** One shelf: accounts side by side, a channel below them for strands that cannot leave to the right. */
export interface Shelf {
  readonly boxes: readonly PlacedBlock[];
  readonly bottom: number;
  readonly channel: number;
}

export interface Area {
  readonly shelves: readonly Shelf[];
  readonly width: number;
  readonly height: number;
}

/** One thing with its place in the organisation. */
export interface PlacedItem {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly item: AreaItem;
}

/** Everything that stands on the left, by account and Region. */
export function consumerContents(context: LayoutContext): readonly AccountContent[] {
  const vpcs = context.topology.vpcs.map((node) => {
    const { accountId, region } = node.vpc;
    const box = hasLanes(node) ? vpcBox(context, node) : { block: vpcLine(context, node), strands: [] };
    return { accountId, region, item: areaItem(box.block, box.strands) };
  });
  return byAccount([...vpcs, ...unseenItems(context)]);
}

/** What nobody scanned but others saw, and what could not be read. */
export function unseenItems(context: LayoutContext, targetOf = serviceNodeId): PlacedItem[] {
  const ghosts = ghostRows(context, targetOf).map((row) => ({
    accountId: row.accountId ?? unknownAccount,
    region: row.region,
    item: areaItem(row.block, row.strands),
  }));
  const unread = unreadPlaces(context).map(({ accountId, region, block }) => ({ accountId, region, item: areaItem(block, []) }));
  return [...ghosts, ...unread];
}

/** Items grouped by account and Region, each Region's in the order in which they are stacked. */
export function byAccount(items: readonly PlacedItem[]): readonly AccountContent[] {
  return [...groupBy(items, (entry) => entry.accountId)].map(([accountId, list]) => ({
    accountId,
    regions: sortedBy(
      groupBy(list, (entry) => entry.region),
      ([region]) => region,
    ).map(([region, entries]) => ({ accountId, region, items: inOrder(entries.map((entry) => entry.item)) })),
  }));
}

/** A block with the strands that leave it. */
export function areaItem(block: Block, starts: readonly StrandStart[]): AreaItem {
  return { block, starts, strands: starts.length, width: block.width, height: block.height };
}

/** Boxes without strands first, so that those with strands stand nearest to the providers; the worst on top. */
function inOrder(items: readonly AreaItem[]): AreaItem[] {
  const rank = (item: AreaItem): string => {
    const isVpc = item.block.node.kind === 'vpc';
    return item.starts.length > 0 ? '2' : isVpc && item.height > 28 ? '1' : '0';
  };
  return sortedBy(items, (item) => [rank(item), toneKey(item.block.node.tone), item.block.node.label, item.block.node.id]);
}

/** The arrangement that is drawn largest on a screen of this aspect; `beside` is what stands to the right of it. */
export function consumerArea(context: LayoutContext, contents: readonly AccountContent[], beside: { width: number; height: number }): Area {
  const tallest = Math.max(
    120,
    ...contents.flatMap((content) => content.regions.flatMap((region) => region.items.map((item) => item.height))),
  );
  let best: Area | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  const draw = accountDrawer(context);
  for (const columnHeight of [1, 1.5, 2, 3, 4, 6].map((factor) => tallest * factor + 24)) {
    const boxes = contents.map((content) => draw(content, columnHeight));
    const sorted = sortedBy(boxes, (box) => [context.accountName(box.content.accountId) ?? '~', box.content.accountId]);
    const highest = Math.max(0, ...boxes.map((box) => box.height));
    const slots = intoStacks(sorted, highest, shelfGap).map((items) => ({ items, ...stackSize(items, shelfGap) }));
    for (const width of shelfWidths(slots)) {
      const area = arranged(slots, width);
      const score = Math.max((area.width + beside.width) / screenAspect, Math.max(area.height, beside.height));
      if (score < bestScore * 0.98) {
        bestScore = score;
        best = area;
      }
    }
  }
  return best ?? { shelves: [], width: 0, height: 0 };
}

/** Width by height of the canvas on a usual screen. */
const screenAspect = 1.5;

type AccountBlock = Strung & { readonly content: AccountContent; readonly block: Block };
/** Accounts that stand on top of each other on one shelf. */
type Slot = Sized & { readonly items: readonly AccountBlock[] };

/** Draws each account once per arrangement: most look the same whatever the height of their columns. */
function accountDrawer(context: LayoutContext): (content: AccountContent, columnHeight: number) => AccountBlock {
  const known = new Map<string, AccountBlock>();
  return (content, columnHeight) => {
    const lengths = content.regions.map((region) => columnLengths(region.items, columnHeight));
    const key = `${content.accountId}|${lengths.join('|')}|${content.regions.length > 1 ? columnHeight : ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const block = accountBlock(context, content, columnHeight);
    known.set(key, block);
    return block;
  };
}

function accountBlock(context: LayoutContext, content: AccountContent, columnHeight: number): AccountBlock {
  const block = accountBox(context, content.accountId, content.regions, columnHeight);
  const strands = content.regions.reduce((sum, region) => sum + region.items.reduce((count, item) => count + item.strands, 0), 0);
  return { content, block, strands, width: block.width, height: block.height };
}

/** Widths worth trying: between the widest account and all accounts side by side. */
function shelfWidths(boxes: readonly Sized[]): number[] {
  const widest = Math.max(0, ...boxes.map((box) => box.width));
  const all = boxes.reduce((sum, box) => sum + box.width + shelfGap, 0);
  const steps = 24;
  return Array.from({ length: steps + 1 }, (_, step) => Math.ceil(widest * (all / Math.max(1, widest)) ** (step / steps)));
}

function arranged(slots: readonly Slot[], width: number): Area {
  const shelves: Shelf[] = [];
  let y = 0;
  let right = 0;
  for (const row of ontoShelves(slots, width, shelfGap)) {
    const ordered = [...row].sort((a, b) => strandCount(a) - strandCount(b) || compareText(slotKey(a), slotKey(b)));
    const height = Math.max(...row.map((slot) => slot.height));
    const blocked = ordered.slice(0, -1).reduce((sum, slot) => sum + strandCount(slot), 0);
    const channel = channelWidth(blocked, 120);
    let x = 0;
    const boxes: PlacedBlock[] = [];
    for (const slot of ordered) {
      let top = y;
      for (const item of slot.items) {
        boxes.push({ block: item.block, x, y: top });
        top += item.height + shelfGap;
      }
      x += slot.width + shelfGap;
    }
    right = Math.max(right, x - shelfGap);
    shelves.push({ boxes, bottom: y + height, channel });
    y += height + Math.max(shelfGap, channel + 12);
  }
  return { shelves, width: right, height: Math.max(0, y - shelfGap) };
}

function strandCount(slot: Slot): number {
  return slot.items.reduce((sum, item) => sum + item.strands, 0);
}

function slotKey(slot: Slot): string {
  return slot.items[0]?.block.node.id ?? '';
}
