/** What the page gets of an open document: first what a look at the map needs, then the rest. */
import { serviceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import { markChanges } from '#shared/diagram/change-marks.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { inventoryOf } from '#shared/diagram/inventory.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import { resourceCount, type Snapshot } from '#shared/model/snapshot.ts';
import { diagramInput, type Held } from './held.ts';
import { narrowed } from './narrow.ts';
import { layOut, layOutWhole, type Places } from './places.ts';
import type { Maps, NarrowRequest, OpenedHead, OpenedRest, OpenRequest, UnfoldRequest, WholeView } from './protocol.ts';
import { wholeViews } from './protocol.ts';
import { imaginedMarks } from './scenario.ts';

/** An open document with where things stand on its maps. */
export interface HeldMaps extends Held {
  readonly places: Places;
}

/** More resources than this are met as a whole first: every VPC of them at once would take seconds and could not be read. */
export const estateFirstFrom = 20_000;
/** Up to this many, every map is made at once, so that none has to be waited for. */
const allMapsUpTo = 5_000;

/** Shows the wished map; of a large estate that was not open before, the Estate view where nobody chose another. */
export function firstView(held: Held, { view, isChosen, shownId }: Pick<OpenRequest, 'view' | 'isChosen' | 'shownId'>): WholeView {
  const { snapshot } = held.base.index;
  const isLarge = resourceCount(snapshot) > estateFirstFrom;
  return view === 'consumers' && !isChosen && isLarge && snapshot.id !== shownId ? 'estate' : view;
}

/** Findings are not waited for: a map needs them only as words to search, and the inventory has those too. */
export function openedHead(held: HeldMaps, view: WholeView): OpenedHead {
  const { document } = held;
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
    edits: {
      suppressions: held.reading.suppressions,
      notes: document.notes,
      views: document.views,
      scenarios: document.scenarios,
      prices: held.reading.prices,
    },
    snapshots: document.snapshots.map(({ id, takenAt, kind, title }) => ({ id, takenAt, kind, title })),
    scenarioProblem: held.scenarioProblem,
    view,
    diagrams: { [view]: marked(held, layOutWhole(diagramInput(held, false), view, held.places)) },
    usageSources: document.usage.map((set) => set.source),
    priceDate: priceDateOf(snapshot, held.book),
  };
}

/** What the head left out; `shown` is the map that the page has. */
export function openedRest(held: HeldMaps, shown: WholeView): OpenedRest {
  const others = resourceCount(held.base.index.snapshot) > allMapsUpTo ? [] : wholeViews.filter((view) => view !== shown);
  return {
    inventory: inventoryOf(held),
    alignment: held.alignment,
    findings: held.findings,
    services: serviceCoverage(held.topology),
    diagrams: Object.fromEntries(others.map((view) => [view, wholeMap(held, view)])),
  };
}

/** One map of everything. */
export function wholeMap(held: HeldMaps, view: WholeView): Diagram {
  return marked(held, layOutWhole(diagramInput(held), view, held.places));
}

/** Maps of what is not left out. */
export function narrowedMapsOf(held: HeldMaps, { leftOut, views }: NarrowRequest): Maps {
  const input = diagramInput(held);
  const left = { ...input, topology: narrowed(input.topology, new Set(leftOut)) };
  return Object.fromEntries(views.map((view) => [view, marked(held, layOut(left, view, held.places))]));
}

/** The Estate view with other things unfolded: of everything, and of what is not left out. */
export function unfoldedMaps(held: HeldMaps, { unfolded, leftOut }: UnfoldRequest) {
  held.places.unfolded = new Set(unfolded);
  const narrowedMaps = leftOut.length === 0 ? {} : narrowedMapsOf(held, { leftOut, views: ['estate'] });
  return { whole: wholeMap(held, 'estate'), narrowed: narrowedMaps.estate ?? null };
}

/** What a scenario adds or changes is marked on its maps. */
export function marked(held: Held, diagram: Diagram): Diagram {
  return held.topology === held.base ? diagram : markChanges(diagram, imaginedMarks(held));
}

/** The date of the NAT gateway price in the first Region that has one: the figure every comparison rests on. */
function priceDateOf(snapshot: Snapshot, book: PriceBook): string | null {
  for (const vpc of snapshot.vpcs) {
    const price = book.lookup('nat.zonal.hour', vpc.region);
    if (price.kind === 'price') return price.asOf;
  }
  return null;
}
