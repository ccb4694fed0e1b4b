/** The consumer with the most at stake: card payments, in us-east-1 where its zone names are shuffled. */
import {
  account,
  type AccountDescription,
  allow,
  defaultVpc,
  region,
  tier,
  toEndpoint,
  toInternet,
  toNat,
  toTransitGateway,
  vpc,
} from '#shared/model/estate/describe.ts';
import {
  consumerOf,
  gatewayEndpoint,
  gatewayLoadBalancerEndpoint,
  interfaceEndpoint,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import { payments, usEast1 } from './cast.ts';
import { hubZones } from './network-hub.ts';

const organisationOnly = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    },
  ],
};

/**
 * S12: one NAT gateway in az4 for callers in three zones, so most of its traffic
 * crosses zones; moving image pulls, logs and S3 to endpoints pays (cost: offload).
 * S2: the S3 gateway endpoint serves only two of the three private route tables.
 */
const cards = vpc('payments-cards', '10.20.0.0/16', {
  tiers: [
    tier('app', 'az6 az4 az1', {
      holds: { instance: 2, lambda: 1 },
      routes: () => [toNat('payments-nat'), toTransitGateway('core', '10.0.0.0/8')],
    }),
    tier('data', 'az6 az4', { holds: { rds: 1, elasticache: 1 }, routes: [] }),
    tier('public', 'az6 az4', { holds: { alb: 1 }, routes: [toInternet()] }),
  ],
  nats: [zonalNat('payments-nat', 'az4')],
  endpoints: [
    gatewayEndpoint('s3', 'payments-cards-app-use1-az6 payments-cards-app-use1-az4', { policy: organisationOnly }),
    // Callers in az4 have the service in their zone and no endpoint there (uncovered).
    interfaceEndpoint('sqs', 'az6 az1', { securityGroups: ['open'] }),
    // Not in az6, where callers are: only AWS can change that (unserved).
    interfaceEndpoint('cognito-idp', 'az4 az1'),
    interfaceEndpoint('dynamodb', 'az6 az4 az1', { privateDns: false }),
    // The worked example of the zone name trap (S11): `1a` here is the ledger's `1b`; az6 is dark on the provider's side.
    consumerOf('ledger', 'us-east-1', 'az6 az4', { name: 'payments-ledger', tier: 'app' }),
    // S6: connected to a service of another account, all zones good (aligned).
    consumerOf('identity', 'us-east-1', 'az6 az4 az1', { name: 'payments-identity', tier: 'app' }),
    // S7: the provider is a supplier that nobody can scan.
    consumerOf('metrics-intake', 'us-east-1', 'az6 az4', {
      name: 'payments-metrics-intake',
      tier: 'app',
      override: { payerResponsibilities: [{ scope: 'vpc-endpoint-charges', payer: 'vpc-endpoint-service-account' }] },
    }),
    // S10: nothing may reach it, its group admits another network (timeouts).
    interfaceEndpoint('secretsmanager', 'az6 az4 az1', { securityGroups: ['legacy'] }),
    consumerOf('rates', 'us-east-1', 'az6 az4', { name: 'payments-rates', tier: 'app' }),
    consumerOf('risk-scores', 'us-east-1', 'az1', { name: 'payments-risk-scores', tier: 'app' }),
  ],
  securityGroups: { legacy: { ingress: [allow(443, '192.168.0.0/16')] }, open: { ingress: [allow(443, '0.0.0.0/0')] } },
  attachments: [{ transitGateway: 'core', tier: 'app' }],
  // S5: names of custom services, served by the consumer's own hosted zones; the last is fixed to one zone and loses failover.
  hostedZones: [
    {
      domain: 'ledger.internal.example',
      records: [
        { name: '', endpoint: 'payments-ledger' },
        { name: 'batch', endpoint: 'payments-ledger', zonal: true },
      ],
    },
    { domain: 'intake.metrics-saas.example', records: [{ name: '', endpoint: 'payments-metrics-intake' }] },
    ...hubZones().filter((zone) => !zone.domain.startsWith('secretsmanager')),
  ],
});

/** Ingress through inspection: one Gateway Load Balancer endpoint, used from both zones (across zones from az4). */
const edge = vpc('payments-edge', '10.21.0.0/16', {
  tiers: [
    tier('inspect', 'az6', { routes: [toInternet()] }),
    tier('web', 'az6 az4', { holds: { ecs: 2 }, routes: [toEndpoint('payments-edge-inspection')] }),
  ],
  endpoints: [
    gatewayLoadBalancerEndpoint('payments-edge-inspection', 'inspection', 'us-east-1', 'az6', { tier: 'inspect' }),
    // Waiting for the provider for more than a day (not-connected).
    consumerOf('settlement', 'us-east-1', 'az4', {
      name: 'payments-edge-settlement',
      tier: 'web',
      state: 'PendingAcceptance',
      createdAt: '2026-10-29T16:20:00.000Z',
    }),
    // Refused (not-connected).
    consumerOf('archive', 'us-east-1', 'az6 az4', { name: 'payments-edge-archive', tier: 'web', state: 'Rejected' }),
    // The service behind it was deleted: its provider is scanned and has no such service.
    consumerOf('ledger-v1', 'us-east-1', 'az6', {
      name: 'payments-edge-ledger-v1',
      tier: 'web',
    }),
  ],
});

export function paymentsProd(): AccountDescription {
  return account(payments, 'payments-prod', [
    region('us-east-1', usEast1.payments, {
      vpcs: [cards, edge, defaultVpc('payments-default-use1', 'az6 az4 az1')],
      knownServices: ['ecr.api', 'ecr.dkr', 'logs', 'monitoring', 'kms', 'sts', 'ssm'],
    }),
    // A Region the account may not use: unknown, not empty.
    region('ap-southeast-2', '', { cells: { '*': 'region-disabled' } }),
  ]);
}
