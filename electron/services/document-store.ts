/** Documents that are open in the host: cut into parts, so that no message to the renderer is larger than 1 MB. */
import { randomUUID } from 'node:crypto';
import type { DocumentRef } from '#shared/api/contract.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { decodedText } from '#electron/storage/document-codec.ts';

/** UTF-16 units of a part: at most three bytes each, so a part stays below 1 MB in UTF-8. */
const partLength = 340_000;
/** Documents kept at once; the oldest goes. A page that is reloaded asks anew. */
const maxOpen = 8;

export interface DocumentStore {
  open(document: LinkscapeDocument, title: string, notices: readonly string[]): DocumentRef;
  /** The text of a part; `undefined` for a document that is not open or a part it does not have. */
  part(documentId: string, part: number): string | undefined;
  /** The whole JSON text; `undefined` for a document that is not open any more. */
  text(documentId: string): string | undefined;
  close(documentId: string): void;
}

export function createDocumentStore(): DocumentStore {
  const open = new Map<string, string>();
  return {
    open: (document, title, notices) => {
      const documentId = randomUUID();
      const json = decodedText(document) ?? JSON.stringify(document);
      open.set(documentId, json);
      for (const oldest of open.keys()) {
        if (open.size <= maxOpen) break;
        open.delete(oldest);
      }
      return { documentId, title, parts: partCount(json), notices: [...notices] };
    },
    part: (documentId, part) => {
      const json = open.get(documentId);
      return json === undefined || part >= partCount(json) ? undefined : json.slice(part * partLength, (part + 1) * partLength);
    },
    text: (documentId) => open.get(documentId),
    close: (documentId) => {
      open.delete(documentId);
    },
  };
}

function partCount(json: string): number {
  return Math.max(1, Math.ceil(json.length / partLength));
}
