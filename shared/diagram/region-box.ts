/** A Region of an account: its VPCs in columns, with a free gutter to the right of every column. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Shape, Tone } from './diagram.ts';
import { keptColumns } from './keep-order.ts';
import type { MapOrder } from './map-order.ts';
import { intoRegionColumns, stackSize, type Strung } from './shelves.ts';
import { label, labelWidth } from './shape.ts';
import { worstTone } from './standing.ts';
import { accountText, regionText } from './words.ts';

const pad = 8;
const vpcGap = 8;
const regionHeader = 20;

/** What stands in a Region, ready to be stacked. */
export interface RegionContent {
  readonly accountId: AccountId;
  readonly region: Region;
  readonly items: readonly RegionItem[];
  /** No Region either. */
  readonly isGroup?: boolean;
}

export interface RegionItem {
  readonly block: Block;
  readonly width: number;
  readonly height: number;
  /** Strands that leave it: the gutter beside its column must hold them. */
  readonly strands: number;
}

/** How the VPCs of an account are arranged. */
export interface Arrangement {
  /** The most a column of VPCs, and a stack of Regions, may be tall. */
  readonly columnHeight: number;
  readonly stackHeight: number;
  /** Nothing will stand to the right of the account: Regions with strands may then stand on top of each other. */
  readonly isRightmost: boolean;
  /** The columns in which Regions, and the boxes of each, stood before, by node id. */
  readonly kept?: MapOrder['columns'];
}

/** How far apart the lines of a channel stand when there are `count` of them. */
export function channelWidth(count: number, limit: number): number {
  return count === 0 ? 0 : Math.min(limit, count * 6 + 6);
}

/** A Region in one arrangement. */
export interface ArrangedRegion extends Strung {
  /** The id of its node. */
  readonly id: string;
  readonly draw: () => Block;
}

/** A Region before it is arranged. */
export interface RegionLook {
  readonly name: Region;
  readonly tone: Tone;
  /** Columns that come out alike give the same object. */
  readonly arranged: (arrangement: Arrangement) => ArrangedRegion;
}

/** `isSingle`: the only Region of its account, which then needs no frame of its own. */
export function regionLook(context: LayoutContext, content: RegionContent, isSingle: boolean): RegionLook {
  const id = `region:${content.accountId}/${content.region}`;
  const tone = worstTone(content.items.map((item) => item.block.node.tone));
  const need = isSingle ? 0 : labelWidth(regionText(content.region), 'strong') + pad * 2;
  const look: Look = { context, content, isSingle, id, need, strands: strandsIn(content.items), tone };
  const byHeight = new Map<number, ArrangedRegion>();
  return {
    name: content.region,
    tone,
    arranged: ({ columnHeight, kept }) => {
      const before = keptColumns(content.items, kept?.[id], vpcGap);
      if (before !== null) return arrangedRegion(look, before);
      const known = byHeight.get(columnHeight) ?? arrangedRegion(look, intoRegionColumns(content.items, columnHeight, vpcGap));
      byHeight.set(columnHeight, known);
      return known;
    },
  };
}

interface Look {
  readonly context: LayoutContext;
  readonly content: RegionContent;
  readonly isSingle: boolean;
  readonly id: string;
  /** What its head takes at least. */
  readonly need: number;
  readonly strands: number;
  readonly tone: Tone;
}

function arrangedRegion(look: Look, columns: readonly (readonly RegionItem[])[]): ArrangedRegion {
  const { isSingle, strands } = look;
  const inset = isSingle ? 0 : pad;
  const top = isSingle ? 0 : regionHeader;
  const lefts: number[] = [];
  let x = inset;
  for (const column of columns) {
    lefts.push(x);
    x += Math.max(...column.map((item) => item.width)) + onGrid(Math.max(pad, channelWidth(strandsIn(column), 48)));
  }
  const bottom = top + Math.max(0, ...columns.map((column) => stackSize(column, vpcGap).height));
  const width = onGrid(Math.max(x - pad + inset, look.need));
  const height = onGrid(bottom + inset);
  const children = (): PlacedBlock[] => columns.flatMap((column, index) => placedColumn(column, lefts[index] ?? 0, top));
  const draw = (): Block => regionBlock(look, width, height, children());
  return { id: look.id, width, height, strands, blocked: strands - strandsIn(columns.at(-1) ?? []), draw };
}

function placedColumn(column: readonly RegionItem[], x: number, top: number): PlacedBlock[] {
  const children: PlacedBlock[] = [];
  let y = top;
  for (const { block, height } of column) {
    children.push({ block, x, y });
    y += height + vpcGap;
  }
  return children;
}

function strandsIn(column: readonly RegionItem[]): number {
  return column.reduce((count, item) => count + item.strands, 0);
}

function regionBlock(
  { context, content, isSingle, id, tone }: Look,
  width: number,
  height: number,
  children: readonly PlacedBlock[],
): Block {
  const { accountId, region } = content;
  const isScanned = context.topology.index.coverage.isScanned(accountId, region);
  const ofAccount = `Region ${region} of account ${accountText(accountId)}${isScanned ? '' : ', not scanned'}.`;
  const header: Shape[] = [
    { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'ground', stroke: 'line', strokeWidth: 1 },
    label(pad, 14, regionText(region), 'strong', { fill: 'ink-2' }),
  ];
  return {
    node: {
      id,
      kind: 'region',
      label: region,
      description: content.isGroup === true ? 'Everything in this group.' : ofAccount,
      subject: content.isGroup === true ? null : subject('region', region, content),
      tone,
      keywords: [region, accountId],
    },
    width,
    height,
    shapes: isSingle ? [] : header,
    children,
  };
}
