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
import { givenNames, named } from '#shared/model/named.ts';
import { whatIf } from '#shared/analysis/scenario/apply-edits.ts';
import { reroutedUsage } from '#shared/analysis/scenario/rerouted-usage.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Problem } from '#shared/base/outcome.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { withPrices } from '#shared/model/price-book-adjust.ts';
import { listPricesOnly } from '#shared/model/price-settings.ts';
import { type TakenPrice, withTaken } from '#shared/model/price-book-taken.ts';
import { parseScenario } from '#shared/model/scenario.ts';
import type { Reading } from './protocol.ts';

export interface Held {
  /** As it was opened: what a person adds comes with the save. */
  readonly document: LinkscapeDocument;
  readonly reading: Reading;
  /** Of the snapshot as it was read. */
  readonly base: Topology;
  /** Of the snapshot as the scenario makes it; without one the same as `base`. */
  readonly topology: Topology;
  /** The document's traffic on the paths it would take. */
  readonly usage: readonly UsageSet[];
  /** The list: what the program was built with, and what was taken since. */
  readonly list: PriceBook;
  /** The list with what the person says about prices in this document. */
  readonly book: PriceBook;
  /** Why the scenario is not shown. */
  readonly scenarioProblem: Problem | null;
  readonly alignment: readonly AlignmentRow[];
  /** Made when it is first asked for: the first look at a map does not need it. */
  readonly findings: FindingReport;
}

/** Opens a document's JSON; throws where it holds no snapshot. Names of its last look count from the start. */
export function holdDocument(json: readonly Uint8Array[], taken: readonly TakenPrice[]): Held {
  const document = parsedParts(json) as LinkscapeDocument;
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) throw new Error('The document holds no snapshot.');
  const renamed = givenNames(document);
  const { suppressions, prices = listPricesOnly } = document;
  return holdSnapshot(document, snapshot, { suppressions, prices, renamed, scenario: null }, withTaken(builtInPriceBook, taken));
}

/** The value of a document's JSON (UTF-8, in parts). */
export function parsedParts(json: readonly Uint8Array[]): unknown {
  const decoder = new TextDecoder();
  // A text that was put together is one string for the parser only; the parts are let go with it.
  return JSON.parse([...json.map((part) => decoder.decode(part, { stream: true })), decoder.decode()].join(''));
}

/** One snapshot of a document, analysed. */
export function holdSnapshot(document: LinkscapeDocument, snapshot: Snapshot, reading: Reading, list: PriceBook): Held {
  return holdBase(document, buildTopology(indexSnapshot(named(snapshot, reading.renamed))), reading, list);
}

function holdBase(document: LinkscapeDocument, base: Topology, reading: Reading, list: PriceBook): Held {
  const { topology, usage, scenarioProblem } = imagined(document, base, reading.scenario);
  const alignment = alignTopology(topology);
  const book = withPrices(list, reading.prices);
  return withFindings({ document, reading, base, topology, usage, list, book, scenarioProblem, alignment });
}

function withFindings(held: Omit<Held, 'findings'>): Held {
  let found: FindingReport | null = null;
  return {
    ...held,
    get findings() {
      found ??= findingsOf(held);
      return found;
    },
  };
}

/** Edits that cannot hold leave the estate as it was read, and say why. */
function imagined(
  { usage }: LinkscapeDocument,
  base: Topology,
  scenario: Reading['scenario'],
): Pick<Held, 'topology' | 'usage' | 'scenarioProblem'> {
  if (scenario === null) return { topology: base, usage, scenarioProblem: null };
  const parsed = parseScenario(scenario);
  const edited = parsed.kind === 'problem' ? parsed : whatIf(base.index.snapshot, parsed.value, base);
  if (edited.kind === 'problem') return { topology: base, usage, scenarioProblem: edited.problem };
  if (edited.value === base.index.snapshot) return { topology: base, usage, scenarioProblem: null };
  const topology = buildTopology(indexSnapshot(edited.value));
  const edits = parsed.kind === 'problem' ? [] : parsed.value.edits;
  return { topology, usage: reroutedUsage(base, topology, usage, edits), scenarioProblem: null };
}

/** Other suppressions cost the findings only; another scenario all but the first reading; other names cost everything. */
export function readAnew(held: Held, reading: Reading): Held {
  const { document, base, list } = held;
  if (!sameNames(held.reading.renamed, reading.renamed)) {
    const snapshot = currentSnapshot(document);
    return snapshot === undefined ? held : holdSnapshot(document, snapshot, reading, list);
  }
  if (JSON.stringify(held.reading.scenario) !== JSON.stringify(reading.scenario)) return holdBase(document, base, reading, list);
  const { topology, usage, scenarioProblem, alignment } = held;
  const isSame = JSON.stringify(held.reading.prices) === JSON.stringify(reading.prices);
  const book = isSame ? held.book : withPrices(list, reading.prices);
  return withFindings({ document, reading, base, topology, usage, list, book, scenarioProblem, alignment });
}

/** What the maps of a held snapshot are laid out from; without findings their nodes lack the ids of rules among their words. */
export function diagramInput(held: Held, hasFindings = true): DiagramInput {
  const { topology, alignment, usage } = held;
  const last = usage.at(-1);
  return { topology, alignment, findings: hasFindings ? held.findings : null, ...(last === undefined ? {} : { usage: last }) };
}

function findingsOf(held: Omit<Held, 'findings'>): FindingReport {
  const { usage, topology, alignment, reading } = held;
  return runCatalogue(topology, alignment, reading.suppressions, catalogue, usage, shownBook(held));
}

/** The prices of the scenario that is shown, else of the document. */
export function shownBook({ book, reading }: Pick<Held, 'book' | 'reading'>): PriceBook {
  const parsed = reading.scenario === null ? null : parseScenario(reading.scenario);
  return parsed?.kind === 'ok' ? withPrices(book, parsed.value.prices) : book;
}

function sameNames(a: Reading['renamed'], b: Reading['renamed']): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
