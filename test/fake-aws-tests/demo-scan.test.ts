import { expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { collectionNames } from '#shared/model/collections.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { keyProfile, scanFake } from '#test/electron/aws/fake-scan.ts';
import type { FaultRule } from '#test/fake-aws/faults.ts';
import { judge } from '#test/fake-aws/oracle.ts';
import { type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';

const demo = demoSnapshot();
/** Services are looked at where an endpoint names them; what the demo knows beyond that, a scan does not. */
const used = new Set(demo.vpcEndpoints.map((endpoint) => `${endpoint.readBy}/${endpoint.region}/${endpoint.serviceName ?? ''}`));
const truth = altered(demo, 'serviceDetails', (detail) =>
  used.has(`${detail.readBy}/${detail.region}/${detail.serviceName}`) ? detail : null,
);
/** Zones and DNS attributes are read only where they matter. */
const compared = collectionNames.filter((name) => !['hostedZoneAssociations', 'dnsRecords', 'vpcDnsAttributes'].includes(name));

async function scanDemo(options: Partial<FakeAwsOptions>) {
  const fake = await startFakeAws({ snapshot: truth, ...options });
  const config = truth.accounts.map((account) => keyProfile(account.name ?? '', fake.accessKeyFor(account.accountId))).join('\n');
  const profiles = truth.accounts.map((account) => account.name ?? '');
  const snapshot = await scanFake({
    url: fake.url,
    config,
    request: { profiles, regions: [], allRegions: true },
    settings: { attemptDeadlineMs: 1000 },
  });
  await fake.close();
  return snapshot;
}

it('a live scan of the demo estate loses nothing, invents nothing and changes nothing', async () => {
  const found = await scanDemo({ pageSize: 20 });
  expect(judge(found, truth, compared)).toEqual({ lost: [], invented: [], changed: [] });
}, 60_000);

it('nor does it under a mix of passing faults', async () => {
  const kinds = ['throttle', 'internal-error', 'truncated', 'reset', 'html-200', 'empty-200', 'wrong-action', 'duplicate-items'] as const;
  const faults: FaultRule[] = kinds.map((kind) => ({ kind, p: 0.01 }));
  const found = await scanDemo({ pageSize: 20, faults, seed: 5 });
  expect(judge(found, truth, compared)).toEqual({ lost: [], invented: [], changed: [] });
}, 60_000);
