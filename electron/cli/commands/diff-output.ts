/** A difference for reading. */
import type { Diff } from '#electron/services/json/diff-json.ts';
import { counted, printLine, tell, visible } from '../output.ts';

export function printDiff(diff: Diff): void {
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

function named(name: string | null): string {
  return name === null ? '' : ` (${visible(name)})`;
}

function short(value: unknown): string {
  const text = visible(JSON.stringify(value) ?? 'null');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
