/**
 * Which route of a table decides for a destination: the most specific one that
 * holds it, be it active or a blackhole, as AWS judges them.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
import { containsBlock, ipv4Block, ipv6Block } from '#shared/base/cidr.ts';
import type { Route, RouteTable } from '#shared/model/route-table.ts';
import type { SnapshotIndex } from './snapshot-index.ts';

/** The route that decides for a block; `undefined` where none holds all of it. Prefix lists count by their blocks, where those were read. */
export function routeFor(index: SnapshotIndex, table: RouteTable, block: string): Route | undefined {
  let best: { readonly route: Route; readonly length: number } | undefined;
  for (const route of table.routes) {
    const length = matchLength(index, table, route, block);
    // Of two as specific ones a written route beats a propagated one; a prefix list yields to a block.
    if (length !== null && (best === undefined || length > best.length)) best = { route, length };
  }
  return best?.route;
}

/** What a route is about: its block, or those of its prefix list; `null` where nobody read the list. */
export function destinationsOf(index: SnapshotIndex, { region }: Pick<RouteTable, 'region'>, route: Route): readonly string[] | null {
  if (route.destinationKind !== 'prefix-list') return [route.destination];
  return index.find('prefixLists', `${region}/${route.destination}`)?.cidrBlocks ?? null;
}

function matchLength(index: SnapshotIndex, table: RouteTable, route: Route, block: string): number | null {
  const blocks = destinationsOf(index, table, route) ?? [];
  const lengths = blocks.filter((one) => containsBlock(one, block)).map(prefixLength);
  return lengths.length === 0 ? null : Math.max(...lengths) * 2 + (route.destinationKind === 'prefix-list' ? 0 : 1);
}

/** How specific a block is: the bits that it fixes. */
export function prefixLength(block: string): number {
  const length = block.split('/')[1];
  if (length !== undefined) return Number(length);
  return ipv4Block(block) !== null ? 32 : ipv6Block(block) !== null ? 128 : 0;
}
