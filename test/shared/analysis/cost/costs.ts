/** Small helpers around the comparison, for tests. */
import type { CostOptions, CostScope, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { type UsageRow, usageRowSchema, type UsageSet } from '#shared/model/usage.ts';
import type { z } from '#shared/model/schema.ts';

export interface CostCase {
  readonly snapshot: Snapshot;
  readonly rows?: readonly UsageRow[];
  readonly options?: CostOptions;
  readonly scopes?: readonly CostScope[];
  readonly book?: PriceBook;
}

/** All scopes of a comparison. */
export function costs({ snapshot, rows = [], options = {}, scopes = [], book = builtInPriceBook }: CostCase): readonly ScopeComparison[] {
  const usage: UsageSet[] = rows.length === 0 ? [] : [{ schemaVersion: 1, name: 'test', source: 'test', rows }];
  return compareCosts({ topology: buildTopology(indexSnapshot(snapshot)), usage, book, scopes, options }).scopes;
}

/** The one scope of a comparison. */
export function cost(given: CostCase): ScopeComparison {
  const [only, ...others] = costs(given);
  if (only === undefined || others.length > 0) throw new Error(`expected one scope, got ${others.length + (only === undefined ? 0 : 1)}`);
  return only;
}

/** A usage row of the VPC `shop` in us-east-1. */
export function row(service: string, gb: string | number, rest: Partial<z.input<typeof usageRowSchema>> = {}): UsageRow {
  return usageRowSchema.parse({ scope: vpcIdOf('shop'), region: 'us-east-1', service, gb_per_month: String(gb), ...rest });
}

/** One alternative by its id. */
export function alternative(comparison: ScopeComparison, id: string): ScopeComparison['alternatives'][number] {
  const found = comparison.alternatives.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no alternative ${id}`);
  return found;
}
