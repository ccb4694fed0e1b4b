/** Accounts on shelves, shaped to a wide screen: what stands on the left of the map. */
import { type AccountId, type Region, unknownAccount } from '#shared/base/ids.ts';
import { groupBy, nameKey, sortedBy } from '#shared/base/sort.ts';
import { accountLook, type AccountLook, arrangedAccount, type Heading } from './account-box.ts';
import { type AccountContent, type AreaItem, itemHeights } from './account-content.ts';
import type { Block } from './block.ts';
import { type LayoutContext, serviceNodeId } from './context.ts';
import { ghostRows } from './ghost-consumers.ts';
import { type DrawAccount, keptAreas } from './kept-area.ts';
import type { Kept } from './map-order.ts';
import { type Area, packedArea, screenAspect } from './pack-accounts.ts';
import type { Variant, Variants } from './pack-row.ts';
import { shelvedArea } from './shelve-accounts.ts';
import type { StrandStart } from './strand.ts';
import { unreadPlaces } from './unread-note.ts';
import { onPremisesAccount, onPremisesOf, onPremisesRow } from './on-premises.ts';
import { premisesStrand } from './transit-strand.ts';
import { vpcBox } from './vpc-box.ts';
import { hasLanes, vpcLine, vpcLineStrands } from './vpc-line.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { toneKey } from './standing.ts';

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
    const box = hasLanes(node) ? vpcBox(context, node) : lineBox(context, node);
    return { accountId, region, item: areaItem(box.block, box.strands) };
  });
  return [...onPremises(context), ...byAccount([...vpcs, ...unseenItems(context)])];
}

function lineBox(context: LayoutContext, node: VpcNode) {
  const block = vpcLine(context, node);
  return { block, strands: vpcLineStrands(context, node, block) };
}

const premisesHeading: Heading = {
  kind: 'on-premises',
  name: 'On premises',
  second: '',
  description: 'Networks on premises: VPN, Direct Connect and inbound Resolver endpoints.',
  order: '',
};

/** Networks on premises stand first, at the left edge. */
export function onPremises(context: LayoutContext): readonly AccountContent[] {
  const items = onPremisesOf(context).map((link) => {
    const block = onPremisesRow(context, link);
    return { region: link.region, item: areaItem(block, link.gatewayId === null ? [] : [premisesStrand(block, link.gatewayId)]) };
  });
  if (items.length === 0) return [];
  const regions = [...groupBy(items, (entry) => entry.region)].map(([region, list]) => ({
    accountId: onPremisesAccount,
    region,
    items: inOrder(list.map((entry) => entry.item)),
    isGroup: true,
  }));
  return [{ accountId: onPremisesAccount, heading: premisesHeading, regions }];
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
export function inOrder(items: readonly AreaItem[]): AreaItem[] {
  const rank = (item: AreaItem): string => {
    const isVpc = item.block.node.kind === 'vpc';
    return item.starts.length > 0 ? '2' : isVpc && item.height > 28 ? '1' : '0';
  };
  return sortedBy(items, (item) => [rank(item), toneKey(item.block.node.tone), nameKey(item.block.node.label), item.block.node.id]);
}

/** Up to this many accounts every arrangement is tried; beyond, only some. */
const packedLimit = 24;

interface Beside {
  readonly width: number;
  readonly height: number;
}

export interface PackedArea {
  readonly area: Area;
  /** It is the arrangement there was before. */
  readonly isKept: boolean;
}

/** What another arrangement must gain, as a share of the area, before boxes change their places for it. */
const worthMoving = 1.15;

/**
 * The arrangement that is drawn largest on a usual screen, or the one that is
 * `kept` while that is not drawn much smaller; `beside` is what stands to the right of it.
 */
export function consumerArea(context: LayoutContext, contents: readonly AccountContent[], beside: Beside, kept: Kept | null): PackedArea {
  const [former = null, ...others] = kept === null ? [] : keptAreas(contents, kept.order, accountDrawer(context));
  if (former !== null && kept?.isFirm === true) return { area: former, isKept: true };
  const best = freshArea(context, contents, beside);
  const limit = Math.min(...[best, ...others].map((area) => drawnSize(area, beside) ** 2)) * worthMoving;
  const area = [...(former === null ? [] : [former]), ...others].find((one) => drawnSize(one, beside) ** 2 <= limit);
  return { area: area ?? best, isKept: area !== undefined };
}

/** The larger, the smaller it is drawn. */
function drawnSize(area: Area, beside: Beside): number {
  return Math.max((area.width + beside.width) / screenAspect, Math.max(area.height, beside.height));
}

function freshArea(context: LayoutContext, contents: readonly AccountContent[], beside: Beside): Area {
  const sorted = sortedBy(contents, (content) => [
    content.heading?.order ?? nameKey(context.accountName(content.accountId) ?? '~'),
    content.accountId,
  ]);
  if (sorted.length <= packedLimit)
    return packedArea(
      sorted.map((content) => variantsOf(context, content)),
      beside,
    );
  const tallest = Math.max(120, ...contents.flatMap(itemHeights));
  let best: Area | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  const draw = accountDrawer(context);
  for (const columnHeight of [1, 1.5, 2, 3, 4, 6].map((factor) => tallest * factor + 24)) {
    const boxes = sorted.map((content) => draw(content, { columnHeight, stackHeight: columnHeight + 28, isRightmost: false }));
    const area = shelvedArea(boxes, beside);
    const score = drawnSize(area, beside);
    if (score >= bestScore * 0.98) continue;
    bestScore = score;
    best = area;
  }
  return best ?? { shelves: [], width: 0, height: 0 };
}

/** What an account is made of is found once, however many arrangements are tried. */
function accountDrawer(context: LayoutContext): DrawAccount {
  const looks = new Map<string, AccountLook>();
  return (content, arrangement) => {
    const { accountId, regions, heading } = content;
    const look = looks.get(accountId) ?? accountLook(context, accountId, regions, heading);
    looks.set(accountId, look);
    return { ...arrangedAccount(look, arrangement), needsRight: arrangement.isRightmost };
  };
}

/** More boxes than this make a grid of the shape that the whole picture asks for. */
const manyItems = 60;

/** The ways to draw an account that are lower or narrower than the others. */
function variantsOf(context: LayoutContext, content: AccountContent): Variants {
  const draw = accountDrawer(context);
  const heights = itemHeights(content);
  const tallest = Math.max(28, ...heights);
  const all = heights.reduce((sum, height) => sum + height + 8, 0);
  const sums = content.regions.flatMap((region) => [heightOf(region.items, true), heightOf(region.items, false)]);
  const wanted = heights.length > manyItems ? content.heading?.columnHeight : undefined;
  const columns =
    wanted !== undefined
      ? [wanted]
      : sortedNumbers(
          [
            ...[1, 1.5, 2.2, 3.2, 4.5].map((factor) => tallest * factor + 8),
            ...[2, 3, 4, 6, 8, 12].map((count) => all / count + tallest),
            ...sums,
            all,
          ].filter((height) => height <= all),
        );
  const variants: Variant[] = [];
  for (const isRightmost of [false, true]) {
    for (const columnHeight of columns) {
      for (const factor of content.regions.length > 1 ? [1, 2, 4] : [1]) {
        const one = draw(content, { columnHeight, stackHeight: (columnHeight + 28) * factor, isRightmost });
        if (!variants.some((other) => isAsGood(other, one))) variants.push(one);
      }
    }
  }
  return variants;
}

/** All boxes with, or without, strands on top of each other. */
function heightOf(items: readonly AreaItem[], isStrung: boolean): number {
  return items.filter((item) => item.strands > 0 === isStrung).reduce((sum, item) => sum + item.height + 8, 0);
}

function sortedNumbers(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function isAsGood(other: Variant, one: Variant): boolean {
  return other.width <= one.width && other.height <= one.height && other.blocked <= one.blocked && (!other.needsRight || one.needsRight);
}
