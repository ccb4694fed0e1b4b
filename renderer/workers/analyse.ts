/** Everything that is computed from an open document; holds the topology between questions. */
import { alignTopology } from '#shared/analysis/availability/align.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { serviceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import type { DiagramInput } from '#shared/diagram/diagram-input.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { currentSnapshot, type LinkscapeDocument, type Suppression } from '#shared/model/document.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Subject } from '#shared/model/subject.ts';
import { inspect } from './inspect.ts';
import { costSections } from './inspect-cost.ts';
import type { Inspection } from './inspection.ts';
import { inventoryOf } from '#shared/diagram/inventory.ts';
import type { CostRequest, EngineCall, EngineCalls, OpenedDocument, SaveRequest } from './protocol.ts';

interface Held {
  readonly document: LinkscapeDocument;
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
}

export interface Analyst {
  /** Throws where no document is open or the document cannot be read; the message is for the person. */
  answer<Call extends EngineCall>(call: Call, input: EngineCalls[Call]['input']): EngineCalls[Call]['output'];
}

export function createAnalyst(): Analyst {
  let held: Held | null = null;
  const open = (text: string): OpenedDocument => {
    held = holdDocument(text);
    return openedDocument(held);
  };
  const needed = (): Held => {
    if (held === null) throw new Error('No document is open.');
    return held;
  };
  return {
    answer: (call, input) => {
      switch (call) {
        case 'open':
          return open(input as string) as never;
        case 'suppress':
          held = suppressed(needed(), input as readonly Suppression[]);
          return openedDocument(held) as never;
        case 'save':
          return documentText(needed().document, input as SaveRequest) as never;
        case 'inspect':
          return inspectWithCost(needed(), input as Subject) as never;
        case 'vpc':
          return layOutVpc(diagramInput(needed()), input as VpcId) as never;
        default:
          return compare(needed(), input as CostRequest) as never;
      }
    },
  };
}

function inspectWithCost(held: Held, subject: Subject): Inspection {
  const inspection = inspect({ ...held, findings: held.findings.findings }, subject);
  const cost = costSections(held.topology, held.document.usage, subject);
  return cost.length === 0 ? inspection : { ...inspection, tabs: { ...inspection.tabs, cost } };
}

function holdDocument(text: string): Held {
  const document = JSON.parse(text) as LinkscapeDocument;
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) throw new Error('The document holds no snapshot.');
  const topology = buildTopology(indexSnapshot(snapshot));
  const alignment = alignTopology(topology);
  return { document, topology, alignment, findings: findingsOf(document, topology, alignment) };
}

function findingsOf(document: LinkscapeDocument, topology: Topology, alignment: readonly AlignmentRow[]): FindingReport {
  return runCatalogue(topology, alignment, document.suppressions, catalogue, document.usage);
}

function suppressed(held: Held, suppressions: readonly Suppression[]): Held {
  const document = { ...held.document, suppressions };
  return { ...held, document, findings: findingsOf(document, held.topology, held.alignment) };
}

/** Fields that nobody knows stay where they are; the checksum comes last, as the format has it. */
function documentText(document: LinkscapeDocument, { app, savedAt }: SaveRequest): string {
  const { checksum: _, ...rest } = document;
  return JSON.stringify({ ...rest, app, savedAt, checksum: '' });
}

function openedDocument(held: Held): OpenedDocument {
  const { topology, alignment, findings, document } = held;
  const { snapshot } = topology.index;
  const input = diagramInput(held);
  return {
    snapshot: {
      id: snapshot.id,
      takenAt: snapshot.takenAt,
      kind: snapshot.kind,
      title: snapshot.title,
      accounts: snapshot.accounts,
      ledger: snapshot.ledger,
    },
    inventory: inventoryOf(held),
    alignment,
    findings,
    services: serviceCoverage(topology),
    suppressions: document.suppressions,
    diagrams: { consumers: layOutConsumers(input), providers: layOutProviders(input), estate: layOutEstate(input) },
    usageSources: document.usage.map((set) => set.source),
    priceDate: priceDateOf(snapshot),
  };
}

function diagramInput({ topology, alignment, findings, document }: Held): DiagramInput {
  const usage = document.usage.at(-1);
  return { topology, alignment, findings, ...(usage === undefined ? {} : { usage }) };
}

/** The date of the NAT gateway price in the first Region that has one: the figure every comparison rests on. */
function priceDateOf(snapshot: Snapshot): string | null {
  for (const vpc of snapshot.vpcs) {
    const price = builtInPriceBook.lookup('nat.zonal.hour', vpc.region);
    if (price.kind === 'price') return price.asOf;
  }
  return null;
}

function compare(held: Held, request: CostRequest): CostComparison {
  const usage = request.typed === null ? held.document.usage : [...held.document.usage, request.typed];
  return compareCosts({ topology: held.topology, usage, book: builtInPriceBook, scopes: [], options: request.options });
}
