import type { AccountId, Region } from '#shared/base/ids.ts';
import { operations } from '#shared/model/operation.ts';
import type { SnapshotIndex } from './snapshot-index.ts';

/**
 * Why something is unknown, as a sentence: which call was not answered, where,
 * and how it ended; `null` where the call went well.
 */
export function whyUnread(index: SnapshotIndex, accountId: AccountId, region: Region, operation: string): string | null {
  if (index.coverage.isRead(accountId, region, operation)) return null;
  const action = operations.get(operation)?.action ?? operation;
  const cell = index.coverage.bestCell(accountId, region, operation);
  return `${action} ${cell === undefined ? 'was not asked' : howItEnded(cell.status, cell.reason)} in ${spacedAccount(accountId)} / ${region}`;
}

function howItEnded(status: string, reason: string | undefined): string {
  if (reason === 'not-provided') return 'is not part of the import';
  if (reason === 'quiet') return 'was skipped, the Region being quiet,';
  if (reason === 'not-planned') return 'was not asked';
  return status === 'denied' ? 'was denied' : `ended as ${status}`;
}

/** An account id in groups of four, as people read it. */
export function spacedAccount(accountId: string): string {
  return /^\d{12}$/.test(accountId) ? accountId.replace(/(\d{4})(?=\d)/g, '$1 ') : accountId === 'unknown' ? 'unknown account' : accountId;
}
