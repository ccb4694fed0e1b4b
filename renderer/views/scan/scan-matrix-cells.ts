import type { ScanState } from '#renderer/store/scan-slice.ts';
import type { GlyphTone } from '#renderer/ui/status-glyph.tsx';
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import { cellSentence, statusTone } from '../coverage/ledger-words.ts';

/** One account in one Region: all its calls as one mark. */
export interface PlaceCell {
  readonly tone: GlyphTone;
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
  readonly items: number;
  /** What failed, and why. */
  readonly failures: readonly Failure[];
}

/** One call that failed. */
export interface Failure {
  readonly operation: string;
  readonly sentence: string;
}

export interface ScanGrid {
  readonly accounts: readonly { readonly accountId: string; readonly profiles: readonly string[] }[];
  readonly regions: readonly string[];
  /** By `account/region`. */
  readonly cells: ReadonlyMap<string, PlaceCell>;
}

/** Cells that could be read again. */
export function failedCells(scan: ScanState): LedgerCell[] {
  return [...scan.cells.values()].filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped' && cell.status !== 'region-disabled');
}

/** The account x Region matrix of what has ended so far. */
export function gridOf(scan: ScanState): ScanGrid {
  const all = [...scan.cells.values()];
  const places = new Map<string, LedgerCell[]>();
  const profiles = new Map<string, Set<string>>();
  for (const cell of all) {
    const key = `${cell.accountId}/${cell.region}`;
    places.set(key, [...(places.get(key) ?? []), cell]);
    profiles.set(cell.accountId, (profiles.get(cell.accountId) ?? new Set<string>()).add(cell.profile));
  }
  return {
    accounts: sortedUnique(all.map((cell) => cell.accountId)).map((accountId) => ({
      accountId,
      profiles: sortedUnique(profiles.get(accountId) ?? []),
    })),
    regions: sortedUnique(all.map((cell) => cell.region)),
    cells: new Map([...places].map(([key, cells]) => [key, placeCell(cells)])),
  };
}

const order: readonly GlyphTone[] = ['bad', 'warn', 'unknown', 'ghost', 'ok', 'neutral'];

function placeCell(cells: readonly LedgerCell[]): PlaceCell {
  const failed = cells.filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped');
  const tones = cells.map((cell) => statusTone(cell.status));
  return {
    tone: order.find((tone) => tones.includes(tone)) ?? 'neutral',
    ok: cells.filter((cell) => cell.status === 'ok').length,
    failed: failed.length,
    skipped: cells.filter((cell) => cell.status === 'skipped').length,
    items: cells.reduce((total, cell) => total + cell.items, 0),
    failures: failed.map((cell) => ({ operation: cell.operation, sentence: cellSentence(cell) })),
  };
}

/** The same failure of many calls, told once. */
export interface FailureGroup {
  readonly sentence: string;
  readonly operations: readonly string[];
  readonly places: number;
}

/** Failures by their sentence, the most frequent first. */
export function failureGroups(grid: ScanGrid): FailureGroup[] {
  const all = [...grid.cells].flatMap(([place, cell]) => cell.failures.map((failure) => ({ ...failure, place })));
  return [...groupBy(all, (failure) => failure.sentence)]
    .map(([sentence, own]) => ({
      sentence,
      operations: sortedUnique(own.map((failure) => failure.operation)),
      places: new Set(own.map((failure) => failure.place)).size,
    }))
    .toSorted((a, b) => b.places - a.places || b.operations.length - a.operations.length);
}
