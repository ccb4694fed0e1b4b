import { type Client, createClient } from '#shared/api/client.ts';
import type { Bridge, DocumentRef } from '#shared/api/contract.ts';
import { httpBridge } from './http-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop app; absent in a browser. */
    readonly linkscapeBridge?: Bridge;
  }
}

/** The client of whichever host this page runs in: Electron's bridge where there is one, else the loopback host over HTTP. */
export function connect(): Client {
  return createClient(window.linkscapeBridge ?? httpBridge());
}

/** How many parts are asked for at once: as many as a browser asks one host for. */
const parallelParts = 6;

/** The whole JSON of a document as UTF-8, in parts. */
export async function readDocument(client: Client, document: DocumentRef): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = Array.from({ length: document.parts }, () => new Uint8Array());
  let next = 0;
  const readSome = async (): Promise<void> => {
    while (next < document.parts) {
      const part = next;
      next += 1;
      parts[part] = (await client.call('document.part', { documentId: document.documentId, part })).bytes;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelParts, document.parts) }, readSome));
  return parts;
}
