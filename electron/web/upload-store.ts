/** Bytes that a renderer handed over and has not opened yet. */
import { randomUUID } from 'node:crypto';
import type { UploadStore } from '#shared/api/contract.ts';

/** The largest file a host takes in one upload. */
export const maxUploadBytes = 256 * 1024 * 1024;

/** Enough for a folder of JSON files sent one by one, small enough that a faulty page cannot fill the memory. */
const maxPending = 32;

/**
 * Keeps at most `maxBytes` in memory; the oldest uploads make room for a new one,
 * so that files that were sent but never opened do not stay for ever.
 */
export function createUploadStore(maxBytes: number = maxUploadBytes): UploadStore {
  const pending = new Map<string, Uint8Array>();
  let held = 0;

  function drop(id: string): Uint8Array | undefined {
    const bytes = pending.get(id);
    if (bytes !== undefined) held -= bytes.byteLength;
    pending.delete(id);
    return bytes;
  }

  return {
    put: (bytes) => {
      if (bytes.byteLength > maxBytes) return null;
      for (const id of pending.keys()) {
        if (held + bytes.byteLength <= maxBytes && pending.size < maxPending) break;
        drop(id);
      }
      const id = randomUUID();
      pending.set(id, bytes);
      held += bytes.byteLength;
      return id;
    },
    take: drop,
  };
}
