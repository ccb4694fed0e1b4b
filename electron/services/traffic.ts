/** Measured traffic on its way into a document. */
import { sortedUnique } from '#shared/base/sort.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { currentSnapshot, type LinkscapeDocument } from '#shared/model/document.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { openPath, writeDocument } from './document-files.ts';

/** How the `source` of a set says who measured it. */
export type Meter = 'VPC Flow Logs' | 'CloudWatch';

/** What attaching did, for the person. */
export interface Attached {
  readonly document: LinkscapeDocument;
  readonly notices: readonly string[];
}

/**
 * Adds a set of measured rows. Earlier rows of the same meter about the same NAT
 * gateways and VPCs go, for both would count. CloudWatch counts what passed a
 * gateway; flow logs only split it, so their totals stand back where it is there.
 */
export function attachUsage(document: LinkscapeDocument, measured: UsageSet, meter: Meter): Attached {
  const subjects = new Set(measured.rows.map(subjectOf));
  const earlier = document.usage.map((set) =>
    set.source.startsWith(meter) ? { ...set, rows: set.rows.filter((row) => !subjects.has(subjectOf(row))) } : set,
  );
  const replaced = rowCount(document.usage) - rowCount(earlier);
  const kept = earlier.filter((set) => set.rows.length > 0 || !set.source.startsWith(meter));
  const counted = new Set(
    kept.filter((set) => set.source.startsWith('CloudWatch')).flatMap((set) => set.rows.filter((row) => row.kind === 'control').map(natOf)),
  );
  const isCovered = (row: UsageRow): boolean => meter === 'VPC Flow Logs' && row.kind === 'control' && counted.has(natOf(row));
  const covered = measured.rows.filter(isCovered).length;
  const rows = measured.rows.filter((row) => !isCovered(row));
  const flowLogs = meter === 'CloudWatch' ? withoutControls(kept, measured) : kept;
  return {
    document: { ...document, usage: [...flowLogs, { ...measured, rows }] },
    notices: [
      ...(replaced === 0 ? [] : [`${replaced} earlier rows from ${meter} about the same resources were replaced.`]),
      ...(covered === 0 ? [] : [`The totals of ${covered} NAT gateways stay those of CloudWatch.`]),
      ...doubled(kept, rows, meter),
    ],
  };
}

/** Opens the document, lets `measure` read traffic for its newest snapshot, and saves it with what was measured. */
export async function measureInto(
  file: string,
  app: string,
  meter: Meter,
  measure: (
    snapshot: Snapshot,
    now: IsoTime,
  ) => Promise<Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem>>,
): Promise<Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem>> {
  const now = new Date().toISOString() as IsoTime;
  const opened = await openPath(file, app, now);
  if (opened.kind === 'problem') return opened;
  const snapshot = currentSnapshot(opened.value.document);
  if (snapshot === undefined) {
    return failed({ code: 'no-snapshot', what: 'The document holds no snapshot', where: file, remedy: 'Scan or import into it first.' });
  }
  const measured = await measure(snapshot, now);
  if (measured.kind === 'problem') return measured;
  const attached = attachUsage(opened.value.document, measured.value.usage, meter);
  const saved = await writeDocument(file, { ...attached.document, savedAt: now });
  if (saved.kind === 'problem') return saved;
  return ok({ usage: measured.value.usage, notices: [...opened.value.notices, ...measured.value.notices, ...attached.notices] });
}

function withoutControls(sets: readonly UsageSet[], measured: UsageSet): UsageSet[] {
  const counted = new Set(measured.rows.filter((row) => row.kind === 'control').map(natOf));
  return sets.map((set) =>
    set.source.startsWith('VPC Flow Logs')
      ? { ...set, rows: set.rows.filter((row) => row.kind !== 'control' || !counted.has(natOf(row))) }
      : set,
  );
}

/** Demand that another source holds already about the same gateway counts beside the new. */
function doubled(sets: readonly UsageSet[], rows: readonly UsageRow[], meter: Meter): string[] {
  const measured = new Set(rows.filter((row) => row.kind === 'demand').map(subjectOf));
  const others = sets.filter(
    (set) => !set.source.startsWith(meter) && set.rows.some((row) => row.kind === 'demand' && measured.has(subjectOf(row))),
  );
  return sortedUnique(others.map((set) => set.name)).map(
    (name) => `"${name}" holds demand of the same VPCs and NAT gateways: both count until one of them is removed.`,
  );
}

/** What a row is about: its NAT gateway, else the service of its VPC. */
function subjectOf(row: UsageRow): string {
  return row.nat_gateway_id === undefined ? `${row.scope}/${row.service}` : `${row.scope}/${row.nat_gateway_id}`;
}

function natOf(row: UsageRow): string {
  return row.nat_gateway_id ?? row.scope;
}

function rowCount(sets: readonly UsageSet[]): number {
  return sets.reduce((count, set) => count + set.rows.length, 0);
}
