import { expect, it } from 'vitest';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { type UsageRow, usageRowSchema } from '#shared/model/usage.ts';
import { planned } from './plans.ts';

const vpcCount = 500;
const services = Array.from({ length: 40 }, (_, index) => (index === 0 ? 's3' : index === 1 ? 'dynamodb' : `service-${index}`));

function largeEstate() {
  const vpcs = Array.from({ length: vpcCount }, (_, index) =>
    vpc(`vpc${index}`, `10.${index % 250}.0.0/16`, {
      tiers: [
        tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat(`nat${index}`)] }),
        tier('public', 'az1', { routes: [toInternet()] }),
      ],
      nats: [zonalNat(`nat${index}`, 'az1')],
      attachments: index % 2 === 0 ? [{ transitGateway: 'core', tier: 'app' }] : [],
    }),
  );
  return estate({
    accounts: [account('111122223333', 'large', [region('us-east-1', 'az1 az2 az3', { vpcs, transitGateways: [{ name: 'core' }] })])],
  });
}

function largeUsage(): UsageRow[] {
  return Array.from({ length: vpcCount }, (_, index) => index).flatMap((index) =>
    services.map((service, each) =>
      usageRowSchema.parse({
        scope: vpcIdOf(`vpc${index}`),
        region: 'us-east-1',
        service,
        gb_per_month: String((index * 7 + each * 131) % 900),
        path: 'nat',
      }),
    ),
  );
}

it('plans 500 VPCs x 40 services', { timeout: 120_000 }, () => {
  const snapshot = largeEstate();
  const rows = largeUsage();
  const start = performance.now();
  const { plan } = planned({ snapshot, rows });
  console.info(
    `plan of ${vpcCount} VPCs x ${services.length} services: ${Math.round(performance.now() - start)} ms, ${plan.chosen.length} paths`,
  );
  expect(plan.proof.lowerBoundUsd).toBe(plan.comparison.planUsd);
  expect(plan.chosen.filter((path) => path.how === 'gateway').length).toBeGreaterThan(vpcCount);
});
