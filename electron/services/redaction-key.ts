import { randomBytes } from 'node:crypto';
import { sortedUnique } from '#shared/base/sort.ts';
import { redactAddress } from '#shared/export/redact-address.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** Work that choosing a key may take; a large estate fills its private ranges, and then no key can do better. */
const mostAddresses = 200_000;
const mostKeys = 500;

/**
 * A new key. Stand-ins of blocks are blocks of the same range, so one may be the
 * original of another by chance: nothing is given away, but it reads as if. The
 * key with the fewest of these is taken.
 */
export function newRedactionKey(snapshot: Snapshot): string {
  const blocks = sortedUnique(snapshot.vpcs.flatMap((vpc) => vpc.cidrBlocks ?? []));
  const originals = new Set<string>(blocks);
  const keys = Math.max(1, Math.min(mostKeys, Math.floor(mostAddresses / Math.max(1, blocks.length))));
  let best = { key: '', chances: Number.POSITIVE_INFINITY };
  for (let tried = 0; tried < keys && best.chances > 0; tried += 1) {
    const key = randomBytes(16).toString('hex');
    const chances = blocks.filter((block) => originals.has(redactAddress(block, key) ?? '')).length;
    if (chances < best.chances) best = { key, chances };
  }
  return best.key;
}
