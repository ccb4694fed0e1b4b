import { beforeEach, describe, expect, it, vi } from 'vitest';
import { undoLimit } from '#renderer/store/history-slice.ts';
import { visibleItems } from '#renderer/store/selectors.ts';
import { eventually } from '#test/eventually.ts';
import { demoStore } from '../demo-store.ts';

describe('undo', () => {
  let app: Awaited<ReturnType<typeof demoStore>>;
  const firstKeys = (count: number): string[] =>
    visibleItems(app.state())
      .filter((item) => item.subject.kind === 'vpc-endpoint')
      .slice(0, count)
      .map((item) => item.key);
  beforeEach(async () => {
    app = await demoStore();
  });

  it('names what it would take back, takes it back and does it again', () => {
    const before = visibleItems(app.state()).length;
    app.state().thingsHidden(firstKeys(3));
    expect([app.state().undoSteps.at(-1)?.label, visibleItems(app.state()).length, app.state().isEdited]).toEqual([
      'hide 3 nodes',
      before - 3,
      true,
    ]);
    void app.state().undoRequested();
    expect([visibleItems(app.state()).length, app.state().isEdited, app.state().undoSteps.length]).toEqual([before, false, 0]);
    void app.state().redoRequested();
    expect([visibleItems(app.state()).length, app.state().isEdited]).toEqual([before - 3, true]);
  });

  it('brings back only what the step changed', () => {
    const [key = ''] = firstKeys(1);
    app.state().pinToggled(key);
    app.state().problemsOnlyToggled();
    app.state().queryChanged('s3');
    void app.state().undoRequested();
    const { pinned, filters, query } = app.state();
    expect([pinned, filters.problemsOnly, query]).toEqual([[key], false, 's3']);
  });

  it('forgets what was undone once something else is done', () => {
    app.state().problemsOnlyToggled();
    void app.state().undoRequested();
    app.state().notesChanged('something else');
    void app.state().redoRequested();
    expect([app.state().filters.problemsOnly, app.state().redoSteps]).toEqual([false, []]);
  });

  it('takes typing as one step', () => {
    for (const text of ['a', 'ag', 'agr', 'agreed']) app.state().notesChanged(text);
    expect(app.state().undoSteps.map((step) => step.label)).toEqual(['change the notes']);
    void app.state().undoRequested();
    expect(app.state().notes).toBe('');
  });

  it('remembers so many steps and no more', () => {
    for (let step = 0; step < undoLimit + 20; step += 1) app.state().problemsOnlyToggled();
    expect(app.state().undoSteps.length).toBe(undoLimit);
  });

  it('brings suppressed findings back', async () => {
    const finding = app.state().opened?.findings?.findings.find((each) => each.status === 'fail');
    if (finding === undefined) throw new Error('the demo has no finding');
    const suppressed = () => app.state().opened?.findings?.findings.filter((each) => each.suppressed !== undefined).length;
    await app.state().findingSuppressed(finding, 'agreed');
    expect([suppressed(), app.state().undoSteps.at(-1)?.label]).toEqual([1, `suppress ${finding.ruleId}`]);
    await app.state().undoRequested();
    expect(suppressed()).toBe(0);
  });

  it('does not reach back into another document', async () => {
    app.state().thingsHidden(firstKeys(1));
    app.state().savedNow();
    await app.state().demoRequested();
    expect([app.state().undoSteps, app.state().hidden]).toEqual([[], []]);
  });
});

describe('unsaved work', () => {
  it('is kept a second after the last edit, and forgotten when it is taken back', async () => {
    const { host, state } = await demoStore();
    // The clock too: edits of one kind are one step only within a second and a half.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    state().notesChanged('one');
    await vi.advanceTimersByTimeAsync(900);
    state().notesChanged('one, two');
    await vi.advanceTimersByTimeAsync(900);
    expect(host.calls).not.toContain('unsaved.keep');
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    await eventually(() => expect(host.calls.filter((call) => call === 'unsaved.keep')).toEqual(['unsaved.keep']));
    await state().undoRequested();
    await eventually(() => expect(host.calls).toContain('unsaved.forget'));
  });

  it('of an earlier run is offered, opened as not saved, and forgotten there', async () => {
    const { host, state } = await demoStore({
      'unsaved.find': () => ({ title: 'Prod', keptAt: '2026-11-20T10:00:00.000Z' }),
      'unsaved.open': () => ({ kind: 'opened', document: { documentId: 'd1', title: 'Prod', parts: 1, notices: [] } }),
    });
    await state().unsavedLookedFor();
    expect(state().unsavedFound?.title).toBe('Prod');
    await state().unsavedOpened();
    expect([state().documentTitle, state().isEdited, state().unsavedFound]).toEqual(['Prod', true, null]);
    expect(host.calls.at(-1)).toBe('unsaved.forget');
  });

  it('is not offered by a host that cannot tell', async () => {
    const { state } = await demoStore();
    await state().unsavedLookedFor();
    expect(state().unsavedFound).toBeNull();
  });
});
