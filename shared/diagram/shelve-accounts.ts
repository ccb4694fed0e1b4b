/** Very many accounts on shelves: each drawn in one way only, shelves filled one after the other. */
import { compareText } from '#shared/base/sort.ts';
import { channelWidth } from './region-box.ts';
import { type Area, type PlacedAccount, screenAspect, type Shelf } from './pack-accounts.ts';
import { shelfGap, type Variant } from './pack-row.ts';
import { intoStacks, ontoShelves, type Sized, stackSize } from './shelves.ts';

/** Accounts that stand on top of each other on one shelf. */
type Slot = Sized & { readonly items: readonly Variant[] };

/** The arrangement that is drawn largest, for accounts in the order given. */
export function shelvedArea(accounts: readonly Variant[], beside: { readonly width: number; readonly height: number }): Area {
  const highest = Math.max(0, ...accounts.map((account) => account.height));
  const slots = intoStacks(accounts, highest, shelfGap).map((items) => ({ items, ...stackSize(items, shelfGap) }));
  let best: Area = { shelves: [], width: 0, height: 0 };
  let bestScore = Number.POSITIVE_INFINITY;
  for (const width of shelfWidths(slots)) {
    const area = arranged(slots, width);
    const score = Math.max((area.width + beside.width) / screenAspect, Math.max(area.height, beside.height));
    if (score >= bestScore * 0.98) continue;
    bestScore = score;
    best = area;
  }
  return best;
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
    const last = ordered.at(-1);
    const blocked = ordered.reduce((sum, slot) => sum + (slot === last ? (slot.items.at(-1)?.blocked ?? 0) : strandCount(slot)), 0);
    const channel = channelWidth(blocked, 120);
    let x = 0;
    const boxes: PlacedAccount[] = [];
    for (const slot of ordered) {
      let top = y;
      for (const item of slot.items) {
        boxes.push({ account: item, x, y: top });
        top += item.height + shelfGap;
      }
      x += slot.width + shelfGap;
    }
    right = Math.max(right, x - shelfGap);
    shelves.push({ boxes, bottom: y + height, channel });
    y += height + Math.max(shelfGap, channel + 8);
  }
  return { shelves, width: right, height: Math.max(0, y - shelfGap) };
}

function strandCount(slot: Slot): number {
  return slot.items.reduce((sum, item) => sum + item.strands, 0);
}

function slotKey(slot: Slot): string {
  return slot.items[0]?.id ?? '';
}
