/** An open document with everything that is computed from its shown snapshot. */
import { alignTopology } from '#shared/analysis/availability/align.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { DiagramInput } from '#shared/diagram/diagram-input.ts';
import { currentSnapshot, type LinkscapeDocument } from '#shared/model/document.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { named } from './named.ts';
import type { Reading } from './protocol.ts';

export interface Held {
  /** As it was opened: what a person adds comes with the save. */
  readonly document: LinkscapeDocument;
  readonly reading: Reading;
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
}

/** Opens a document's JSON; throws where it holds no snapshot. Names of its last look count from the start. */
export function holdDocument(text: string): Held {
  const document = JSON.parse(text) as LinkscapeDocument;
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) throw new Error('The document holds no snapshot.');
  const renamed = document.views.find((view) => view.name === '')?.renamed ?? {};
  return holdSnapshot(document, snapshot, { suppressions: document.suppressions, renamed });
}

/** One snapshot of a document, analysed. */
export function holdSnapshot(document: LinkscapeDocument, snapshot: Snapshot, reading: Reading): Held {
  const topology = buildTopology(indexSnapshot(named(snapshot, reading.renamed)));
  const alignment = alignTopology(topology);
  return { document, reading, topology, alignment, findings: findingsOf(document, topology, alignment, reading) };
}

/** Other suppressions cost the findings only; other names cost everything. */
export function readAnew(held: Held, reading: Reading): Held {
  const { document, topology, alignment } = held;
  if (sameNames(held.reading.renamed, reading.renamed)) {
    return { ...held, reading, findings: findingsOf(document, topology, alignment, reading) };
  }
  const snapshot = currentSnapshot(document);
  return snapshot === undefined ? held : holdSnapshot(document, snapshot, reading);
}

/** What the maps of a held snapshot are laid out from. */
export function diagramInput({ topology, alignment, findings, document }: Held): DiagramInput {
  const usage = document.usage.at(-1);
  return { topology, alignment, findings, ...(usage === undefined ? {} : { usage }) };
}

function findingsOf(document: LinkscapeDocument, topology: Topology, alignment: readonly AlignmentRow[], reading: Reading): FindingReport {
  return runCatalogue(topology, alignment, reading.suppressions, catalogue, document.usage);
}

function sameNames(a: Reading['renamed'], b: Reading['renamed']): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
