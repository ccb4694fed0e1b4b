/** A busy team account: a Fargate set done well, and the small mistakes of a staging environment. */
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import {
  account,
  type AccountDescription,
  blackhole,
  defaultVpc,
  region,
  tier,
  toInternet,
  toNat,
  toPeering,
  vpc,
} from '#shared/model/estate/describe.ts';
import { consumerOf, gatewayEndpoint, interfaceEndpoint, privateNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { euWest1, retail, tenant, usEast1 } from './cast.ts';

/** S13: what ECS on Fargate needs without NAT: ECR api and dkr, logs, STS, Secrets Manager, S3 as a gateway. */
const fargate = vpc('retail-fargate', '10.50.0.0/16', {
  tiers: [tier('tasks', 'az4 az1', { holds: { ecs: 3 }, routes: [toPeering('fargate-storefront', '10.51.0.0/16')] })],
  endpoints: [
    ...['ecr.api', 'ecr.dkr', 'logs', 'sts', 'secretsmanager'].map((service) => interfaceEndpoint(service, 'az4 az1')),
    gatewayEndpoint('s3', 'tasks'),
    // Twice the same service: the second was made by hand and costs as much as the first.
    interfaceEndpoint('logs', 'az4', { name: 'retail-fargate-logs-by-hand', privateDns: false }),
    // In az2 there is nobody who calls (idle-zone).
    interfaceEndpoint('kms', 'az4 az1 az2', { tier: 'spare' }),
    consumerOf('fraud-scoring', 'us-east-1', 'az1', { name: 'retail-fraud-scoring', tier: 'tasks' }),
    // Asks for IPv6 from a service that has none.
    consumerOf('identity', 'us-east-1', 'az4 az1', { name: 'retail-identity', tier: 'tasks', override: { ipAddressType: 'dualstack' } }),
    consumerOf('feature-flags', 'us-east-1', 'az4 az1', { name: 'retail-feature-flags', tier: 'tasks' }),
  ],
});

/** S9: NAT for a shop that talks to the internet: its NAT cannot go (cost: blocked), and S3 still runs through it. */
const storefront = vpc('retail-storefront', '10.51.0.0/16', {
  tiers: [
    tier('app', 'az4 az1 az2', {
      holds: { instance: 2, ecs: 1 },
      routes: [toNat('storefront-nat'), toPeering('fargate-storefront', '10.50.0.0/16')],
    }),
    tier('public', 'az4', { holds: { alb: 1 }, routes: [toInternet()] }),
    tier('crossing', 'az3 az4', { routes: [] }),
    // Point-of-sale gateways in a Local Zone, where no endpoint can stand.
    tier('stores', 'use1-bos1-az1', { holds: { instance: 1 }, routes: [toNat('storefront-nat')] }),
  ],
  nats: [zonalNat('storefront-nat', 'az4')],
  endpoints: [
    // Private DNS needs both DNS attributes of the VPC; host names are off here (S10: does not resolve).
    interfaceEndpoint('ssm', 'az4'),
    // Across Regions, and in use1-az3, where AWS does not allow it (barred).
    consumerOf('geo-lookup', 'eu-west-1', 'az3 az4', { name: 'retail-geo-lookup', tier: 'crossing', serviceRegion: 'eu-west-1' }),
    consumerOf('geo-archive', 'eu-west-1', 'az4', { name: 'retail-geo-archive', tier: 'crossing', serviceRegion: 'eu-west-1' }),
    consumerOf('metrics-intake', 'us-east-1', 'az4 az2', { name: 'retail-metrics-intake', tier: 'app' }),
    consumerOf('ledger', 'us-east-1', 'az4', {
      name: 'retail-ledger',
      tier: 'app',
      state: 'Failed',
      override: { lastErrorCode: 'InternalError', lastErrorMessage: 'The endpoint could not be created.' },
    }),
  ],
  dnsHostnames: false,
  dnsServers: ['10.51.0.53', '10.51.1.53'],
  // A Resolver rule for the very domain of a hosted zone: the rule wins.
  hostedZones: [{ domain: 'intake.metrics-saas.example', records: [{ name: '', endpoint: 'retail-metrics-intake' }] }],
  forwardedDomains: ['corp.example', 'intake.metrics-saas.example'],
});

/** A private NAT gateway towards an old network with overlapping addresses, and an ACL that lets nothing back. */
const legacy = vpc('retail-legacy', '10.52.0.0/16', {
  tiers: [
    tier('app', 'az4', {
      holds: { instance: 1 },
      routes: [toNat('legacy-private-nat', '192.168.0.0/16'), blackhole(toNat('legacy-old-nat'))],
    }),
    tier('overlap', 'az4', { routes: [] }),
    tier('public', 'az4', { routes: [toInternet()] }),
  ],
  // The second has no route any more and is paid for every hour.
  nats: [privateNat('legacy-private-nat', 'az4', { tier: 'overlap' }), zonalNat('legacy-unused-nat', 'az4')],
  endpoints: [interfaceEndpoint('sns', 'az4', { tier: 'overlap', securityGroups: ['default'] })],
  networkAcls: [{ name: 'legacy-closed', tiers: ['overlap'], entries: [aclEntry(100, false, false), aclEntry(100, true, true)] }],
});

/** Owned here, used by another account: the tenant sees the subnets but no endpoint. */
const shared = vpc('retail-shared', '10.53.0.0/16', {
  tiers: [tier('tenants', 'az4 az1', { routes: [], holdsOf: { [tenant]: { lambda: 2, ecs: 1 } } })],
  endpoints: [interfaceEndpoint('states', 'az4 az1'), gatewayEndpoint('dynamodb', 'tenants')],
  participants: [tenant],
});

/** Planned and forgotten: a VPC with nothing in it. */
const empty = vpc('retail-reserved', '10.54.0.0/16');

export function retailStaging(): AccountDescription {
  const spare = tier('spare', 'az4 az1 az2', { routes: [] });
  return account(retail, 'retail-staging', [
    region('us-east-1', usEast1.retail, {
      vpcs: [
        { ...fargate, tiers: [...(fargate.tiers ?? []), spare] },
        storefront,
        legacy,
        shared,
        empty,
        defaultVpc('retail-default-use1', 'az4 az1'),
      ],
      localZones: [{ zoneName: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', parent: 'az4' }],
      peerings: [{ name: 'fargate-storefront', from: 'retail-fargate', to: 'retail-storefront', dnsResolution: true }],
    }),
    // The role lacks two permissions here: the services' zones and who calls are unknown (verdict unknown).
    region('eu-west-1', euWest1.retail, {
      vpcs: [
        vpc('retail-dublin', '10.55.0.0/16', {
          tiers: [tier('app', 'az2 az3', { holds: { ecs: 1 }, routes: [] })],
          endpoints: [
            interfaceEndpoint('logs', 'az2 az3'),
            consumerOf('geo-lookup', 'eu-west-1', 'az2', { name: 'retail-dublin-geo-lookup' }),
          ],
        }),
      ],
      cells: {
        DescribeVpcEndpointServices: 'denied',
        DescribeNetworkInterfaces: 'denied',
        DescribeSecurityGroups: 'throttled-out',
      },
    }),
    region('global', '', { cells: { ListResourceRecordSets: 'denied' } }),
  ]);
}
