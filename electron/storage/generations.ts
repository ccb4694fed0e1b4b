/**
 * The last saved versions of each document, kept in the application's own data
 * folder: a document that is damaged where it stands can be opened as it was.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { compareText } from '#shared/base/sort.ts';
import { writeAtomically } from './atomic-write.ts';
import type { FileSystem } from './file-system.ts';

/** How many versions of one document are kept. */
export const keptGenerations = 20;

const generationName = /^(\d{8})-([0-9a-f]{16})\.linkscape$/;

/** One kept version. */
export interface Generation {
  readonly path: string;
  readonly number: number;
}

/** The kept versions of a document, newest first. Never rejects. */
export async function generationsOf(fs: FileSystem, dataFolder: string, document: string): Promise<Generation[]> {
  const folder = folderOf(dataFolder, document);
  const names = await fs.readdir(folder).catch((): string[] => []);
  const kept = names.filter((name) => generationName.test(name)).toSorted((a, b) => compareText(b, a));
  return kept.map((name) => ({ path: path.join(folder, name), number: Number(generationName.exec(name)?.[1]) }));
}

/** Keeps the bytes of a document as its newest version, unless they are that already, and forgets the oldest ones. */
export async function keepGeneration(fs: FileSystem, dataFolder: string, document: string, bytes: Uint8Array): Promise<void> {
  const folder = folderOf(dataFolder, document);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const kept = await generationsOf(fs, dataFolder, document);
  const newest = kept[0];
  if (newest !== undefined && path.basename(newest.path).includes(`-${digest}.`)) return;
  await fs.makeFolder(folder);
  const number = String((newest?.number ?? 0) + 1).padStart(8, '0');
  await writeAtomically(fs, path.join(folder, `${number}-${digest}.linkscape`), bytes);
  for (const old of kept.slice(keptGenerations - 1)) await fs.unlink(old.path);
}

/** A folder per document path; the hash keeps the name short and legal on every system. */
function folderOf(dataFolder: string, document: string): string {
  const digest = createHash('sha256').update(path.resolve(document)).digest('hex').slice(0, 32);
  return path.join(dataFolder, 'generations', digest);
}
