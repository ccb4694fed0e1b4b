import { type CollectionName, collectionNames, recordKey } from '#shared/model/collections.ts';
import { type SnapshotBuilder, snapshotBuilder } from '#shared/model/snapshot.ts';

/**
 * A builder for a scan whose records and cells are kept by somebody else: it
 * knows which there were, so that new ones can be counted, and the accounts.
 * What it builds holds no records and no ledger.
 */
export function countingBuilder(): SnapshotBuilder {
  const keys = new Map<CollectionName, Set<string>>();
  const accounts = snapshotBuilder();
  return {
    add: (parts) => {
      let fresh = 0;
      for (const name of collectionNames) {
        const known = keys.get(name) ?? new Set();
        keys.set(name, known);
        const before = known.size;
        for (const record of parts[name] ?? []) known.add(recordKey(name, record as never));
        fresh += known.size - before;
      }
      return fresh;
    },
    setCell: () => undefined,
    addAccount: (account) => accounts.addAccount(account),
    build: (head) => accounts.build(head),
  };
}
