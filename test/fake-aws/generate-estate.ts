/**
 * Made-up organisations of any size: accounts with zone names of their own,
 * shared services, connections in every state, NAT gateways of every kind, and
 * hostile names at a set rate. The same options give the same estate.
 */
import {
  account,
  type AccountDescription,
  region,
  type RegionDescription,
  tier,
  toInternet,
  toNat,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import {
  consumerOf,
  type EndpointDescription,
  gatewayEndpoint,
  interfaceEndpoint,
  type NatDescription,
  regionalNat,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { independentlyMappedRegions } from '#shared/model/zone.ts';
import { hostileTexts } from './hostile-text.ts';
import { type Random, randomOf } from './random.ts';

export interface GeneratorOptions {
  readonly accounts: number;
  readonly regions: readonly string[];
  readonly seed: number;
  /** VPCs per account and Region. */
  readonly vpcs?: number;
  /** Instances per private subnet. */
  readonly instances?: number;
  /** Share of VPCs and endpoints with a hostile name, 0 to 1. */
  readonly hostileRate?: number;
}

/** Regions in the order in which larger estates use them. */
export const generatorRegions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'us-west-2', 'ap-southeast-2', 'ap-northeast-1'] as const;

/** About the number of resources asked for: 10,000 and 150,000 are what the benches use. */
export function estateOfSize(resources: number, seed = 1): Snapshot {
  const perAccount = 3 * 3 * resourcesPerVpc;
  return generateEstate({
    accounts: Math.max(2, Math.round(resources / perAccount)),
    regions: generatorRegions.slice(0, 3),
    seed,
    vpcs: 3,
  });
}

/** Measured: what one VPC of the generator brings with it, its share of services and zones included. */
const resourcesPerVpc = 50;

export function generateEstate(options: GeneratorOptions): Snapshot {
  const random = randomOf(options.seed);
  const accounts = Array.from({ length: options.accounts }, (_, index) => generatedAccount(options, random, index));
  return estate({ title: `Generated estate ${options.seed}`, kind: 'live', accounts });
}

/** Every fifth account, the first included, offers services to all others. */
function isProvider(index: number): boolean {
  return index % 5 === 0;
}

export function generatedAccountId(index: number): string {
  return String(600_000_000_000 + index);
}

function generatedAccount(options: GeneratorOptions, random: Random, index: number): AccountDescription {
  const regions = options.regions.map((name) => generatedRegion(options, random, index, name));
  return account(generatedAccountId(index), `account-${index}`, regions);
}

const zonesOfRegion: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['az1', 'az2', 'az4', 'az6'],
  'us-west-2': ['az1', 'az2', 'az3', 'az4'],
};

function zonesOf(name: string, random: Random): readonly string[] {
  const zones = zonesOfRegion[name] ?? ['az1', 'az2', 'az3'];
  return independentlyMappedRegions.has(name) ? random.shuffled(zones) : zones;
}

function generatedRegion(options: GeneratorOptions, random: Random, index: number, name: string): RegionDescription {
  const zones = zonesOf(name, random);
  const own = `${index}-${name}`;
  const vpcs = Array.from({ length: options.vpcs ?? 2 }, (_, number) => generatedVpc(options, random, { name, zones, index, number }));
  if (!isProvider(index)) return region(name, zones.join(' '), { vpcs });
  const service = `service-${own}`;
  const inner = vpc(`${service}-vpc`, '10.250.0.0/16', { tiers: [tier('service', zones.slice(0, 2).join(' '), { routes: [] })] });
  return region(name, zones.join(' '), {
    vpcs: [...vpcs, inner],
    loadBalancers: [networkLoadBalancer(service, inner.name, 'service', zones.slice(0, 2).join(' '), { crossZone: random.next() < 0.5 })],
    services: [
      endpointService(service, { acceptance: random.next() < 0.7, principals: random.next() < 0.2 ? ['*'] : everyAccount(options) }),
    ],
  });
}

function everyAccount(options: GeneratorOptions): string[] {
  return Array.from({ length: Math.min(options.accounts, 50) }, (_, index) => generatedAccountId(index));
}

interface Spot {
  readonly name: string;
  readonly zones: readonly string[];
  readonly index: number;
  readonly number: number;
}

function generatedVpc(options: GeneratorOptions, random: Random, spot: Spot): VpcDescription {
  const name = `vpc-${spot.index}-${spot.name}-${spot.number}`;
  const used = spot.zones.slice(0, 2 + random.below(2));
  const nat = generatedNat(random, name, used);
  return vpc(name, `10.${(spot.index * 7 + spot.number) % 240}.0.0/16`, {
    tiers: [
      tier('app', used.join(' '), { holds: { instance: options.instances ?? 2, lambda: 1 }, routes: [toNat(nat.name)] }),
      tier('public', used.join(' '), { routes: [toInternet()] }),
    ],
    nats: [nat],
    endpoints: generatedEndpoints(options, random, name, { ...spot, zones: used }),
    override: hostileName(options, random, name),
  });
}

function generatedNat(random: Random, name: string, zones: readonly string[]): NatDescription {
  return random.next() < 0.2 ? regionalNat(`${name}-nat`, zones.join(' ')) : zonalNat(`${name}-nat`, zones[0] ?? '');
}

const services = ['kms', 'logs', 'sts', 'ecr.api', 'ecr.dkr', 'secretsmanager', 'ssm', 'sqs', 'sns', 'monitoring'] as const;
const states = ['Available', 'Available', 'Available', 'Available', 'PendingAcceptance', 'Rejected', 'Failed', 'Expired'] as const;

function generatedEndpoints(options: GeneratorOptions, random: Random, vpcName: string, spot: Spot): EndpointDescription[] {
  const chosen = random.shuffled(services).slice(0, 1 + random.below(4));
  const zones = spot.zones.slice(0, 1 + random.below(spot.zones.length)).join(' ');
  const provider = 5 * random.below(Math.ceil(options.accounts / 5));
  const service = `service-${provider}-${spot.name}`;
  const named = (endpoint: string) => ({ override: hostileName(options, random, `${vpcName}-${endpoint}`) });
  return [
    ...(random.next() < 0.7 ? [gatewayEndpoint('s3', 'app')] : []),
    ...chosen.map((short) => interfaceEndpoint(short, zones, named(short))),
    consumerOf(service, spot.name, zones, { name: `${vpcName}-consumer`, tier: 'app', state: random.pick(states), ...named('consumer') }),
  ];
}

/** A name and a tag that a careless program would run, interpret or lose. */
function hostileName(options: GeneratorOptions, random: Random, plain: string) {
  if (random.next() >= (options.hostileRate ?? 0)) return {};
  const name = random.pick(hostileTexts);
  return {
    name,
    tags: [
      { key: 'Name', value: name },
      { key: '__proto__', value: plain },
      { key: 'empty', value: '' },
    ],
  };
}
