import { alignTopology } from '#shared/analysis/availability/align.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { DiagramInput } from '#shared/diagram/diagram-input.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** What the layouts take, from a snapshot. */
export function inputOf(snapshot: Snapshot): DiagramInput {
  const topology = buildTopology(indexSnapshot(snapshot));
  return { topology, alignment: alignTopology(topology), findings: null };
}
