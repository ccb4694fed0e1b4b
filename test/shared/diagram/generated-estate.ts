/** Estates of any size and shape from a seed: what the layout has to cope with, ragged on purpose. */
import { account, type AccountDescription, defaultVpc, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { consumerOf, gatewayEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { networkAccount, networked } from './generated-network.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

export interface EstateSize {
  readonly seed: number;
  readonly accounts: number;
  readonly vpcsPerAccount: number;
  readonly services: number;
  /** VPCs as large organisations have them: three tiers of subnets, NAT in each zone, many endpoints. */
  readonly isLarge?: boolean;
  /** With a hub, central egress and endpoints that name no service. */
  readonly isNetworked?: boolean;
}

export type Dice = (limit: number) => number;

/** Numbers from 0 up to `limit`, the same for the same seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const awsServices = [
  'kms',
  'sts',
  'logs',
  'ecr.api',
  'ecr.dkr',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'secretsmanager',
  'monitoring',
  'sqs',
  'sns',
];
const moreServices = [
  'autoscaling',
  'elasticloadbalancing',
  'eks',
  'events',
  'athena',
  'glue',
  'lambda',
  'states',
  'kinesis-streams',
  'rds',
];
const zoneIds = ['az1', 'az2', 'az4', 'az6'];

export function generatedEstate(size: EstateSize): Snapshot {
  const roll = dice(size.seed);
  const names = Array.from({ length: size.services }, (_, index) => `service-${index}`);
  const provider = providerAccount(roll, names);
  const consumers = Array.from({ length: size.accounts }, (_, index) => consumerAccount(roll, index, size, names));
  const network = size.isNetworked === true ? [networkAccount(zoneIds.join(' '))] : [];
  return estate({ title: 'Generated', accounts: [...network, ...(provider === null ? [] : [provider]), ...consumers] });
}

function someZones(roll: Dice): string[] {
  const zones = zoneIds.filter(() => roll(3) > 0);
  return zones.length === 0 ? ['az1'] : zones;
}

function providerAccount(roll: Dice, names: readonly string[]): AccountDescription | null {
  if (names.length === 0) return null;
  const zones = zoneIds.join(' ');
  const balancers = names.map((name) => {
    const own = someZones(roll);
    const targets = Object.fromEntries(own.map((zone) => [zone, { healthy: roll(4), unhealthy: roll(2) }]));
    return networkLoadBalancer(name, 'provider-vpc', 'app', own.join(' '), { targets });
  });
  return account('100000000001', 'provider', [
    region('us-east-1', zones, {
      vpcs: [vpc('provider-vpc', '10.0.0.0/16', { tiers: [tier('app', zones, { holds: { instance: 1 } })] })],
      loadBalancers: balancers,
      services: names.map((name) => endpointService(name, { acceptance: roll(2) === 0, principals: ['*'] })),
    }),
  ]);
}

function consumerAccount(roll: Dice, index: number, size: EstateSize, services: readonly string[]): AccountDescription {
  const accountId = String(200000000000 + index);
  const count = 1 + roll(Math.max(1, size.vpcsPerAccount * 2 - 1));
  const draw = size.isLarge === true ? largeVpc : consumerVpc;
  const drawn = Array.from({ length: count }, (_, nth) => draw(roll, `team-${index}-${nth}`, services));
  const list = size.isNetworked === true ? drawn.map((each) => networked(roll, each)) : drawn;
  const isTwo = roll(4) === 0;
  const regions = [region('us-east-1', zoneIds.join(' '), { vpcs: [...list, defaultVpc(`default-${index}`, zoneIds.join(' '))] })];
  if (isTwo) regions.push(region('eu-west-1', 'az1 az2 az3', { vpcs: [defaultVpc(`default-eu-${index}`, 'az1 az2 az3')] }));
  return account(accountId, `team-${index}`, regions);
}

function consumerVpc(roll: Dice, name: string, services: readonly string[]) {
  const zones = someZones(roll);
  const hasNat = roll(2) === 0;
  const natZone = zones[roll(zones.length)] ?? 'az1';
  const aws = awsServices.filter(() => roll(3) === 0);
  const custom = services.length === 0 ? [] : services.filter(() => roll(Math.max(3, services.length)) === 0);
  return vpc(name, `10.${roll(250)}.0.0/16`, {
    tiers: [
      tier('app', zones.join(' '), { holds: { instance: roll(3) }, ...(hasNat ? { routes: [toNat(`${name}-nat`)] } : {}) }),
      ...(hasNat ? [tier('public', natZone, { routes: [toInternet()] })] : []),
    ],
    nats: hasNat ? [zonalNat(`${name}-nat`, natZone)] : [],
    endpoints: [
      ...aws.map((short) => interfaceEndpoint(short, someOf(roll, zones).join(' '), { name: `${name}-${short}` })),
      ...custom.map((target) => consumerOf(target, 'us-east-1', someOf(roll, zones).join(' '), { name: `${name}-${target}` })),
      ...(roll(2) === 0 ? [gatewayEndpoint('s3', 'app', { name: `${name}-s3` })] : []),
    ],
  });
}

function largeVpc(roll: Dice, name: string, services: readonly string[]) {
  const zones = ['az1', 'az2', 'az4'];
  const all = zones.join(' ');
  const aws = [...awsServices, ...moreServices].filter(() => roll(3) > 0);
  const custom = services.filter(() => roll(Math.max(2, Math.ceil(services.length / 3))) === 0);
  return vpc(name, `10.${roll(250)}.0.0/16`, {
    tiers: [
      tier('app', all, { holds: { instance: 1 }, routes: (zone) => [toNat(`${name}-nat-${zone}`)] }),
      tier('data', all, {}),
      tier('public', all, { routes: [toInternet()] }),
    ],
    nats: zones.map((zone) => zonalNat(`${name}-nat-${zone}`, zone)),
    endpoints: [
      ...aws.map((short) => interfaceEndpoint(short, roll(4) === 0 ? 'az1 az2' : all, { name: `${name}-${short}` })),
      ...custom.map((target) => consumerOf(target, 'us-east-1', someOf(roll, zones).join(' '), { name: `${name}-${target}` })),
      gatewayEndpoint('s3', 'app', { name: `${name}-s3` }),
      gatewayEndpoint('dynamodb', 'app data', { name: `${name}-dynamodb` }),
    ],
  });
}

function someOf(roll: Dice, zones: readonly string[]): readonly string[] {
  const some = zones.filter(() => roll(2) === 0);
  return some.length === 0 ? zones.slice(0, 1) : some;
}
