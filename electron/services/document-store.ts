/** Documents that are open in the host: cut into parts, so that no message to the renderer is larger than 1 MB. */
import { randomUUID } from 'node:crypto';
import type { DocumentRef } from '#shared/api/contract.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { decodedJson } from '#electron/storage/document-codec.ts';

/** Bytes of a part. */
const partLength = 1_000_000;
/** Documents kept at once; the oldest goes. A page that is reloaded asks anew. */
const maxOpen = 8;

export interface DocumentStore {
  open(document: LinkscapeDocument, title: string, notices: readonly string[]): DocumentRef;
  /** The bytes of a part of the JSON; `undefined` for a document that is not open or a part it does not have. */
  part(documentId: string, part: number): Uint8Array | undefined;
  /** The whole JSON text; `undefined` for a document that is not open any more. */
  text(documentId: string): string | undefined;
  close(documentId: string): void;
}

export function createDocumentStore(): DocumentStore {
  const open = new Map<string, Uint8Array>();
  return {
    open: (document, title, notices) => {
      const documentId = randomUUID();
      const json = decodedJson(document) ?? new TextEncoder().encode(JSON.stringify(document));
      open.set(documentId, json);
      for (const oldest of open.keys()) {
        if (open.size <= maxOpen) break;
        open.delete(oldest);
      }
      return { documentId, title, parts: partCount(json), notices: [...notices] };
    },
    part: (documentId, part) => {
      const json = open.get(documentId);
      if (json === undefined || part >= partCount(json)) return undefined;
      // A copy: a message between processes would carry the whole of what a part is a part of.
      return Uint8Array.from(json.subarray(part * partLength, (part + 1) * partLength));
    },
    text: (documentId) => {
      const json = open.get(documentId);
      return json === undefined ? undefined : new TextDecoder().decode(json);
    },
    close: (documentId) => {
      open.delete(documentId);
    },
  };
}

function partCount(json: Uint8Array): number {
  return Math.max(1, Math.ceil(json.length / partLength));
}
