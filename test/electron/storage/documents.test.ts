import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeDocument, encodeDocument } from '#electron/storage/document-codec.ts';
import { autosave, autosavePath, discardAutosave, findAutosave, loadDocument, saveDocument } from '#electron/storage/documents.ts';
import { type FileSystem, nodeFileSystem } from '#electron/storage/file-system.ts';
import { generationsOf, keptGenerations } from '#electron/storage/generations.ts';
import { sampleDocument } from './sample.ts';

function folder(): { file: string; dataFolder: string; dir: string } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'linkscape-documents-'));
  return { dir, file: path.join(dir, 'estate.linkscape'), dataFolder: path.join(dir, 'data') };
}

async function save(file: string, notes: string, dataFolder?: string, fs?: FileSystem) {
  return await saveDocument(file, sampleDocument(3, notes), { dataFolder, fs });
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The real file system whose Nth call fails; a failed write leaves half of the bytes. Counts its calls. */
function failingAt(step: number, code: string): { fs: FileSystem; calls: () => number } {
  let count = 0;
  const fs: FileSystem = {
    ...nodeFileSystem,
    wait: async () => {},
    writeNew: async (file, bytes) => {
      count += 1;
      if (count !== step) return await nodeFileSystem.writeNew(file, bytes);
      writeFileSync(file, bytes.slice(0, bytes.length / 2));
      throw failure(code);
    },
    syncFolder: async (name) => await counted(() => nodeFileSystem.syncFolder(name)),
    rename: async (from, to) => await counted(() => nodeFileSystem.rename(from, to)),
    unlink: async (name) => await counted(() => nodeFileSystem.unlink(name)),
    readFile: async (name) => await counted(() => nodeFileSystem.readFile(name)),
    readdir: async (name) => await counted(() => nodeFileSystem.readdir(name)),
    makeFolder: async (name) => await counted(() => nodeFileSystem.makeFolder(name)),
    size: async (name) => await counted(() => nodeFileSystem.size(name)),
    realpath: async (name) => await counted(() => nodeFileSystem.realpath(name)),
  };
  async function counted<T>(call: () => Promise<T>): Promise<T> {
    count += 1;
    if (count === step) throw failure(code);
    return await call();
  }
  return { fs, calls: () => count };
}

describe('saving', () => {
  it('comes back exactly, for its owner only, and leaves nothing beside it', async () => {
    const { file, dir } = folder();
    const saved = await save(file, 'one');
    const loaded = await loadDocument(file);
    expect(saved).toMatchObject({ kind: 'ok', value: { notices: [] } });
    expect(loaded).toEqual({
      kind: 'ok',
      value: { document: saved.kind === 'ok' ? saved.value.document : null, notices: [], readOnly: false },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['estate.linkscape']);
  });

  it('keeps the link where the document is one', async () => {
    const { file, dir } = folder();
    await save(path.join(dir, 'real.linkscape'), 'one');
    symlinkSync('real.linkscape', file);
    await save(file, 'two');
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(await loadDocument(path.join(dir, 'real.linkscape'))).toMatchObject({ value: { document: { notes: 'two' } } });
  });

  it('says why a folder that does not exist cannot be written', async () => {
    const { dir } = folder();
    const file = path.join(dir, 'none', 'x.linkscape');
    expect(await save(file, 'x')).toEqual({
      kind: 'problem',
      problem: {
        code: 'document-not-saved',
        what: 'The document could not be saved; the file is as it was before',
        where: file,
        why: 'ENOENT',
        remedy: 'The folder does not exist: make it or save elsewhere.',
      },
    });
  });

  it('refuses what could not be opened again', async () => {
    const { file } = folder();
    await save(file, 'old');
    expect(await save(file, 'x'.repeat(257 * 1024 * 1024))).toMatchObject({
      kind: 'problem',
      problem: { code: 'document-too-large', where: file },
    });
    expect(await loadDocument(file)).toMatchObject({ value: { document: { notes: 'old' } } });
  });

  it.each(['EIO', 'ENOSPC', 'EACCES', 'EBUSY', 'EMFILE'])(
    'leaves the old or the new file whole, whichever call fails with %s',
    async (code) => {
      const wrong: string[] = [];
      let step = 0;
      let calls = 0;
      do {
        step += 1;
        const { file, dataFolder } = folder();
        await save(file, 'old', dataFolder);
        const before = readFileSync(file);
        const failing = failingAt(step, code);
        const outcome = await save(file, 'new', dataFolder, failing.fs);
        calls = failing.calls();
        const after = readFileSync(file);
        const isOld = after.equals(before);
        const isNew = Buffer.from(encodeDocument(sampleDocument(3, 'new'))).equals(after);
        // What is acknowledged is on the disk; what is not left the file as it was.
        if (outcome.kind === 'ok' ? !isNew : !isOld) wrong.push(`call ${step}`);
      } while (calls >= step);
      expect(wrong).toEqual([]);
      expect(step).toBeGreaterThan(10);
    },
  );

  it('waits for a program that holds the file, and gives up in the end', async () => {
    const { file } = folder();
    const waits: number[] = [];
    let refusals = 9;
    const fs: FileSystem = {
      ...nodeFileSystem,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
      rename: async (from, to) => {
        if (refusals > 0) {
          refusals -= 1;
          throw failure('EBUSY');
        }
        await nodeFileSystem.rename(from, to);
      },
    };
    expect(await save(file, 'x', undefined, fs)).toMatchObject({ kind: 'ok' });
    expect(waits).toEqual([20, 40, 80, 160, 320, 640, 1280, 2000, 2000]);
    refusals = 100;
    expect(await save(file, 'y', undefined, fs)).toMatchObject({ kind: 'problem', problem: { why: 'EBUSY' } });
    expect(await loadDocument(file)).toMatchObject({ value: { document: { notes: 'x' } } });
  });

  it('sweeps what a killed process left, and nothing of one that runs', async () => {
    const { file, dir } = folder();
    const dead = '.estate.linkscape.999999999-0123456789ab.linkscape-tmp';
    const alive = `.estate.linkscape.${process.pid}-0123456789ab.linkscape-tmp`;
    writeFileSync(path.join(dir, dead), 'half');
    writeFileSync(path.join(dir, alive), 'half');
    await save(file, 'x');
    expect(readdirSync(dir).toSorted()).toEqual([alive, 'estate.linkscape']);
  });
});

describe('opening', () => {
  it('says that there is no such document', async () => {
    const { file } = folder();
    expect(await loadDocument(file)).toMatchObject({ kind: 'problem', problem: { code: 'document-missing', where: file } });
  });

  it('gives the last good version of a damaged file', async () => {
    const { file, dataFolder } = folder();
    await save(file, 'one', dataFolder);
    await save(file, 'two', dataFolder);
    for (const damaged of [new Uint8Array(), readFileSync(file).subarray(0, 100), new TextEncoder().encode('rubbish')]) {
      writeFileSync(file, damaged);
      expect(await loadDocument(file, { dataFolder })).toMatchObject({
        kind: 'ok',
        value: { document: { notes: 'two' }, readOnly: true, notices: [expect.stringContaining('last good version')] },
      });
      expect(await loadDocument(file)).toMatchObject({ kind: 'problem', problem: { where: file } });
    }
  });

  it('never passes an older version off as one of a newer program', async () => {
    const { file, dataFolder } = folder();
    await save(file, 'one', dataFolder);
    writeFileSync(file, JSON.stringify({ ...sampleDocument(), formatVersion: 99 }));
    expect(await loadDocument(file, { dataFolder })).toMatchObject({ kind: 'problem', problem: { code: 'document-newer' } });
  });

  it('keeps twenty versions, and the file that another program wrote', async () => {
    const { file, dataFolder } = folder();
    writeFileSync(file, JSON.stringify(sampleDocument(1, 'foreign')));
    await save(file, 'first', dataFolder);
    const two = await generationsOf(nodeFileSystem, dataFolder, file);
    expect(two.map((generation) => notesOf(generation.path))).toEqual(['first', 'foreign']);
    for (let index = 0; index < 25; index += 1) await save(file, `${index}`, dataFolder);
    const all = await generationsOf(nodeFileSystem, dataFolder, file);
    expect(all.length).toBe(keptGenerations);
    expect(all.slice(0, 2).map((generation) => notesOf(generation.path))).toEqual(['24', '23']);
  });
});

describe('autosave', () => {
  it('stands beside the document and is found after a crash', async () => {
    const { file } = folder();
    const saved = await save(file, 'saved');
    const base = saved.kind === 'ok' ? saved.value.document.checksum : '';
    await autosave(file, sampleDocument(3, 'edited'), base);
    expect(await loadDocument(file)).toMatchObject({ value: { document: { notes: 'saved' } } });
    const found = await findAutosave(file, base);
    expect(found).toMatchObject({ matchesBase: true, document: { notes: 'edited' } });
    expect(found?.document).not.toHaveProperty('autosaveOf');
    expect(await findAutosave(file, 'another')).toMatchObject({ matchesBase: false });
  });

  it('is gone after a save, and after it was declined; a torn one is none', async () => {
    const { file } = folder();
    await autosave(file, sampleDocument(), '');
    await save(file, 'saved');
    expect(existsSync(autosavePath(file))).toBe(false);
    await autosave(file, sampleDocument(), '');
    await discardAutosave(file);
    expect(await findAutosave(file, '')).toBe(null);
    await autosave(file, sampleDocument(), '');
    writeFileSync(autosavePath(file), readFileSync(autosavePath(file)).subarray(0, 50));
    expect(await findAutosave(file, '')).toBe(null);
  });
});

function notesOf(file: string): string {
  const decoded = decodeDocument(readFileSync(file));
  return decoded.kind === 'ok' ? decoded.value.document.notes : decoded.problem.code;
}
