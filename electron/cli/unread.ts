/** What a scan or an import could not read, in words. */
import { completeness } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { counted, tell } from './output.ts';

/** How many cells are told one by one. */
const told = 10;

/** Tells the share that was read, and the first cells that were not; `file` has them all once it is written. */
export function tellUnread(snapshot: Snapshot, file: string | null): void {
  const bad = snapshot.ledger.filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped');
  const complete = completeness(snapshot.ledger);
  tell(`Coverage ${(complete * 100).toFixed(1)} %${bad.length === 0 ? '.' : `; ${counted(bad.length, 'cell')} not read:`}`);
  for (const cell of bad.slice(0, told))
    tell(`  ${cell.profile} ${cell.accountId} ${cell.region} ${cell.operation}: ${cell.message ?? cell.code ?? cell.status}`);
  if (bad.length > told) tell(`  … and ${bad.length - told} more${file === null ? '.' : `; "linkscape coverage ${file}" lists them all.`}`);
}

/** Whether a single call was answered: a document without one answer helps nobody. */
export function isAnythingRead(snapshot: Snapshot): boolean {
  return snapshot.ledger.some((cell) => cell.status === 'ok');
}
