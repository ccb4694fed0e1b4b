import { describe, expect, it } from 'vitest';
import { ok } from '#shared/base/outcome.ts';
import {
  bothProfiles,
  cellOf,
  findable,
  ledger,
  problem,
  randomOf,
  resourcesOf,
  scan,
  shop,
  statuses,
  twoAccounts,
} from './scan-harness.ts';
import type { Fault, SeenCall } from './memory-sessions.ts';

const inUsEast = { regions: ['us-east-1'] as never };

describe('passing faults', () => {
  it('lose nothing and invent nothing, for any seed', async () => {
    const truth = twoAccounts();
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = randomOf(seed);
      const fault = (): Fault => {
        const roll = random();
        if (roll < 0.05) return 'hang';
        if (roll < 0.15) return problem('throttled-out', 'throttle');
        if (roll < 0.25) return problem('failed', 'transient');
        return roll < 0.3 ? problem('malformed', 'transient') : null;
      };
      const { snapshot } = await scan({ truth, profiles: bothProfiles, pageSize: 3, fault, seed });
      expect(resourcesOf(snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
      expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(['ok', 'skipped/not-planned', 'skipped/quiet']);
    }
  });

  it('succeed when the twelfth attempt does', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-shop': shop },
      request: inUsEast,
      fault: (call) => (call.operation === 'DescribeVpcs' && call.attempt < 12 ? problem('throttled-out', 'throttle') : null),
    });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'ok', attempts: 12, items: 1 });
  });
});

describe('lasting faults', () => {
  it.each([
    ['throttle', problem('throttled-out', 'throttle'), 'throttled-out', 12],
    ['rubbish', problem('malformed', 'transient'), 'malformed', 12],
    ['a refusal', problem('denied', 'never', { action: 'ec2:DescribeSubnets' }), 'denied', 1],
    ['no such call', problem('failed', 'never'), 'failed', 1],
  ])('%s ends the cell by its name', async (_name, fault, status, attempts) => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-shop': shop },
      request: inUsEast,
      fault: (call) => (call.operation === 'DescribeSubnets' ? fault : null),
    });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status, attempts, items: 0, code: fault.code });
    expect(snapshot.subnets).toEqual([]);
    expect(snapshot.vpcEndpoints).toHaveLength(3);
  });

  it('a call that never answers ends at its deadline', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-shop': shop },
      request: inUsEast,
      settings: { attempts: 2, attemptDeadlineMs: 30 },
      fault: (call) => (call.operation === 'DescribeSubnets' ? 'hang' : null),
    });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({
      status: 'timeout',
      code: 'DeadlineExceeded',
      attempts: 2,
    });
  });

  it('what a failed call would have told leaves the calls after it unknown, not none', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-ledger': ledger },
      request: inUsEast,
      fault: (call) =>
        call.operation === 'DescribeVpcEndpointServiceConfigurations'
          ? problem('denied', 'never', { action: 'ec2:DescribeVpcEndpointServiceConfigurations' })
          : null,
    });
    for (const operation of ['DescribeVpcEndpointServicePermissions', 'DescribeLoadBalancers', 'DescribeTargetHealth']) {
      expect(cellOf(snapshot, ledger, 'us-east-1', operation)).toMatchObject({
        status: 'denied',
        action: 'ec2:DescribeVpcEndpointServiceConfigurations',
        items: 0,
      });
    }
  });

  it('a resource that vanished meanwhile is no failure, and the others are still read', async () => {
    const gone = 'arn:aws:elasticloadbalancing:us-east-1:444455556666:loadbalancer/net/gone/1';
    const truth = twoAccounts();
    const withGone = {
      ...truth,
      endpointServices: truth.endpointServices.map((service) => ({
        ...service,
        networkLoadBalancerArns: [gone as never, ...service.networkLoadBalancerArns],
      })),
    };
    const { snapshot } = await scan({
      truth: withGone,
      profiles: { 'p-ledger': ledger },
      request: inUsEast,
      fault: (call) => (call.input.ids?.includes(gone) === true ? problem('failed', 'vanished') : null),
    });
    expect(snapshot.loadBalancers).toHaveLength(1);
    expect(cellOf(snapshot, ledger, 'us-east-1', 'DescribeLoadBalancers')).toMatchObject({ status: 'ok', items: 1 });
  });
});

describe('a server that is no AWS', () => {
  it('and has not learned an operation is not asked a dozen times in every account and Region', async () => {
    const { snapshot, sessions } = await scan({
      truth: twoAccounts(),
      profiles: bothProfiles,
      fault: (call) => (call.operation === 'DescribeVpcEndpointAssociations' ? problem('failed', 'transient', { code: 'HTTP500' }) : null),
    });
    const calls = sessions.calls.filter((call) => call.operation === 'DescribeVpcEndpointAssociations').length;
    expect(calls).toBeLessThanOrEqual(3 * 12);
    for (const accountId of [shop, ledger]) {
      expect(cellOf(snapshot, accountId, 'us-east-1', 'DescribeVpcEndpointAssociations')).toMatchObject({
        status: 'failed',
        code: 'HTTP500',
        items: 0,
      });
    }
  });

  it('and fails on a filter is asked by name', async () => {
    const truth = twoAccounts();
    const { snapshot } = await scan({
      truth,
      profiles: bothProfiles,
      fault: (call) => (call.input.filters === undefined ? null : problem('failed', 'transient')),
    });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcEndpointServices')).toMatchObject({ status: 'ok', items: 3 });
  });
});

describe('page tokens', () => {
  const onSubnets =
    (fault: (call: SeenCall) => Fault) =>
    (call: SeenCall): Fault =>
      call.operation === 'DescribeSubnets' ? fault(call) : null;
  const base = { truth: twoAccounts(), profiles: { 'p-shop': shop }, request: inUsEast, pageSize: 1 };

  it('that repeat end the cell as malformed, with what was read kept', async () => {
    const { snapshot } = await scan({ ...base, fault: onSubnets(() => ({ nextToken: '1' })) });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({
      status: 'malformed',
      code: 'RepeatedToken',
      pages: 2,
      items: 2,
    });
  });

  it('that go round in a circle are noticed', async () => {
    const ring: Readonly<Record<string, string>> = { 0: '1', 1: '2', 2: '0' };
    const { snapshot } = await scan({ ...base, fault: onSubnets((call) => ({ nextToken: ring[call.token ?? '0'] ?? null })) });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'malformed', code: 'RepeatedToken', items: 3 });
  });

  it('that never end are cut off', async () => {
    let next = 10;
    const { snapshot } = await scan({
      ...base,
      settings: { pagesPerCell: 20 },
      fault: onSubnets(() => ({ nextToken: String((next += 1)) })),
    });
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'failed', code: 'TooManyPages', pages: 20 });
  });

  it('that became invalid start the list again, once', async () => {
    const once = await scan({
      ...base,
      fault: onSubnets((call) => (call.token === '1' && call.attempt === 1 ? problem('failed', 'restart') : null)),
    });
    expect(cellOf(once.snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'ok', items: 3, pages: 4 });
    const always = await scan({ ...base, fault: onSubnets((call) => (call.token === '1' ? problem('failed', 'restart') : null)) });
    expect(cellOf(always.snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'failed', items: 1 });
  });
});

describe('credentials that expire midway', () => {
  it('are renewed once for all calls that noticed', async () => {
    let renewals = 0;
    const truth = twoAccounts();
    const { snapshot } = await scan({
      truth,
      profiles: bothProfiles,
      latencyMs: () => 2,
      fault: (call) =>
        call.accountId === shop && renewals === 0 && call.operation !== 'DescribeRegions' ? problem('expired', 'refresh') : null,
      refresh: () => {
        renewals += 1;
        return ok(null);
      },
    });
    expect(renewals).toBe(1);
    expect(resourcesOf(snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
  });

  it('that only a person can renew end the rest of that profile; the others finish', async () => {
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: bothProfiles,
      fault: (call) => (call.accountId === shop && call.operation !== 'DescribeRegions' ? problem('expired', 'refresh') : null),
      refresh: () => ({ kind: 'problem', problem: problem('expired', 'never', { message: 'Run: aws sso login' }) }),
    });
    expect(Object.keys(statuses(snapshot.ledger.filter((cell) => cell.accountId === ledger))).sort()).toEqual([
      'ok',
      'skipped/not-planned',
    ]);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'expired', message: 'Run: aws sso login' });
  });

  it('that are refused again after renewal do not loop', async () => {
    let renewals = 0;
    const { snapshot } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-shop': shop },
      request: inUsEast,
      fault: () => problem('expired', 'refresh'),
      refresh: () => {
        renewals += 1;
        return ok(null);
      },
    });
    expect(renewals).toBe(1);
    expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(['expired', 'skipped/not-planned']);
  });
});

describe('a Region', () => {
  it('that cannot be reached is given up after three attempts in a row, and delays no other', async () => {
    const { snapshot, sessions } = await scan({
      truth: twoAccounts(),
      profiles: bothProfiles,
      fault: (call) => (call.region === 'eu-west-1' ? problem('network', 'connect', { code: 'ENOTFOUND' }) : null),
    });
    expect(sessions.calls.filter((call) => call.region === 'eu-west-1').length).toBeLessThanOrEqual(30);
    const cells = snapshot.ledger.filter((cell) => cell.region === 'eu-west-1');
    expect(Object.keys(statuses(cells)).sort()).toEqual(['network', 'skipped/not-planned']);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'ok' });
  });

  it('that is not enabled is known as that after the probe', async () => {
    const { snapshot, sessions } = await scan({
      truth: twoAccounts(),
      profiles: { 'p-ledger': ledger },
      fault: (call) => (call.region === 'eu-west-1' ? problem('region-disabled', 'never', { code: 'AuthFailure' }) : null),
    });
    expect(sessions.calls.filter((call) => call.region === 'eu-west-1')).toHaveLength(5);
    expect(cellOf(snapshot, ledger, 'eu-west-1', 'DescribeSubnets')).toMatchObject({ status: 'region-disabled', code: 'AuthFailure' });
  });
});

describe('cancelling', () => {
  it('ends every open cell as cancelled within half a second, starts nothing more, and keeps what was found', async () => {
    const stop = new AbortController();
    const waits: number[] = [];
    const { snapshot, sessions, progress } = await scan({
      truth: twoAccounts(),
      profiles: bothProfiles,
      signal: stop.signal,
      settings: { attemptDeadlineMs: 600_000, callBudgetMs: 600_000 },
      fault: (call) => (call.operation === 'DescribeSubnets' ? 'hang' : null),
      onProgress: ({ cells }) => {
        const isRead = cells.some((cell) => cell.operation === 'DescribeVpcEndpoints' && cell.accountId === shop && cell.items === 3);
        if (isRead) setTimeout(() => stop.abort(), 20);
      },
      onWait: (milliseconds) => {
        if (stop.signal.aborted) waits.push(milliseconds);
      },
    });
    // Calls that hang would be waited for ten minutes.
    expect(waits.reduce((total, milliseconds) => total + milliseconds, 0)).toBeLessThan(500);
    const calls = sessions.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sessions.calls).toHaveLength(calls);
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeSubnets')).toMatchObject({ status: 'cancelled' });
    expect(snapshot.vpcEndpoints).toHaveLength(3);
    expect(progress.map((event) => event.phase)).toContain('cancelling');
    expect(progress.at(-1)?.phase).toBe('cancelled');
  });

  it('before anything was opened attributes every cell', async () => {
    const stop = new AbortController();
    stop.abort();
    const { snapshot, sessions } = await scan({ truth: twoAccounts(), profiles: bothProfiles, signal: stop.signal });
    expect(sessions.calls).toEqual([]);
    expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(['cancelled']);
  });
});

describe('retrying', () => {
  it('reads only what failed, and the cells of fan-outs that follow from it', async () => {
    const truth = twoAccounts();
    const first = await scan({
      truth,
      profiles: bothProfiles,
      fault: (call) =>
        call.operation === 'DescribeVpcEndpointServiceConfigurations' && call.accountId === ledger ? problem('failed', 'never') : null,
    });
    const again = await scan({ truth, profiles: bothProfiles, previous: first.snapshot });
    expect(resourcesOf(again.snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
    expect(Object.keys(statuses(again.snapshot.ledger)).sort()).toEqual(['ok', 'skipped/not-planned', 'skipped/quiet']);
    expect(again.snapshot.ledger).toHaveLength(first.snapshot.ledger.length);
    expect(again.sessions.calls.map((call) => call.operation)).not.toContain('DescribeSubnets');
  });

  it('resumes a cancelled scan to the snapshot of an uninterrupted one', async () => {
    const truth = twoAccounts();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const first = await scan({ truth, profiles: bothProfiles, signal: stop.signal, latencyMs: () => 10 });
    const again = await scan({ truth, profiles: bothProfiles, previous: first.snapshot });
    expect(resourcesOf(again.snapshot)).toEqual(findable(truth, [`${shop}/eu-west-1`]));
    expect(Object.keys(statuses(again.snapshot.ledger)).sort()).toEqual(['ok', 'skipped/not-planned', 'skipped/quiet']);
  });
});
