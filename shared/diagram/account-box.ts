/**
 * An account with its Regions. Many arrangements are measured before one is
 * chosen, so sizes come first, and a block is drawn only where it is asked for.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import type { LayoutContext } from './context.ts';
import type { NodeKind, Shape, Tone } from './diagram.ts';
import { groupTitle } from './group-title.ts';
import { keptColumnsBy, legalStacks } from './keep-order.ts';
import { type ArrangedRegion, type Arrangement, type RegionContent, type RegionLook, regionLook } from './region-box.ts';
import { intoStacks, type Strung } from './shelves.ts';
import { ghostDash, label, labelWidth, toneMark } from './shape.ts';
import { worstTone } from './standing.ts';
import { accountText, counted, regionText } from './words.ts';

const pad = 8;
const accountHeader = 30;

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

/** An account in one arrangement: its size, and how many of its strands cannot leave straight to the right. */
export interface ArrangedAccount extends Strung {
  /** The id of its node. */
  readonly id: string;
  readonly draw: () => Block;
}

/** What of an account is the same in every arrangement. */
export interface AccountLook {
  readonly id: string;
  readonly accountId: AccountId;
  readonly regions: readonly RegionLook[];
  readonly heading: Heading | null;
  readonly isScanned: boolean;
  readonly name: string;
  readonly second: string;
  readonly badges: Badges;
  /** What its head takes at least. */
  readonly need: number;
  readonly tone: Tone;
}

/** An account of one or more Regions, before it is arranged. */
export function accountLook(
  context: LayoutContext,
  accountId: AccountId,
  regions: readonly RegionContent[],
  heading: Heading | null = null,
): AccountLook {
  const isScanned = context.topology.index.coverage.isAccountScanned(accountId);
  const isSingle = regions.length === 1;
  const looks = regions.map((content) => regionLook(context, content, isSingle));
  const name = heading?.name ?? context.accountName(accountId) ?? accountText(accountId);
  const second = heading?.second ?? secondLine(context, accountId, isSingle ? (regions[0]?.region ?? null) : null, isScanned);
  const badges = badgesOf(regions);
  return {
    id: `account:${accountId}`,
    accountId,
    regions: looks,
    heading,
    isScanned,
    name,
    second,
    badges,
    need: Math.min(labelWidth(name, 'heading') + labelWidth(second, 'body') + badges.width + pad * 4, 420),
    tone: worstTone(looks.map((look) => look.tone)),
  };
}

/** How large an account is in an arrangement. */
export function arrangedAccount(look: AccountLook, arrangement: Arrangement): ArrangedAccount {
  const boxes = look.regions.map((region) => region.arranged(arrangement));
  const { places, right, bottom, blocked } = stackedRegions(boxes, arrangement, look.id);
  const width = onGrid(Math.max(right, look.need));
  const height = onGrid(bottom + pad);
  const strands = boxes.reduce((sum, box) => sum + box.strands, 0);
  const children = (): PlacedBlock[] => places.map(({ box, x, y }) => ({ block: box.draw(), x, y }));
  return { id: look.id, width, height, strands, blocked, draw: () => accountBlock(look, width, height, children()) };
}

function accountBlock(look: AccountLook, width: number, height: number, children: readonly PlacedBlock[]): Block {
  const { accountId, regions, heading, isScanned, name, badges } = look;
  return {
    node: {
      id: look.id,
      kind: heading?.kind ?? (isScanned ? 'account' : 'ghost'),
      label: name,
      description:
        heading?.description ??
        `Account ${name}, ${accountText(accountId)}${isScanned ? '' : ', not scanned'}: ${counted(regions.length, 'Region')}.`,
      subject: heading === null ? { kind: 'account', id: accountId, accountId, region: 'global' } : null,
      tone: heading !== null || isScanned ? look.tone : 'ghost',
      keywords: heading !== null ? [name] : [accountId, accountText(accountId), ...regions.map((region) => region.name)],
    },
    width,
    height,
    shapes: [
      accountFrame(width, height, isScanned || heading?.kind === 'account'),
      ...(heading?.tone === undefined
        ? boxTitle(name, look.second, width - badges.width)
        : groupTitle(name, heading.tone, width - badges.width)),
      ...badges.shapes(width - pad, 20),
    ],
    children,
  };
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
function stackedRegions(boxes: readonly ArrangedRegion[], arrangement: Arrangement, accountId: string) {
  const places: { readonly box: ArrangedRegion; readonly x: number; readonly y: number }[] = [];
  let right = pad;
  let bottom = accountHeader;
  const stacks = stacksOf(boxes, arrangement, accountId);
  for (const stack of stacks) {
    let y = accountHeader;
    for (const box of stack) {
      places.push({ box, x: right, y });
      y += box.height + pad;
    }
    bottom = Math.max(bottom, y - pad);
    right += Math.max(...stack.map((item) => item.width)) + pad;
  }
  const last = stacks.at(-1) ?? [];
  const blocked = boxes.reduce((sum, box) => sum + (last.includes(box) ? box.blocked : box.strands), 0);
  return { places, right, bottom, blocked };
}

function stacksOf(
  boxes: readonly ArrangedRegion[],
  { stackHeight, isRightmost, kept }: Arrangement,
  accountId: string,
): ArrangedRegion[][] {
  const before = keptColumnsBy((box) => box.id, boxes, kept?.[accountId], pad);
  return before === null ? intoStacks(boxes, stackHeight, pad, isRightmost) : legalStacks(before, isRightmost);
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
