import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import type { DiscoveryRequest } from '#electron/discovery/request.ts';
import { cellOf, ledger, shop } from '#test/electron/discovery/scan-harness.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { ofAccounts } from '#test/fixtures/small-estates.ts';
import { type FakeScan, keyProfile, scanFake } from './fake-scan.ts';

let fake: FakeAws | null = null;

afterEach(async () => {
  const running = fake;
  fake = null;
  await running?.close();
});

/** A VPC with an endpoint and zones of its own and of another account, and a Region without endpoints. */
function withZones(): Snapshot {
  const records = Array.from({ length: 7 }, (_, index) => ({ name: `host-${index}`, values: ['10.0.0.4'] }));
  const hub = vpc('hub', '10.0.0.0/16', {
    tiers: [tier('app', 'az4 az6', { routes: [] })],
    endpoints: [interfaceEndpoint('kms', 'az4 az6')],
    hostedZones: [
      { domain: 'shop.internal', records },
      { domain: 'ledger.internal', owner: ledger, records },
    ],
  });
  const plain = vpc('plain', '10.1.0.0/16', {
    tiers: [tier('app', 'az1', { routes: [] })],
    hostedZones: [{ domain: 'plain.internal', records: [{ name: 'a', values: ['10.1.0.4'] }] }],
  });
  return ofAccounts(
    account(shop, 'shop', [region('us-east-1', 'az4 az6', { vpcs: [hub] }), region('eu-west-1', 'az1 az2', { vpcs: [plain] })]),
    account(ledger, 'ledger', [region('us-east-1', 'az4 az6', { vpcs: [] })]),
  );
}

async function scanZones(
  options: Partial<FakeAwsOptions> = {},
  request: Partial<DiscoveryRequest> = {},
  speed: Pick<FakeScan, 'speed'> = {},
): Promise<Snapshot> {
  fake = await startFakeAws({ snapshot: withZones(), ...options });
  return scanFake({ url: fake.url, config: keyProfile('p', fake.accessKeyFor(shop)), request: { profiles: ['p'], ...request }, ...speed });
}

describe('the deep DNS scan', () => {
  it('reads the zones of VPCs in Regions with interface endpoints, and the records of its own zones', async () => {
    const truth = withZones();
    const snapshot = await scanZones();
    const here = truth.hostedZoneAssociations.filter((zone) => zone.region === 'us-east-1');
    expect(snapshot.hostedZoneAssociations).toEqual(here);
    const own = here.find((zone) => zone.zoneDomain === 'shop.internal');
    expect(snapshot.dnsRecords).toEqual(truth.dnsRecords.filter((record) => record.hostedZoneId === own?.hostedZoneId));
    expect(snapshot.dnsRecords.length).toBeGreaterThanOrEqual(7);
    expect(cellOf(snapshot, shop, 'us-east-1', 'ListHostedZonesByVPC')).toMatchObject({ status: 'ok', items: 2 });
    expect(cellOf(snapshot, shop, 'global', 'ListResourceRecordSets')).toMatchObject({ status: 'ok', callsPlanned: 1 });
    expect(cellOf(snapshot, shop, 'eu-west-1', 'ListHostedZonesByVPC')).toMatchObject({ status: 'skipped', reason: 'not-planned' });
  });

  it('reads them everywhere when asked, and nowhere when not', async () => {
    const asked = await scanZones({}, { optionalOperations: ['ListHostedZonesByVPC', 'ListResourceRecordSets'] });
    expect(asked.hostedZoneAssociations).toEqual(withZones().hostedZoneAssociations.filter((zone) => zone.readBy === shop));
    await fake?.close();
    const refused = await scanZones({}, { optionalOperations: [] });
    expect([refused.hostedZoneAssociations, refused.dnsRecords]).toEqual([[], []]);
    expect(cellOf(refused, shop, 'global', 'ListResourceRecordSets')?.status).toBe('skipped');
  });

  it('follows pages of records', async () => {
    const whole = await scanZones();
    await fake?.close();
    const paged = await scanZones({ pageSize: 3 });
    expect(paged.dnsRecords).toEqual(whole.dnsRecords);
    expect(fake?.calls.filter((call) => call.action === 'ListResourceRecordSets').length).toBeGreaterThan(1);
  });

  it('says what it could not read, and that records depend on it', async () => {
    const snapshot = await scanZones({ faults: [{ kind: 'denied', match: { action: 'ListHostedZonesByVPC' } }] });
    expect(cellOf(snapshot, shop, 'us-east-1', 'ListHostedZonesByVPC')).toMatchObject({
      status: 'denied',
      action: 'route53:ListHostedZonesByVPC',
    });
    expect(cellOf(snapshot, shop, 'global', 'ListResourceRecordSets')?.status).toBe('denied');
    expect(cellOf(snapshot, shop, 'us-east-1', 'DescribeVpcs')?.status).toBe('ok');
  });

  it('keeps below five calls a second in an account', async () => {
    const vpcs = Array.from({ length: 12 }, (_, index) =>
      vpc(`v${index}`, `10.${index}.0.0/16`, { tiers: [tier('app', 'az4', { routes: [] })], endpoints: [interfaceEndpoint('kms', 'az4')] }),
    );
    await scanZones(
      { snapshot: ofAccounts(account(shop, 'shop', [region('us-east-1', 'az4 az6', { vpcs })])) },
      { regions: ['us-east-1'] as never },
      { speed: 1 },
    );
    const times = (fake?.calls ?? []).filter((call) => call.service === 'route53').map((call) => call.at);
    const mostPerSecond = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
    expect([times.length, mostPerSecond <= 9]).toEqual([12, true]);
  });
});
