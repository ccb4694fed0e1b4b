/**
 * What a person added to a document and did not save yet, kept in the data
 * folder. Each run has a file of its own, so that two windows on one machine do
 * not overwrite each other; a file is found once the run that wrote it is over.
 */
import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '#shared/base/sort.ts';
import { writeAtomically } from '#electron/storage/atomic-write.ts';
import { nodeFileSystem } from '#electron/storage/file-system.ts';

export interface UnsavedWork {
  /** Replaces what this run kept. */
  keep(bytes: Uint8Array, title: string, keptAt: string): Promise<void>;
  /**
   * The newest work that a run which is over left behind, or that a page of this run did not come back to;
   * `null` where there is none that can be read.
   */
  find(): Promise<KeptWork | null>;
  /** Removes what this run kept, or what runs that are over left behind. Never rejects. */
  forget(whose: 'own' | 'earlier'): Promise<void>;
}

export interface KeptWork {
  readonly title: string;
  readonly keptAt: string;
  readonly bytes: Uint8Array;
}

const kept = /^(\d+)\.linkscape$/;

/** `isRunning` tells whether a process id is still in use, so that a living window keeps its own. */
export function createUnsavedWork(dataFolder: string, ownId: number, isRunning: (id: number) => boolean): UnsavedWork {
  const folder = path.join(dataFolder, 'unsaved');
  const file = (id: number, extension: string): string => path.join(folder, `${String(id)}.${extension}`);
  const leftBehind = async (): Promise<number[]> => {
    const names = await readdir(folder).catch((): string[] => []);
    const ids = names.flatMap((name) => Number(kept.exec(name)?.[1] ?? Number.NaN));
    return ids.filter((id) => Number.isSafeInteger(id) && id !== ownId && !isRunning(id));
  };
  const remove = async (id: number): Promise<void> => {
    for (const extension of ['linkscape', 'json']) await unlink(file(id, extension)).catch(() => undefined);
  };
  return {
    keep: async (bytes, title, keptAt) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeAtomically(nodeFileSystem, file(ownId, 'linkscape'), bytes);
      await writeAtomically(nodeFileSystem, file(ownId, 'json'), new TextEncoder().encode(JSON.stringify({ title, keptAt })));
    },
    find: async () => {
      const found = await Promise.all([ownId, ...(await leftBehind())].map((id) => readKept(file(id, 'linkscape'), file(id, 'json'))));
      const [newest] = found.flatMap((each) => each ?? []).toSorted((a, b) => compareText(b.keptAt, a.keptAt));
      return newest ?? null;
    },
    forget: async (whose) => {
      for (const id of whose === 'own' ? [ownId] : await leftBehind()) await remove(id);
    },
  };
}

async function readKept(document: string, about: string): Promise<KeptWork | null> {
  try {
    const told: unknown = JSON.parse(await readFile(about, 'utf8'));
    if (!isTold(told)) return null;
    return { title: told.title, keptAt: told.keptAt, bytes: new Uint8Array(await readFile(document)) };
  } catch {
    return null;
  }
}

function isTold(value: unknown): value is { title: string; keptAt: string } {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return typeof fields.get('title') === 'string' && typeof fields.get('keptAt') === 'string';
}

/** Whether a process of this machine has that id. One of somebody else counts as running. */
export function isProcessRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
