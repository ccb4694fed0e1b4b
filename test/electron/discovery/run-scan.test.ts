import { describe, expect, it } from 'vitest';
import { operations } from '#shared/model/operation.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { bothProfiles, cellOf, findable, ledger, problem, resourcesOf, scan, shop, statuses, twoAccounts } from './scan-harness.ts';

const regional = [...operations.values()].filter((operation) => operation.scope === 'region').length;
const global = operations.size - regional;

describe('a scan without faults', () => {
  it('finds everything there is, and nothing else', async () => {
    const truth = twoAccounts();
    const { snapshot } = await scan({ truth, profiles: bothProfiles });
    expect(resourcesOf(snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
  });

  it('finds the same with pages of two', async () => {
    const truth = twoAccounts();
    const { snapshot } = await scan({ truth, profiles: bothProfiles, pageSize: 2 });
    expect(resourcesOf(snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
  });

  it('has one cell per profile, Region and operation, and one per global operation', async () => {
    const { snapshot } = await scan({ truth: twoAccounts(), profiles: bothProfiles });
    expect(snapshot.ledger).toHaveLength(2 * (2 * regional + global));
    expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(['ok', 'skipped/not-planned', 'skipped/quiet']);
  });

  it('reads only the probe of a quiet Region', async () => {
    const { snapshot, sessions } = await scan({ truth: twoAccounts(), profiles: bothProfiles });
    const asked = sessions.calls.filter((call) => call.accountId === shop && call.region === 'eu-west-1');
    expect(sortedUnique(asked.map((call) => call.operation))).toEqual([
      'DescribeAvailabilityZones',
      'DescribeNatGateways',
      'DescribeVpcEndpointServiceConfigurations',
      'DescribeVpcEndpoints',
      'DescribeVpcs',
    ]);
    expect(cellOf(snapshot, shop, 'eu-west-1', 'DescribeSubnets')).toMatchObject({ status: 'skipped', reason: 'quiet', items: 0 });
    expect(cellOf(snapshot, ledger, 'eu-west-1', 'DescribeSubnets')).toMatchObject({ status: 'ok', items: 1 });
  });

  it('counts items, pages, attempts and calls of a fan-out', async () => {
    const { snapshot } = await scan({ truth: twoAccounts(), profiles: bothProfiles, pageSize: 2 });
    const subnets = cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets');
    expect(subnets).toMatchObject({
      profile: 'p-shop',
      status: 'ok',
      items: 3,
      pages: 2,
      attempts: 2,
      requestId: 'request-DescribeSubnets-2',
    });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcAttribute')).toMatchObject({ status: 'ok', callsOk: 2, callsPlanned: 2 });
    expect(cellOf(snapshot, ledger, 'us-east-1', 'DescribeVpcEndpointServicePermissions')).toMatchObject({
      callsOk: 1,
      callsPlanned: 1,
      items: 1,
    });
  });

  it('asks for services in use only', async () => {
    const { sessions } = await scan({ truth: twoAccounts(), profiles: { 'p-shop': shop } });
    const call = sessions.calls.find((candidate) => candidate.operation === 'DescribeVpcEndpointServices');
    const names = call?.input.filters?.[0]?.values ?? [];
    expect(names.filter((name) => name.startsWith('com.amazonaws.us-east-1.'))).toEqual([
      'com.amazonaws.us-east-1.kms',
      'com.amazonaws.us-east-1.s3',
    ]);
    expect(names).toHaveLength(3);
    expect(call?.input.serviceRegions).toBeUndefined();
  });

  it('gives the same snapshot whatever the order of answers', async () => {
    const truth = twoAccounts();
    const shuffled = (seed: number) => {
      let state = seed;
      return () => (state = (state * 48_271) % 2_147_483_647) % 7;
    };
    const first = await scan({ truth, profiles: bothProfiles, latencyMs: shuffled(3) });
    const second = await scan({ truth, profiles: bothProfiles, latencyMs: shuffled(11), pageSize: 3, seed: 9 });
    const untimed = (run: typeof first) =>
      run.snapshot.ledger.map(({ profile, accountId, region, operation, status, items }) => ({
        profile,
        accountId,
        region,
        operation,
        status,
        items,
      }));
    expect(resourcesOf(second.snapshot)).toEqual(resourcesOf(first.snapshot));
    expect(untimed(second)).toEqual(untimed(first));
  });

  it('drops the clients of every Region when its cells have ended', async () => {
    const { sessions } = await scan({ truth: twoAccounts(), profiles: bothProfiles });
    expect([...sessions.released].sort()).toEqual(
      [`${shop}/eu-west-1`, `${shop}/global`, `${shop}/us-east-1`, `${ledger}/eu-west-1`, `${ledger}/global`, `${ledger}/us-east-1`].sort(),
    );
  });
});

describe('which Regions are read', () => {
  it('are all that are enabled', async () => {
    const { snapshot } = await scan({ truth: twoAccounts(), profiles: { 'p-shop': shop }, request: { regions: [], allRegions: true } });
    expect(sortedUnique(snapshot.ledger.map((cell) => cell.region))).toEqual(['eu-west-1', 'global', 'us-east-1']);
  });

  it('are those every account has where DescribeRegions is denied', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-shop': shop },
      request: { regions: [], allRegions: true },
      fault: (call) => (call.operation === 'DescribeRegions' ? problem('denied', 'never', { action: 'ec2:DescribeRegions' }) : null),
    });
    expect(cellOf(snapshot, shop, 'global', 'DescribeRegions')).toMatchObject({ status: 'denied', action: 'ec2:DescribeRegions' });
    expect(sortedUnique(snapshot.ledger.map((cell) => cell.region))).toHaveLength(18);
  });

  it('never include a name that is no Region', async () => {
    const { snapshot, sessions } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-shop': shop },
      request: { regions: ['us-esat-1'] as never },
    });
    expect(sessions.calls.map((call) => call.operation)).toEqual(['DescribeRegions']);
    expect(cellOf(snapshot, shop, 'us-esat-1', 'DescribeVpcs')).toMatchObject({
      status: 'failed',
      code: 'UnknownRegion',
      message: 'us-esat-1 was not asked: DescribeRegions does not list it. Did you mean us-east-1?',
    });
  });

  it('are the home Regions of the profiles where none are named', async () => {
    const { snapshot } = await scan({ truth: twoAccounts(), profiles: { 'p-shop': shop }, request: { regions: [] } });
    expect(sortedUnique(snapshot.ledger.map((cell) => cell.region))).toEqual(['global', 'us-east-1']);
  });
});

describe('profiles', () => {
  it('of one account are read once; the second fills in what the first was denied', async () => {
    const { snapshot, sessions } = await scan({
      truth: twoAccounts(),
      profiles: { first: shop, second: shop },
      request: { regions: ['us-east-1'] as never },
      fault: ({ profile, operation }) => (profile === 'first' && operation === 'DescribeSubnets' ? problem('denied', 'never') : null),
    });
    expect(sessions.calls.filter((call) => call.profile === 'second').map((call) => call.operation)).toEqual(['DescribeSubnets']);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets', 'first')).toMatchObject({ status: 'denied', items: 0 });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets', 'second')).toMatchObject({ status: 'ok', items: 3 });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcs', 'second')).toMatchObject({ status: 'skipped', reason: 'not-planned' });
    expect(snapshot.ledger).toHaveLength(2 * (regional + global));
    expect(snapshot.accounts).toEqual([{ accountId: shop, partition: 'aws', name: null, profiles: ['first', 'second'], state: null }]);
  });

  it('that cannot be opened have every cell attributed', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: bothProfiles,
      closed: { 'p-ledger': problem('expired', 'never', { message: 'Run: aws sso login --sso-session s' }) },
    });
    const cells = snapshot.ledger.filter((cell) => cell.profile === 'p-ledger');
    expect(cells).toHaveLength(2 * regional + global);
    expect(Object.keys(statuses(cells)).sort()).toEqual(['expired']);
    expect(cellOf(snapshot, ledger, 'us-east-1', 'DescribeVpcs')?.message).toBe('Run: aws sso login --sso-session s');
    expect(snapshot.vpcs.map((vpc) => vpc.readBy)).toEqual([shop, shop]);
  });

  it('that cannot be opened and name no account are attributed to an unknown one', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { lost: shop },
      hints: false,
      closed: { lost: problem('credential', 'never') },
    });
    expect(sortedUnique(snapshot.ledger.map((cell) => cell.accountId))).toEqual(['unknown']);
    expect(snapshot.accounts).toEqual([]);
  });
});

describe('an organisation', () => {
  it('is read by a role in every account; accounts that cannot be entered are listed', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { base: shop },
      closed: { [ledger]: problem('credential', 'never', { code: 'AccessDenied', action: 'sts:AssumeRole' }) },
      request: { organization: { role: 'reader', accounts: 'organization' } },
    });
    expect(snapshot.accounts.map((account) => [account.accountId, account.name, account.state])).toEqual([
      [shop, 'member', 'ACTIVE'],
      [ledger, 'member', 'ACTIVE'],
    ]);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'ok', items: 1 });
    expect(cellOf(snapshot, ledger, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'credential', action: 'sts:AssumeRole' });
    expect(snapshot.ledger).toHaveLength(2 * (2 * regional + global));
  });
});

describe('progress', () => {
  it('reports every cell once, and ends complete', async () => {
    const { snapshot, progress } = await scan({ truth: twoAccounts(), profiles: bothProfiles, latencyMs: () => 30 });
    expect(progress.flatMap((event) => event.cells)).toHaveLength(snapshot.ledger.length);
    expect(progress[0]).toMatchObject({ phase: 'starting', callsDone: 0 });
    const last = progress.at(-1);
    expect(last).toMatchObject({ phase: 'done', etaMs: 0, problem: null });
    expect(last?.callsDone).toBe(last?.callsPlanned);
    expect(progress.length).toBeGreaterThan(3);
  });
});
