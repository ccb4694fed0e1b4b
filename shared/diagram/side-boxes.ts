/** What strands lead to beside endpoint services: bars of transit gateways, resources behind VPC Lattice. */
import type { AccountContent } from './consumer-area.ts';
import type { LayoutContext } from './context.ts';
import type { Provider } from './provider-area.ts';
import { resourceTargets } from './resource-target.ts';
import { transitBars } from './transit-strand.ts';

/** Only what the strands of these accounts lead to. */
export function sideBoxes(context: LayoutContext, contents: readonly AccountContent[]): readonly Provider[] {
  const starts = contents.flatMap((content) => content.regions.flatMap((region) => region.items.flatMap((item) => item.starts)));
  const targets = new Set(starts.map((start) => start.edge.target));
  return [...transitBars(context, targets, 240), ...resourceTargets(context, targets, 240)];
}
