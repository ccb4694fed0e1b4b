/** Small helpers around the plan, for tests. */
import { noConstraints, parseConstraints, type Constraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';

export interface PlanCase {
  readonly snapshot: Snapshot;
  readonly rows?: readonly UsageRow[];
  /** As the person writes them. */
  readonly constraints?: unknown;
  /** The built-in prices unless given. */
  readonly book?: PriceBook;
}

export interface PlannedCase {
  readonly topology: Topology;
  readonly plan: Plan;
}

export function constraintsOf(raw: unknown): Constraints {
  if (raw === undefined) return noConstraints;
  const parsed = parseConstraints(raw);
  if (parsed.kind === 'problem') throw new Error(parsed.problem.why);
  return parsed.value;
}

export function usageOf(rows: readonly UsageRow[]): readonly UsageSet[] {
  return rows.length === 0 ? [] : [{ schemaVersion: 1, name: 'test', source: 'test', rows }];
}

/** The plan of a snapshot. */
export function planned({ snapshot, rows = [], constraints, book = builtInPriceBook }: PlanCase): PlannedCase {
  const topology = buildTopology(indexSnapshot(snapshot));
  return { topology, plan: planOf({ topology, usage: usageOf(rows), book, constraints: constraintsOf(constraints) }) };
}
