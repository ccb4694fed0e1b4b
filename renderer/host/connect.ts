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

/** How many parts are asked for at once. */
const parallelParts = 4;

/** The whole JSON text of a document. */
export async function readDocumentText(client: Client, document: DocumentRef): Promise<string> {
  const texts: string[] = Array.from({ length: document.parts }, () => '');
  let next = 0;
  const readSome = async (): Promise<void> => {
    while (next < document.parts) {
      const part = next;
      next += 1;
      texts[part] = (await client.call('document.part', { documentId: document.documentId, part })).text;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelParts, document.parts) }, readSome));
  return texts.join('');
}
