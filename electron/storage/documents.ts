/** Opening and saving documents so that nothing acknowledged is ever lost. */
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { sweepTemporaryFiles, writeAtomically } from './atomic-write.ts';
import { type Decoded, decodeDocument, documentChecksum, encodeDocument, maximumDocumentBytes, tooLarge } from './document-codec.ts';
import { errorCode, type FileSystem, nodeFileSystem } from './file-system.ts';
import { generationsOf, keepGeneration } from './generations.ts';

/** Where and how documents are stored. */
export interface StorageOptions {
  /** The application's data folder: keeps the last saved versions. Without it none are kept. */
  readonly dataFolder?: string | undefined;
  /** For tests. */
  readonly fs?: FileSystem | undefined;
}

/**
 * Opens a document. A file that is damaged beyond reading gives its last good
 * version, if one is kept, read-only and with a notice that says so. Never
 * rejects.
 */
export async function loadDocument(file: string, options: StorageOptions = {}): Promise<Outcome<Decoded, Problem>> {
  const fs = options.fs ?? nodeFileSystem;
  await sweepTemporaryFiles(fs, path.dirname(path.resolve(file)));
  const read = await readWhole(fs, file);
  if (read.kind === 'problem') return read;
  const decoded = decodeDocument(read.value);
  if (decoded.kind === 'ok') return decoded;
  const problem: Problem = { ...decoded.problem, where: file };
  const isDamaged = ['document-damaged', 'document-invalid', 'not-a-document'].includes(problem.code);
  const earlier = isDamaged && options.dataFolder !== undefined ? await lastGood(fs, options.dataFolder, file) : null;
  if (earlier === null) return failed(problem);
  const notice = `${file} is damaged (${problem.why ?? problem.what}). This is the last good version of it, saved at ${earlier.document.savedAt}; save it under another name.`;
  return ok({ ...earlier, notices: [notice, ...earlier.notices], readOnly: true });
}

/** A save that is on the disk. */
export interface Saved {
  /** The document as it was written, with its checksum. */
  readonly document: LinkscapeDocument;
  /** What went wrong beside the save itself. */
  readonly notices: readonly string[];
}

/**
 * Saves a document: afterwards the file holds it whole, and if anything fails
 * the file is what it was. Removes the autosave of the document and keeps this
 * and the overwritten version among the last ones.
 */
export async function saveDocument(
  file: string,
  document: LinkscapeDocument,
  options: StorageOptions = {},
): Promise<Outcome<Saved, Problem>> {
  const fs = options.fs ?? nodeFileSystem;
  const before = await fs.readFile(file).catch(() => null);
  let bytes: Uint8Array;
  try {
    bytes = encodeDocument(document);
    await writeAtomically(fs, file, bytes);
  } catch (error) {
    return failed(notSaved(file, error));
  }
  const notices: string[] = [];
  if (options.dataFolder !== undefined) {
    const { dataFolder } = options;
    try {
      if (before !== null && before.length > 0) await keepGeneration(fs, dataFolder, file, before);
      await keepGeneration(fs, dataFolder, file, bytes);
    } catch (error) {
      notices.push(`The document is saved, but its earlier versions could not be kept in ${dataFolder} (${errorCode(error)}).`);
    }
  }
  await fs.unlink(autosavePath(file)).catch(() => undefined);
  await sweepTemporaryFiles(fs, path.dirname(path.resolve(file)));
  return ok({ document: { ...document, checksum: documentChecksum(document) }, notices });
}

/**
 * Writes unsaved edits beside the document, never over it. `baseChecksum` is
 * the checksum of the document as it was opened or last saved, empty for one
 * that never was.
 */
export async function autosave(
  file: string,
  document: LinkscapeDocument,
  baseChecksum: string,
  options: StorageOptions = {},
): Promise<Outcome<null, Problem>> {
  try {
    const bytes = encodeDocument({ ...document, [baseField]: baseChecksum } as LinkscapeDocument);
    await writeAtomically(options.fs ?? nodeFileSystem, autosavePath(file), bytes);
    return ok(null);
  } catch (error) {
    return failed(notSaved(autosavePath(file), error));
  }
}

/** Edits that a crash left behind. */
export interface Recovered {
  readonly document: LinkscapeDocument;
  /** The document is still the one that was edited; otherwise the person must choose between the two. */
  readonly matchesBase: boolean;
}

/** The autosave beside a document, `null` where there is none that can be read. Never rejects. */
export async function findAutosave(file: string, openedChecksum: string, options: StorageOptions = {}): Promise<Recovered | null> {
  const read = await readWhole(options.fs ?? nodeFileSystem, autosavePath(file));
  const decoded = read.kind === 'ok' ? decodeDocument(read.value) : read;
  if (decoded.kind === 'problem' || decoded.value.readOnly) return null;
  const { [baseField]: base, ...document } = decoded.value.document as LinkscapeDocument & { readonly [baseField]?: string };
  return { document, matchesBase: base === openedChecksum };
}

/** Forgets the autosave of a document, after the person declined it. Never rejects. */
export async function discardAutosave(file: string, options: StorageOptions = {}): Promise<void> {
  await (options.fs ?? nodeFileSystem).unlink(autosavePath(file)).catch(() => undefined);
}

/** Where the autosave of a document stands. */
export function autosavePath(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.autosave`);
}

const baseField = 'autosaveOf';

async function readWhole(fs: FileSystem, file: string): Promise<Outcome<Uint8Array, Problem>> {
  try {
    if ((await fs.size(file)) > maximumDocumentBytes) {
      return failed({ ...tooLarge(), where: file });
    }
    return ok(await fs.readFile(file));
  } catch (error) {
    const code = errorCode(error);
    const isMissing = code === 'ENOENT';
    return failed({
      code: isMissing ? 'document-missing' : 'document-unreadable',
      what: isMissing ? 'The document does not exist' : 'The document cannot be read',
      where: file,
      ...(isMissing ? {} : { why: code }),
      remedy: 'Check the path.',
    });
  }
}

async function lastGood(fs: FileSystem, dataFolder: string, file: string): Promise<Decoded | null> {
  for (const generation of await generationsOf(fs, dataFolder, file)) {
    const read = await readWhole(fs, generation.path);
    const decoded = read.kind === 'ok' ? decodeDocument(read.value) : read;
    if (decoded.kind === 'ok' && !decoded.value.readOnly) return decoded.value;
  }
  return null;
}

function notSaved(file: string, error: unknown): Problem {
  if (error instanceof RangeError) return { ...tooLarge(), where: file };
  const code = errorCode(error);
  const remedies: Readonly<Record<string, string>> = {
    ENOSPC: 'The disk is full: make room or save elsewhere.',
    EACCES: 'You may not write there: save elsewhere.',
    EPERM: 'You may not write there, or another program holds the file: save elsewhere.',
    EROFS: 'The disk is read-only: save elsewhere.',
    ENOENT: 'The folder does not exist: make it or save elsewhere.',
    EBUSY: 'Another program holds the file: close it there, or save under another name.',
  };
  return {
    code: 'document-not-saved',
    what: 'The document could not be saved; the file is as it was before',
    where: file,
    why: code,
    remedy: remedies[code] ?? 'Save it elsewhere.',
  };
}
