/** Constraints read from disk, and code written to it. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { type Constraints, parseConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { CodeFile } from '#shared/export/delta.ts';
import { fileProblem } from './document-files.ts';

/** Reads a JSON file of constraints; unknown keys are refused with their path. */
export async function readConstraints(file: string): Promise<Outcome<Constraints, Problem>> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) return failed(fileProblem('The constraints cannot be read', file, error));
    return failed({ code: 'constraints', what: 'The constraints are not JSON', where: file, why: error.message });
  }
  const parsed = parseConstraints(raw);
  return parsed.kind === 'ok' ? parsed : failed({ ...parsed.problem, where: file });
}

/** Writes generated files below a folder, which is made where it is missing; files of the same name are replaced, others stay. */
export async function writeCode(folder: string, files: readonly CodeFile[]): Promise<Outcome<null, Problem>> {
  for (const file of files) {
    const target = path.join(folder, ...file.name.split('/'));
    try {
      await makeFolder(path.dirname(target));
      await writeFile(target, file.text);
    } catch (error) {
      return failed(writeProblem('The code cannot be written', target, error));
    }
  }
  return ok(null);
}

/** Step by step: Node's own recursive form never ends where the file system refuses a folder as missing, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const parent = path.dirname(folder);
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}

/** Why a file could not be written, and what to do about it. */
export function writeProblem(what: string, file: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  const folder = path.dirname(path.resolve(file));
  const known: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
    ENOENT: [`there is no folder ${folder}`, 'Make it, or write elsewhere.'],
    ENOTDIR: [`a part of ${folder} is a file, not a folder`, 'Write elsewhere.'],
    EEXIST: [`a part of ${folder} is a file, not a folder`, 'Write elsewhere.'],
    EISDIR: ['it is a folder', 'Name a file in it.'],
    EACCES: [`there is no permission to write in ${folder}`, 'Write elsewhere, or ask for permission.'],
    EPERM: [`there is no permission to write in ${folder}`, 'Write elsewhere, or ask for permission.'],
    EROFS: ['the disk can only be read', 'Write elsewhere.'],
    ENOSPC: ['the disk is full', 'Make room, or write elsewhere.'],
  };
  const [why, remedy] = known[code] ?? [code, 'Write elsewhere.'];
  return { code: 'file', what, where: file, why, remedy };
}
