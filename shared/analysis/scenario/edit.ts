/** What the edits of a scenario have in common. */
import { failed, type Outcome } from '#shared/base/outcome.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';

/** The snapshot after an edit, or why the edit cannot hold, as the end of a sentence. */
export type Edited = Outcome<Snapshot, string>;

/** An edit of one kind. */
export type EditOf<Op extends ScenarioEdit['op']> = Extract<ScenarioEdit, { readonly op: Op }>;

/** Where an edit is made. */
export interface Ground {
  /** The estate before the first edit: its zones, callers and offers do not change with edits. */
  readonly topology: Topology;
  /** What the edits so far have made of it. */
  readonly snapshot: Snapshot;
}

export function refused(why: string): { readonly kind: 'problem'; readonly problem: string } {
  return failed(why);
}
