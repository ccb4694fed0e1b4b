/** What the page asks of the analysis worker and what it gets back: JSON-only, so that it passes between threads. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { CostComparison, CostOptions } from '#shared/analysis/cost/comparison.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import type { ServiceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { Suppression } from '#shared/model/document.ts';
import type { SnapshotHead } from '#shared/model/snapshot.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Inspection } from './inspection.ts';
import type { InventoryItem } from '#shared/diagram/inventory.ts';

/** The views that are drawn as diagrams. */
export const mapViews = ['consumers', 'providers', 'estate', 'vpc'] as const;
export type MapView = (typeof mapViews)[number];

/** Diagrams of the whole snapshot; a VPC is drawn when it is asked for. */
export type WholeView = Exclude<MapView, 'vpc'>;

/** A document as the page needs it; the heavy objects stay with the worker. */
export interface OpenedDocument {
  readonly snapshot: SnapshotHead;
  readonly inventory: readonly InventoryItem[];
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
  /** VPCs by AWS services. */
  readonly services: ServiceCoverage;
  /** What the person decided to live with. */
  readonly suppressions: readonly Suppression[];
  readonly diagrams: Readonly<Record<WholeView, Diagram>>;
  /** Where traffic figures come from; empty where there are none. */
  readonly usageSources: readonly string[];
  /** When the prices of the price book were read; `null` where none of its prices fits a Region of the snapshot. */
  readonly priceDate: string | null;
}

/** What is written into a document when it is saved. */
export interface SaveRequest {
  /** The program and its version. */
  readonly app: string;
  readonly savedAt: string;
}

export interface CostRequest {
  /** What the person typed for VPCs without measured traffic; used beside the document's own usage. */
  readonly typed: UsageSet | null;
  readonly options: CostOptions;
}

/** The questions, each with its answer. */
export interface EngineCalls {
  open: { readonly input: string; readonly output: OpenedDocument };
  /** All suppressions of the document, in place of those it had; what rests on findings is made anew. */
  suppress: { readonly input: readonly Suppression[]; readonly output: OpenedDocument };
  /** The document's JSON text with the checksum, its last field, empty. */
  save: { readonly input: SaveRequest; readonly output: string };
  /** One VPC, by id. */
  vpc: { readonly input: string; readonly output: Diagram };
  inspect: { readonly input: Subject; readonly output: Inspection };
  costs: { readonly input: CostRequest; readonly output: CostComparison };
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
