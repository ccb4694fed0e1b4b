/**
 * What-if edits on a snapshot. The result is a snapshot like any other, so
 * topology, alignment, findings, cost and diagram work on it unchanged. What
 * was read stays as it was, the ledger included; only ids that say
 * `hypothetical` are new.
 */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { hexOf } from '#shared/model/estate/names.ts';
import type { SnapshotId } from '#shared/base/ids.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { addEndpoint } from './add-endpoint.ts';
import type { Edited, Ground } from './edit.ts';
import { associateRouteTable, disassociateRouteTable, setPrivateDns } from './endpoint-options.ts';
import { addZone, removeZone } from './endpoint-zones.ts';
import { removeEndpoint } from './remove-endpoint.ts';
import { removeNat } from './remove-nat.ts';

/**
 * The snapshot after all edits, in their order; no edits give the same snapshot
 * back. The first edit that cannot hold is the problem: `where` names its place
 * in the list, `why` the reason. `topology` spares building the snapshot's own.
 */
export function applyEdits(snapshot: Snapshot, edits: readonly ScenarioEdit[], topology?: Topology): Outcome<Snapshot, Problem> {
  if (edits.length === 0) return ok(snapshot);
  const before = topology ?? buildTopology(indexSnapshot(snapshot));
  let now = snapshot;
  for (const [index, edit] of edits.entries()) {
    const edited = applied({ topology: before, snapshot: now }, edit);
    if (edited.kind === 'problem') return failed(editProblem(index, edit, edited.problem));
    now = edited.value;
  }
  return ok(now);
}

/** The edited snapshot under an id and a title of its own, so that nobody mixes it up with what was read. */
export function whatIf(
  snapshot: Snapshot,
  scenario: { readonly name: string; readonly edits: readonly ScenarioEdit[] },
  topology?: Topology,
): Outcome<Snapshot, Problem> {
  const edited = applyEdits(snapshot, scenario.edits, topology);
  if (edited.kind === 'problem' || scenario.edits.length === 0) return edited;
  const id = `${snapshot.id}-if-${hexOf(JSON.stringify(scenario.edits), 8)}` as SnapshotId;
  return ok({ ...edited.value, id, title: `${snapshot.title}, if ${scenario.name}` });
}

function applied(ground: Ground, edit: ScenarioEdit): Edited {
  switch (edit.op) {
    case 'add-endpoint':
      return addEndpoint(ground, edit);
    case 'remove-endpoint':
      return removeEndpoint(ground, edit);
    case 'add-zone':
      return addZone(ground, edit);
    case 'remove-zone':
      return removeZone(ground, edit);
    case 'set-private-dns':
      return setPrivateDns(ground, edit);
    case 'associate-route-table':
      return associateRouteTable(ground, edit);
    case 'disassociate-route-table':
      return disassociateRouteTable(ground, edit);
    case 'remove-nat':
      return removeNat(ground, edit);
  }
}

function editProblem(index: number, edit: ScenarioEdit, why: string): Problem {
  return {
    code: 'scenario-edit',
    what: `Edit ${index} of the scenario (${edit.op}) cannot hold`,
    where: `edits[${index}]`,
    why,
    remedy: 'Change or remove the edit; edits count from 0.',
  };
}
