/** Analytics in Europe: the NAT gateways whose cost the comparison is about, and the newer kinds of endpoints. */
import { account, type AccountDescription, defaultVpc, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { gatewayEndpoint, interfaceEndpoint, latticeEndpoint, regionalNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { analytics, euCentral1, euWest1 } from './cast.ts';

/** S12: everything it calls has an endpoint, so its NAT can go (cost: eligible). */
const loader = vpc('analytics-loader', '10.60.0.0/16', {
  tiers: [
    tier('jobs', 'az3 az1', { holds: { ecs: 2, lambda: 1 }, routes: (zone) => [toNat(`loader-nat-${zone}`)] }),
    tier('public', 'az3 az1', { routes: [toInternet()] }),
  ],
  nats: [zonalNat('loader-nat-az3', 'az3'), zonalNat('loader-nat-az1', 'az1')],
});

/** A regional NAT gateway with zones added by hand: az2 was forgotten. */
const media = vpc('analytics-media', '10.61.0.0/16', {
  tiers: [tier('encode', 'az3 az1 az2', { holds: { instance: 1 }, routes: [toNat('media-nat')] })],
  nats: [regionalNat('media-nat', 'az3 az1', { manualZones: true })],
  endpoints: [gatewayEndpoint('s3', 'encode'), gatewayEndpoint('dynamodb', 'encode')],
});

const lattice = 'arn:aws:vpc-lattice:eu-west-1:210000000005';

/** Endpoints that name no service: a database of a partner, a service network, a network behind a tunnel. */
const partners = vpc('analytics-partners', '10.62.0.0/16', {
  tiers: [tier('app', 'az3 az1', { holds: { instance: 1 }, routes: [] })],
  endpoints: [
    latticeEndpoint('Resource', 'partners-claims-db', `${lattice}:resourceconfiguration/rcfg-0a6c1f4e8b2d97350`, 'az3 az1'),
    latticeEndpoint('ServiceNetwork', 'partners-mesh', `${lattice}:servicenetwork/sn-0d1e2f3a4b5c60718`, 'az3 az1'),
    latticeEndpoint('Tunnel', 'partners-tunnel', `${lattice}:resourceconfiguration/rcfg-0b7d2a5f9c3e86410`, 'az3', {
      associationFailure: 'The resource gateway has no healthy address in this zone.',
    }),
    // One zone of two that call (single-zone).
    interfaceEndpoint('athena', 'az3'),
  ],
  profiles: ['analytics-names'],
});

/** S9: "for low traffic the hourly fee might not be worth it": a nightly report over one small NAT (cost: does not pay). */
const reports = vpc('analytics-reports', '10.63.0.0/16', {
  tiers: [
    tier('jobs', 'az2 az3', { holds: { lambda: 1 }, routes: [toNat('reports-nat')], availableIpAddressCount: 5 }),
    tier('public', 'az2', { routes: [toInternet()] }),
  ],
  nats: [zonalNat('reports-nat', 'az2')],
});

/** Nobody measured what its NAT carries beyond the total (cost: unproven). */
const notebooks = vpc('analytics-notebooks', '10.64.0.0/16', {
  tiers: [
    tier('users', 'az2 az3', { holds: { workspaces: 2, instance: 1 }, routes: [toNat('notebooks-nat')] }),
    tier('public', 'az2', { routes: [toInternet()] }),
  ],
  nats: [zonalNat('notebooks-nat', 'az2')],
  endpoints: [
    // S8: a policy that names what may be done, beside the full access of the others.
    interfaceEndpoint('sagemaker.api', 'az2 az3', {
      policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: ['sagemaker:Describe*', 'sagemaker:List*'], Resource: '*' }] },
    }),
    // Private DNS off and no hosted zone: callers still go through NAT (S10).
    interfaceEndpoint('monitoring', 'az2 az3', { privateDns: false }),
    // Answers to the public S3 names although a gateway endpoint would serve the VPC for free.
    interfaceEndpoint('s3', 'az2 az3'),
    // Its private name is the FIPS one: clients that use the plain name pass by it.
    interfaceEndpoint('kms-fips', 'az2 az3'),
    gatewayEndpoint('s3', 'users', { name: 'analytics-notebooks-s3-gateway' }),
  ],
});

export function analyticsProd(): AccountDescription {
  return account(analytics, 'analytics-prod', [
    region('eu-west-1', euWest1.analytics, {
      vpcs: [loader, media, partners],
      knownServices: ['ecr.api', 'ecr.dkr', 'logs', 'sts', 'secretsmanager', 'kms'],
    }),
    region('eu-central-1', euCentral1, {
      vpcs: [reports, notebooks, defaultVpc('analytics-default-euc1', 'az1 az2 az3')],
      knownServices: ['logs', 'sts', 'kms', 'ecr.api', 'ecr.dkr'],
    }),
  ]);
}
