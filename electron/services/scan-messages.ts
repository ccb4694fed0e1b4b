/**
 * What passes between the thread of a scan and the one that started it: JSON
 * only. Records travel as text in pieces far below a megabyte, so that taking
 * one in never holds up the thread that draws windows and answers the renderer.
 */
import { type CollectionName, collectionNames, type ResourceParts } from '#shared/model/collections.ts';
import type { Account } from '#shared/model/account.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { SnapshotHead } from '#shared/model/snapshot.ts';
import type { Question } from '#electron/discovery/ports.ts';
import type { ScanProgress } from '#electron/discovery/request.ts';
import type { ScanOrder } from './scan-options.ts';

/** A snapshot without its records. */
export interface ScanEnd {
  readonly head: Pick<SnapshotHead, 'id' | 'takenAt' | 'kind' | 'title'>;
  readonly accounts: readonly Account[];
}

export type ToScanWorker =
  | { readonly kind: 'previous'; readonly text: string }
  | { readonly kind: 'previous-cells'; readonly cells: readonly LedgerCell[] }
  | { readonly kind: 'previous-end'; readonly end: ScanEnd }
  | { readonly kind: 'start'; readonly order: ScanOrder }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'answer'; readonly questionId: number; readonly answer: string | null }
  /** One piece was taken in; the next may come. */
  | { readonly kind: 'taken' };

export type FromScanWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'parts'; readonly text: string }
  | { readonly kind: 'progress'; readonly progress: ScanProgress; readonly memoryMb: number }
  | { readonly kind: 'question'; readonly questionId: number; readonly question: Question }
  | { readonly kind: 'end'; readonly end: ScanEnd }
  /** A bug stopped the scan. */
  | { readonly kind: 'failed'; readonly message: string };

/** Characters of a piece. */
const pieceLength = 200_000;
/** Cells of a message. */
const cellsPerMessage = 400;

/** Packs records into pieces. */
export interface Packer {
  add(parts: ResourceParts): void;
  /** Sends what has not filled a piece yet. */
  flush(): void;
}

/** A packer that hands every piece, the JSON of `ResourceParts`, to `send`, and every record's JSON to `onRecord`. */
export function newPacker(send: (text: string) => void, onRecord?: (name: CollectionName, text: string) => void): Packer {
  const open = new Map<CollectionName, string[]>();
  let length = 0;
  const flush = (): void => {
    if (length === 0) return;
    send(`{${[...open].map(([name, texts]) => `"${name}":[${texts.join(',')}]`).join(',')}}`);
    open.clear();
    length = 0;
  };
  return {
    add: (parts) => {
      for (const name of collectionNames) {
        for (const record of parts[name] ?? []) {
          const text = JSON.stringify(record);
          onRecord?.(name, text);
          if (length + text.length > pieceLength) flush();
          const texts = open.get(name) ?? [];
          texts.push(text);
          open.set(name, texts);
          length += text.length + 1;
        }
      }
    },
    flush,
  };
}

/** Cells in portions of a size that is quickly taken in; at least one portion, empty where there are no cells. */
export function portionsOf(cells: readonly LedgerCell[], most = cellsPerMessage): readonly (readonly LedgerCell[])[] {
  const count = Math.max(1, Math.ceil(cells.length / most));
  return Array.from({ length: count }, (_, index) => cells.slice(index * most, (index + 1) * most));
}
