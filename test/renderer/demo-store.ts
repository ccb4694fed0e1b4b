import { demoDocumentWithHistory } from '#electron/services/demo-document.ts';
import { createAppStore } from '#renderer/store/app-store.ts';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import { documentPart, fakeHost } from './fake-host.ts';

/** Made once: what a test does to its document is done by the store, which has only this text. */
const demoText = JSON.stringify(demoDocumentWithHistory('linkscape 0.0.1'));

/** A store with the demo open, on a host that writes down what it is asked. */
export async function demoStore(extra: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const host = fakeHost({
    'app.info': () => ({ host: 'loopback', version: '9.8.7', platform: 'test' }),
    'document.demo': () => ({ documentId: 'd1', title: 'Demo estate', parts: 1, notices: [] }),
    'document.part': () => documentPart(demoText),
    'unsaved.forget': () => ({}),
    'unsaved.keep': () => ({}),
    ...extra,
  });
  const store = createAppStore(host.client, createLocalEngine());
  await store.getState().demoRequested();
  return { host, store, state: store.getState };
}
