/** An organisation in one Region that is as large as one asks, for what must stay fast. */
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { type UsageRow, usageRowSchema } from '#shared/model/usage.ts';

/** Two with gateway endpoints, all others by interface. */
export const largeServices = Array.from({ length: 40 }, (_, index) => (index === 0 ? 's3' : index === 1 ? 'dynamodb' : `service-${index}`));

/** VPCs with a NAT gateway each; every other one is attached to a transit gateway. */
export function largeEstate(vpcCount: number) {
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

/** Every service in every VPC. */
export function largeUsage(vpcCount: number): UsageRow[] {
  return Array.from({ length: vpcCount }, (_, index) => index).flatMap((index) =>
    largeServices.map((service, each) =>
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
