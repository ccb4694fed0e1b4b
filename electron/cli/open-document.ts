/** Opening the document a command works on, and the checks every such command shares. */
import { InvalidArgumentError } from 'commander';
import type { IsoTime } from '#shared/base/ids.ts';
import { completeness } from '#shared/model/ledger.ts';
import { type Analysed, analyseDocument } from '#electron/services/analyse.ts';
import { openPath } from '#electron/services/document-files.ts';
import { programVersion } from '#electron/services/program-version.ts';
import { type ExitCode, exitCodes, worstExit } from './exit-code.ts';
import { tell, tellProblem } from './output.ts';

/** Options of every command that reads a document. */
export interface DocumentOptions {
  readonly json?: true;
  readonly minCoverage?: number;
}

/** The name and version that documents carry. */
export function appName(): string {
  return `linkscape ${programVersion()}`;
}

export function now(): IsoTime {
  return new Date().toISOString() as IsoTime;
}

/**
 * Opens and analyses the document, runs the command on it, and gives the exit
 * code: the command's, or "incomplete" where less was read than asked for.
 */
export async function withDocument(
  file: string,
  options: DocumentOptions,
  run: (analysed: Analysed) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  const opened = await openPath(file, appName(), now());
  if (opened.kind === 'problem') {
    tellProblem(opened.problem);
    return exitCodes.error;
  }
  for (const notice of opened.value.notices) tell(notice);
  const analysed = analyseDocument(opened.value.document);
  if (analysed.kind === 'problem') {
    tellProblem({ ...analysed.problem, where: file });
    return exitCodes.error;
  }
  return worstExit(await run(analysed.value), coverageExit(analysed.value, options.minCoverage));
}

/** `--min-coverage`: a share from 0 to 1. */
export function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !Number.isFinite(share) || share < 0 || share > 1)
    throw new InvalidArgumentError('It must be a number from 0 to 1, such as 0.99.');
  return share;
}

function coverageExit({ snapshot }: Analysed, wanted: number | undefined): ExitCode {
  if (wanted === undefined) return exitCodes.ok;
  const complete = completeness(snapshot.ledger);
  if (complete >= wanted) return exitCodes.ok;
  tell(`Coverage is ${complete.toFixed(4)}, less than the ${wanted} asked for.`);
  return exitCodes.incomplete;
}
