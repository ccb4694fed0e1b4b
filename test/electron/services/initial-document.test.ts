import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { type InitialDocument, initialDocument } from '#electron/services/initial-document.ts';
import { encodeDocument } from '#electron/storage/document-codec.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'initial-document-'));
afterAll(() => rmSync(folder, { recursive: true }));

const demo = demoDocument('test');
let written = 0;

/** Writes a document, each time later than before. */
function write(file: string, notes: string): void {
  writeFileSync(file, encodeDocument({ ...demo, notes }));
  written += 10;
  utimesSync(file, written, written);
}

async function notesOf(first: InitialDocument): Promise<string> {
  const opened = await first.open();
  return opened.kind === 'ok' ? opened.value.document.notes : opened.problem.code;
}

function start(file: string): InitialDocument {
  return initialDocument(file, 'test', () => '2026-11-21T00:00:00.000Z' as IsoTime);
}

describe('the document a host was started with', () => {
  it('is opened ahead once, and as it is when the page asks', async () => {
    const file = path.join(folder, 'a.linkscape');
    write(file, 'first');
    const first = start(file);
    void first.openAhead();
    const [one, two] = [await first.open(), await first.open()];
    expect([one, one === two]).toEqual([two, false]);
    void first.openAhead();
    write(file, 'second');
    expect([await notesOf(first), await notesOf(first)]).toEqual(['second', 'second']);
  });

  it('is found also where it came or went after the start', async () => {
    const file = path.join(folder, 'b.linkscape');
    const late = start(file);
    void late.openAhead();
    expect(await notesOf(late)).toBe('file');
    write(file, 'late');
    void late.openAhead();
    expect(await notesOf(late)).toBe('late');
    void late.openAhead();
    rmSync(file);
    expect(await notesOf(late)).toBe('file');
  });
});
