import { spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, statSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IsoTime, Region } from '#shared/base/ids.ts';
import type { Emit, EventPayload } from '#shared/api/contract.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { DiscoveryRequest } from '#electron/discovery/request.ts';
import { keptScan, unfinishedScans } from '#electron/services/scan-resume.ts';
import { createScanService } from '#electron/services/scan-service.ts';
import { scan } from '#electron/services/scan.ts';
import { newScanJournal, readScanJournal } from '#electron/storage/scan-journal.ts';
import { homeWith, keyProfile } from '#test/electron/aws/fake-scan.ts';
import { randomOf, resourcesOf } from '#test/electron/discovery/scan-harness.ts';
import type { FaultRule } from '#test/fake-aws/faults.ts';
import { runs } from '#test/long-run.ts';
import { generateEstate } from '#test/fake-aws/generate-estate.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { eventually } from '#test/eventually.ts';
import type { KilledScan } from './killed-scan.ts';

let fake: FakeAws | null = null;

const regions = ['us-east-1', 'eu-west-1', 'eu-central-1'] as Region[];
const truth = generateEstate({ accounts: 3, regions, seed: 11, vpcs: 1, instances: 1 });
const program = path.join(import.meta.dirname, 'killed-scan.ts');
/** Answers that stay bad: a resumed scan must not ask for them again either. */
const refusals: readonly FaultRule[] = [
  { kind: 'denied', match: { region: 'us-east-1', action: 'DescribeSubnets' } },
  { kind: 'denied', match: { region: 'eu-west-1', action: 'ListFirewalls' } },
];

interface Stage {
  readonly aws: FakeAws;
  readonly request: DiscoveryRequest;
  readonly journal: string;
}

async function stage(): Promise<Stage> {
  const aws = await startFakeAws({ snapshot: truth, latencyMs: 12, faults: refusals });
  fake = aws;
  const profiles = truth.accounts.map((account) => account.name ?? '');
  const config = truth.accounts.map((account) => keyProfile(account.name ?? '', aws.accessKeyFor(account.accountId))).join('');
  for (const [name, value] of Object.entries(homeWith(config))) vi.stubEnv(name, value);
  const journal = path.join(mkdtempSync(path.join(os.tmpdir(), 'linkscape-resume-')), 'estate.linkscape.scan');
  return { aws, request: { profiles, regions, allRegions: false }, journal };
}

/** Runs the scan in a process of its own and kills it as soon as so many calls have arrived. */
async function killAfter({ aws, request, journal }: Stage, calls: number, resumes: boolean): Promise<void> {
  const order: KilledScan = { journal, request, endpointUrl: aws.url, resumes };
  const before = aws.calls.length;
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  while (child.exitCode === null && aws.calls.length - before < calls) await wait(2);
  child.kill('SIGKILL');
  await gone;
}

async function finish({ aws, request, journal }: Stage): Promise<Snapshot> {
  const asked = { request, endpointUrl: aws.url, consents: [] };
  const kept = await keptScan(journal, asked, true);
  if (kept.kind === 'problem') throw new Error(JSON.stringify(kept.problem));
  const options = { ...asked, ...kept.value.options, worker: null };
  const snapshot = await scan({
    ...options,
    ask: () => Promise.resolve(null),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    settings: { attemptDeadlineMs: 60_000 },
  });
  kept.value.forget();
  return snapshot;
}

function outcome(snapshot: Snapshot) {
  const cells = snapshot.ledger.map(({ profile, accountId, region, operation, status, code = '', items }) =>
    [profile, accountId, region, operation, status, code, items].join(' '),
  );
  return { cells, accounts: snapshot.accounts, ...resourcesOf(snapshot) };
}

/** Cells whose answers are on disk, as calls name them. */
async function storedCells(journal: string): Promise<Set<string>> {
  const read = await readScanJournal(journal);
  if (read.kind === 'problem') throw new Error(read.problem.what);
  return new Set(read.value?.snapshot.ledger.map((cell) => `${cell.accountId} ${cell.region} ${cell.operation}`));
}

/** What an uninterrupted scan finds. */
let whole: ReturnType<typeof outcome>;

async function closeFake(): Promise<void> {
  vi.unstubAllEnvs();
  const running = fake;
  fake = null;
  await running?.close();
}

beforeAll(async () => {
  whole = outcome(await finish(await stage()));
  await closeFake();
});

afterEach(closeFake);

describe('a scan that was killed', () => {
  const random = randomOf(Number(process.env['LINKSCAPE_SEED'] ?? 3));
  const points = Array.from({ length: runs(1, 4) }, () => Math.floor(20 + random() * 330));

  it.each(points)(
    'after %i calls goes on to the snapshot of an uninterrupted one, and asks for nothing twice',
    async (calls) => {
      const scene = await stage();
      await killAfter(scene, calls, false);
      await killAfter(scene, 60, true);
      const stored = await storedCells(scene.journal);
      expect(stored.size).toBeGreaterThan(0);
      expect(statSync(scene.journal).mode & 0o077).toBe(0);
      const before = scene.aws.calls.length;
      expect(outcome(await finish(scene))).toEqual(whole);
      const again = scene.aws.calls
        .slice(before)
        .filter((call) => !['route53', 'sts', 'iam'].includes(call.service) && call.action !== 'DescribeRegions')
        .filter((call) => stored.has(`${call.accountId ?? ''} ${call.region} ${call.action}`));
      expect(again.map((call) => `${call.accountId ?? ''} ${call.region} ${call.action}`)).toEqual([]);
      expect(existsSync(scene.journal)).toBe(false);
    },
    240_000,
  );
});

describe('the journal of a scan that was killed', () => {
  let scene: Stage;
  let secrets: string[];

  beforeAll(async () => {
    scene = await stage();
    secrets = truth.accounts.flatMap((account) => Object.values(scene.aws.accessKeyFor(account.accountId)));
    await killAfter(scene, 200, false);
    await closeFake();
  });

  it('holds no credential', () => {
    const text = readFileSync(scene.journal, 'utf8');
    expect(text.length).toBeGreaterThan(10_000);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('can be read up to every byte at which the file may have been torn', async () => {
    const { size } = statSync(scene.journal);
    const torn = `${scene.journal}-torn`;
    for (let step = 0; step < 60; step += 1) {
      copyFileSync(scene.journal, torn);
      truncateSync(torn, Math.floor((size * step) / 60));
      expect((await readScanJournal(torn)).kind).toBe('ok');
    }
  });

  it('is not mistaken for that of another one, nor is a damaged file', async () => {
    const endpointUrl = scene.aws.url;
    const damaged = `${scene.journal}-damaged`;
    copyFileSync(scene.journal, damaged);
    const other = { request: { ...scene.request, regions: ['us-east-1' as Region] }, endpointUrl, consents: [] };
    expect(await keptScan(damaged, other, true)).toMatchObject({ kind: 'problem', problem: { code: 'other-scan' } });
    appendFileSync(damaged, '\nvpcs\t{"torn\n');
    const same = { request: scene.request, endpointUrl, consents: [] };
    expect(await keptScan(damaged, same, true)).toMatchObject({ kind: 'problem', problem: { code: 'scan-journal' } });
  });
});

describe('unfinished scans of the app', () => {
  it('go on to the same snapshot, with what was there shown from the begin', async () => {
    const scene = await stage();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-unfinished-'));
    await killAfter({ ...scene, journal: unfinishedScans(folder, 11, () => false).own() }, 150, false);
    const events: EventPayload<'scan.progress'>[] = [];
    const emit: Emit = (name, payload) => {
      if (name === 'scan.progress') events.push(payload as EventPayload<'scan.progress'>);
    };
    const service = createScanService(
      emit,
      unfinishedScans(folder, 99, () => false),
    );
    expect(await service.unfinished()).toMatchObject({ profiles: scene.request.profiles });
    const started = await service.resume();
    if (started.kind === 'problem') throw new Error(started.problem.what);
    await eventually(() => expect(events.at(-1)?.phase).toBe('done'));
    expect(events[0]?.cells.length).toBeGreaterThan(0);
    const snapshot = service.snapshot(started.value);
    if (snapshot === undefined) throw new Error('the scan is known');
    expect(outcome(snapshot)).toEqual(whole);
    expect(await service.unfinished()).toBeNull();
  }, 240_000);

  it('are found once their run is over, the newest first, and can be forgotten', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-unfinished-'));
    const head = (begunAt: string) => ({ request: '{}', begunAt: begunAt as IsoTime, consents: [] });
    newScanJournal(unfinishedScans(folder, 11, () => false).own(), head('2026-11-01T00:00:00.000Z')).close();
    newScanJournal(unfinishedScans(folder, 12, () => false).own(), head('2026-11-02T00:00:00.000Z')).close();
    newScanJournal(unfinishedScans(folder, 13, () => false).own(), head('2026-11-03T00:00:00.000Z')).close();
    const scans = unfinishedScans(folder, 99, (id) => id === 13);
    expect((await scans.find())?.head.begunAt).toBe('2026-11-02T00:00:00.000Z');
    await scans.forget();
    expect(await scans.find()).toBeNull();
    expect(existsSync(path.join(folder, 'unfinished', '13.scan'))).toBe(true);
  });
});
