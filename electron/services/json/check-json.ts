import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import type { Diff } from '#shared/analysis/changes/change.ts';
import { diffOf } from '#shared/analysis/changes/diff.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { lostTraffic, withLost } from '#shared/analysis/scenario/lost-traffic.ts';
import { editsBetween } from '#shared/analysis/scenario/edits-between.ts';
import { reroutedUsage } from '#shared/analysis/scenario/rerouted-usage.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { PlannedEstate } from '#electron/imports/planned/fact.ts';
import { applyPlanned } from '#electron/imports/planned/apply-planned.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { documentPriceBook } from '#electron/services/price-refresh-file.ts';
import { readCode } from '#electron/services/planned-code.ts';
import { sideOf } from './diff-json.ts';

export interface CheckOptions {
  /** The stack of a template, where several have the same logical ids. */
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
}

/** What code would make of the document: the difference, and what cannot be told before it is applied. */
export interface Check extends Diff {
  readonly plan: {
    readonly what: string;
    readonly create: number;
    readonly update: number;
    readonly replace: number;
    readonly delete: number;
    /** What is known only after apply, and what was left aside. */
    readonly unknown: readonly string[];
  };
}

/** From the document's shown snapshot to what it would be once the code is applied. */
export async function checkJson(analysed: Analysed, file: string, options: CheckOptions): Promise<Outcome<Check, Problem>> {
  const estate = await readCode(file, analysed.snapshot, options);
  if (estate.kind === 'problem') return estate;
  const after = snapshotAfter(analysed.snapshot, estate.value);
  const topology = buildTopology(indexSnapshot(after));
  const alignment = alignTopology(topology);
  const { document } = analysed;
  const edits = editsBetween(analysed.topology, topology);
  const usage = reroutedUsage(analysed.topology, topology, document.usage, edits);
  const costs = compareCosts({ topology, usage, book: documentPriceBook(document), scopes: [], options: {} });
  const side = {
    topology,
    alignment,
    findings: runCatalogue(topology, alignment, document.suppressions, catalogue, usage, documentPriceBook(document)),
    costs: withLost(costs, lostTraffic(analysed.topology, topology, usage, edits)),
  };
  return ok({ ...diffOf(sideOf(analysed), side), plan: planOf(estate.value) });
}

function snapshotAfter(base: Snapshot, estate: PlannedEstate): Snapshot {
  const after = applyPlanned(estate, base);
  return {
    ...after,
    id: `${base.id}-planned` as SnapshotId,
    takenAt: base.takenAt satisfies IsoTime,
    kind: 'plan',
    title: `${base.title}, after the ${estate.what}`,
  };
}

function planOf({ what, changes, notices }: PlannedEstate): Check['plan'] {
  const count = (action: string): number => changes.filter((change) => change.action === action).length;
  return { what, create: count('create'), update: count('update'), replace: count('replace'), delete: count('delete'), unknown: notices };
}
