/**
 * A diagram: boxes and strands with positions, as plain data. The canvas
 * painter, the React Flow nodes and every exporter draw exactly this, so an
 * export is the whole picture and none of them can drift.
 *
 * Coordinates are CSS pixels at zoom 1, origin at the top left of the diagram.
 */
import type { Subject } from '#shared/model/subject.ts';

export const diagramViews = ['consumers', 'providers', 'estate', 'vpc'] as const;
export type DiagramView = (typeof diagramViews)[number];

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Colours by meaning; the theme gives the value. `zone-0` to `zone-5` are the
 * zone tints, assigned to AZ IDs in order, the same in every view and export.
 */
export const colourTokens = [
  'ground',
  'surface',
  'raised',
  'line',
  'line-strong',
  'ink',
  'ink-2',
  'accent',
  'ok',
  'ok-soft',
  'warn',
  'warn-soft',
  'bad',
  'bad-soft',
  'unknown',
  'unknown-soft',
  'ghost',
  'nat',
  'nat-soft',
  'endpoint',
  'endpoint-soft',
  'gateway',
  'gateway-soft',
  'zone-0',
  'zone-1',
  'zone-2',
  'zone-3',
  'zone-4',
  'zone-5',
  'on-status',
  'none',
] as const;
export type ColourToken = (typeof colourTokens)[number];

/** Inter for words, JetBrains Mono for ids, CIDRs and zones. */
export type FontFamily = 'sans' | 'mono';

/** What a box is made of, in its own coordinates (origin at its top left). Drawn in order. */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly fill: ColourToken;
      readonly stroke?: ColourToken;
      readonly strokeWidth?: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: ColourToken;
      readonly stroke?: ColourToken;
      readonly strokeWidth?: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly stroke: ColourToken;
      readonly strokeWidth: number;
      readonly dash?: readonly number[];
    }
  /** `d` holds absolute M, L, C, Z commands only. */
  | { readonly kind: 'path'; readonly d: string; readonly fill: ColourToken; readonly stroke?: ColourToken; readonly strokeWidth?: number }
  | TextShape;

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  /** Already fitted to its place. */
  readonly text: string;
  /** The whole text where `text` was shortened. */
  readonly full?: string;
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly family: FontFamily;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: ColourToken;
}

export const nodeKinds = [
  'account',
  'region',
  'vpc',
  'lane',
  'subnet',
  'endpoint',
  'gateway-endpoints',
  'nat-gateway',
  'service',
  'load-balancer',
  'targets',
  'ghost',
  'bundle',
  'transit',
  'on-premises',
  'gate',
  'note',
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** How a thing stands, worst first; each has a shape of its own besides its colour. */
export const tones = ['bad', 'warn', 'unknown', 'ok', 'ghost', 'neutral'] as const;
export type Tone = (typeof tones)[number];

export interface DiagramNode {
  /** Unique in the diagram and stable over re-layouts. */
  readonly id: string;
  /** The box this one stands in; parents come before their children. */
  readonly parentId: string | null;
  readonly kind: NodeKind;
  /** Absolute, not relative to the parent. */
  readonly box: Rect;
  /** The name people know it by. */
  readonly label: string;
  /** One sentence for screen readers and tooltips: kind, name, state, verdict. */
  readonly description: string;
  /** What a click selects; `null` for boxes that only group. */
  readonly subject: Subject | null;
  readonly tone: Tone;
  /** Words that search and filter match, beside label and description: ids, CIDRs, zones, states, verdicts, rule ids. */
  readonly keywords: readonly string[];
  /** What it stands for can be unfolded in its place, or is; the button lies at `foldButton`. */
  readonly fold?: Fold;
  readonly shapes: readonly Shape[];
}

export type Fold = 'folded' | 'unfolded';

/** A `tunnel` is drawn as a double line. */
export type EdgeKind = 'strand' | 'trunk' | 'route' | 'aggregate' | 'tunnel';

export interface DiagramEdge {
  readonly id: string;
  /** Node ids; for strands the endpoint's and the service's. */
  readonly source: string;
  readonly target: string;
  readonly kind: EdgeKind;
  /** The whole run from end to end, absolute; drawn with rounded corners. */
  readonly points: readonly Point[];
  readonly tone: Tone;
  readonly dashed: boolean;
  /** How many connections it stands for. */
  readonly count: number;
  readonly label: string | null;
  /** One sentence for screen readers and tooltips. */
  readonly description: string;
  readonly subject: Subject | null;
  /** The zone of a strand. */
  readonly zoneId: string | null;
}

export interface LegendEntry {
  readonly label: string;
  readonly shapes: readonly Shape[];
}

export interface Diagram {
  readonly view: DiagramView;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly legend: readonly LegendEntry[];
  /** Coverage and time, printed under every export. */
  readonly footer: string;
}
