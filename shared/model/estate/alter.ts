/** Small changes to a finished snapshot: planting one fault, or making one thing unread. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { AnyRecord, CollectionName, RecordOf } from '../collections.ts';
import { type LedgerCell, ledgerKey } from '../ledger.ts';
import { operationNamed } from '../operation.ts';
import type { Snapshot } from '../snapshot.ts';
import type { CellFault } from './describe.ts';

/** The snapshot with every record of a collection changed by `change`; `null` removes the record. */
export function altered<Name extends CollectionName>(
  snapshot: Snapshot,
  name: Name,
  change: (record: RecordOf<Name>) => RecordOf<Name> | null,
): Snapshot {
  const records = snapshot[name] as readonly RecordOf<Name>[];
  return { ...snapshot, [name]: records.flatMap((record) => change(record) ?? []) };
}

/** The snapshot with further records at the end of a collection. */
export function withRecords<Name extends CollectionName>(snapshot: Snapshot, name: Name, records: readonly RecordOf<Name>[]): Snapshot {
  return { ...snapshot, [name]: [...(snapshot[name] as readonly RecordOf<Name>[]), ...records] };
}

/** Which cells of the ledger; an absent part stands for all. */
export interface CellPlace {
  readonly operation: string;
  readonly accountId?: AccountId | string;
  readonly region?: Region | string;
}

/** The snapshot as if an operation had failed there: its cells say so, and the records it gave are gone. */
export function unread(snapshot: Snapshot, place: CellPlace, fault: CellFault = 'denied'): Snapshot {
  const operation = operationNamed(place.operation);
  const isThere = (accountId: string, region: string): boolean =>
    (place.accountId === undefined || place.accountId === accountId) && (place.region === undefined || place.region === region);
  const ledger = snapshot.ledger.map((cell) =>
    cell.operation === place.operation && isThere(cell.accountId, cell.region) ? failedCell(cell, operation.action, fault) : cell,
  );
  const records = (snapshot[operation.collection] as readonly AnyRecord[]).filter((record) => !isThere(record.readBy, record.region));
  return { ...snapshot, ledger, [operation.collection]: records };
}

/** The snapshot as if nobody had ever planned to call an operation there. */
export function unplanned(snapshot: Snapshot, place: CellPlace): Snapshot {
  const without = unread(snapshot, place);
  const gone = new Set(without.ledger.filter((cell, index) => cell !== snapshot.ledger[index]).map(ledgerKey));
  return { ...without, ledger: without.ledger.filter((cell) => !gone.has(ledgerKey(cell))) };
}

function failedCell(cell: LedgerCell, action: string, fault: CellFault): LedgerCell {
  const { profile, accountId, region, operation } = cell;
  const base = { profile, accountId, region, operation, status: fault, items: 0 };
  return fault === 'denied' ? { ...base, code: 'UnauthorizedOperation', action } : base;
}
