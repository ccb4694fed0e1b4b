import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUnsavedWork, isProcessRunning } from '#electron/services/unsaved-work.ts';

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'linkscape-unsaved-'));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('unsaved work', () => {
  it('is found by the next run, the newest first, and gone once it is forgotten', async () => {
    const data = folder();
    await createUnsavedWork(data, 1, () => false).keep(bytes('old'), 'Old', '2026-11-01T10:00:00.000Z');
    await createUnsavedWork(data, 2, () => false).keep(bytes('new'), 'New', '2026-11-02T10:00:00.000Z');
    const next = createUnsavedWork(data, 3, () => false);
    expect(await next.find()).toEqual({ title: 'New', keptAt: '2026-11-02T10:00:00.000Z', bytes: bytes('new') });
    await next.forget('earlier');
    expect([await next.find(), readdirSync(path.join(data, 'unsaved'))]).toEqual([null, []]);
  });

  it('of a run that is still there is left alone', async () => {
    const data = folder();
    await createUnsavedWork(data, 1, () => true).keep(bytes('x'), 'X', '2026-11-01T10:00:00.000Z');
    const other = createUnsavedWork(data, 2, (id) => id === 1);
    await other.forget('earlier');
    expect([await other.find(), readdirSync(path.join(data, 'unsaved')).length]).toEqual([null, 2]);
  });

  it('of the run itself is replaced, offered to a page that starts anew, and forgotten on its own', async () => {
    const data = folder();
    const own = createUnsavedWork(data, 1, () => false);
    await own.keep(bytes('one'), 'One', '2026-11-01T10:00:00.000Z');
    await own.keep(bytes('two'), 'Two', '2026-11-01T10:00:01.000Z');
    expect((await own.find())?.title).toBe('Two');
    expect((await createUnsavedWork(data, 2, () => false).find())?.title).toBe('Two');
    await own.forget('own');
    expect(await createUnsavedWork(data, 2, () => false).find()).toBeNull();
  });

  it('that is torn or foreign is passed over', async () => {
    const data = folder();
    await createUnsavedWork(data, 1, () => false).keep(bytes('x'), 'X', '2026-11-01T10:00:00.000Z');
    writeFileSync(path.join(data, 'unsaved', '1.json'), '{"title":1}');
    writeFileSync(path.join(data, 'unsaved', 'stranger.linkscape'), '');
    expect(await createUnsavedWork(data, 2, () => false).find()).toBeNull();
    expect(await createUnsavedWork(path.join(data, 'nowhere'), 2, () => false).find()).toBeNull();
  });

  it('knows which processes are there', () => {
    expect([isProcessRunning(process.pid), isProcessRunning(2 ** 22 + 12345)]).toEqual([true, false]);
  });
});
