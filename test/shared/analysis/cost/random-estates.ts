/** Random small estates with usage, for properties that must hold in every one of them. */
import fc from 'fast-check';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, toTransitGateway, vpc, type VpcDescription } from '#shared/model/estate/describe.ts';
import {
  type EndpointDescription,
  gatewayEndpoint,
  interfaceEndpoint,
  type NatDescription,
  regionalNat,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { type UsageRow, usageRowSchema } from '#shared/model/usage.ts';

export interface RandomCase {
  readonly snapshot: Snapshot;
  readonly rows: readonly UsageRow[];
  readonly vpcNames: readonly string[];
}

interface VpcPlan {
  readonly nats: 'one' | 'each' | 'regional' | 'none';
  readonly zones: number;
  readonly endpoints: readonly string[];
  readonly attached: boolean;
}

interface RowPlan {
  readonly vpc: number;
  readonly service: string;
  readonly hundredths: number;
  readonly zone: number;
  readonly path: 'nat' | undefined;
}

const services = ['s3', 'dynamodb', 'logs', 'kms', 'sts', 'internet', 'aws'];
const privateServices = ['logs', 'kms', 'sts'];
const zoneNames = ['az1', 'az2', 'az3'];

const vpcPlan: fc.Arbitrary<VpcPlan> = fc.record({
  nats: fc.constantFrom('one', 'each', 'regional', 'none'),
  zones: fc.integer({ min: 1, max: 3 }),
  endpoints: fc.subarray(['s3', ...privateServices]),
  attached: fc.boolean(),
});

const rowPlan: fc.Arbitrary<RowPlan> = fc.record({
  vpc: fc.nat(2),
  service: fc.constantFrom(...services),
  hundredths: fc.oneof(fc.nat(2_000_000), fc.nat(200_000_000)),
  zone: fc.nat(3),
  path: fc.constantFrom('nat' as const, undefined),
});

/** Small enough to be printed when a property fails; `buildCase` makes the estate. */
export interface CasePlan {
  readonly vpcs: readonly VpcPlan[];
  readonly rows: readonly RowPlan[];
}

export const casePlan: fc.Arbitrary<CasePlan> = fc.record({
  vpcs: fc.array(vpcPlan, { minLength: 1, maxLength: 3 }),
  rows: fc.array(rowPlan, { maxLength: 8 }),
});

export function buildCase({ vpcs, rows }: CasePlan): RandomCase {
  const vpcNames = vpcs.map((_, index) => `vpc${index}`);
  const described = vpcs.map((plan, index) => describe(plan, `vpc${index}`, `10.${index}.0.0/16`));
  const transitGateways = [{ name: 'core' }];
  return {
    snapshot: estate({
      accounts: [account('111122223333', 'random', [region('us-east-1', 'az1 az2 az3', { vpcs: described, transitGateways })])],
    }),
    rows: rows.map((row) => usageRow(row, vpcs)),
    vpcNames,
  };
}

function usageRow(row: RowPlan, vpcs: readonly VpcPlan[]): UsageRow {
  const index = row.vpc % vpcs.length;
  const zones = vpcs[index]?.zones ?? 1;
  const zone = row.zone === 0 ? undefined : `use1-az${((row.zone - 1) % zones) + 1}`;
  return usageRowSchema.parse({
    scope: vpcIdOf(`vpc${index}`),
    region: 'us-east-1',
    service: row.service,
    gb_per_month: String(row.hundredths / 100),
    from_zone: zone,
    path: row.path,
  });
}

function describe(plan: VpcPlan, name: string, cidr: string): VpcDescription {
  const zones = zoneNames.slice(0, plan.zones);
  const nats = natsOf(plan, name, zones);
  return vpc(name, cidr, {
    tiers: [
      tier('public', zones.join(' '), { routes: [toInternet()] }),
      tier('app', zones.join(' '), {
        holds: { instance: 1 },
        routes: (zone) => (nats.length === 0 ? (plan.attached ? [toTransitGateway('core')] : []) : [toNat(natFor(nats, zone))]),
      }),
    ],
    nats,
    endpoints: plan.endpoints.map((service): EndpointDescription => {
      return service === 's3' ? gatewayEndpoint('s3', 'app') : interfaceEndpoint(service, zones.join(' '), { tier: 'app' });
    }),
    attachments: plan.attached ? [{ transitGateway: 'core', tier: 'app' }] : [],
  });
}

function natsOf(plan: VpcPlan, name: string, zones: readonly string[]): NatDescription[] {
  switch (plan.nats) {
    case 'none':
      return [];
    case 'one':
      return [zonalNat(`${name}-nat`, 'az1')];
    case 'each':
      return zones.map((zone) => zonalNat(`${name}-nat-${zone}`, zone));
    case 'regional':
      return [regionalNat(`${name}-nat`, zones.join(' '))];
  }
}

function natFor(nats: readonly NatDescription[], zone: string): string {
  return nats.find((nat) => nat.zones.some((each) => zone.endsWith(each)))?.name ?? nats[0]?.name ?? '';
}
