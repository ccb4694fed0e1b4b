import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { completeness } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { ScanProgress } from '#electron/discovery/request.ts';
import { newPacker, portionsOf } from '#electron/services/scan-messages.ts';
import type { ScanOptions } from '#electron/services/scan-options.ts';
import { scan } from '#electron/services/scan.ts';
import { homeWith, keyProfile } from '#test/electron/aws/fake-scan.ts';
import { cellOf, ledger, resourcesOf, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';

let fake: FakeAws | null = null;

afterEach(async () => {
  vi.unstubAllEnvs();
  const running = fake;
  fake = null;
  await running?.close();
});

/** A fake AWS, and the environment of a person with a profile for each of its accounts. */
async function start(options: Partial<FakeAwsOptions> = {}, moreConfig = ''): Promise<FakeAws> {
  const aws = await startFakeAws({ snapshot: twoAccounts(), ...options });
  fake = aws;
  const config = keyProfile('p-shop', aws.accessKeyFor(shop)) + keyProfile('p-ledger', aws.accessKeyFor(ledger)) + moreConfig;
  for (const [name, value] of Object.entries(homeWith(config))) vi.stubEnv(name, value);
  return aws;
}

function optionsFor(aws: Pick<FakeAws, 'url'>, rest: Partial<ScanOptions> = {}): ScanOptions {
  return {
    request: { profiles: ['p-shop', 'p-ledger'], regions: ['us-east-1', 'eu-west-1'] as Region[], allRegions: false },
    endpointUrl: aws.url,
    consents: [],
    ask: () => Promise.resolve(null),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    settings: { throttleBaseMs: 20, transientBaseMs: 5, backoffCapMs: 200, transientCapMs: 50 },
    ...rest,
  };
}

/** Without what differs from run to run. */
function lasting(snapshot: Snapshot) {
  return {
    accounts: snapshot.accounts,
    title: snapshot.title,
    cells: snapshot.ledger.map((cell) => ({ ...cell, at: null })),
    ...resourcesOf(snapshot),
  };
}

describe('a scan in a thread of its own', () => {
  it('gives the same snapshot as one in this thread, and tells of its memory', async () => {
    const aws = await start();
    const memory: number[] = [];
    const apart = await scan(optionsFor(aws, { onWorkerMemory: (megabytes) => memory.push(megabytes) }));
    const here = await scan(optionsFor(aws, { worker: null }));
    expect(lasting(apart)).toEqual(lasting(here));
    expect(memory.length).toBeGreaterThan(0);
  });

  it('runs here where the program of the thread is missing', async () => {
    const aws = await start();
    const snapshot = await scan(optionsFor(aws, { worker: new URL('file:///nowhere/scan-worker.js') }));
    expect(completeness(snapshot.ledger)).toBe(1);
  });

  it('is cancelled without waiting for calls that hang, and keeps what it found', async () => {
    const aws = await start({ faults: [{ kind: 'hang', match: { action: 'DescribeSubnets' } }] });
    const stop = new AbortController();
    let hasVpcs = (): void => undefined;
    const vpcsRead = new Promise<void>((resolve) => (hasVpcs = resolve));
    const onProgress = (progress: ScanProgress): void => {
      if (progress.cells.some((cell) => cell.operation === 'DescribeRouteTables')) hasVpcs();
    };
    const settings = { attemptDeadlineMs: 600_000, callBudgetMs: 600_000 };
    const running = scan(optionsFor(aws, { onProgress, signal: stop.signal, settings }));
    await vpcsRead;
    stop.abort();
    const snapshot = await running;
    expect([cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')?.status, snapshot.vpcs.length > 0]).toEqual(['cancelled', true]);
  });

  it('continues an earlier scan: reads only what failed, and marks what stays unreadable as stale', async () => {
    const aws = await start({ pageSize: 1, faults: [{ kind: 'denied', match: { action: 'DescribeSubnets' } }] });
    const first = await scan(optionsFor(aws));
    aws.setFaults([]);
    const before = aws.calls.length;
    const second = await scan(optionsFor(aws, { previous: first }));
    const asked = new Set(aws.calls.slice(before).map((call) => call.action));
    expect([...asked].sort()).toEqual(['DescribeSubnets', 'GetCallerIdentity']);
    expect(resourcesOf(second)).toEqual(resourcesOf(await scan(optionsFor(aws, { worker: null }))));
    aws.setFaults([{ kind: 'denied', match: { action: 'DescribeSubnets' } }]);
    const third = await scan(optionsFor(aws, { earlier: second }));
    expect(third.subnets).toEqual(second.subnets.map((subnet) => ({ ...subnet, staleSince: second.takenAt })));
  }, 120_000);

  it('asks the person here, and lets no key out', async () => {
    const mfa = `[profile r]\nrole_arn = arn:aws:iam::${ledger}:role/LinkscapeReadOnly\nsource_profile = p-shop\nmfa_serial = arn:aws:iam::${shop}:mfa/me\nregion = us-east-1\n`;
    const aws = await start({}, mfa);
    const seen: unknown[] = [];
    const asked: string[] = [];
    const snapshot = await scan(
      optionsFor(aws, {
        request: { profiles: ['r'], regions: ['us-east-1'] as Region[], allRegions: false },
        ask: (question) => {
          asked.push(`${question.kind} ${question.profile}`);
          return Promise.resolve('123456');
        },
        onProgress: (progress) => seen.push(progress),
        onParts: (parts) => seen.push(parts),
      }),
    );
    expect(asked).toEqual(['mfa r']);
    expect(completeness(snapshot.ledger)).toBe(1);
    const text = JSON.stringify([seen, snapshot]);
    expect([aws.accessKeyFor(shop).secretAccessKey, 'fake-session-of', '123456'].filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('reports at least every 250 ms, also while its thread is silent', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    try {
      const stop = new AbortController();
      const times: number[] = [];
      const first = Promise.withResolvers<void>();
      const worker = new URL('./silent-worker.ts', import.meta.url);
      const onProgress = (): void => {
        times.push(performance.now());
        first.resolve();
      };
      const running = scan({ ...optionsFor({ url: 'http://127.0.0.1:9' }), worker, onProgress, signal: stop.signal });
      await first.promise;
      await vi.advanceTimersByTimeAsync(10_000);
      stop.abort();
      await running;
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(250);
      expect(times.length).toBeGreaterThan(40);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the pieces that cross', () => {
  it('stay below a megabyte and hold every record once', () => {
    const { vpcs } = twoAccounts();
    const many = Array.from({ length: 4000 }, (_, index) => ({ ...(vpcs[0] as object), vpcId: `vpc-${index}` }) as never);
    const pieces: string[] = [];
    const packer = newPacker((text) => pieces.push(text));
    packer.add({ vpcs: many });
    packer.flush();
    packer.flush();
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map((text) => Buffer.byteLength(text)))).toBeLessThan(1_000_000);
    expect(pieces.flatMap((text) => (JSON.parse(text) as { vpcs: unknown[] }).vpcs)).toEqual(many);
  });

  it('carry cells in portions, one of them even without cells', () => {
    const cells = Array.from({ length: 900 }, (_, index) => ({ operation: String(index) }) as never);
    expect(portionsOf(cells).map((portion) => portion.length)).toEqual([400, 400, 100]);
    expect(portionsOf([])).toEqual([[]]);
  });
});
