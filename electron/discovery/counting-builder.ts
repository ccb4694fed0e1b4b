import { type CollectionName, collectionNames, recordKey } from '#shared/model/collections.ts';
import { type SnapshotBuilder, snapshotBuilder } from '#shared/model/snapshot.ts';

/**
 * A builder for a scan whose records and cells are kept by somebody else: it
 * knows which there were, so that new ones can be counted, and the accounts.
 * What it builds holds no records and no ledger.
 */
export function countingBuilder(): SnapshotBuilder {
  const keys = new Map<CollectionName, Set<number>>();
  const accounts = snapshotBuilder();
  return {
    add: (parts) => {
      let fresh = 0;
      for (const name of collectionNames) {
        const known = keys.get(name) ?? new Set();
        keys.set(name, known);
        const before = known.size;
        for (const record of parts[name] ?? []) known.add(digestOf(recordKey(name, record as never)));
        fresh += known.size - before;
      }
      return fresh;
    },
    setCell: () => undefined,
    addAccount: (account) => accounts.addAccount(account),
    build: (head) => accounts.build(head),
  };
}

/**
 * A number of 53 bits for a key. Keys are parts of answers, and one that is kept
 * keeps its whole answer in memory. Two of a million keys meet once in twenty
 * thousand scans, and then the count on the screen is one too low.
 */
function digestOf(text: string): number {
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x0100_0193);
    high = Math.imul(high ^ code, 0x85eb_ca77) ^ (high >>> 13);
  }
  return (high & 0x1f_ffff) * 0x1_0000_0000 + (low >>> 0);
}
