/**
 * Runs the fake in a process of its own:
 *
 *     node test/fake-aws/serve.ts [--port 0] [--latency 20] [--demo | --module <file> --export <name> | --size 10000]
 *
 * Prints one line of JSON, `{url, profiles, config, credentials}`, once it
 * listens, and runs until it is told to stop or the pipe of its input ends. `config` and
 * `credentials` are AWS files with one profile per account, in a folder of the
 * system's for temporary files.
 */
import { fstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { estateOfSize } from './generate-estate.ts';
import { type FakeAws, startFakeAws } from './start-fake-aws.ts';

const root = path.resolve(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    demo: { type: 'boolean', default: false },
    module: { type: 'string', default: 'electron/services/demo/demo-estate.ts' },
    export: { type: 'string', default: 'demoSnapshot' },
    size: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

/** The truth: generated, or what a function of a module gives (the demo estate unless told). */
async function snapshotToServe(): Promise<Snapshot> {
  if (values.size !== undefined) return estateOfSize(Number(values.size), Number(values.seed));
  const exports = (await import(pathToFileURL(path.resolve(root, values.module)).href)) as Record<string, () => Snapshot>;
  const make = exports[values.export];
  if (make === undefined) throw new Error(`${values.module} has no export ${values.export}`);
  return make();
}

/** One profile per account; the endpoint is named in each, as a person would do it for a stand-in. */
function writeProfiles(fake: FakeAws, snapshot: Snapshot): { folder: string; config: string; credentials: string; profiles: string[] } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fake-aws-'));
  const accounts = snapshot.accounts.map((account) => ({ id: account.accountId, name: account.name ?? account.accountId }));
  const region = (id: string): string =>
    snapshot.regions.find((record) => record.accountId === id && record.optInStatus !== 'not-opted-in')?.region ?? 'us-east-1';
  const config = accounts.map(({ id, name }) => `[profile ${name}]\nregion = ${region(id)}\nendpoint_url = ${fake.url}\n`);
  const credentials = accounts.map(({ id, name }) => {
    const { accessKeyId, secretAccessKey } = fake.accessKeyFor(id);
    return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  });
  const files = { config: path.join(folder, 'config'), credentials: path.join(folder, 'credentials') };
  writeFileSync(files.config, config.join('\n'), { mode: 0o600 });
  writeFileSync(files.credentials, credentials.join('\n'), { mode: 0o600 });
  return { folder, ...files, profiles: accounts.map(({ name }) => name) };
}

const snapshot = await snapshotToServe();
const fake = await startFakeAws({ snapshot, port: Number(values.port), latencyMs: Number(values.latency) });
const { folder, ...files } = writeProfiles(fake, snapshot);
process.stdout.write(`${JSON.stringify({ url: fake.url, ...files })}\n`);

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  rmSync(folder, { recursive: true, force: true });
  fake.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// Only a parent that holds the other end of a pipe can end the input; `/dev/null` ends at once.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', stop).resume();
