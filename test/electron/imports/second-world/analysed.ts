/** A world of files as a person would import it, and what the analysis says of it. */
import { importFiles } from '#electron/imports/import-files.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { filesOf, type World } from '../planted/world.ts';

/** Import once and keep it: what is tried on it again and again is the analysis. */
export function imported(world: World): Snapshot {
  const outcome = importFiles(filesOf(world), { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(`${outcome.problem.what}: ${outcome.problem.why}`);
  if (outcome.value.notices.length > 0) throw new Error(JSON.stringify(outcome.value.notices));
  return outcome.value.snapshot;
}

/** Topology, alignment and findings of a snapshot. */
export function analysed(snapshot: Snapshot) {
  const topology = buildTopology(indexSnapshot(snapshot));
  const alignment = alignTopology(topology);
  return { topology, alignment, findings: runCatalogue(topology, alignment).findings };
}
