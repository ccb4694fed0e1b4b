/**
 * Attributes a big made-up flow log and prints what it took: records, seconds,
 * seconds of processor time, and the largest memory of the process.
 * `--records N` (10 million), `--packed` for gzip, `--version 2|5|11`,
 * `--ip-ranges FILE`; `--read PATH` reads files or a folder that are there
 * already, and `--write FILE` only writes the log.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { importFlowLogs } from '#electron/imports/flow-logs/import-flow-logs.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { lineOf, recordsOf, version11, version2, version5 } from '#test/electron/imports/flow-logs/generate.ts';

const headers: Readonly<Record<string, string>> = { '2': version2, '5': version5, '11': version11 };
const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '10000000' },
    packed: { type: 'boolean', default: false },
    version: { type: 'string', default: '5' },
    'ip-ranges': { type: 'string' },
    read: { type: 'string' },
    // For the process that writes the log, so that its memory is not counted.
    write: { type: 'string' },
  },
});
const header = headers[values.version];
const [snapshot] = demoDocument('bench').snapshots;
if (snapshot === undefined || header === undefined) throw new Error('--version is 2, 5 or 11');

if (values.write !== undefined) await write(values.write);
else if (values.read !== undefined) await attribute(values.read);
else await measure();

async function write(file: string): Promise<void> {
  const lines = Readable.from(chunks(Number(values.records)));
  await (values.packed ? pipeline(lines, createGzip({ level: 1 }), createWriteStream(file)) : pipeline(lines, createWriteStream(file)));
}

async function measure(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'flow-log-bench-'));
  const file = path.join(folder, values.packed ? 'big.log.gz' : 'big.log');
  try {
    execFileSync(process.execPath, [...process.argv.slice(1), '--write', file], { stdio: 'inherit' });
    await attribute(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function attribute(place: string): Promise<void> {
  if (snapshot === undefined) return;
  const { size } = await stat(place);
  const [began, used] = [performance.now(), process.cpuUsage()];
  const imported = await importFlowLogs({ paths: [place], ipRangesFile: values['ip-ranges'] ?? null, snapshot });
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  const { user, system } = process.cpuUsage(used);
  if (imported.kind === 'problem') throw new Error(JSON.stringify(imported.problem));
  const { figures, usage } = imported.value;
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const fileMb = Math.round(size / 2 ** 20);
  const cpuSeconds = Number(((user + system) / 1e6).toFixed(1));
  console.log(JSON.stringify({ records: figures.records, seconds, cpuSeconds, memoryMb, fileMb, rows: usage.rows.length }));
}

function* chunks(records: number): Generator<string> {
  if (snapshot === undefined || header === undefined) return;
  const next = recordsOf(snapshot, 1);
  yield `${header}\n`;
  for (let done = 0; done < records; ) {
    const lines: string[] = [];
    for (; lines.length < 2000 && done < records; done += 1) lines.push(lineOf(next(), header));
    yield `${lines.join('\n')}\n`;
  }
}
