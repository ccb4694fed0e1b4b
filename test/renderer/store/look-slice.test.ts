import { beforeEach, describe, expect, it } from 'vitest';
import { decodeDocument } from '#electron/storage/document-codec.ts';
import { currentDiagram, hiddenOnMap, itemsByKey, leftOutKeys, visibleItems } from '#renderer/store/selectors.ts';
import { eventually } from '#test/eventually.ts';
import { demoStore } from '../demo-store.ts';
import { documentPart } from '#test/renderer/fake-host.ts';

describe('what a person does to the map', () => {
  let app: Awaited<ReturnType<typeof demoStore>>;
  const item = (text: string) => {
    const found = visibleItems(app.state()).find((each) => each.haystack.includes(text));
    if (found === undefined) throw new Error(`the demo has no ${text}`);
    return found;
  };
  const isVisible = (key: string): boolean => visibleItems(app.state()).some((each) => each.key === key);
  beforeEach(async () => {
    app = await demoStore();
  });

  it('hides a VPC with everything in it', () => {
    const endpoint = visibleItems(app.state()).find((each) => each.subject.kind === 'vpc-endpoint' && each.vpcId !== null);
    app.state().thingsHidden([`vpc/${endpoint?.vpcId ?? ''}`]);
    expect(isVisible(endpoint?.key ?? '')).toBe(false);
    app.state().hiddenShown();
    expect(isVisible(endpoint?.key ?? '')).toBe(true);
  });

  it('keeps what is pinned, whatever the filters say, until it is hidden', () => {
    const pinned = item('payments-nat');
    app.state().pinToggled(pinned.key);
    app.state().presetChosen('Single zone', 'verdict:single-zone');
    expect(isVisible(pinned.key)).toBe(true);
    app.state().thingsHidden([pinned.key]);
    expect([isVisible(pinned.key), app.state().pinned]).toEqual([false, []]);
  });

  it('gives a name of its own to the map and the table, and takes it away again', async () => {
    const vpc = visibleItems(app.state()).find((each) => each.subject.kind === 'vpc' && each.name === 'payments-cards');
    const name = () => itemsByKey(app.state()).get(vpc?.key ?? '')?.name;
    app.state().thingRenamed(vpc?.key ?? '', '  Card payments ');
    await eventually(() => expect(name()).toBe('Card payments'));
    expect(currentDiagram(app.state())?.nodes.some((node) => node.label === 'Card payments')).toBe(true);
    app.state().thingRenamed(vpc?.key ?? '', '');
    await eventually(() => expect(name()).toBe('payments-cards'));
  });

  it('is laid out without what is left out: no holes, nothing but context around what is left', async () => {
    const whole = currentDiagram(app.state());
    app.state().presetChosen('Single zone', 'verdict:single-zone');
    expect(hiddenOnMap(app.state()).size).toBeGreaterThan(0);
    await eventually(() => expect(app.state().narrowed?.leftOut).toBe(leftOutKeys(app.state())));
    const narrowed = currentDiagram(app.state());
    expect([hiddenOnMap(app.state()).size, (narrowed?.height ?? 0) < (whole?.height ?? 0)]).toEqual([0, true]);
    const visible = new Set(visibleItems(app.state()).map((each) => each.key));
    const strangers = (narrowed?.nodes ?? []).flatMap((node) =>
      node.subject?.kind === 'vpc-endpoint' && node.kind === 'endpoint' && !visible.has(`vpc-endpoint/${node.subject.id}`)
        ? [node.label]
        : [],
    );
    expect(strangers).toEqual([]);
    app.state().everythingShown();
    await eventually(() => expect(app.state().narrowed).toBeNull());
    expect(currentDiagram(app.state())).toEqual(whole);
  });
});

describe('saved views', () => {
  it('bring back view, filters, search, hidden and pinned things and the camera', async () => {
    const { state } = await demoStore();
    const [first, second] = visibleItems(state()).filter((item) => item.subject.kind === 'vpc-endpoint');
    state().viewChanged('providers');
    state().filterToggled('region', 'us-east-1');
    state().queryChanged('state:available');
    state().searchModeChanged('hide');
    state().thingsHidden([first?.key ?? '']);
    state().pinToggled(second?.key ?? '');
    state().cameraMoved({ x: 10, y: 20, zoom: 0.5 });
    state().viewSaved('Review');
    state().everythingShown();
    state().viewChanged('table');
    state().viewApplied('Review');
    const { view, query, searchMode, filters, hidden, pinned, canvasCommand } = state();
    expect({ view, query, searchMode, region: filters.chosen.region, hidden, pinned, camera: canvasCommand?.camera }).toEqual({
      view: 'providers',
      query: 'state:available',
      searchMode: 'hide',
      region: ['us-east-1'],
      hidden: [first?.key],
      pinned: [second?.key],
      camera: { x: 10, y: 20, zoom: 0.5 },
    });
  });

  it('are renamed, replaced and deleted, and every step can be undone', async () => {
    const { state } = await demoStore();
    const names = () => state().savedViews.map((view) => view.name);
    state().viewSaved('One');
    state().viewSaved('Two');
    state().viewRenamed('One', 'Two');
    state().viewRenamed('One', ' First ');
    state().viewSaved('Two');
    state().viewDeleted('Two');
    expect(names()).toEqual(['First']);
    await state().undoRequested();
    await state().undoRequested();
    await state().undoRequested();
    expect([names(), state().undoSteps.at(-1)?.label]).toEqual([['One', 'Two'], 'save view Two']);
  });

  it('are in the document with what is hidden, pinned and named, and come back with it', async () => {
    const { state, store } = await demoStore();
    const [first] = visibleItems(state()).filter((item) => item.subject.kind === 'vpc');
    state().viewSaved('Review');
    state().notesChanged('For Ann');
    state().thingRenamed(first?.key ?? '', 'Ours');
    state().pinToggled(first?.key ?? '');
    const bytes = await state().documentPacked();
    const decoded = decodeDocument(bytes ?? new Uint8Array());
    if (decoded.kind === 'problem') throw new Error(decoded.problem.what);
    const { views, notes } = decoded.value.document;
    expect([notes, views.map((view) => [view.name, view.renamed ?? null, view.pinned])]).toEqual([
      'For Ann',
      [
        ['', { [first?.key ?? '']: 'Ours' }, [first?.key]],
        ['Review', null, []],
      ],
    ]);
    expect(state().isEdited).toBe(false);
    const text = JSON.stringify(decoded.value.document);
    const again = await demoStore({ 'document.part': () => documentPart(text) });
    const { savedViews, pinned, renamed } = again.state();
    expect({
      savedViews,
      pinned,
      renamed,
      notes: again.state().notes,
      name: itemsByKey(again.state()).get(first?.key ?? '')?.name,
    }).toEqual({
      savedViews: store.getState().savedViews,
      pinned: [first?.key],
      renamed: { [first?.key ?? '']: 'Ours' },
      notes: 'For Ann',
      name: 'Ours',
    });
  });
});
