import { type Command, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { diffJson, isWatched, type WatchedChange, watchedChanges } from '#electron/services/json/diff-json.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { printJson } from '../output.ts';
import type { Finish } from '../program.ts';
import { printDiff } from './diff-output.ts';

interface DiffOptions extends DocumentOptions {
  readonly failOn?: WatchedChange;
}

/** `diff`: what changed from one document to another. */
export function addDiffCommand(program: Command, finish: Finish): void {
  program
    .command('diff')
    .description('Say what changed: resources, connections, zones, findings, cost.')
    .argument('<before>', 'the earlier document')
    .argument('<after>', 'the later document')
    .option('--json', 'print one JSON object')
    .addOption(
      new Option('--fail-on <what>', 'end with 2 where there is any difference, a new finding, or a higher cost').choices([
        ...watchedChanges,
      ]),
    )
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare)
    .action(async (before: string, after: string, options: DiffOptions) =>
      finish(await withDocument(before, options, (earlier) => withDocument(after, options, (later) => runDiff(earlier, later, options)))),
    );
}

function runDiff(before: Analysed, after: Analysed, options: DiffOptions): ExitCode {
  const diff = diffJson(before, after);
  if (options.json === true) printJson(diff);
  else printDiff(diff);
  return options.failOn !== undefined && isWatched(diff, options.failOn) ? exitCodes.findings : exitCodes.ok;
}
