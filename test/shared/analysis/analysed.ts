/** From a small estate to what the analyses say of it, in one call. */
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** Topology and alignment of a snapshot. */
export function analysed(snapshot: Snapshot) {
  const topology = buildTopology(indexSnapshot(snapshot));
  const alignment = alignTopology(topology);
  return { topology, alignment };
}
