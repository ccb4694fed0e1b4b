import type { Problem } from '#shared/base/outcome.ts';

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The most that the window takes at once; a host takes no more in one upload. */
const mostBytes = 256 * 1024 * 1024;

/** The files' contents; `null` where they are more than the window takes, which `tooLarge` then says. */
export async function readFiles(files: readonly File[]): Promise<readonly PickedFile[] | null> {
  if (files.reduce((bytes, file) => bytes + file.size, 0) > mostBytes) return null;
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** What to do with files that are more than the window takes. */
export const tooLarge: Problem = {
  code: 'files-large',
  what: 'These files are more than the window takes at once',
  why: 'it takes 256 MB',
  remedy: 'Read flow logs of any size from disk: linkscape traffic import FOLDER --into DOCUMENT',
};

/** Asks the person for a file with the page's own dialog; `null` where they cancelled. Must be called from a key or a click. */
export async function pickFile(): Promise<PickedFile | null> {
  const [file] = await pickFiles('', false);
  return file === undefined ? null : { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Asks for files with these endings (`.csv,.json`; all where it is empty); none where the person cancelled. */
export function pickFiles(accept: string, isMany: boolean): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = isMany;
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.click();
  });
}
