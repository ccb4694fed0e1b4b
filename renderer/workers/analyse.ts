/** Everything that is computed from an open document; holds the topology between questions. */
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import type { VpcId } from '#shared/base/ids.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { listPricesOnly } from '#shared/model/price-settings.ts';
import type { Subject } from '#shared/model/subject.ts';
import { type ChangesRequest, changesOf } from './changes.ts';
import { diagramInput, type Held, holdDocument, readAnew } from './held.ts';
import { inspect } from './inspect.ts';
import { costSections } from './inspect-cost.ts';
import type { Inspection } from './inspection.ts';
import { firstView, type HeldMaps, marked, narrowedMapsOf, openedHead, openedRest, unfoldedMaps, wholeMap } from './opened.ts';
import { newPlaces } from './places.ts';
import type {
  EngineCall,
  EngineCalls,
  NarrowRequest,
  OpenedHead,
  OpenedRest,
  OpenRequest,
  ReadRequest,
  SaveRequest,
  UnfoldRequest,
  WholeView,
} from './protocol.ts';
import { editChoices } from './edit-choices.ts';
import type { BesideRequest, CostRequest, FiguresRequest, SensitivityRequest } from './scenario.ts';
import { billFor, type BillRequest, planCodeFor, type PlanCodeRequest, planEditsFor, planFor, type PlanRequest } from './plan.ts';
import { priceList, type PricesRequest } from './price-list.ts';
import { besideOf, costsOf, endpointChoices, faultOf, figuresOf, sensitivityFor, totalsFor } from './scenario.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { StoredScenario } from '#shared/model/scenario.ts';

export interface Analyst {
  /** Throws where no document is open or the document cannot be read; the message is for the person. */
  answer<Call extends EngineCall>(call: Call, input: EngineCalls[Call]['input']): EngineCalls[Call]['output'];
}

export function createAnalyst(): Analyst {
  let held: HeldMaps | null = null;
  const open = ({ json, taken, ...wish }: OpenRequest): OpenedHead => {
    held = withPlaces(holdDocument(json, taken), held);
    return openedHead(held, firstView(held, wish));
  };
  const read = ({ reading, view }: ReadRequest): OpenedHead & OpenedRest => {
    const { places } = needed();
    held = Object.assign(readAnew(needed(), reading), { places });
    const rest = openedRest(held, view);
    const head = openedHead(held, view);
    return { ...head, ...rest, diagrams: { ...head.diagrams, ...rest.diagrams } };
  };
  const needed = (): HeldMaps => {
    if (held === null) throw new Error('No document is open.');
    return held;
  };
  return {
    answer: (call, input) => {
      switch (call) {
        case 'open':
          return open(input as OpenRequest) as never;
        case 'rest':
          return openedRest(needed(), input as WholeView) as never;
        case 'read':
          return read(input as ReadRequest) as never;
        case 'map':
          return wholeMap(needed(), input as WholeView) as never;
        case 'narrow':
          return narrowedMapsOf(needed(), input as NarrowRequest) as never;
        case 'unfold':
          return unfoldedMaps(needed(), input as UnfoldRequest) as never;
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

/** More of the same snapshot, as a running scan brings it, leaves things where they stand; anything else begins anew. */
function withPlaces(held: Held, before: HeldMaps | null): HeldMaps {
  const isSame = before !== null && before.base.index.snapshot.id === held.base.index.snapshot.id;
  const look = held.document.views.find((view) => view.name === '');
  // A copy would make the findings, which are left until the map is there.
  return Object.assign(held, { places: isSame ? before.places : newPlaces(look?.unfolded ?? []) });
}

function inspectWithCost(held: Held, subject: Subject): Inspection {
  const inspection = inspect({ ...held, findings: held.findings.findings }, subject);
  const cost = costSections(held, subject);
  return cost.length === 0 ? inspection : { ...inspection, tabs: { ...inspection.tabs, cost } };
}

/** Fields that nobody knows stay where they are; the checksum comes last, as the format has it. */
function documentText(document: LinkscapeDocument, { app, savedAt, edits }: SaveRequest): string {
  const { checksum: _, prices: __, ...rest } = document;
  const { prices, ...others } = edits;
  const isSilent = document.prices === undefined && JSON.stringify(prices) === JSON.stringify(listPricesOnly);
  return JSON.stringify({ ...rest, ...others, ...(isSilent ? {} : { prices }), app, savedAt, checksum: '' });
}

/** Questions about money and what-ifs. */
function priced<Call extends EngineCall>(held: Held, call: Call, input: EngineCalls[Call]['input']): unknown {
  switch (call) {
    case 'prices':
      return priceList(held, input as PricesRequest);
    case 'totals':
      return totalsFor(held, input as CostRequest);
    case 'figures':
      return figuresOf(held, input as FiguresRequest);
    case 'beside':
      return besideOf(held, input as BesideRequest);
    case 'bill':
      return billFor(held, input as BillRequest);
    case 'plan':
      return planFor(held, input as PlanRequest);
    case 'planCode':
      return planCodeFor(held, input as PlanCodeRequest);
    case 'planEdits':
      return planEditsFor(held, input as PlanRequest);
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

function markedVpc(held: Held, vpcId: VpcId): Diagram {
  return marked(held, layOutVpc(diagramInput(held), vpcId));
}
