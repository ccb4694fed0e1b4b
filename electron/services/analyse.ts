/** Everything that is computed from a snapshot, in the order in which it builds on each other. */
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { currentSnapshot } from '#shared/model/document.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { documentPriceBook } from './price-refresh-file.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';

/** A document's shown snapshot, analysed. */
export interface Analysed {
  readonly document: LinkscapeDocument;
  readonly snapshot: Snapshot;
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
}

/** Analyses the newest snapshot; a document without one is a problem of the person. */
export function analyseDocument(document: LinkscapeDocument): Outcome<Analysed, Problem> {
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) {
    return failed({ code: 'no-snapshot', what: 'The document holds no snapshot', remedy: 'Scan or import into it first.' });
  }
  const topology = buildTopology(indexSnapshot(snapshot));
  const alignment = alignTopology(topology);
  return ok({
    document,
    snapshot,
    topology,
    alignment,
    findings: runCatalogue(topology, alignment, document.suppressions, catalogue, document.usage, documentPriceBook(document)),
  });
}
