/** Documents on disk, for the command line and the desktop host. */
import { readFile, stat } from 'node:fs/promises';
import { failed, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import { importPaths } from '#electron/imports/import-paths.ts';
import { maximumDocumentBytes } from '#electron/storage/document-codec.ts';
import { saveDocument } from '#electron/storage/documents.ts';
import type { Opened } from './open-bytes.ts';
import { openOnto } from './open-onto.ts';

/** Opens a document, a file of AWS CLI JSON or code, or a folder of them. Code in a file is applied to the document whose JSON is `base`. */
export async function openPath(file: string, app: string, now: IsoTime, base?: string): Promise<Outcome<Opened, Problem>> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return await openFolder(file, app, now);
    if (found.size > maximumDocumentBytes) {
      return failed({
        code: 'too-large',
        what: 'The file is too large',
        where: file,
        why: `${found.size} bytes; at most ${maximumDocumentBytes} can be opened`,
      });
    }
    return withPlace(openOnto(new Uint8Array(await readFile(file)), file, base, app, now), file);
  } catch (error) {
    return failed(fileProblem('The file cannot be read', file, error));
  }
}

/** Saves a document; the old file stays whole until the new one is complete. */
export async function writeDocument(file: string, document: LinkscapeDocument): Promise<Outcome<null, Problem>> {
  const saved = await saveDocument(file, document);
  return saved.kind === 'ok' ? { kind: 'ok', value: null } : saved;
}

/** What went wrong with a file, in words. */
export function fileProblem(what: string, file: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  const why =
    code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'permission is missing' : code === 'EISDIR' ? 'it is a folder' : code;
  return { code: 'file', what, where: file, why, remedy: code === 'ENOENT' ? 'Check the path.' : '' };
}

async function openFolder(folder: string, app: string, now: IsoTime): Promise<Outcome<Opened, Problem>> {
  const imported = await importPaths([folder], { takenAt: now });
  if (imported.kind === 'problem') return imported;
  const { snapshot, notices } = imported.value;
  return { kind: 'ok', value: { document: documentOf(snapshot, app), title: snapshot.title, notices } };
}

function withPlace(opened: Outcome<Opened, Problem>, file: string): Outcome<Opened, Problem> {
  return opened.kind === 'problem' && opened.problem.where === undefined ? failed({ ...opened.problem, where: file }) : opened;
}
