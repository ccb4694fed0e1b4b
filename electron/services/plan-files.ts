/** Constraints read from disk, and code written to it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
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

/** Writes generated files below a folder; files of the same name are replaced, others stay. */
export async function writeCode(folder: string, files: readonly CodeFile[]): Promise<Outcome<null, Problem>> {
  try {
    for (const file of files) {
      const target = path.join(folder, ...file.name.split('/'));
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.text);
    }
    return ok(null);
  } catch (error) {
    return failed(fileProblem('The code cannot be written', folder, error));
  }
}
