/** What the page asks of the analysis worker and what it gets back: JSON-only, so that it passes between threads. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { CostTotals } from '#shared/analysis/cost/totals.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import type { ServiceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { LinkscapeDocument, Suppression } from '#shared/model/document.ts';
import type { SnapshotHead } from '#shared/model/snapshot.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { PriceSettings } from '#shared/model/price-settings.ts';
import type { TakenPrice } from '#shared/model/price-book-taken.ts';
import type { StoredScenario } from '#shared/model/scenario.ts';
import type { Beside } from '#shared/analysis/scenario/beside.ts';
import type { Sensitivity } from '#shared/analysis/scenario/sensitivity.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { BesideRequest, CostRequest, EndpointChoices, FiguresRequest, ScenarioFigure, SensitivityRequest } from './scenario.ts';
import type { BillRequest, PlanCodeRequest, PlanEdits, PlanRequest } from './plan.ts';
import type { BillCard } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import type { Changes, ChangesRequest } from './changes.ts';
import type { EditChoice } from './edit-choices.ts';
import type { Inspection } from './inspection.ts';
import type { PriceRow, PricesRequest } from './price-list.ts';
import type { InventoryItem } from '#shared/diagram/inventory.ts';

/** The views that are drawn as diagrams. */
export const mapViews = ['consumers', 'providers', 'estate', 'vpc'] as const;
export type MapView = (typeof mapViews)[number];

/** Diagrams of the whole snapshot; a VPC is drawn when it is asked for. */
export const wholeViews = ['consumers', 'providers', 'estate'] as const satisfies readonly MapView[];
export type WholeView = (typeof wholeViews)[number];
/** Those that were made so far. */
export type Maps = Readonly<Partial<Record<WholeView, Diagram>>>;

/** What the page has of a document; the heavy objects stay with the worker. What is `null` is still being made. */
export type OpenedDocument = OpenedHead & { readonly [Part in Exclude<keyof OpenedRest, 'diagrams'>]: OpenedRest[Part] | null };

/** What a first look needs. */
export interface OpenedHead {
  readonly snapshot: SnapshotHead;
  /** What a person added to the document. */
  readonly edits: DocumentEdits;
  /** All snapshots of the document, oldest first; the last is the one that is shown. */
  readonly snapshots: readonly SnapshotName[];
  /** Why the scenario that was asked for is not shown; `null` where it is, and where none was. */
  readonly scenarioProblem: Problem | null;
  /** The map that was made: the one that was wished for, or one that suits the size of the estate. */
  readonly view: WholeView;
  readonly diagrams: Maps;
  /** Where traffic figures come from; empty where there are none. */
  readonly usageSources: readonly string[];
  /** When the prices of the price book were read; `null` where none of its prices fits a Region of the snapshot. */
  readonly priceDate: string | null;
}

/** What follows when the map is on the screen. */
export interface OpenedRest {
  readonly inventory: readonly InventoryItem[];
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
  /** VPCs by AWS services. */
  readonly services: ServiceCoverage;
  /** The other maps, where the estate is small; else they are made when they are asked for. */
  readonly diagrams: Maps;
}

export interface OpenRequest {
  /** A document's JSON as UTF-8, in parts; they belong to the worker from then on. */
  readonly json: readonly Uint8Array[];
  readonly view: WholeView;
  /** A person chose the view for this document: no other is made in its place. */
  readonly isChosen: boolean;
  /** The id of the snapshot that the page shows; `null` where nothing is open. */
  readonly shownId: string | null;
  /** Prices that the host keeps, in place of the built-in ones. */
  readonly taken: readonly TakenPrice[];
}

/** The parts of a document that a person writes; the rest was read. */
export type DocumentEdits = Pick<LinkscapeDocument, 'suppressions' | 'notes' | 'views' | 'scenarios'> & { readonly prices: PriceSettings };

/** Enough of a snapshot to choose it from a list. */
export type SnapshotName = Pick<SnapshotHead, 'id' | 'takenAt' | 'kind' | 'title'>;

/** What changes how the snapshot reads: everything that rests on it is made anew. */
export interface Reading {
  readonly suppressions: readonly Suppression[];
  /** What the person says about prices; findings tell amounts too. */
  readonly prices: PriceSettings;
  /** Names that the person gave, by subject key. */
  readonly renamed: Readonly<Record<string, string>>;
  /** The what-if that is looked at; `null`: the estate as it was read. */
  readonly scenario: StoredScenario | null;
}

export interface ReadRequest {
  readonly reading: Reading;
  /** The map that is shown. */
  readonly view: WholeView;
}

export interface NarrowRequest {
  /** Which things are left out, by subject key. */
  readonly leftOut: readonly string[];
  readonly views: readonly WholeView[];
}

export interface UnfoldRequest {
  /** Everything that is unfolded in the Estate view, by subject key. */
  readonly unfolded: readonly string[];
  /** What the narrowed map leaves out; empty where none is shown. */
  readonly leftOut: readonly string[];
}

/** What is written into a document when it is saved. */
export interface SaveRequest {
  readonly edits: DocumentEdits;
  /** The program and its version. */
  readonly app: string;
  readonly savedAt: string;
}

/** One file of generated code. */
export interface PlanFile {
  /** With its folder, `/` between. */
  readonly name: string;
  readonly text: string;
}

/** The questions, each with its answer. */
export interface EngineCalls {
  open: { readonly input: OpenRequest; readonly output: OpenedHead };
  /** What `open` left for later; the input is the map that the page has. */
  rest: { readonly input: WholeView; readonly output: OpenedRest };
  /** All suppressions and names, in place of those there were; what rests on them is made anew. */
  read: { readonly input: ReadRequest; readonly output: OpenedHead & OpenedRest };
  /** One map of everything. */
  map: { readonly input: WholeView; readonly output: Diagram };
  /** The maps without what is left out, so that no holes stay. */
  narrow: { readonly input: NarrowRequest; readonly output: Maps };
  /** The Estate view with other things unfolded; later maps have them unfolded too. `narrowed` is `null` where nothing is left out. */
  unfold: { readonly input: UnfoldRequest; readonly output: { readonly whole: Diagram; readonly narrowed: Diagram | null } };
  /** What changed between the shown snapshot and another; the other is remembered until another is chosen. */
  changes: { readonly input: ChangesRequest; readonly output: Changes };
  /** The document's JSON text with the checksum, its last field, empty. */
  save: { readonly input: SaveRequest; readonly output: string };
  /** One VPC, by id. */
  vpc: { readonly input: string; readonly output: Diagram };
  inspect: { readonly input: Subject; readonly output: Inspection };
  /** Every price that the Regions of the snapshot need, with where it comes from. */
  prices: { readonly input: PricesRequest; readonly output: readonly PriceRow[] };
  costs: { readonly input: CostRequest; readonly output: CostComparison };
  /** The same without lines, fast enough to follow a slider. */
  totals: { readonly input: CostRequest; readonly output: CostTotals };
  /** The list of scenarios with what each costs. */
  figures: { readonly input: FiguresRequest; readonly output: readonly ScenarioFigure[] };
  /** Two scenarios side by side. */
  beside: { readonly input: BesideRequest; readonly output: Beside };
  sensitivity: { readonly input: SensitivityRequest; readonly output: readonly Sensitivity[] };
  /** What AWS billed beside what is counted. */
  bill: { readonly input: BillRequest; readonly output: BillCard };
  /** The cheapest set of endpoints and zones; takes seconds on a large estate. */
  plan: { readonly input: PlanRequest; readonly output: Plan };
  /** Files of the plan's code, with their paths. */
  planCode: { readonly input: PlanCodeRequest; readonly output: readonly PlanFile[] };
  /** The plan as a what-if. */
  planEdits: { readonly input: PlanRequest; readonly output: PlanEdits };
  /** Why a scenario's edits cannot hold; `null`: they do. */
  tryScenario: { readonly input: StoredScenario; readonly output: Problem | null };
  /** What a what-if could change about a thing. */
  editChoices: { readonly input: Subject; readonly output: readonly EditChoice[] };
  /** What can be added to a VPC, by its id. */
  endpointChoices: { readonly input: string; readonly output: EndpointChoices };
}

export type EngineCall = keyof EngineCalls;

export interface EngineRequest {
  readonly id: number;
  readonly call: EngineCall;
  readonly input: EngineCalls[EngineCall]['input'];
}

export type EngineReply =
  | { readonly id: number; readonly ok: true; readonly value: EngineCalls[EngineCall]['output'] }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** Answers the questions; a document must have been opened before the others are asked. */
export interface Engine {
  ask<Call extends EngineCall>(call: Call, input: EngineCalls[Call]['input']): Promise<EngineCalls[Call]['output']>;
}
