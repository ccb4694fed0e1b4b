/** Everything that is computed from an open document; holds the topology between questions. */
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import { serviceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import type { VpcId } from '#shared/base/ids.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Subject } from '#shared/model/subject.ts';
import { type ChangesRequest, changesOf } from './changes.ts';
import { diagramInput, type Held, holdDocument, readAnew } from './held.ts';
import { inspect } from './inspect.ts';
import { costSections } from './inspect-cost.ts';
import type { Inspection } from './inspection.ts';
import { inventoryOf } from '#shared/diagram/inventory.ts';
import { narrowedMaps, wholeMaps } from './narrow.ts';
import type { CostRequest, EngineCall, EngineCalls, NarrowRequest, OpenedDocument, Reading, SaveRequest } from './protocol.ts';

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
        case 'read':
          held = readAnew(needed(), input as Reading);
          return openedDocument(held) as never;
        case 'narrow':
          return narrowedMaps(diagramInput(needed()), (input as NarrowRequest).leftOut) as never;
        case 'changes':
          return changesOf(needed(), input as ChangesRequest) as never;
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

/** Fields that nobody knows stay where they are; the checksum comes last, as the format has it. */
function documentText(document: LinkscapeDocument, { app, savedAt, edits }: SaveRequest): string {
  const { checksum: _, ...rest } = document;
  return JSON.stringify({ ...rest, ...edits, app, savedAt, checksum: '' });
}

function openedDocument(held: Held): OpenedDocument {
  const { topology, alignment, findings, document } = held;
  const { snapshot } = topology.index;
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
    edits: { suppressions: held.reading.suppressions, notes: document.notes, views: document.views, scenarios: document.scenarios },
    snapshots: document.snapshots.map(({ id, takenAt, kind, title }) => ({ id, takenAt, kind, title })),
    diagrams: wholeMaps(diagramInput(held)),
    usageSources: document.usage.map((set) => set.source),
    priceDate: priceDateOf(snapshot),
  };
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
