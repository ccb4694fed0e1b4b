/** Whole scans through the SDK under mixes of faults that other tests do not use. `LINKSCAPE_SEEDS=5,6,7` tries others. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { keyProfile, scanFake } from '#test/electron/aws/fake-scan.ts';
import { resourcesOf, statuses } from '#test/electron/discovery/scan-harness.ts';
import type { FaultKind, FaultRule } from '#test/fake-aws/faults.ts';
import { generateEstate } from '#test/fake-aws/generate-estate.ts';
import { judge } from '#test/fake-aws/oracle.ts';
import { isLongRun } from '#test/long-run.ts';
import { startFakeAws } from '#test/fake-aws/start-fake-aws.ts';

const regions = ['us-east-1', 'eu-west-1'] as Region[];
const truth = generateEstate({ accounts: 2, regions, seed: 23, vpcs: 2, instances: 1, hostileRate: 0.3 });
const seeds = (process.env['LINKSCAPE_SEEDS'] ?? (isLongRun ? '101,202' : '101')).split(',').map(Number);

function each(p: number, ...kinds: readonly FaultKind[]): FaultRule[] {
  return kinds.map((kind) => ({ kind, p }));
}

const mixes: Readonly<Record<string, readonly FaultRule[]>> = {
  'a storm of server errors': each(0.12, 'internal-error', 'unavailable', 'bad-gateway-html'),
  'a network that drops everything': each(0.05, 'reset', 'reset-in-body', 'short-body', 'truncated', 'empty-200'),
  'a captive portal that comes and goes': each(0.1, 'html-200', 'json-200', 'wrong-action'),
  'silence of every kind': each(0.012, 'hang', 'hang-in-body', 'drip'),
  'throttling of one answer in three': each(0.33, 'throttle'),
  'pages that repeat, are empty or lose their place': [
    ...each(0.15, 'duplicate-items', 'empty-page'),
    { kind: 'invalid-token', p: 0.3, match: { page: 2, attempts: 1 } },
  ],
  'sessions that expire all the time, once each': [
    { kind: 'expired-token', p: 0.02, match: { attempts: 1 } },
    ...each(0.02, 'throttle', 'reset'),
  ],
  'the mix of the goals, ten times as dense': [
    ...each(0.1, 'internal-error'),
    ...each(0.2, 'throttle'),
    ...each(0.02, 'truncated', 'reset', 'html-200'),
    ...each(0.01, 'hang'),
  ],
};

async function scan(faults: readonly FaultRule[], seed: number): Promise<Snapshot> {
  const fake = await startFakeAws({ snapshot: truth, pageSize: 4, faults, seed });
  const profiles = truth.accounts.map((account) => account.name ?? '');
  const config = truth.accounts.map((account) => keyProfile(account.name ?? '', fake.accessKeyFor(account.accountId))).join('\n');
  const settings = { attemptDeadlineMs: 2_000, throttleBaseMs: 4, transientBaseMs: 1, backoffCapMs: 60, transientCapMs: 20 };
  const snapshot = await scanFake({ url: fake.url, config, request: { profiles, regions }, settings });
  await fake.close();
  return snapshot;
}

describe('a scan through the whole chain', () => {
  let clean: Snapshot;

  beforeAll(async () => {
    clean = await scan([], 0);
  }, 60_000);

  it('without faults finds the truth', () => {
    expect(judge(clean, truth)).toEqual({ lost: [], invented: [], changed: [] });
  });

  const cases = Object.keys(mixes).flatMap((name) => seeds.map((seed) => [name, seed] as const));

  it.each(cases)(
    'under %s (seed %i) ends with the same model',
    async (name, seed) => {
      const found = await scan(mixes[name] ?? [], seed);
      expect(Object.keys(statuses(found.ledger)).filter((status) => status !== 'ok' && !status.startsWith('skipped'))).toEqual([]);
      expect(resourcesOf(found)).toEqual(resourcesOf(clean));
      expect(found.ledger).toHaveLength(clean.ledger.length);
    },
    120_000,
  );
});
