/** What stands in an account, before it is arranged. */
import type { AccountId } from '#shared/base/ids.ts';
import type { Heading } from './account-box.ts';
import type { RegionContent, RegionItem } from './region-box.ts';
import type { StrandStart } from './strand.ts';

/** Something of a Region with the strands that leave it. */
export interface AreaItem extends RegionItem {
  readonly starts: readonly StrandStart[];
}

export interface AreaRegion extends RegionContent {
  readonly items: readonly AreaItem[];
}

export interface AccountContent {
  readonly accountId: AccountId;
  readonly heading?: Heading;
  readonly regions: readonly AreaRegion[];
}

export function itemHeights(content: AccountContent): number[] {
  return content.regions.flatMap((region) => region.items.map((item) => item.height));
}

/** How tall the columns of an account are that is arranged by itself: about as tall as two of its tallest boxes. */
export function accountHeight(content: AccountContent): number {
  return Math.max(120, ...itemHeights(content)) * 2 + 24;
}
