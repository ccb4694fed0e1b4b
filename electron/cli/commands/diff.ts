import { type Command, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { diffJson, isWatched, type WatchedChange, watchedChanges } from '#electron/services/json/diff-json.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { counted, printJson, printLine, tell, visible } from '../output.ts';
import type { Finish } from '../program.ts';

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
      finish(await withDocument(before, options, (earlier) => withDocument(after, options, (later) => printDiff(earlier, later, options)))),
    );
}

function printDiff(before: Analysed, after: Analysed, options: DiffOptions): ExitCode {
  const diff = diffJson(before, after);
  if (options.json === true) printJson(diff);
  else {
    for (const change of diff.resources.added) printLine(`+ ${change.kind} ${change.id}${named(change.name)}`);
    for (const change of diff.resources.removed) printLine(`- ${change.kind} ${change.id}${named(change.name)}`);
    for (const change of diff.resources.unknown) printLine(`? ${change.kind} ${change.id}${named(change.name)}: not read again`);
    for (const change of diff.resources.changed)
      printLine(`~ ${change.kind} ${change.id} ${change.path}: ${short(change.before)} -> ${short(change.after)}`);
    for (const change of diff.connections.changed)
      printLine(`~ connection ${change.endpointId}: ${change.before ?? 'unknown'} -> ${change.after ?? 'unknown'}`);
    for (const change of diff.zones)
      printLine(`~ zones of ${change.shortName} (${change.endpointId}): ${change.verdictBefore} -> ${change.verdictAfter}`);
    for (const finding of diff.findings.new) printLine(`! ${finding.severity} ${finding.ruleId} ${visible(finding.summary)}`);
    for (const finding of diff.findings.resolved) printLine(`ok ${finding.ruleId} ${visible(finding.summary)}`);
    for (const change of diff.cost)
      printLine(`$ ${change.scope} ${change.region}: ${change.before ?? 'unknown'} -> ${change.after ?? 'unknown'}`);
    tell(
      `${counted(diff.resources.added.length, 'resource')} added, ${diff.resources.removed.length} removed, ${counted(diff.resources.changed.length, 'field')} changed; ${counted(diff.findings.new.length, 'new finding')}, ${diff.findings.resolved.length} resolved.`,
    );
  }
  return options.failOn !== undefined && isWatched(diff, options.failOn) ? exitCodes.findings : exitCodes.ok;
}

function named(name: string | null): string {
  return name === null ? '' : ` (${visible(name)})`;
}

function short(value: unknown): string {
  const text = visible(JSON.stringify(value) ?? 'null');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
