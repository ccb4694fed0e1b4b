import { describe, expect, it } from 'vitest';
import { createAppStore } from '#renderer/store/app-store.ts';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import type { Engine, EngineCall } from '#renderer/workers/protocol.ts';
import { documentOf } from '#shared/model/document.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { eventually } from '#test/eventually.ts';
import { documentPart, fakeHost } from '../fake-host.ts';
import { largeSnapshot } from '../large-snapshot.ts';

const large = JSON.stringify(documentOf(largeSnapshot(), 'test'));
const small = JSON.stringify(demoDocument('test'));

/** A store whose engine waits before it answers the calls of one name, as a worker does that is busy. */
function slowStore(slow: EngineCall) {
  const texts: Record<string, string> = { demo: small, large };
  const host = fakeHost({
    'document.demo': () => ({ documentId: 'demo', title: 'Demo estate', parts: 1, notices: [] }),
    'document.open': () => ({ kind: 'opened', document: { documentId: 'large', title: 'Large', parts: 1, notices: [] } }),
    'document.part': ({ documentId }: { documentId: string }) => documentPart(texts[documentId] ?? ''),
  });
  const engine = createLocalEngine();
  const asked: EngineCall[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isSlow = false;
  const slowed: Engine = {
    ask: async (call, input) => {
      asked.push(call);
      const answer = await engine.ask(call, input);
      if (isSlow && call === slow) await held;
      return answer;
    },
  };
  const store = createAppStore(host.client, slowed);
  return { state: store.getState, asked, release: () => release(), slow: () => (isSlow = true) };
}

async function openingLarge(slow: EngineCall) {
  const app = slowStore(slow);
  await app.state().demoRequested();
  app.slow();
  const opening = app.state().fileChosen('large.linkscape', new Uint8Array([0x1f, 0x8b]));
  await eventually(() => expect(app.asked.filter((call) => call === slow)).toHaveLength(2));
  return { ...app, opening };
}

describe('a large document', () => {
  it('is met in the Estate view, also by who went to a view before it was opened', async () => {
    const app = slowStore('open');
    await app.state().demoRequested();
    app.state().viewChanged('consumers');
    await app.state().fileChosen('large.linkscape', new Uint8Array([0x1f, 0x8b]));
    expect([app.state().view, Object.keys(app.state().opened?.diagrams ?? {})]).toEqual(['estate', ['estate']]);
  });

  it.each([['providers'], ['consumers']] as const)('leaves %s to who chose it while the document was opened', async (view) => {
    const { state, release, opening } = await openingLarge('open');
    state().viewChanged(view);
    release();
    await opening;
    await eventually(() => expect(Object.keys(state().opened?.diagrams ?? {})).toContain(view));
    expect([state().view, state().lastMap]).toEqual([view, view]);
  });

  it('leaves a table, and a map that was chosen when the first one was there', async () => {
    const { state, release, opening } = await openingLarge('rest');
    expect(state().view).toBe('estate');
    state().viewChanged('providers');
    state().viewChanged('table');
    release();
    await opening;
    expect([state().view, state().lastMap, Object.keys(state().opened?.diagrams ?? {}).sort()]).toEqual([
      'table',
      'providers',
      ['estate', 'providers'],
    ]);
  });
});
