import type { IsoTime } from '#shared/base/ids.ts';
import { type AnyRecord, type CollectionName, collectionNames, recordKey } from '#shared/model/collections.ts';
import { type Coverage, coverageOf } from '#shared/model/ledger.ts';
import { operations } from '#shared/model/operation.ts';
import { type Snapshot, snapshotBuilder } from '#shared/model/snapshot.ts';

/**
 * A scan with what an earlier one knew of the places it could not read: those
 * records stay, marked with when they were last seen. A record that the new scan
 * would have found, and did not, is gone. The ledger is the new scan's alone.
 */
export function carryOver(earlier: Snapshot, latest: Snapshot): Snapshot {
  const coverage = coverageOf(latest.ledger);
  const builder = snapshotBuilder();
  builder.add(latest);
  for (const cell of latest.ledger) builder.setCell(cell);
  for (const account of [...latest.accounts, ...earlier.accounts]) builder.addAccount(account);
  for (const name of collectionNames) {
    const known = new Set((latest[name] as readonly never[]).map((record) => recordKey(name, record)));
    const kept = (earlier[name] as readonly AnyRecord[]).filter((record) => {
      return !wasReadWhole(coverage, name, record) && !known.has(recordKey(name, record as never));
    });
    builder.add({ [name]: kept.map((record) => stale(record, earlier.takenAt)) });
  }
  const { id, takenAt, kind, title } = latest;
  return builder.build({ id, takenAt, kind, title });
}

/**
 * Whether every call that may give such a record was read in full, where the
 * record is from: of two calls that share a kind, one that failed may have had it.
 */
function wasReadWhole(coverage: Coverage, name: CollectionName, record: AnyRecord): boolean {
  const cells = operationsOf(name).flatMap((operation) => coverage.bestCell(record.readBy, placeOf(name, record), operation) ?? []);
  const asked = cells.filter((cell) => cell.status !== 'skipped');
  return asked.length > 0 && asked.every((cell) => cell.status === 'ok');
}

/** Whether a call that gives such a record was read in full, where the record is from. */
export function wasRead(coverage: Coverage, name: CollectionName, record: AnyRecord): boolean {
  return operationsOf(name).some((operation) => coverage.isRead(record.readBy, placeOf(name, record), operation));
}

/** The operations that fill a collection. */
function operationsOf(name: CollectionName): string[] {
  return [...operations.values()].filter((entry) => entry.collection === name).map((entry) => entry.operation);
}

/** The Region whose ledger cell speaks for a record: lists of Regions are read once, for all. */
function placeOf(name: CollectionName, record: AnyRecord): never {
  return (name === 'regions' ? 'global' : record.region) as never;
}

function stale(record: AnyRecord, seenAt: IsoTime): AnyRecord {
  return record.staleSince === undefined ? { ...record, staleSince: seenAt } : record;
}
