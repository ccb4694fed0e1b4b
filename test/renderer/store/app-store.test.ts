import { beforeEach, describe, expect, it, vi } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { createAppStore } from '#renderer/store/app-store.ts';
import { coverage, foundOnMap, hiddenOnMap, selectedElement, viewCounts, visibleItems } from '#renderer/store/selectors.ts';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import { eventually } from '#test/eventually.ts';
import { documentPart, fakeHost } from '../fake-host.ts';

const text = JSON.stringify(demoDocument('test'));
const half = Math.ceil(text.length / 2);
const ref = { documentId: 'd1', title: 'Demo estate', parts: 2, notices: [] };
const answers = {
  'document.initial': () => null,
  'document.demo': () => ref,
  'document.part': ({ part }: { part: number }) => documentPart(part === 0 ? text.slice(0, half) : text.slice(half)),
  'document.open': () => ({ kind: 'problem', problem: { code: 'format', what: 'This is no document', where: 'x.json' } }),
  'scan.start': () => ({ kind: 'started', scanId: 's1' }),
  'scan.snapshot': () => ref,
};

async function started() {
  const host = fakeHost(answers);
  const store = createAppStore(host.client, createLocalEngine());
  await store.getState().appStarted();
  return { host, store, state: store.getState };
}

describe('the store', () => {
  let app: Awaited<ReturnType<typeof started>>;
  beforeEach(async () => {
    app = await started();
  });

  it('opens the demo where the host has no document of its own', () => {
    const { documentStatus, documentTitle, isWelcomeOpen, opened } = app.state();
    expect({ documentStatus, documentTitle, isWelcomeOpen, kind: opened?.snapshot.kind }).toEqual({
      documentStatus: 'ready',
      documentTitle: 'Demo estate',
      isWelcomeOpen: true,
      kind: 'demo',
    });
    expect(app.host.calls).toEqual(['document.initial', 'document.demo', 'prices.taken', 'document.part', 'document.part']);
  });

  it('keeps what is open when a file cannot be opened, and says why', async () => {
    const before = app.state().opened;
    await app.state().fileChosen('x.json', new Uint8Array());
    expect(app.state().opened).toBe(before);
    expect(app.state().documentProblem).toEqual({ code: 'format', what: 'This is no document', where: 'x.json' });
  });

  it('finds on the map what the query says, and goes to it', () => {
    app.state().queryChanged('service:ledger');
    const found = foundOnMap(app.state());
    expect(found?.length).toBeGreaterThan(0);
    app.state().nextMatchRequested(found ?? [], 1);
    expect(selectedElement(app.state())).toBe(found?.[0]);
    expect(app.state().selected).not.toBeNull();
  });

  it('hides the rest when asked to, on the map, in the table and in the numbers', () => {
    const all = visibleItems(app.state()).length;
    app.state().queryChanged('service:ledger');
    app.state().searchModeChanged('hide');
    const left = visibleItems(app.state());
    expect([left.length > 0, left.length < all, viewCounts(app.state()).table?.count]).toEqual([true, true, left.length]);
    expect(hiddenOnMap(app.state()).size).toBeGreaterThan(0);
  });

  it('gives a selector\u2019s result again while nothing it rests on changes', () => {
    const before = visibleItems(app.state());
    app.state().legendToggled();
    expect(visibleItems(app.state())).toBe(before);
  });

  it('inspects what is selected', async () => {
    const endpoint = visibleItems(app.state()).find((item) => item.subject.kind === 'vpc-endpoint');
    if (endpoint === undefined) throw new Error('the demo has no endpoint');
    app.state().subjectSelected(endpoint.subject);
    await eventually(() => expect(app.state().inspection?.subject).toEqual(endpoint.subject));
    app.state().selectionCleared();
    expect([app.state().selected, app.state().inspection]).toEqual([null, null]);
  });

  it('prices typed traffic where none was measured', async () => {
    await app.state().costsNeeded();
    const scope = app.state().costs?.scopes.find((each) => !each.hasUsage);
    const vpcId = scope?.vpcIds[0] ?? '';
    vi.useFakeTimers();
    app.state().gigabytesTyped(vpcId, '1,200');
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    await eventually(() => expect(app.state().costs?.scopes.find((each) => each.vpcIds.some((id) => id === vpcId))?.hasUsage).toBe(true));
  });

  it('counts answered calls of the ledger', () => {
    const summary = coverage(app.state());
    expect(summary === null ? null : summary.answered + summary.failed).toBe(summary?.planned);
    expect(summary?.failed).toBeGreaterThan(0);
  });

  it('collects the cells of a scan and draws the map anew when it is over', async () => {
    await app.state().scanRequested({ profiles: ['p'], regions: [], allRegions: false, consents: [], endpointUrl: null });
    const progress = { scanId: 's1', callsDone: 1, callsPlanned: 2, resources: 3, elapsedMs: 10, etaMs: null, problem: null };
    const cell = { profile: 'p', accountId: '111122223333', region: 'us-east-1', operation: 'DescribeVpcs', status: 'ok', items: 3 };
    app.host.send('scan.progress', { ...progress, phase: 'reading', cells: [cell] });
    app.host.send('scan.progress', { ...progress, phase: 'done', cells: [{ ...cell, operation: 'DescribeSubnets', status: 'denied' }] });
    expect([...(app.state().scan?.cells.values() ?? [])].map(({ operation, status }) => [operation, status])).toEqual([
      ['DescribeVpcs', 'ok'],
      ['DescribeSubnets', 'denied'],
    ]);
    await eventually(() => expect(app.host.calls.filter((call) => call === 'scan.snapshot').length).toBeGreaterThan(0));
    expect(app.state().isWelcomeOpen).toBe(false);
  });

  it('ignores what an older scan still sends', async () => {
    await app.state().scanRequested({ profiles: ['p'], regions: [], allRegions: false, consents: [], endpointUrl: null });
    app.host.send('scan.progress', {
      scanId: 'old',
      phase: 'failed',
      cells: [],
      callsDone: 0,
      callsPlanned: 0,
      resources: 0,
      elapsedMs: 0,
      etaMs: null,
      problem: null,
    });
    expect(app.state().scan?.phase).toBe('starting');
  });
});
