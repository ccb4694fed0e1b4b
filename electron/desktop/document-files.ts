/** Documents that reach the program from outside: the command line, a second start, the file manager. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Emit, UploadStore } from '#shared/api/contract.ts';
import { maxUploadBytes } from '#electron/web/upload-store.ts';

const extension = '.linkscape';

/** The document among a process's arguments, as a full path; `null` where there is none. Chromium's own switches are skipped. */
export function documentArgument(args: readonly string[], folder: string): string | null {
  const found = args.slice(1).find((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith(extension));
  return found === undefined ? null : path.resolve(folder, found);
}

/**
 * Reads a file that the system handed to us and offers its bytes to the page,
 * which never learns the path. False where it cannot be read or is too large.
 */
export async function offerDocument(file: string, uploads: UploadStore, emit: Emit): Promise<boolean> {
  const bytes = await contentOf(file);
  const uploadId = bytes === null ? null : uploads.put(bytes);
  if (uploadId === null) return false;
  emit('document.offered', { uploadId, name: path.basename(file) });
  return true;
}

async function contentOf(file: string): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(file);
    return size > maxUploadBytes ? null : new Uint8Array(await readFile(file));
  } catch {
    return null;
  }
}
