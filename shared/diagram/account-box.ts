/** An account with its Regions, each with its VPCs in columns and a free gutter to the right of every column. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { NodeKind, Shape, Tone } from './diagram.ts';
import { groupTitle } from './group-title.ts';
import { keptColumns, legalStacks } from './keep-order.ts';
import type { MapOrder } from './map-order.ts';
import { intoRegionColumns, intoStacks, type Strung } from './shelves.ts';
import { ghostDash, label, labelWidth, toneMark } from './shape.ts';
import { accountText, counted, regionText, worstTone } from './words.ts';

const pad = 8;
const vpcGap = 8;
const accountHeader = 30;
const regionHeader = 20;

/** A box that stands where an account stands and is none: networks on premises, accounts that stand alike. */
export interface Heading {
  readonly kind: NodeKind;
  readonly name: string;
  readonly second: string;
  readonly description: string;
  /** Among accounts, which are ordered by name. */
  readonly order: string;
  /** What all that stands in it share: the head carries the mark. */
  readonly tone?: Tone;
  /** How tall its columns are where it has many boxes. */
  readonly columnHeight?: number;
}

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

/** How far apart the lines of a channel stand when there are `count` of them. */
export function channelWidth(count: number, limit: number): number {
  return count === 0 ? 0 : Math.min(limit, count * 6 + 6);
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

/** An account as drawn, and how many of its strands cannot leave straight to the right. */
export interface DrawnAccount {
  readonly block: Block;
  readonly strands: number;
  readonly blocked: number;
}

/** An account of one or more Regions. */
export function accountBox(
  context: LayoutContext,
  accountId: AccountId,
  regions: readonly RegionContent[],
  arrangement: Arrangement,
  heading: Heading | null = null,
): DrawnAccount {
  const isScanned = context.topology.index.coverage.isAccountScanned(accountId);
  const isSingle = regions.length === 1;
  const boxes = regions.map((content) => regionBox(context, content, arrangement, isSingle));
  const { children, right, bottom, blocked } = stackedRegions(boxes, arrangement, `account:${accountId}`);
  const tone = worstTone(boxes.map((box) => box.block.node.tone));
  const name = heading?.name ?? context.accountName(accountId) ?? accountText(accountId);
  const second = heading?.second ?? secondLine(context, accountId, isSingle ? (regions[0]?.region ?? null) : null, isScanned);
  const badges = badgesOf(regions);
  const need = labelWidth(name, 'heading') + labelWidth(second, 'body') + badges.width + pad * 4;
  const width = onGrid(Math.max(right, Math.min(need, 420)));
  const height = onGrid(bottom + pad);
  const strands = boxes.reduce((sum, box) => sum + box.strands, 0);
  const block: Block = {
    node: {
      id: `account:${accountId}`,
      kind: heading?.kind ?? (isScanned ? 'account' : 'ghost'),
      label: name,
      description:
        heading?.description ??
        `Account ${name}, ${accountText(accountId)}${isScanned ? '' : ', not scanned'}: ${counted(regions.length, 'Region')}.`,
      subject: heading === null ? { kind: 'account', id: accountId, accountId, region: 'global' } : null,
      tone: heading !== null || isScanned ? tone : 'ghost',
      keywords: heading !== null ? [name] : [accountId, accountText(accountId), ...regions.map((content) => content.region)],
    },
    width,
    height,
    shapes: [
      accountFrame(width, height, isScanned || heading?.kind === 'account'),
      ...(heading?.tone === undefined
        ? boxTitle(name, second, width - badges.width)
        : groupTitle(name, heading.tone, width - badges.width)),
      ...badges.shapes(width - pad, 20),
    ],
    children,
  };
  return { block, strands, blocked };
}

/** The name of an account or provider with what else is known, on one line. */
export function boxTitle(name: string, second: string, width: number): Shape[] {
  const nameWidth = Math.min(labelWidth(name, 'heading'), width - pad * 2);
  const room = width - nameWidth - pad * 3;
  return [
    label(pad + 2, 20, name, 'heading', { maxWidth: width - pad * 2 }),
    ...(room < 24 ? [] : [label(pad * 2 + nameWidth, 20, second, 'body', { fill: 'ink-2', maxWidth: room })]),
  ];
}

/** Regions side by side and on top of each other where there is room. */
function stackedRegions(boxes: readonly RegionBlock[], arrangement: Arrangement, accountId: string) {
  const children: PlacedBlock[] = [];
  let right = pad;
  let bottom = accountHeader;
  const stacks = stacksOf(boxes, arrangement, accountId);
  for (const stack of stacks) {
    let y = accountHeader;
    for (const item of stack) {
      children.push({ block: item.block, x: right, y });
      y += item.height + pad;
    }
    bottom = Math.max(bottom, y - pad);
    right += Math.max(...stack.map((item) => item.width)) + pad;
  }
  const last = stacks.at(-1) ?? [];
  const blocked = boxes.reduce((sum, box) => sum + (last.includes(box) ? box.blocked : box.strands), 0);
  return { children, right, bottom, blocked };
}

function stacksOf(boxes: readonly RegionBlock[], { stackHeight, isRightmost, kept }: Arrangement, accountId: string): RegionBlock[][] {
  const before = keptColumns(boxes, kept?.[accountId], pad);
  return before === null ? intoStacks(boxes, stackHeight, pad, isRightmost) : legalStacks(before, isRightmost);
}

function columnsOf(content: RegionContent, { columnHeight, kept }: Arrangement): RegionItem[][] {
  const id = `region:${content.accountId}/${content.region}`;
  return keptColumns(content.items, kept?.[id], vpcGap) ?? intoRegionColumns(content.items, columnHeight, vpcGap);
}

export function accountFrame(width: number, height: number, isScanned: boolean): Shape {
  const frame = { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'surface', strokeWidth: 1 } as const;
  return isScanned ? { ...frame, stroke: 'line' } : { ...frame, stroke: 'ghost', dash: ghostDash };
}

function secondLine(context: LayoutContext, accountId: AccountId, region: Region | null, isScanned: boolean): string {
  const parts = context.accountName(accountId) === null ? [] : [accountText(accountId)];
  if (region !== null) parts.push(regionText(region));
  if (!isScanned) parts.push('not scanned');
  return parts.join(' · ');
}

/** How many items stand in each column of a Region: what its shape depends on. */
export function columnLengths(items: readonly RegionItem[], columnHeight: number): string {
  return intoRegionColumns(items, columnHeight, vpcGap)
    .map((column) => column.map((item) => item.block.node.id).join('+'))
    .join(',');
}

type RegionBlock = Strung & { readonly block: Block };

function regionBox(context: LayoutContext, content: RegionContent, arrangement: Arrangement, isSingle: boolean): RegionBlock {
  const columns = columnsOf(content, arrangement);
  const children: PlacedBlock[] = [];
  const inset = isSingle ? 0 : pad;
  const top = isSingle ? 0 : regionHeader;
  let x = inset;
  let bottom = top;
  for (const column of columns) {
    let y = top;
    for (const item of column) {
      children.push({ block: item.block, x, y });
      y += item.height + vpcGap;
    }
    bottom = Math.max(bottom, y - vpcGap);
    const strands = column.reduce((count, item) => count + item.strands, 0);
    x += Math.max(...column.map((item) => item.width)) + onGrid(Math.max(pad, channelWidth(strands, 48)));
  }
  const strandsIn = (column: readonly RegionItem[]): number => column.reduce((count, item) => count + item.strands, 0);
  const strands = strandsIn(content.items);
  const width = onGrid(Math.max(x - pad + inset, isSingle ? 0 : labelWidth(regionText(content.region), 'strong') + pad * 2));
  const height = onGrid(bottom + inset);
  const tone = worstTone(content.items.map((item) => item.block.node.tone));
  const isScanned = context.topology.index.coverage.isScanned(content.accountId, content.region);
  const header: Shape[] = isSingle
    ? []
    : [
        { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'ground', stroke: 'line', strokeWidth: 1 },
        label(pad, 14, regionText(content.region), 'strong', { fill: 'ink-2' }),
      ];
  const block: Block = {
    node: {
      id: `region:${content.accountId}/${content.region}`,
      kind: 'region',
      label: content.region,
      description:
        content.isGroup === true
          ? 'Everything in this group.'
          : `Region ${content.region} of account ${accountText(content.accountId)}${isScanned ? '' : ', not scanned'}.`,
      subject: content.isGroup === true ? null : subject('region', content.region, content),
      tone,
      keywords: [content.region, content.accountId],
    },
    width,
    height,
    shapes: header,
    children,
  };
  return { block, width, height, strands, blocked: strands - strandsIn(columns.at(-1) ?? []) };
}

interface Badges {
  readonly width: number;
  shapes(right: number, middle: number): Shape[];
}

/** How many columns of an account are bad, warn or are unknown, at the right of its header. */
function badgesOf(regions: readonly RegionContent[]): Badges {
  const tones = regions.flatMap((content) => content.items.flatMap((item) => leafTones(item.block)));
  const counts = (['unknown', 'warn', 'bad'] as const)
    .map((tone) => ({ tone, count: tones.filter((other) => other === tone).length }))
    .filter(({ count }) => count > 0);
  const step = 34;
  return {
    width: counts.length * step,
    shapes: (right, middle) =>
      counts.flatMap(({ tone, count }, index) => {
        const x = right - index * step;
        const width = labelWidth(String(count), 'strong');
        return [...toneMark(x - width - 10, middle - 4, tone), label(x, middle, String(count), 'strong', { anchor: 'end', fill: tone })];
      }),
  };
}

function leafTones(block: Block): Tone[] {
  return block.children.filter((child) => child.block.node.kind === 'endpoint').map((child) => child.block.node.tone);
}
