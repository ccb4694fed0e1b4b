/** Everything that is computed from an open document; holds the topology between questions. */
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
import type { EngineCall, EngineCalls, NarrowRequest, OpenedDocument, Reading, SaveRequest } from './protocol.ts';
import { editChoices } from './edit-choices.ts';
import type { BesideRequest, CostRequest, FiguresRequest, SensitivityRequest } from './scenario.ts';
import { besideOf, costsOf, endpointChoices, faultOf, figuresOf, imaginedMarks, sensitivityFor } from './scenario.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { markChanges } from '#shared/diagram/change-marks.ts';
import type { StoredScenario } from '#shared/model/scenario.ts';

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
          return marked(needed(), narrowedMaps(diagramInput(needed()), (input as NarrowRequest).leftOut)) as never;
        case 'changes':
          return changesOf(needed(), input as ChangesRequest) as never;
        case 'save':
          return documentText(needed().document, input as SaveRequest) as never;
        case 'inspect':
          return inspectWithCost(needed(), input as Subject) as never;
        case 'vpc':
          return markedVpc(needed(), input as VpcId) as never;
        default:
          return priced(needed(), call, input) as never;
      }
    },
  };
}

function inspectWithCost(held: Held, subject: Subject): Inspection {
  const inspection = inspect({ ...held, findings: held.findings.findings }, subject);
  const cost = costSections(held.topology, held.usage, subject);
  return cost.length === 0 ? inspection : { ...inspection, tabs: { ...inspection.tabs, cost } };
}

/** Fields that nobody knows stay where they are; the checksum comes last, as the format has it. */
function documentText(document: LinkscapeDocument, { app, savedAt, edits }: SaveRequest): string {
  const { checksum: _, ...rest } = document;
  return JSON.stringify({ ...rest, ...edits, app, savedAt, checksum: '' });
}

function openedDocument(held: Held): OpenedDocument {
  const { topology, alignment, findings, document } = held;
  const { snapshot } = held.base.index;
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
    scenarioProblem: held.scenarioProblem,
    diagrams: marked(held, wholeMaps(diagramInput(held))),
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

/** Questions about money and what-ifs. */
function priced<Call extends EngineCall>(held: Held, call: Call, input: EngineCalls[Call]['input']): unknown {
  switch (call) {
    case 'figures':
      return figuresOf(held, input as FiguresRequest);
    case 'beside':
      return besideOf(held, input as BesideRequest);
    case 'sensitivity':
      return sensitivityFor(held, input as SensitivityRequest);
    case 'tryScenario':
      return faultOf(held, input as StoredScenario);
    case 'editChoices':
      return editChoices(held, input as Subject);
    case 'endpointChoices':
      return endpointChoices(held, input as string);
    default:
      return costsOf(held, input as CostRequest);
  }
}

/** What a scenario adds or changes is marked on its maps. */
function marked(held: Held, maps: OpenedDocument['diagrams']): OpenedDocument['diagrams'] {
  if (held.topology === held.base) return maps;
  const marks = imaginedMarks(held);
  return {
    consumers: markChanges(maps.consumers, marks),
    providers: markChanges(maps.providers, marks),
    estate: markChanges(maps.estate, marks),
  };
}

function markedVpc(held: Held, vpcId: VpcId): Diagram {
  const diagram = layOutVpc(diagramInput(held), vpcId);
  return held.topology === held.base ? diagram : markChanges(diagram, imaginedMarks(held));
}
