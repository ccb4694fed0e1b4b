/**
 * `npm run -s bench:scan -- --accounts 20 --regions 17 --latency 100 --faults none --seed 7`:
 * one scan of a made-up organisation through the SDK, in the worker, against
 * the fake AWS in a process of its own with EC2's real token buckets.
 *
 * `ratio` compares with the floor: what the calls cost at least by latency and
 * concurrency, by CPU (`cpuMsPerCall`, measured before and after in the same
 * run) and by AWS's limits. The same seed gives the same `modelHash`, faults or not.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Region } from '#shared/base/ids.ts';
import { collectionNames } from '#shared/model/collections.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { regionsOfPartition } from '#electron/discovery/regions.ts';
import { defaultSettings, type ScanProgress } from '#electron/discovery/request.ts';
import { scan } from '#electron/services/scan.ts';
import { generateEstate } from '#test/fake-aws/generate-estate.ts';
import { judge } from '#test/fake-aws/oracle.ts';
import { calibrate } from './scan-calibrate.ts';
import { type EstateOrder, serveEstate } from './scan-estate.ts';
import { builtScanWorker } from './scan-program.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '20' },
    regions: { type: 'string', default: '17' },
    latency: { type: 'string', default: '100' },
    faults: { type: 'string', default: 'none' },
    seed: { type: 'string', default: '7' },
    vpcs: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: String(defaultSettings.concurrency) },
    lanes: { type: 'string', default: String(defaultSettings.openLanes) },
  },
});

const regions = regionsOfPartition('aws' as never).slice(0, Number(values.regions)) as Region[];
const order: EstateOrder = {
  accounts: Number(values.accounts),
  regions,
  seed: Number(values.seed),
  latencyMs: Number(values.latency),
  faults: values.faults === 'standard' ? 'standard' : 'none',
  vpcs: Number(values.vpcs),
  instances: 1,
};
const concurrency = Number(values.concurrency);

const worker = await builtScanWorker();
const before = await calibrate(order, concurrency);
const served = await serveEstate(order);
const measured = await measuredScan(served.profiles, served.url);
const fake = await served.stop();
const after = await calibrate(order, concurrency);
const { snapshot, last, seconds } = measured;
const cpuMsPerCall = Math.min(before, after);
const floorSeconds = floorOf(last.callsDone, cpuMsPerCall, fake.dnsCalls, measured.concurrency);
const verdict = judge(snapshot, generateEstate(order));
process.stdout.write(
  `${JSON.stringify({
    accounts: order.accounts,
    regions: regions.length,
    calls: last.callsDone,
    cells: snapshot.ledger.length,
    attributed: snapshot.ledger.filter(isAttributed).length,
    lost: verdict.lost.length,
    invented: verdict.invented.length,
    seconds: rounded(seconds),
    floorSeconds: rounded(floorSeconds),
    ratio: rounded(seconds / floorSeconds),
    modelHash: hashOf(snapshot),
    lagP99Ms: rounded(measured.lagP99Ms),
    workerMb: measured.workerMb,
    throttled: fake.throttled,
    changed: verdict.changed.length,
    notOk: snapshot.ledger.filter((cell) => cell.status !== 'ok' && cell.status !== 'skipped').length,
    requests: fake.calls,
    resources: last.resources,
    cpuMsPerCall: rounded(cpuMsPerCall),
    cpuSeconds: rounded(measured.cpuSeconds),
    lagMaxMs: rounded(measured.lagMaxMs),
    longestSilenceMs: rounded(measured.longestSilenceMs),
    concurrency: measured.concurrency,
    etaError: measured.etaError === null ? null : rounded(measured.etaError),
  })}\n`,
);

async function measuredScan(profiles: readonly string[], endpointUrl: string) {
  const lags = watchLag();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const progress: { readonly at: number; readonly done: number; readonly planned: number; readonly eta: number | null }[] = [];
  let last: Pick<ScanProgress, 'callsDone' | 'resources'> = { callsDone: 0, resources: 0 };
  let workerMb = 0;
  let mostInFlight = 0;
  const snapshot = await scan({
    request: { profiles, regions, allRegions: false },
    endpointUrl,
    consents: [],
    ask: () => Promise.resolve(null),
    onProgress: (event) => {
      last = event;
      mostInFlight = Math.max(mostInFlight, event.concurrency);
      progress.push({ at: performance.now(), done: event.callsDone, planned: event.callsPlanned, eta: event.etaMs });
    },
    signal: new AbortController().signal,
    settings: { concurrency, openLanes: Number(values.lanes) },
    worker,
    onWorkerMemory: (megabytes) => {
      workerMb = Math.max(workerMb, megabytes);
    },
  });
  const end = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  const gaps = progress.slice(1).map((event, index) => event.at - (progress[index]?.at ?? 0));
  const fifth = progress.find((event) => event.done >= last.callsDone / 5 && event.eta !== null);
  const etaError = fifth === undefined || fifth.eta === null ? null : fifth.eta / (end - fifth.at) - 1;
  return {
    snapshot,
    last,
    seconds: (end - begun) / 1000,
    cpuSeconds: (user + system) / 1e6,
    workerMb,
    concurrency: mostInFlight,
    ...lags.stop(),
    longestSilenceMs: Math.max(0, ...gaps),
    etaError,
  };
}

/** `inFlight`: the most calls that were allowed at once. Beside the terms of the formula for EC2, Route 53's limit of five calls a second in an account. */
function floorOf(calls: number, cpuMs: number, dnsCalls: number, inFlight: number): number {
  const latency = order.latencyMs / 1000;
  const parts = [(calls * latency) / inFlight, (calls * cpuMs) / 1000, latency, Math.max(0, (dnsCalls - 5) / 5), order.accounts / 600];
  return Math.max(...parts) + 2 * latency;
}

function isAttributed(cell: Snapshot['ledger'][number]): boolean {
  if (cell.status === 'ok') return true;
  return cell.status === 'skipped' ? cell.reason !== undefined : cell.code !== undefined && cell.message !== undefined;
}

function hashOf(snapshot: Snapshot): string {
  const hash = createHash('sha256');
  for (const name of collectionNames) for (const record of snapshot[name]) hash.update(`${name} ${JSON.stringify(record)}\n`);
  return hash.digest('hex');
}

/** How late a timer of 10 ms comes: what a person would feel of this thread. */
function watchLag() {
  const lags: number[] = [];
  let due = performance.now() + 10;
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(Math.max(0, now - due));
    due = now + 10;
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      const sorted = lags.toSorted((a, b) => a - b);
      return { lagP99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0, lagMaxMs: sorted.at(-1) ?? 0 };
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
