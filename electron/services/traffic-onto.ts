/** A file of traffic that the window was given: its figures join the open document. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { currentSnapshot, type LinkscapeDocument } from '#shared/model/document.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { parseUsage } from '#shared/model/usage-file.ts';
import { importFlowLogs } from '#electron/imports/flow-logs/import-flow-logs.ts';
import type { Opened } from './open-bytes.ts';
import { attachUsage } from './traffic.ts';
import { usageFileProblem } from './usage-file.ts';

/** Flow logs (text, gzip or Parquet) are attributed to the NAT gateways of the document; a usage file is taken as it is. */
export async function trafficOnto(
  bytes: Uint8Array,
  name: string,
  base: string,
  title: string,
  signal?: AbortSignal,
): Promise<Outcome<Opened, Problem>> {
  const document = JSON.parse(base) as LinkscapeDocument;
  if (isUsage(bytes)) {
    const usage = parseUsage(new TextDecoder().decode(bytes), name);
    if (usage.kind === 'problem') return failed(usageFileProblem(usage.problem, name));
    return ok({ document: withUsage(document, usage.value), title, notices: [told(usage.value, name)] });
  }
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) return failed({ code: 'no-snapshot', what: 'The document holds no snapshot' });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkscape-traffic-'));
  try {
    // A name of our own: what a page says is no path.
    const file = path.join(folder, 'traffic.log');
    await writeFile(file, bytes);
    const imported = await importFlowLogs({ paths: [file], ipRangesFile: null, snapshot, ...(signal === undefined ? {} : { signal }) });
    if (imported.kind === 'problem') return failed({ ...imported.problem, where: name });
    const { usage } = imported.value;
    const attached = attachUsage(document, usage, 'VPC Flow Logs');
    return ok({ document: attached.document, title, notices: [told(usage, name), ...imported.value.notices, ...attached.notices] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A usage file names its amounts; a flow log never does. */
function isUsage(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).includes('gb_per_month');
}

/** The same file again takes the place of what it gave before. */
function withUsage(document: LinkscapeDocument, usage: UsageSet): LinkscapeDocument {
  return { ...document, usage: [...document.usage.filter((set) => set.name !== usage.name), usage] };
}

function told(usage: UsageSet, name: string): string {
  return `${name}: ${usage.rows.length} rows of traffic were added. Save the document to keep them.`;
}
