import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { parseUsage } from '#shared/model/usage-file.ts';
import { fileProblem } from './document-files.ts';

/** Rows of a bad file that are told; the rest is counted. */
const toldRows = 5;

/** Reads a file of traffic. One bad row refuses the file, and the problem names every place, the first few in full. */
export async function readUsage(file: string): Promise<Outcome<readonly UsageSet[], Problem>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return failed(fileProblem('The usage file cannot be read', file, error));
  }
  const usage = parseUsage(text, path.basename(file));
  if (usage.kind === 'ok') return ok([usage.value]);
  return failed(usageFileProblem(usage.problem, file));
}

/** Every bad row in one problem: the first few in full. */
export function usageFileProblem(problems: readonly Problem[], file: string): Problem {
  const told = problems
    .slice(0, toldRows)
    .map((problem) => `${problem.where ?? ''} ${problem.what}${problem.why === undefined ? '' : `: ${problem.why}`}`.trim());
  const rest = problems.length - told.length;
  return {
    code: 'usage',
    what: 'The usage file cannot be used',
    where: file,
    why: `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
  };
}
