/**
 * The coverage ledger: how completely everything was read.
 *
 * Every cell (profile, account, Region, operation) ends in exactly one named
 * status, and the sum of the cells is the plan of the scan. "None" may be said
 * only where the cell is `ok`; everything else is "unknown".
 */
import type { Immutable } from '#shared/base/brand.ts';
import type { AccountId, Region } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { accountIdSchema, regionSchema, timeSchema, z } from './schema.ts';

/** Ordered from good to bad, `skipped` last: a fan-out cell has the worst status of its calls. */
export const cellStatuses = [
  'ok',
  'denied',
  'region-disabled',
  'credential',
  'expired',
  'throttled-out',
  'timeout',
  'malformed',
  'network',
  'failed',
  'cancelled',
  'skipped',
] as const;
export type CellStatus = (typeof cellStatuses)[number];

/** Why a cell was skipped: nothing worth reading there, not asked for, or not part of an import. */
export const skipReasons = ['quiet', 'not-planned', 'not-provided'] as const;
export type SkipReason = (typeof skipReasons)[number];

export const ledgerCellSchema = z.object({
  /** The profile, the import folder, or `demo`. */
  profile: z.string(),
  accountId: accountIdSchema,
  region: regionSchema,
  /** The API operation, e.g. `DescribeVpcs`. */
  operation: z.string(),
  status: z.enum(cellStatuses),
  /** Resources the cell gave; 0 with `ok` means there are none. */
  items: z.number().int().nonnegative(),
  /** Of a fan-out cell: calls that went well, of calls planned. */
  callsOk: z.number().int().nonnegative().optional(),
  callsPlanned: z.number().int().nonnegative().optional(),
  /** The error code as AWS or the network gave it. */
  code: z.string().optional(),
  /** The missing IAM action of a `denied` cell. */
  action: z.string().optional(),
  /** Of a `skipped` cell. */
  reason: z.enum(skipReasons).optional(),
  /** One sentence for the person: what happened and what to do. */
  message: z.string().optional(),
  attempts: z.number().int().nonnegative().optional(),
  pages: z.number().int().nonnegative().optional(),
  requestId: z.string().optional(),
  /** The end of the cell. */
  at: timeSchema.optional(),
  /** Set where the calls went to another host than AWS's own. */
  endpointUrl: z.string().optional(),
});

export interface LedgerCell extends Immutable<z.infer<typeof ledgerCellSchema>> {}

/** One cell's place in the ledger. */
export function ledgerKey(cell: Pick<LedgerCell, 'profile' | 'accountId' | 'region' | 'operation'>): string {
  return `${cell.profile}\u0000${cell.accountId}\u0000${cell.region}\u0000${cell.operation}`;
}

/** The ledger in its one stable order. */
export function sortedLedger(cells: Iterable<LedgerCell>): LedgerCell[] {
  return sortedBy(cells, (cell) => [cell.accountId, cell.region, cell.operation, cell.profile]);
}

/** Share of the planned cells that are `ok`: ok / (all - skipped); 1 where nothing was planned. */
export function completeness(cells: Iterable<LedgerCell>): number {
  let all = 0;
  let good = 0;
  for (const cell of cells) {
    if (cell.status === 'skipped') continue;
    all += 1;
    if (cell.status === 'ok') good += 1;
  }
  return all === 0 ? 1 : good / all;
}

/** The worse of two statuses; `skipped` is worse than `ok` only. */
export function worstStatus(a: CellStatus, b: CellStatus): CellStatus {
  const rank = (status: CellStatus): number => (status === 'skipped' ? 0.5 : cellStatuses.indexOf(status));
  return rank(a) >= rank(b) ? a : b;
}

/** Answers "was this read?" for an account and Region; made once per snapshot. */
export interface Coverage {
  /**
   * Whether an operation was read in full: some profile's cell is `ok`.
   * A missing cell is not read.
   */
  isRead(accountId: AccountId, region: Region, operation: string): boolean;
  /** The best cell of an operation, for saying why something is unknown; `undefined` where it was never planned. */
  bestCell(accountId: AccountId, region: Region, operation: string): LedgerCell | undefined;
  /** Whether any cell of the account and Region is `ok`. */
  isScanned(accountId: AccountId, region: Region): boolean;
  /** Whether any cell of the account is `ok`. */
  isAccountScanned(accountId: AccountId): boolean;
}

export function coverageOf(cells: Iterable<LedgerCell>): Coverage {
  const places = new Map<AccountId, Map<Region, Place>>();
  let last: Place | undefined;
  // Cells of a place mostly stand together, and so do questions about it: the last one is kept at hand.
  const placeOf = (accountId: AccountId, region: Region): Place | undefined => {
    if (last?.accountId === accountId && last.region === region) return last;
    const found = places.get(accountId)?.get(region);
    if (found !== undefined) last = found;
    return found;
  };
  for (const cell of cells) {
    const place = placeOf(cell.accountId, cell.region) ?? addPlace(places, cell);
    const before = place.best.get(cell.operation);
    if (before === undefined || worstStatus(cell.status, before.status) !== cell.status) place.best.set(cell.operation, cell);
    if (cell.status === 'ok') place.isScanned = true;
  }
  return {
    bestCell: (accountId, region, operation) => placeOf(accountId, region)?.best.get(operation),
    isRead: (accountId, region, operation) => placeOf(accountId, region)?.best.get(operation)?.status === 'ok',
    isScanned: (accountId, region) => placeOf(accountId, region)?.isScanned === true,
    isAccountScanned: (accountId) => [...(places.get(accountId)?.values() ?? [])].some((place) => place.isScanned),
  };
}

/** What is known of one account in one Region. */
interface Place {
  readonly accountId: AccountId;
  readonly region: Region;
  /** The best cell of each operation. */
  readonly best: Map<string, LedgerCell>;
  isScanned: boolean;
}

function addPlace(places: Map<AccountId, Map<Region, Place>>, { accountId, region }: LedgerCell): Place {
  const place: Place = { accountId, region, best: new Map(), isScanned: false };
  const regions = places.get(accountId) ?? new Map<Region, Place>();
  places.set(accountId, regions.set(region, place));
  return place;
}
