/**
 * A snapshot: what one discovery, import or plan read, and how completely.
 * Immutable and JSON only; everything the product shows is computed from it.
 */
import type { IsoTime, SnapshotId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { type Account, accountSchema } from './account.ts';
import {
  type CollectionName,
  collectionNames,
  collections,
  mergeRecords,
  recordKey,
  type RecordOf,
  type ResourceParts,
  type Resources,
} from './collections.ts';
import { type LedgerCell, ledgerCellSchema, ledgerKey, sortedLedger } from './ledger.ts';
import { idSchema, timeSchema, z } from './schema.ts';

export const snapshotKinds = ['live', 'import', 'plan', 'demo'] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

/** What identifies a snapshot, and its ledger and accounts: everything but the resources. */
export interface SnapshotHead {
  readonly id: SnapshotId;
  readonly takenAt: IsoTime;
  readonly kind: SnapshotKind;
  /** A name for people, e.g. `demo estate` or the profiles that were scanned. */
  readonly title: string;
  readonly accounts: readonly Account[];
  readonly ledger: readonly LedgerCell[];
}

export interface Snapshot extends SnapshotHead, Resources {}

const resourceShape = Object.fromEntries(collectionNames.map((name) => [name, z.array(collections[name].schema).default([])]));

/** Checks a snapshot from outside. A kind of record that is missing counts as an empty list. */
export const snapshotSchema = z.object({
  id: idSchema<SnapshotId>(),
  takenAt: timeSchema,
  kind: z.enum(snapshotKinds),
  title: z.string().default(''),
  accounts: z.array(accountSchema),
  ledger: z.array(ledgerCellSchema),
  ...resourceShape,
});

/** Collects what a scan or an import reads; the order of arrival never shows in the result. */
export interface SnapshotBuilder {
  /** Adds records; a resource that is known already is merged with what is known. Returns how many were new. */
  add(parts: ResourceParts): number;
  /** Sets a cell of the ledger; a later call for the same place replaces it. */
  setCell(cell: LedgerCell): void;
  addAccount(account: Account): void;
  build(head: Pick<SnapshotHead, 'id' | 'takenAt' | 'kind' | 'title'>): Snapshot;
}

export function snapshotBuilder(): SnapshotBuilder {
  const records = new Map<CollectionName, Map<string, RecordOf<CollectionName>>>(collectionNames.map((name) => [name, new Map()]));
  const cells = new Map<string, LedgerCell>();
  const accounts = new Map<string, Account>();
  return {
    add: (parts) => collectionNames.reduce((fresh, name) => fresh + addTo(name, records.get(name) ?? new Map(), parts[name] ?? []), 0),
    setCell: (cell) => {
      cells.set(ledgerKey(cell), cell);
    },
    addAccount: (account) => {
      const before = accounts.get(account.accountId);
      accounts.set(account.accountId, before === undefined ? account : mergeAccounts(before, account));
    },
    build: (head) => ({
      ...head,
      accounts: sortedBy(accounts.values(), (account) => account.accountId),
      ledger: sortedLedger(cells.values()),
      ...sortedResources(records),
    }),
  };
}

/** A snapshot without anything in it. */
export function emptySnapshot(head: Pick<SnapshotHead, 'id' | 'takenAt' | 'kind' | 'title'>): Snapshot {
  return snapshotBuilder().build(head);
}

/** How many resources a snapshot holds. */
export function resourceCount(snapshot: Resources): number {
  return collectionNames.reduce((count, name) => count + snapshot[name].length, 0);
}

function addTo(name: CollectionName, known: Map<string, RecordOf<CollectionName>>, records: readonly RecordOf<CollectionName>[]): number {
  let fresh = 0;
  for (const record of records) {
    const key = recordKey(name, record as never);
    const before = known.get(key);
    if (before === undefined) fresh += 1;
    known.set(key, before === undefined ? record : mergeRecords(name, before as never, record as never));
  }
  return fresh;
}

function mergeAccounts(a: Account, b: Account): Account {
  return { ...a, name: a.name ?? b.name, state: a.state ?? b.state, profiles: [...new Set([...a.profiles, ...b.profiles])].sort() };
}

function sortedResources(records: ReadonlyMap<CollectionName, ReadonlyMap<string, RecordOf<CollectionName>>>): Resources {
  const sorted = collectionNames.map((name) => {
    const entries = sortedBy(records.get(name) ?? new Map<string, RecordOf<CollectionName>>(), ([key]) => key);
    return [name, entries.map(([, record]) => record)];
  });
  return Object.fromEntries(sorted) as Resources;
}
