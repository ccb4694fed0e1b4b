import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it } from 'vitest';
import { sortedBy } from '#shared/base/sort.ts';
import type { Resources } from '#shared/model/collections.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { cellOf, findable, ledger, resourcesOf, shop, statuses, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { eventually } from '#test/eventually.ts';
import { keyProfile, scanFake } from './fake-scan.ts';

let fake: FakeAws | null = null;

afterEach(async () => {
  const running = fake;
  fake = null;
  await running?.close();
});

async function start(options: Partial<FakeAwsOptions> = {}): Promise<FakeAws> {
  fake = await startFakeAws({ snapshot: twoAccounts(), ...options });
  return fake;
}

function bothProfiles(aws: FakeAws): string {
  return keyProfile('p-shop', aws.accessKeyFor(shop)) + keyProfile('p-ledger', aws.accessKeyFor(ledger), 'eu-west-1');
}

/** What is to be found. AWS's own prefix lists are in every account; where one account's Region is quiet, the other's count. */
function everything(): Resources {
  const found = findable(twoAccounts(), [`${shop}/eu-west-1`]);
  const elsewhere = twoAccounts().prefixLists.filter((list) => list.region === 'eu-west-1');
  const owned = elsewhere.map((list) => ({ ...list, accountId: ledger as never, readBy: ledger as never }));
  const { accountAliases } = twoAccounts();
  return {
    ...found,
    accountAliases,
    prefixLists: sortedBy([...owned, ...found.prefixLists], (list) => `${list.region}/${list.prefixListId}`),
  };
}

const profiles = ['p-shop', 'p-ledger'];
const clean = ['ok', 'skipped/not-planned', 'skipped/quiet'];

describe('a scan of the fake AWS through the SDK', () => {
  it('finds the whole truth', async () => {
    const aws = await start();
    const snapshot = await scanFake({ url: aws.url, config: bothProfiles(aws), request: { profiles } });
    expect(resourcesOf(snapshot)).toEqual(everything());
    expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(clean);
    expect(snapshot.ledger.every((cell) => cell.endpointUrl === aws.url)).toBe(true);
  });

  it('shows no secret, in the snapshot or on the way', async () => {
    const aws = await start({
      faults: [
        { kind: 'denied', match: { action: 'DescribeSubnets' } },
        { kind: 'expired-token', p: 0.1 },
      ],
    });
    const events: unknown[] = [];
    const snapshot = await scanFake({
      url: aws.url,
      config: bothProfiles(aws),
      request: { profiles },
      onProgress: (event) => events.push(event),
    });
    const shown = JSON.stringify([snapshot, events]);
    for (const accountId of [shop, ledger]) {
      const { accessKeyId, secretAccessKey } = aws.accessKeyFor(accountId);
      expect([shown.includes(accessKeyId), shown.includes(secretAccessKey)]).toEqual([false, false]);
    }
  });

  it('finds it with pages of five', async () => {
    const aws = await start({ pageSize: 5 });
    const snapshot = await scanFake({ url: aws.url, config: bothProfiles(aws), request: { profiles } });
    expect(resourcesOf(snapshot)).toEqual(everything());
  });

  it('asks with page sizes, wherever AWS knows them', async () => {
    const aws = await start();
    await scanFake({ url: aws.url, config: bothProfiles(aws), request: { profiles } });
    const unpaged = aws.calls
      .filter((call) => !('MaxResults' in call.parameters) && !('PageSize' in call.parameters))
      .map((call) => call.action);
    expect([...new Set(unpaged)].sort()).toEqual([
      'DescribeAddresses',
      'DescribeAvailabilityZones',
      'DescribeLoadBalancerAttributes',
      'DescribeLoadBalancers',
      'DescribeRegions',
      'DescribeTargetGroupAttributes',
      'DescribeTargetHealth',
      'DescribeVpcAttribute',
      'GetCallerIdentity',
      'ListAccountAliases',
      'ListHostedZonesByVPC',
    ]);
  });

  it('enters accounts by role profiles, STS at the same endpoint', async () => {
    const aws = await start();
    const roles = [shop, ledger].map(
      (id) => `[profile r-${id}]\nrole_arn = ${aws.roleArnFor(id)}\nsource_profile = base\nregion = us-east-1\n`,
    );
    const snapshot = await scanFake({
      url: aws.url,
      config: keyProfile('base', aws.accessKeyFor(shop)) + roles.join(''),
      request: { profiles: [`r-${shop}`, `r-${ledger}`] },
    });
    expect(resourcesOf(snapshot)).toEqual(everything());
    expect(aws.calls.filter((call) => call.action === 'AssumeRole')).toHaveLength(2);
  });

  it('enters the accounts of a list by a role, and lists those it cannot enter', async () => {
    const aws = await start({ closedAccounts: [ledger] });
    const role = aws.roleArnFor(shop).split('/').at(-1) ?? '';
    const accounts = [shop, ledger].map((accountId) => ({ accountId: accountId as never, name: null, state: null, role: null }));
    const snapshot = await scanFake({
      url: aws.url,
      config: keyProfile('base', aws.accessKeyFor(shop)),
      request: { profiles: ['base'], organization: { role, accounts } },
    });
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual([shop, ledger]);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'ok' });
    expect(cellOf(snapshot, ledger, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'credential', code: 'AccessDenied' });
  });

  it('names keys that AWS does not know', async () => {
    const aws = await start();
    const config = keyProfile('wrong', { accessKeyId: 'AKIAWRONGWRONGWRONG0', secretAccessKey: 'not-a-secret' });
    const snapshot = await scanFake({ url: aws.url, config, request: { profiles: ['wrong'] } });
    expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(['credential']);
  });
});

describe('faults on the way', () => {
  it('of every passing kind lose nothing and invent nothing', async () => {
    const aws = await start({
      pageSize: 5,
      seed: 7,
      faults: [
        { kind: 'throttle', p: 0.05 },
        { kind: 'internal-error', p: 0.02 },
        { kind: 'unavailable', p: 0.02 },
        { kind: 'bad-gateway-html', p: 0.02 },
        { kind: 'hang', p: 0.02 },
        { kind: 'hang-in-body', p: 0.02 },
        { kind: 'truncated', p: 0.02 },
        { kind: 'short-body', p: 0.02 },
        { kind: 'reset', p: 0.02 },
        { kind: 'reset-in-body', p: 0.02 },
        { kind: 'html-200', p: 0.02 },
        { kind: 'empty-200', p: 0.02 },
        { kind: 'json-200', p: 0.02 },
        { kind: 'wrong-action', p: 0.02 },
        { kind: 'duplicate-items', p: 0.02 },
        { kind: 'chunk-cut', p: 0.02 },
        { kind: 'moved-item', p: 0.02 },
        { kind: 'extra-elements', p: 0.02 },
        { kind: 'nested', p: 0.02 },
        { kind: 'byte-order-mark', p: 0.02 },
        { kind: 'nul', p: 0.02 },
        { kind: 'wrong-charset', p: 0.02 },
        { kind: 'gzip-named', p: 0.02 },
        { kind: 'gzip-packed', p: 0.02 },
      ],
    });
    const snapshot = await scanFake({
      url: aws.url,
      config: bothProfiles(aws),
      request: { profiles },
      settings: { attemptDeadlineMs: 2_000 },
    });
    expect(resourcesOf(snapshot)).toEqual(everything());
    expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(clean);
  });

  it.each([
    ['throttle', 'throttled-out', 'RequestLimitExceeded', 3],
    ['internal-error', 'failed', 'InternalError', 3],
    ['bad-gateway-html', 'failed', 'HTTP502', 3],
    ['hang', 'timeout', 'DeadlineExceeded', 3],
    ['hang-in-body', 'timeout', 'DeadlineExceeded', 3],
    ['drip', 'timeout', 'DeadlineExceeded', 3],
    ['truncated', 'malformed', null, 3],
    ['short-body', 'network', null, 3],
    ['reset', 'network', 'ECONNRESET', 3],
    ['reset-in-body', 'network', null, 3],
    ['html-200', 'malformed', null, 3],
    ['empty-200', 'malformed', null, 3],
    ['json-200', 'malformed', null, 3],
    ['wrong-action', 'malformed', null, 3],
    ['redirect', 'network', null, 1],
    ['repeated-token', 'malformed', 'RepeatedToken', null],
    ['token-cycle', 'malformed', 'RepeatedToken', null],
    ['invalid-token', 'failed', null, null],
    ['auth-failure', 'region-disabled', 'AuthFailure', 1],
    ['denied', 'denied', 'UnauthorizedOperation', 1],
    ['encoded-denial', 'denied', 'UnauthorizedOperation', 1],
    ['chunk-cut', 'network', null, 3],
    ['redirect-permanent', 'network', 'HTTP301', 1],
    ['redirect-temporary', 'network', 'HTTP307', 1],
    ['proxy-login', 'network', 'HTTP407', 1],
    ['unknown-key', 'credential', 'InvalidClientTokenId', 1],
    ['skewed-clock', 'credential', 'ClockSkew', 1],
    ['request-expired', 'expired', null, null],
    ['byte-order-mark', 'malformed', null, 3],
    ['nested', 'malformed', null, 3],
    ['wrong-charset', 'malformed', null, 3],
    ['gzip-packed', 'malformed', null, 3],
  ] as const)('%s for good ends the cell as %s', async (kind, status, code, attempts) => {
    const aws = await start({ pageSize: 2, faults: [{ kind, match: { action: 'DescribeSubnets' } }] });
    const snapshot = await scanFake({
      url: aws.url,
      config: keyProfile('p-shop', aws.accessKeyFor(shop)),
      request: { profiles: ['p-shop'], regions: ['us-east-1'] as never },
      // Only silence is to end by a deadline; an answer may take as long as a busy machine needs.
      settings: { attempts: 3, attemptDeadlineMs: status === 'timeout' ? 300 : 60_000 },
    });
    const cell = cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets');
    expect([cell?.status, code === null ? null : cell?.code, attempts === null ? null : cell?.attempts, cell?.code === undefined]).toEqual([
      status,
      code,
      attempts,
      false,
    ]);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcs')?.status).toBe('ok');
    expect(cell?.action ?? null).toBe(status === 'denied' ? 'ec2:DescribeSubnets' : null);
  });

  it('are never answered by a second copy: duplicates and empty pages count once', async () => {
    const aws = await start({
      pageSize: 2,
      faults: [
        { kind: 'duplicate-items', match: { action: 'DescribeSubnets' } },
        { kind: 'empty-page', match: { action: 'DescribeRouteTables' } },
      ],
    });
    const snapshot = await scanFake({ url: aws.url, config: bothProfiles(aws), request: { profiles } });
    expect(resourcesOf(snapshot)).toEqual(everything());
  });
});

describe('cancelling', () => {
  it('settles without waiting for calls that hang, and sends nothing afterwards', async () => {
    const aws = await start({ faults: [{ kind: 'hang', match: { action: 'DescribeSubnets' } }] });
    const stop = new AbortController();
    const waits: number[] = [];
    const onWait = (milliseconds: number): void => {
      if (stop.signal.aborted) waits.push(milliseconds);
    };
    const settings = { attemptDeadlineMs: 600_000, callBudgetMs: 600_000 };
    const request = { profiles };
    const running = scanFake({ url: aws.url, config: bothProfiles(aws), request, settings, speed: 1, signal: stop.signal, onWait });
    await eventually(() => expect(aws.calls.map((call) => call.action)).toContain('DescribeSubnets'));
    stop.abort();
    const snapshot = await running;
    expect(waits.reduce((total, milliseconds) => total + milliseconds, 0)).toBeLessThan(500);
    // What had left before is still on its way to the fake: what counts is what leaves.
    let left = 0;
    const count = (): void => {
      left += 1;
    };
    subscribe('http.client.request.start', count);
    await new Promise((resolve) => setTimeout(resolve, 250));
    unsubscribe('http.client.request.start', count);
    expect([left, cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')?.status]).toEqual([0, 'cancelled']);
  });
});
