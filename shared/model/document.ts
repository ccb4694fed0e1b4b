/**
 * The document a person saves: snapshots and everything added by hand.
 *
 * On disk it is gzip of one JSON object; unknown fields survive a save because
 * validation checks the value and gives the same value back.
 */
import type { Immutable } from '#shared/base/brand.ts';
import type { PriceSettings } from './price-settings.ts';
import { priceSettingsSchema, type StoredScenario, storedScenarioSchema } from './scenario.ts';
import { timeSchema, z } from './schema.ts';
import { type Snapshot, snapshotSchema } from './snapshot.ts';
import { type UsageSet, usageSetSchema } from './usage.ts';

/** Raised when a document of this version can no longer be read by older programs. */
export const formatVersion = 1;

/** A finding that a person decided to live with. */
export const suppressionSchema = z.object({ ruleId: z.string(), subject: z.string(), reason: z.string() });
export interface Suppression extends Immutable<z.infer<typeof suppressionSchema>> {}

/** A named way of looking at the map: view, filters and theme, as the renderer encodes them. */
export const savedViewSchema = z.object({
  /** Empty for how the map looked when the document was saved. */
  name: z.string(),
  view: z.string(),
  filter: z.string(),
  /** Subject keys of what a person took off the map. */
  hidden: z.array(z.string()).default([]),
  /** Subject keys of what stays on the map whatever the filters say. */
  pinned: z.array(z.string()).optional(),
  /** Names that a person gave, by subject key. */
  renamed: z.record(z.string(), z.string()).optional(),
  /** Subject keys of accounts and VPCs that are unfolded in the Estate view. */
  unfolded: z.array(z.string()).optional(),
  /** Where the eye stood: the diagram's origin in CSS pixels, and the scale. */
  camera: z.object({ x: z.number(), y: z.number(), zoom: z.number() }).optional(),
});
export interface SavedView extends Immutable<z.infer<typeof savedViewSchema>> {}

export const documentSchema = z.object({
  format: z.literal('linkscape'),
  formatVersion: z.number().int().positive(),
  savedAt: timeSchema,
  /** The program and version that wrote it. */
  app: z.string(),
  snapshots: z.array(snapshotSchema),
  usage: z.array(usageSetSchema).default([]),
  scenarios: z.array(storedScenarioSchema).default([]),
  /** The person's own prices, discounts and assumptions; of every comparison of this document. */
  prices: priceSettingsSchema.optional(),
  suppressions: z.array(suppressionSchema).default([]),
  notes: z.string().default(''),
  views: z.array(savedViewSchema).default([]),
  /** SHA-256 of the JSON with this field empty; checked by the storage. */
  checksum: z.string().default(''),
});

export interface LinkscapeDocument {
  readonly format: 'linkscape';
  readonly formatVersion: number;
  readonly savedAt: Snapshot['takenAt'];
  readonly app: string;
  /** Oldest first; the last is the one that is shown. */
  readonly snapshots: readonly Snapshot[];
  readonly usage: readonly UsageSet[];
  readonly scenarios: readonly StoredScenario[];
  /** Left out where a person said nothing about prices. */
  readonly prices?: PriceSettings | undefined;
  readonly suppressions: readonly Suppression[];
  readonly notes: string;
  readonly views: readonly SavedView[];
  readonly checksum: string;
}

/** A document around one snapshot. */
export function documentOf(snapshot: Snapshot, app: string): LinkscapeDocument {
  return {
    format: 'linkscape',
    formatVersion,
    savedAt: snapshot.takenAt,
    app,
    snapshots: [snapshot],
    usage: [],
    scenarios: [],
    suppressions: [],
    notes: '',
    views: [],
    checksum: '',
  };
}

/** The snapshot that is shown: the newest. */
export function currentSnapshot(document: LinkscapeDocument): Snapshot | undefined {
  return document.snapshots.at(-1);
}
