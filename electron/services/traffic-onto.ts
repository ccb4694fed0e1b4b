/** Files of traffic that the window was given: their figures join the open document. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { currentSnapshot, type LinkscapeDocument } from '#shared/model/document.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { parseUsage } from '#shared/model/usage-file.ts';
import { importFlowLogs } from '#electron/imports/flow-logs/import-flow-logs.ts';
import type { Waiting } from '#electron/imports/flow-logs/run-in-worker.ts';
import type { Opened } from './open-bytes.ts';
import { attachUsage } from './traffic.ts';
import { usageFileProblem } from './usage-file.ts';

/** A file as the window was given it. */
export interface TrafficFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Flow logs (text, gzip or Parquet) are attributed, all together, to the NAT gateways of the document; usage files are taken as they are. */
export async function trafficOnto(
  files: readonly TrafficFile[],
  ipRanges: Uint8Array | null,
  base: string,
  title: string,
  waiting: Waiting = {},
): Promise<Outcome<Opened, Problem>> {
  const notices: string[] = [];
  let document = JSON.parse(base) as LinkscapeDocument;
  for (const { name, bytes } of files.filter(isUsage)) {
    const usage = parseUsage(new TextDecoder().decode(bytes), name);
    if (usage.kind === 'problem') return failed(usageFileProblem(usage.problem, name));
    document = withUsage(document, usage.value);
    notices.push(told(usage.value, name));
  }
  const logs = files.filter((file) => !isUsage(file));
  if (logs.length > 0) {
    const attributed = await attributedTo(document, logs, ipRanges, waiting);
    if (attributed.kind === 'problem') return attributed;
    document = attributed.value.document;
    notices.push(...attributed.value.notices);
  }
  return ok({ document, title, notices });
}

async function attributedTo(
  document: LinkscapeDocument,
  logs: readonly TrafficFile[],
  ipRanges: Uint8Array | null,
  waiting: Waiting,
): Promise<Outcome<Pick<Opened, 'document' | 'notices'>, Problem>> {
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) return failed({ code: 'no-snapshot', what: 'The document holds no snapshot' });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkscape-traffic-'));
  try {
    // Names of our own: what a page says is no path.
    const names = new Map<string, string>();
    for (const [index, { name, bytes }] of logs.entries()) {
      const file = path.join(folder, `traffic-${index}.log`);
      names.set(file, name);
      await writeFile(file, bytes);
    }
    const ipRangesFile = ipRanges === null ? null : path.join(folder, 'ip-ranges.json');
    if (ipRangesFile !== null && ipRanges !== null) await writeFile(ipRangesFile, ipRanges);
    const what = logs.length === 1 ? (logs[0]?.name ?? '') : `${logs.length} files`;
    const imported = await importFlowLogs({ paths: [...names.keys()], ipRangesFile, snapshot, ...waiting });
    if (imported.kind === 'problem') return failed(named(imported.problem, { folder, names, ipRangesFile, what }));
    const { usage } = imported.value;
    if (usage.rows.length === 0) return failed(nothingIn(what));
    const attached = attachUsage(document, usage, 'VPC Flow Logs');
    return ok({ document: attached.document, notices: [told(usage, what), ...imported.value.notices, ...attached.notices] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Nothing joins the document then, and nothing is to be saved. */
function nothingIn(where: string): Problem {
  return {
    code: 'flow-logs-nothing',
    what: 'The flow logs show no traffic of a NAT gateway of this document',
    where,
    remedy: "Give logs of the NAT gateways' own interfaces, or of version 11 with the next-hop fields.",
  };
}

interface Named {
  readonly folder: string;
  readonly names: ReadonlyMap<string, string>;
  readonly ipRangesFile: string | null;
  readonly what: string;
}

/** A problem of a file by the name the person knows. */
function named({ where, ...problem }: Problem, { folder, names, ipRangesFile, what }: Named): Problem {
  if (problem.code === 'cancelled') return problem;
  if (where === undefined || !where.startsWith(folder)) return { ...problem, where: where ?? what };
  return { ...problem, where: where === ipRangesFile ? 'ip-ranges.json' : (names.get(where) ?? what) };
}

/** A usage file names its amounts; a flow log never does. */
function isUsage({ bytes }: TrafficFile): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).includes('gb_per_month');
}

/** The same file again takes the place of what it gave before. */
function withUsage(document: LinkscapeDocument, usage: UsageSet): LinkscapeDocument {
  return { ...document, usage: [...document.usage.filter((set) => set.name !== usage.name), usage] };
}

function told(usage: UsageSet, name: string): string {
  return `${name}: ${usage.rows.length} rows of traffic were added. Save the document to keep them.`;
}
