import { beforeEach, describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { decodeDocument } from '#electron/storage/document-codec.ts';
import { createAppStore } from '#renderer/store/app-store.ts';
import { viewCounts } from '#renderer/store/selectors.ts';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import { subjectKey } from '#shared/analysis/findings/catalogue.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { documentPart, fakeHost } from '../fake-host.ts';

const demo = { ...demoDocument('linkscape 0.0.1'), fromTheFuture: { kept: ['as', 'it', 'is'] } };
const text = JSON.stringify(demo);

async function demoStore() {
  const { client } = fakeHost({
    'app.info': () => ({ host: 'loopback', version: '9.8.7', platform: 'test' }),
    'document.demo': () => ({ documentId: 'd1', title: 'Demo estate', parts: 1, notices: [] }),
    'document.part': () => documentPart(text),
  });
  const store = createAppStore(client, createLocalEngine());
  await store.getState().demoRequested();
  return store;
}

describe('what a person adds to a document', () => {
  let store: Awaited<ReturnType<typeof demoStore>>;
  let finding: Finding;
  const same = (): Finding | undefined =>
    store
      .getState()
      .opened?.findings?.findings.find((each) => each.ruleId === finding.ruleId && each.subjects[0]?.id === finding.subjects[0]?.id);
  const failing = (): number => viewCounts(store.getState()).findings?.count ?? 0;
  beforeEach(async () => {
    store = await demoStore();
    const first = store.getState().opened?.findings?.findings.find((each) => each.status === 'fail');
    if (first === undefined) throw new Error('the demo has no finding');
    finding = first;
  });

  it('marks a suppressed finding with its reason and counts it no more', async () => {
    const before = failing();
    store.getState().suppressionAsked(finding);
    await store.getState().findingSuppressed(finding, '  agreed with the owner ');
    expect([same()?.suppressed, failing(), store.getState().isEdited, store.getState().suppressing]).toEqual([
      'agreed with the owner',
      before - 1,
      true,
      null,
    ]);
  });

  it('counts it again when the suppression is undone', async () => {
    const before = failing();
    await store.getState().findingSuppressed(finding, 'agreed');
    await store.getState().suppressionUndone(finding);
    expect([same()?.suppressed, failing(), store.getState().suppressions]).toEqual([undefined, before, []]);
  });

  it('is still there when more of the same scan arrives', async () => {
    await store.getState().findingSuppressed(finding, 'agreed');
    await store.getState().documentArrived({ documentId: 'd1', title: 'Demo estate', parts: 1, notices: [] });
    expect([same()?.suppressed, store.getState().isEdited]).toEqual(['agreed', true]);
  });

  it('is saved with everything the document held, so that the program reads it without a complaint', async () => {
    await store.getState().findingSuppressed(finding, 'agreed');
    const bytes = await store.getState().documentPacked();
    const decoded = decodeDocument(bytes ?? new Uint8Array());
    if (decoded.kind === 'problem') throw new Error(decoded.problem.what);
    const { savedAt, checksum, ...saved } = decoded.value.document;
    const { savedAt: _, checksum: __, ...original } = demo;
    expect(decoded.value).toMatchObject({ notices: [], readOnly: false });
    expect(saved).toEqual({
      ...original,
      app: 'linkscape 9.8.7',
      suppressions: [{ ruleId: finding.ruleId, subject: finding.subjects.map(subjectKey)[0], reason: 'agreed' }],
    });
    expect([Number.isNaN(Date.parse(savedAt)), checksum.length, store.getState().isEdited]).toEqual([false, 64, false]);
  });
});
