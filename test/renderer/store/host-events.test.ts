import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { createAppStore } from '#renderer/store/app-store.ts';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import { eventually } from '#test/eventually.ts';
import { documentPart, fakeHost } from '../fake-host.ts';

const text = JSON.stringify(demoDocument('test'));
const ref = (title: string) => ({ documentId: title, title, parts: 1, notices: [] });

function quietStore() {
  const opened: unknown[] = [];
  const host = fakeHost({
    'document.demo': () => ref('Demo estate'),
    'document.choose': () => ({ kind: 'opened', document: ref('Chosen') }),
    'document.part': () => documentPart(text),
    'document.open': (input: { readonly name: string }) => {
      opened.push(input);
      return input.name === 'bad.json'
        ? { kind: 'problem', problem: { code: 'format', what: 'This is no document' } }
        : { kind: 'opened', document: ref('Offered') };
    },
  });
  const store = createAppStore(host.client, createLocalEngine());
  return { host, opened, state: store.getState };
}

describe('the host\u2019s own menu', () => {
  it.each([
    ['open', 'Chosen'],
    ['demo', 'Demo estate'],
  ])('%s opens a document', async (command, title) => {
    const { host, state } = quietStore();
    host.send('app.command', { command });
    await eventually(() => expect([state().documentStatus, state().documentTitle]).toEqual(['ready', title]));
  });

  it.each([
    ['scan', { dialog: 'scan', paletteText: '', searchAsked: 0 }],
    ['palette', { dialog: 'palette', paletteText: '', searchAsked: 0 }],
    ['export', { dialog: 'export', paletteText: '', searchAsked: 0 }],
    ['find', { dialog: null, paletteText: '', searchAsked: 1 }],
  ])('%s opens what it names', (command, expected) => {
    const { host, state } = quietStore();
    host.send('app.command', { command });
    const { dialog, paletteText, searchAsked } = state();
    expect({ dialog, paletteText, searchAsked }).toEqual(expected);
  });
});

describe('save, undo and redo of the host\u2019s menu', () => {
  it('are asked of the page, which knows whether a field has the focus', () => {
    const { host, state } = quietStore();
    for (const command of ['save', 'undo', 'undo', 'redo']) host.send('app.command', { command });
    expect([state().saveAsked, state().undoAsked]).toEqual([1, { step: 1, nonce: 3 }]);
  });
});

describe('a link that is opened while the program runs', () => {
  it('waits until something is open', async () => {
    const { host, state } = quietStore();
    host.send('app.link', { link: 'view=findings&q=s3' });
    expect([state().view, state().waitingLink?.view]).toEqual(['consumers', 'findings']);
    await state().demoRequested();
    expect([state().view, state().query, state().waitingLink]).toEqual(['findings', 's3', null]);
  });
});

describe('a file that comes to a running host', () => {
  it('is opened by its upload', async () => {
    const { host, opened, state } = quietStore();
    host.send('document.offered', { uploadId: 'u7', name: 'estate.linkscape' });
    await eventually(() => expect([state().documentTitle, state().isWelcomeOpen]).toEqual(['Offered', false]));
    expect(opened).toEqual([{ uploadId: 'u7', name: 'estate.linkscape' }]);
  });

  it('is refused with a reason where it is none, and nothing else changes', async () => {
    const { host, state } = quietStore();
    host.send('document.offered', { uploadId: 'u8', name: 'bad.json' });
    await eventually(() => expect(state().documentProblem).toEqual({ code: 'format', what: 'This is no document' }));
    expect([state().opened, state().documentTitle]).toEqual([null, '']);
  });
});
