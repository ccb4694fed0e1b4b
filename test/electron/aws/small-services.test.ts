/** Resolver, Profiles, Network Firewall and account aliases, through our own signed calls and the SDK's, against the fake. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CollectionName } from '#shared/model/collections.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import type { CellFault } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { cellOf, shop } from '#test/electron/discovery/scan-harness.ts';
import { type FaultKind, faultKinds } from '#test/fake-aws/faults.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { ofAccounts } from '#test/fixtures/small-estates.ts';
import { isLongRun } from '#test/long-run.ts';
import { keyProfile, scanFake } from './fake-scan.ts';

let fake: FakeAws | null = null;

afterEach(async () => {
  const running = fake;
  fake = null;
  await running?.close();
});

const kinds: readonly CollectionName[] = [
  'accountAliases',
  'resolverRules',
  'resolverRuleAssociations',
  'resolverEndpoints',
  'dnsProfiles',
  'profileAssociations',
  'profileResources',
  'firewalls',
];
const operations = [
  'ListAccountAliases',
  'ListResolverRules',
  'ListResolverRuleAssociations',
  'ListResolverEndpoints',
  'ListProfiles',
  'ListProfileAssociations',
  'ListProfileResourceAssociations',
  'ListFirewalls',
  'DescribeFirewall',
];

/** More of everything than goes onto a page of three. */
function names(cells: Readonly<Record<string, CellFault>> = {}): Snapshot {
  const hub = vpc('hub', '10.0.0.0/16', {
    tiers: [tier('app', 'az4 az6', { routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az4')],
    forwardedDomains: ['a.example', 'b.example', 'c.example', 'd.example'],
    profiles: ['one', 'two', 'three', 'four'],
    firewalls: ['w', 'x', 'y', 'z'].map((name) => ({ name, tier: 'app' })),
  });
  return ofAccounts(account(shop, 'shop', [region('us-east-1', 'az4 az6', { vpcs: [hub], cells })]));
}

async function scan(truth: Snapshot, options: Partial<FakeAwsOptions> = {}): Promise<Snapshot> {
  fake = await startFakeAws({ snapshot: truth, pageSize: 3, ...options });
  const config = keyProfile('p', fake.accessKeyFor(shop));
  const settings = { attemptDeadlineMs: 400 };
  return scanFake({ url: fake.url, config, request: { profiles: ['p'], regions: ['us-east-1'] as never }, settings });
}

function of(snapshot: Snapshot): Record<string, unknown> {
  return Object.fromEntries(kinds.map((name) => [name, snapshot[name]]));
}

function statuses(snapshot: Snapshot): Record<string, string | undefined> {
  const regionOf = (operation: string): string => (operation === 'ListAccountAliases' ? 'global' : 'us-east-1');
  return Object.fromEntries(operations.map((operation) => [operation, cellOf(snapshot, shop, regionOf(operation), operation)?.status]));
}

/** Faults after which a call is not made again, and those that alter what is read: other tests tell what comes of them. */
const lasting: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'redirect',
  'redirect-permanent',
  'redirect-temporary',
  'proxy-login',
  'auth-failure',
  'denied',
  'encoded-denial',
  'expired-token',
  'invalid-token',
  'unknown-key',
  'skewed-clock',
  'repeated-token',
  'token-cycle',
  'endless-pages',
  'unknown-state',
  'missing-fields',
]);

describe('the smaller services', () => {
  it('are read page by page, and name the account', async () => {
    const truth = names();
    const found = await scan(truth);
    expect(of(found)).toEqual(of(truth));
    expect(kinds.filter((name) => truth[name].length === 0)).toEqual([]);
    expect(new Set(Object.values(statuses(found)))).toEqual(new Set(['ok']));
    expect(found.accounts.map((entry) => entry.name)).toEqual(['shop']);
    expect(cellOf(found, shop, 'us-east-1', 'ListResolverRules')).toMatchObject({ items: 4, pages: 2 });
    expect(cellOf(found, shop, 'us-east-1', 'DescribeFirewall')).toMatchObject({ items: 4, callsOk: 4, callsPlanned: 4 });
  });

  it('are signed with the session for their own service and Region', async () => {
    await scan(names());
    const own = fake?.calls.filter((call) => operations.includes(call.action)) ?? [];
    expect(new Set(own.map((call) => `${call.service} ${call.region}`))).toEqual(
      new Set(['iam us-east-1', 'route53resolver us-east-1', 'route53profiles us-east-1', 'network-firewall us-east-1']),
    );
    expect(own.every((call) => /Signature=[0-9a-f]{64}$/.test(String(call.headers['authorization'])))).toBe(true);
  });

  it('that are denied say which action is missing, and what follows from them is not called empty', async () => {
    const denied = { ListResolverRules: 'denied', ListProfiles: 'denied', ListFirewalls: 'denied' } as const;
    const found = await scan(names(denied));
    expect(statuses(found)).toEqual({
      ...Object.fromEntries(operations.map((operation) => [operation, 'denied'])),
      ListAccountAliases: 'ok',
      ListResolverEndpoints: 'ok',
    });
    expect(cellOf(found, shop, 'us-east-1', 'ListProfiles')).toMatchObject({
      action: 'route53profiles:ListProfiles',
      code: 'AccessDeniedException',
    });
    expect(cellOf(found, shop, 'us-east-1', 'ListResolverRules')?.action).toBe('route53resolver:ListResolverRules');
  });

  const passing = faultKinds.filter((kind) => !lasting.has(kind) && (isLongRun || kind !== 'huge-page'));

  it.each(passing)('lose nothing when every second answer is %s', async (kind) => {
    const faults = operations.map((action) => ({ kind, match: { action, attempts: 1 } }));
    const truth = names();
    const found = await scan(truth, { faults });
    expect(of(found)).toEqual(of(truth));
    expect(new Set(Object.values(statuses(found)))).toEqual(new Set(['ok']));
  });

  it('that answer the same token for ever are malformed, not endless', async () => {
    const found = await scan(names(), { faults: [{ kind: 'token-cycle', match: { action: 'ListResolverRules' } }] });
    expect(cellOf(found, shop, 'us-east-1', 'ListResolverRules')).toMatchObject({ status: 'malformed', code: 'RepeatedToken' });
  });

  it('whose list changes midway are read again from the start', async () => {
    const faults = [{ kind: 'invalid-token', match: { action: 'ListFirewalls', page: 2, attempts: 1 } } as const];
    const truth = names();
    const found = await scan(truth, { faults });
    expect(found.firewalls).toEqual(truth.firewalls);
  });

  it('that an emulator does not know leave the rest as it is', async () => {
    const faults = operations.map((action) => ({ kind: 'internal-error', match: { action } }) as const);
    const found = await scan(names(), { faults });
    expect(statuses(found)['ListProfiles']).toBe('failed');
    expect(cellOf(found, shop, 'us-east-1', 'DescribeVpcs')?.status).toBe('ok');
    expect(found.vpcs).toEqual(names().vpcs);
  });
});
