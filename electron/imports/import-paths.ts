/** Imports files and folders of AWS CLI JSON from disk. */
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { failed, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { compareText } from '#shared/base/sort.ts';
import type { ImportFile } from './answer.ts';
import { importAll, type Imported, type ImportOptions } from './import-files.ts';
import { maximumFileBytes } from './read-file.ts';

const maximumFolders = 64;
const maximumFiles = 100_000;
/** How many folders above the given path may tell account and Region. */
const namesAbove = 2;

/**
 * Imports every file below the given paths. A file is known by its content; its
 * name and folders only help. Account and Region come from names, from
 * contents or from the options, see `attribute.ts`; what nothing tells stays
 * unknown. What cannot be used is named in the notices; a path that does not
 * exist, or paths without a single answer, are a problem.
 */
export async function importPaths(paths: readonly string[], options: ImportOptions): Promise<Outcome<Imported, Problem>> {
  const walk: Walk = { files: [], notices: [], seen: new Set(), skipped: [] };
  for (const given of paths) {
    const missing = await walkRoot(walk, given, paths);
    if (missing !== null) return failed(missing);
  }
  const aside = walk.skipped.toSorted(compareText);
  const asideShown = aside.slice(0, 5).join(', ') + (aside.length > 5 ? `, and ${aside.length - 5} more` : '');
  const notices = aside.length === 0 ? walk.notices : [...walk.notices, `Left aside, no JSON: ${asideShown}`];
  const title = paths.map((given) => path.basename(path.resolve(given))).join(', ');
  return importAll(walk.files, options, title, notices);
}

interface Walk {
  readonly files: ImportFile[];
  readonly notices: string[];
  /** Real paths of folders that were entered: a symlink loop ends here. */
  readonly seen: Set<string>;
  readonly skipped: string[];
}

async function walkRoot(walk: Walk, given: string, paths: readonly string[]): Promise<Problem | null> {
  const absolute = path.resolve(given);
  try {
    const info = await stat(absolute);
    const above = absolute.split(path.sep).slice(0, -1).slice(-namesAbove);
    const name = path.basename(absolute);
    if (info.isDirectory()) {
      const label = paths.length === 1 ? '' : rootLabel(given, paths);
      await walkFolder(walk, { absolute, relative: label, names: [...above, name], depth: 0 });
    } else {
      await takeFile(walk, { absolute, relative: paths.length === 1 ? name : rootLabel(given, paths), names: above, depth: 0 }, '', true);
    }
    return null;
  } catch (error) {
    return unreadablePath(given, error);
  }
}

/** The given name, or the path as given where two have the same name. */
function rootLabel(given: string, paths: readonly string[]): string {
  const name = path.basename(path.resolve(given));
  const isUnique = paths.filter((other) => path.basename(path.resolve(other)) === name).length === 1;
  return isUnique ? name : given.replaceAll('\\', '/').replace(/\/+$/, '');
}

interface Place {
  readonly absolute: string;
  /** Below the given path, with `/`. */
  readonly relative: string;
  readonly names: readonly string[];
  readonly depth: number;
}

async function walkFolder(walk: Walk, place: Place): Promise<void> {
  try {
    const real = await realpath(place.absolute);
    if (walk.seen.has(real)) return;
    walk.seen.add(real);
    if (place.depth > maximumFolders) {
      walk.notices.push(`${place.relative}: folders nested deeper than ${maximumFolders} are not read`);
      return;
    }
    const entries = await readdir(place.absolute);
    for (const name of entries.toSorted(compareText)) await walkEntry(walk, place, name);
  } catch (error) {
    walk.notices.push(`${place.relative || place.absolute}: cannot be read (${reasonOf(error)})`);
  }
}

async function walkEntry(walk: Walk, folder: Place, name: string): Promise<void> {
  const relative = folder.relative === '' ? name : `${folder.relative}/${name}`;
  const place = { absolute: path.join(folder.absolute, name), relative, names: folder.names, depth: folder.depth + 1 };
  try {
    const link = await lstat(place.absolute);
    const info = link.isSymbolicLink() ? await stat(place.absolute) : link;
    if (info.isDirectory()) {
      if (name === '.git' || name === 'node_modules') return;
      await walkFolder(walk, { ...place, names: [...folder.names, name] });
    } else if (info.isFile()) {
      await takeFile(walk, place, folder.relative, false);
    } else {
      walk.notices.push(`${relative}: neither a file nor a folder`);
    }
  } catch (error) {
    walk.notices.push(`${relative}: cannot be read (${reasonOf(error)})`);
  }
}

async function takeFile(walk: Walk, place: Place, folder: string, isGiven: boolean): Promise<void> {
  const info = await stat(place.absolute);
  if (info.size > maximumFileBytes) {
    walk.notices.push(`${place.relative}: larger than 256 MB, not read`);
    return;
  }
  if (!isGiven && !isCandidate(path.basename(place.relative))) {
    walk.skipped.push(place.relative);
    return;
  }
  if (walk.files.length >= maximumFiles) {
    if (walk.files.length === maximumFiles) walk.notices.push(`Only the first ${maximumFiles} files were read`);
    return;
  }
  walk.files.push({ name: place.relative, folder, names: place.names, bytes: await readFile(place.absolute) });
}

/** Files that may hold an answer, an error, or something that deserves a clear word; names without an extension may, too. */
function isCandidate(name: string): boolean {
  if (/^(license|readme|notice|copying)\b/i.test(name)) return false;
  return /\.(json|error|err|txt|ya?ml|template|tfstate|linkscape|gz)$/i.test(name) || !/\.[a-z]+$/i.test(name);
}

function unreadablePath(given: string, error: unknown): Problem {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return {
    code: isMissing ? 'import-missing' : 'import-unreadable',
    what: isMissing ? 'The file or folder to import does not exist' : 'The file or folder to import cannot be read',
    where: given,
    ...(isMissing ? {} : { why: reasonOf(error) }),
    remedy: 'Check the path.',
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
