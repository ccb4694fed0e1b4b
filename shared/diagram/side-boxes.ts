/** What strands lead to beside endpoint services: bars of transit gateways, resources behind VPC Lattice. */
import type { AccountContent } from './account-content.ts';
import type { LayoutContext } from './context.ts';
import type { Provider } from './provider-area.ts';
import { resourceTargets } from './resource-target.ts';
import { transitBars } from './transit-strand.ts';

/** The providers, and beside them only what the strands of these accounts lead to. */
export function withSideBoxes(
  context: LayoutContext,
  contents: readonly AccountContent[],
  providers: readonly Provider[],
): readonly Provider[] {
  const starts = contents.flatMap((content) => content.regions.flatMap((region) => region.items.flatMap((item) => item.starts)));
  const targets = new Set(starts.map((start) => start.edge.target));
  const width = Math.max(240, ...providers.map((provider) => provider.block.width));
  return [...providers, ...transitBars(context, targets, width), ...resourceTargets(context, targets, width)];
}
