/** The entries of prefix lists: asked for only where a rule or a route names a list that no other answer told, page by page. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { compareText } from '#shared/base/sort.ts';
import { account, allow, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { gatewayEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { prefixListIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import type { FaultRule } from '#test/fake-aws/faults.ts';
import { judge } from '#test/fake-aws/oracle.ts';
import { ofAccounts } from '#test/fixtures/small-estates.ts';
import { cellOf, shop } from '#test/electron/discovery/scan-harness.ts';
import { keyProfile, scanFake } from './fake-scan.ts';

const home = 'us-east-1' as Region;
const idOf = (name: string) => prefixListIdOf(home, name);
const office = Array.from({ length: 12 }, (_, index) => `10.${index + 20}.0.0/16`);

/** One list in a rule, one in a route, one that nothing names. */
function listing(): Snapshot {
  const inRules = { callers: { ingress: [{ ...allow(443), prefixListIds: [idOf('office')] }] } };
  return ofAccounts(
    account(shop, 'shop', [
      region(home, 'az4 az6', {
        prefixLists: { office, partners: ['192.168.7.0/24'], nobodys: ['172.16.0.0/12'], none: [] },
        vpcs: [
          vpc('shop', '10.0.0.0/16', {
            securityGroups: inRules,
            tiers: [
              tier('app', 'az4', { routes: [toNat('shop-nat', idOf('partners')), toNat('shop-nat', idOf('none'))] }),
              tier('public', 'az4', { routes: [toInternet()] }),
            ],
            nats: [zonalNat('shop-nat', 'az4')],
            endpoints: [interfaceEndpoint('kms', 'az4', { securityGroups: ['callers'] }), gatewayEndpoint('s3', 'app')],
          }),
        ],
      }),
    ]),
  );
}

let fake: FakeAws | null = null;
afterEach(async () => {
  const running = fake;
  fake = null;
  await running?.close();
});

const asked = ['office', 'partners', 'none'].map(idOf).toSorted(compareText);
const action = 'GetManagedPrefixListEntries';

async function scanned(faults: readonly FaultRule[] = [], pageSize = 1000): Promise<Snapshot> {
  fake = await startFakeAws({ snapshot: listing(), faults, pageSize });
  return scanFake({
    url: fake.url,
    config: keyProfile('p-shop', fake.accessKeyFor(shop)),
    request: { profiles: ['p-shop'], regions: [home] },
    settings: { attempts: 3 },
  });
}

/** Blocks by list, of those that have a rule or a route. */
function blocksOf(snapshot: Snapshot): readonly (readonly string[] | null)[] {
  return ['office', 'partners', 'none', 'nobodys'].map(
    (name) => snapshot.prefixLists.find((list) => list.prefixListId === idOf(name))?.cidrBlocks ?? null,
  );
}

const known = [office, ['192.168.7.0/24'], [], null];

describe('entries of prefix lists', () => {
  it('are read of the lists in use, one call each, and of no list of AWS', async () => {
    const snapshot = await scanned();
    const calls = fake?.calls.filter((call) => call.action === action) ?? [];
    expect(calls.map((call) => call.parameters['PrefixListId'] ?? '').toSorted(compareText)).toEqual(asked);
    expect(cellOf(snapshot, shop, home, action)).toMatchObject({ status: 'ok', items: 3, callsOk: 3, callsPlanned: 3 });
    expect(blocksOf(snapshot)).toEqual(known);
    const isNamed = ({ prefixListId }: { readonly prefixListId: string }) => prefixListId !== idOf('nobodys');
    const truth = { ...listing(), prefixLists: listing().prefixLists.filter(isNamed) };
    const found = { ...snapshot, prefixLists: snapshot.prefixLists.filter(isNamed) };
    expect(judge(found, truth, ['prefixLists'])).toEqual({ lost: [], invented: [], changed: [] });
  });

  it('come in pages, twice or empty ones among them', async () => {
    const match = { action };
    const snapshot = await scanned(
      [
        { kind: 'duplicate-items', match },
        { kind: 'empty-page', match, p: 0.3 },
      ],
      5,
    );
    expect(blocksOf(snapshot)).toEqual(known);
    expect(snapshot.prefixLists.filter((list) => list.blocksSoFar !== undefined)).toEqual([]);
  });

  it.each([
    ['denied', 'denied'],
    ['throttle', 'throttled-out'],
    ['html-200', 'malformed'],
  ] as const)('are unknown where the answer is %s, and what else was read stays', async (kind, status) => {
    const snapshot = await scanned([{ kind, match: { action } }]);
    expect(cellOf(snapshot, shop, home, action)).toMatchObject({ status, ...(status === 'denied' ? { action: `ec2:${action}` } : {}) });
    expect(blocksOf(snapshot)).toEqual([null, null, null, null]);
    expect(snapshot.prefixLists.map((list) => list.prefixListName ?? '').toSorted(compareText)).toEqual(
      listing()

        .prefixLists.map((list) => list.prefixListName ?? '')
        .toSorted(compareText),
    );
  });

  it('are asked for by the rules and routes alone where nobody may list the lists', async () => {
    const snapshot = await scanned([{ kind: 'denied', match: { action: 'DescribeManagedPrefixLists' } }]);
    expect(blocksOf(snapshot)).toEqual(known);
  });

  it('of the services of AWS are asked for where their list could not be read', async () => {
    const snapshot = await scanned([{ kind: 'denied', match: { action: 'DescribePrefixLists' } }]);
    const s3 = snapshot.prefixLists.find((list) => list.prefixListId === idOf('s3'));
    expect(s3?.cidrBlocks).toEqual(listing().prefixLists.find((list) => list.prefixListId === idOf('s3'))?.cidrBlocks);
    expect(cellOf(snapshot, shop, home, action)?.message).toContain('is not fully known');
  });
});
