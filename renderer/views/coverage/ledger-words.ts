import type { GlyphTone } from '#renderer/ui/status-glyph.tsx';
import { assertNever } from '#shared/base/assert-never.ts';
import type { CellStatus, LedgerCell } from '#shared/model/ledger.ts';

/** The tone of a call's end: refused is bad only where trying again will not help. */
export function statusTone(status: CellStatus): GlyphTone {
  switch (status) {
    case 'ok':
      return 'ok';
    case 'skipped':
    case 'region-disabled':
      return 'neutral';
    case 'cancelled':
      return 'ghost';
    case 'throttled-out':
    case 'timeout':
    case 'network':
      return 'warn';
    case 'denied':
    case 'credential':
    case 'expired':
    case 'malformed':
    case 'failed':
      return 'bad';
    default:
      return assertNever(status);
  }
}

const statusSentences: Readonly<Record<CellStatus, string>> = {
  ok: 'answered',
  denied: 'the role may not make this call',
  'region-disabled': 'the account has not opted in to this Region',
  credential: 'no credentials could be had',
  expired: 'the credentials expired on the way',
  'throttled-out': 'AWS kept asking to slow down',
  timeout: 'no answer in time',
  malformed: 'the answer was not what AWS documents',
  network: 'AWS could not be reached',
  failed: 'AWS answered with an error',
  cancelled: 'the scan was cancelled before it',
  skipped: 'not made',
};

/** One sentence: how the call ended and what is missing. */
export function cellSentence(cell: LedgerCell): string {
  if (cell.message !== undefined) return cell.message;
  if (cell.status === 'ok')
    return cell.callsPlanned === undefined ? '' : `${String(cell.callsOk ?? cell.callsPlanned)} of ${String(cell.callsPlanned)} calls`;
  const missing = cell.action === undefined ? '' : `; allow ${cell.action}`;
  const code = cell.code === undefined ? '' : ` (${cell.code})`;
  return `${statusSentences[cell.status]}${code}${missing}`;
}
