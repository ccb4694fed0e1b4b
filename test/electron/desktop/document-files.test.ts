import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentArgument, offerDocument } from '#electron/desktop/document-files.ts';
import { createEventBus } from '#electron/web/event-bus.ts';
import { createUploadStore } from '#electron/web/upload-store.ts';

describe('the document among the arguments', () => {
  it.each([
    [['/opt/linkscape'], null],
    [['/opt/linkscape', 'estate.linkscape'], '/home/ann/estate.linkscape'],
    [['electron', '.', '--user-data-dir=/x', '/docs/Estate.LINKSCAPE'], '/docs/Estate.LINKSCAPE'],
    [['/opt/linkscape', '--flag=/docs/a.linkscape'], null],
    [['/opt/a.linkscape'], null],
  ])('%o', (args, expected) => {
    expect(documentArgument(args, '/home/ann')).toBe(expected);
  });
});

describe('a file that the system hands over', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-offer-'));

  it('is offered by name, never by path', async () => {
    const file = path.join(folder, 'estate.linkscape');
    writeFileSync(file, 'content');
    const [bus, uploads, heard] = [createEventBus(), createUploadStore(), [] as unknown[]];
    bus.subscribe((event, payload) => heard.push([event, payload]));
    expect(await offerDocument(file, uploads, bus.emit)).toBe(true);
    expect(heard).toEqual([['document.offered', { uploadId: expect.any(String), name: 'estate.linkscape' }]]);
    expect(JSON.stringify(heard)).not.toContain(folder);
  });

  it('is not offered where it cannot be read', async () => {
    const [bus, heard] = [createEventBus(), [] as unknown[]];
    bus.subscribe((event) => heard.push(event));
    expect(await offerDocument(path.join(folder, 'gone.linkscape'), createUploadStore(), bus.emit)).toBe(false);
    expect(await offerDocument(folder, createUploadStore(), bus.emit)).toBe(false);
    expect(heard).toEqual([]);
  });
});
