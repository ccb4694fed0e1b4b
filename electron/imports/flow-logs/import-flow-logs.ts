/** VPC Flow Logs as usage: the one entry point of this folder for files on disk. */
import { readFile } from 'node:fs/promises';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { brokenFile, flowLogFiles } from './files.ts';
import { groundOf, parseIpRanges } from './ground.ts';
import { runInWorker, type Waiting } from './run-in-worker.ts';
import type { EngineAnswer } from './run-query.ts';
import { type FlowLogFigures, usageRows } from './usage-rows.ts';

export interface FlowLogImport extends Waiting {
  /** Files, and folders that are walked. */
  readonly paths: readonly string[];
  /** AWS's published ip-ranges.json, where the person gives it. */
  readonly ipRangesFile: string | null;
  readonly snapshot: Snapshot;
}

export interface ImportedFlowLogs {
  readonly usage: UsageSet;
  readonly figures: FlowLogFigures;
  readonly notices: readonly string[];
}

/** How the source of every such usage set begins. */
export const flowLogSource = 'VPC Flow Logs';

/** Attributes the records of the files to the NAT gateways of the snapshot. */
export async function importFlowLogs(request: FlowLogImport): Promise<Outcome<ImportedFlowLogs, Problem>> {
  const groups = await flowLogFiles(request.paths);
  if (groups.kind === 'problem') return groups;
  const ranges = request.ipRangesFile === null ? ok(null) : await rangesOf(request.ipRangesFile);
  if (ranges.kind === 'problem') return ranges;
  const ground = groundOf(request.snapshot, ranges.value);
  const { dimensions, bucketSize, hasIpRanges } = ground;
  const task = { groups: groups.value, ground: { dimensions, bucketSize, hasIpRanges } };
  const [answer, broken] = await Promise.all([runInWorker(task, request), brokenFile(groups.value)]);
  if (broken !== null) return failed(broken);
  if (answer.kind === 'problem') return answer;
  const measured = usageRows(answer.value.rows, ground);
  if (measured.kind === 'problem') return measured;
  const { rows, figures, notices } = measured.value;
  const fileCount = groups.value.reduce((count, group) => count + group.files.length, 0);
  return ok({
    usage: { schemaVersion: 1, name: windowName(figures), source: sourceText(figures, `${fileCount} files`, hasIpRanges), rows },
    figures,
    notices: [...notices, ...badLinesText(answer.value)],
  });
}

function badLinesText({ badLines, isAtLeast }: EngineAnswer): string[] {
  return badLines === 0 ? [] : [`${isAtLeast ? 'At least ' : ''}${badLines} lines do not fit the fields of their file; they are left out.`];
}

/** The name of a set: its window, so that the same logs replace themselves. */
export function windowName(figures: FlowLogFigures): string {
  return `Flow logs ${figures.windowStart.slice(0, 16)} to ${figures.windowEnd.slice(0, 16)}`;
}

/** Where figures come from and what was done to them, for the person. */
export function sourceText(figures: FlowLogFigures, what: string, hasIpRanges: boolean): string {
  const addresses = hasIpRanges ? 'addresses by ip-ranges.json and prefix lists' : 'addresses by the log and prefix lists';
  return `${flowLogSource}: ${what}, ${figures.records} records over ${figures.windowHours.toFixed(2)} hours, extrapolated to 730; ${addresses}`;
}

async function rangesOf(file: string) {
  try {
    return parseIpRanges(await readFile(file, 'utf8'), file);
  } catch {
    return failed({ code: 'ip-ranges', what: 'The list of AWS address ranges cannot be read', where: file, remedy: 'Check the path.' });
  }
}
