import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { cellOf, ledger, shop, statuses, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { generatedAccountId, generateEstate } from '#test/fake-aws/generate-estate.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { keyProfile, scanFake } from './fake-scan.ts';

let fake: FakeAws | null = null;

afterEach(async () => {
  const running = fake;
  fake = null;
  await running?.close();
});

/** Scans every account of the organisation from a profile in `base`. */
async function scanOrganization(options: Partial<FakeAwsOptions>, base = shop): Promise<Snapshot> {
  fake = await startFakeAws({ snapshot: twoAccounts(), ...options });
  const role = fake.roleArnFor(base).split('/').at(-1) ?? '';
  return scanFake({
    url: fake.url,
    config: keyProfile('base', fake.accessKeyFor(base)),
    request: { profiles: ['base'], regions: ['us-east-1'] as never, organization: { role, accounts: 'organization' } },
    settings: { attemptDeadlineMs: 2_000 },
  });
}

describe('a scan of a whole organisation', () => {
  it('enters every account by the role, and knows their names', async () => {
    const snapshot = await scanOrganization({ organization: { managementAccount: shop, names: { [shop]: 'Shop', [ledger]: 'Ledger' } } });
    expect(snapshot.accounts.map(({ accountId, name, state }) => [accountId, name, state])).toEqual([
      [shop, 'Shop', 'ACTIVE'],
      [ledger, 'Ledger', 'ACTIVE'],
    ]);
    expect([shop, ledger].map((id) => cellOf(snapshot, id, 'us-east-1', 'DescribeVpcs')?.status)).toEqual(['ok', 'ok']);
    expect(fake?.calls.filter((call) => call.action === 'AssumeRole')).toHaveLength(1);
  });

  it('lists accounts that cannot be entered, each with the reason', async () => {
    const closed = await scanOrganization({ organization: { managementAccount: shop }, closedAccounts: [ledger] });
    expect(cellOf(closed, ledger, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'credential', code: 'AccessDenied' });
    expect(cellOf(closed, ledger, 'us-east-1', 'DescribeVpcs')?.message).toContain(`arn:aws:iam::${ledger}:role/`);
    expect(closed.accounts.map((account) => account.accountId)).toEqual([shop, ledger]);
  });

  it.each([true, false])('does not try to enter a suspended account (Status alone: %s)', async (saysStatusOnly) => {
    const snapshot = await scanOrganization({
      organization: { managementAccount: shop, states: { [ledger]: 'SUSPENDED' }, saysStatusOnly },
    });
    expect(cellOf(snapshot, ledger, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'credential', code: 'AccountNotActive' });
    expect(fake?.calls.some((call) => call.action === 'AssumeRole')).toBe(false);
  });

  it('asks for pages of twenty, follows shorter ones, and goes on where one failed', async () => {
    const accounts = 5;
    const snapshot = await scanOrganization(
      {
        snapshot: generateEstate({ accounts, regions: ['us-east-1'], seed: 3, vpcs: 1, instances: 0 }),
        organization: { managementAccount: generatedAccountId(0) },
        pageSize: 2,
        faults: [{ kind: 'throttle', match: { action: 'ListAccounts', attempts: 1 } }],
      },
      generatedAccountId(0),
    );
    expect(snapshot.accounts).toHaveLength(accounts);
    expect(statuses(snapshot.ledger)['credential']).toBeUndefined();
    const calls = fake?.calls.filter((call) => call.action === 'ListAccounts').map((call) => call.parameters) ?? [];
    expect(calls.map((call) => call['NextToken'] ?? 'first')).toEqual(['first', 'first', '2', '2', '4', '4']);
    expect(new Set(calls.map((call) => call['MaxResults']))).toEqual(new Set(['20']));
  });

  it('says who may list the accounts, and that there is no organisation', async () => {
    const member = await scanOrganization({ organization: { managementAccount: ledger } });
    expect(cellOf(member, shop, 'us-east-1', 'DescribeVpcs')).toMatchObject({
      status: 'denied',
      code: 'AccessDeniedException',
      action: 'organizations:ListAccounts',
    });
    await fake?.close();
    const alone = await scanOrganization({});
    expect(cellOf(alone, shop, 'us-east-1', 'DescribeVpcs')).toMatchObject({ status: 'denied', code: 'AWSOrganizationsNotInUseException' });
  });

  it('is not fooled by a page of HTML', async () => {
    const snapshot = await scanOrganization({
      organization: { managementAccount: shop },
      faults: [{ kind: 'html-200', match: { action: 'ListAccounts', attempts: 2 } }],
    });
    expect(snapshot.accounts).toHaveLength(2);
  });
});
