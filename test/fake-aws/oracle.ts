/**
 * Compares what a scan found with the truth. A scan may miss what it says it
 * could not read; it may neither lose what a cell calls `ok` nor invent anything.
 */
import { compareText } from '#shared/base/sort.ts';
import { type AnyRecord, collectionNames, type CollectionName, recordKey, type RecordOf } from '#shared/model/collections.ts';
import { coverageOf } from '#shared/model/ledger.ts';
import { operations } from '#shared/model/operation.ts';
import { isAwsPrefixList } from '#shared/model/prefix-list.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

export interface Verdict {
  /** Records of the truth that an `ok` cell should have given: `collection key`. */
  readonly lost: readonly string[];
  /** Records that the truth does not hold. */
  readonly invented: readonly string[];
  /** Records that differ from the truth; `staleSince` and who read them do not count. */
  readonly changed: readonly string[];
}

/** `collections` narrows the comparison to kinds of records that the scan reads at all. */
export function judge(found: Snapshot, truth: Snapshot, names: readonly CollectionName[] = collectionNames): Verdict {
  const coverage = coverageOf(found.ledger);
  const lost: string[] = [];
  const invented: string[] = [];
  const changed: string[] = [];
  for (const name of names) {
    const here = keyed(found, name);
    const there = keyed(truth, name);
    for (const [key, record] of there) {
      const seen = here.get(key);
      if (seen === undefined) {
        if (isPromised(coverage, name, record)) lost.push(`${name} ${key}`);
      } else if (comparable(name, seen) !== comparable(name, record)) changed.push(`${name} ${key}`);
    }
    for (const key of here.keys()) if (!there.has(key)) invented.push(`${name} ${key}`);
  }
  const sorted = (list: string[]): string[] => list.toSorted(compareText);
  return { lost: sorted(lost), invented: sorted(invented), changed: sorted(changed) };
}

/** Whether every call that could have given the record is `ok` for the account that read it in the truth. */
function isPromised(coverage: ReturnType<typeof coverageOf>, name: CollectionName, record: AnyRecord): boolean {
  const sources = [...operations.values()].filter((operation) => operation.collection === name && gives(operation.operation, record));
  return sources.some((operation) =>
    coverage.isRead(record.readBy, (operation.scope === 'global' ? 'global' : record.region) as never, operation.operation),
  );
}

/** AWS's own lists are in the list of its services, others are not; their entries alone name no list. */
function gives(operation: string, record: AnyRecord): boolean {
  if (operation === 'DescribePrefixLists') return isAwsPrefixList(record as RecordOf<'prefixLists'>);
  return operation !== 'GetManagedPrefixListEntries';
}

function keyed(snapshot: Snapshot, name: CollectionName): Map<string, AnyRecord> {
  const records = snapshot[name] as readonly AnyRecord[];
  return new Map(records.map((record) => [recordKey(name, record as never), record]));
}

/** AWS's own prefix lists are everybody's: whose answer named them first is chance. */
function comparable(name: CollectionName, record: AnyRecord): string {
  const { readBy: _, staleSince: __, ...rest } = record as AnyRecord & Record<string, unknown>;
  const entries = Object.entries(rest).filter(([field]) => name !== 'prefixLists' || field !== 'accountId');
  return JSON.stringify(entries.toSorted(([a], [b]) => compareText(a, b)));
}
