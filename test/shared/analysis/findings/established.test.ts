/**
 * Beside what established scanners check of endpoints, endpoint services and NAT
 * gateways: one estate that fails their check, and the rule that says so here;
 * then estates on which they are wrong, with the reason.
 */
import { describe, expect, it } from 'vitest';
import { altered } from '#shared/model/estate/alter.ts';
import { type EndpointDescription, gatewayLoadBalancerEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { tier, toEndpoint, toInternet, toNat } from '#shared/model/estate/describe.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import {
  consumerAccount,
  crossZoneNat,
  darkZone,
  oneEndpoint,
  oneVpc,
  pair,
  regionalNatVpc,
  thirdAccount,
  wildcardPrincipal,
} from '#test/fixtures/small-estates.ts';
import { judge, measured } from './judging.ts';

const open = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** An endpoint of KMS in two zones, with this statement for a policy. */
function policed(statement: object, rest: Partial<EndpointDescription> = {}): Snapshot {
  const snapshot = oneEndpoint(rest);
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, policyDocument }));
}

const publicTier = tier('public', 'az1', { routes: [toInternet()] });
const inOneZone = oneVpc({
  tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] })],
  endpoints: [interfaceEndpoint('kms', 'az1')],
});
const unusedNat = oneVpc({ tiers: [tier('app', 'az1', { routes: [] }), publicTier], nats: [zonalNat('shop-nat', 'az1')] });

/** Callers of az2 behind an inspection endpoint in az1; `isManaged`: the endpoint is one that Network Firewall made. */
function inspected(isManaged: boolean): Snapshot {
  const snapshot = oneVpc({
    tiers: [
      tier('app', 'az2', { holds: { instance: 1 }, routes: [toEndpoint('gate')] }),
      tier('gate', 'az1 az2', { routes: [toInternet()] }),
    ],
    endpoints: [gatewayLoadBalancerEndpoint('gate', 'inspection', 'eu-central-1', 'az1', { tier: 'gate' })],
  });
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, requesterManaged: isManaged }));
}

/** Two NAT gateways in two subnets of one zone; callers of two zones use one each. */
const twoInOneZone = oneVpc({
  tiers: [
    tier('app', 'az1 az2', { holds: { instance: 1 }, routes: (zone) => [toNat(`shop-nat-${zone}`)] }),
    publicTier,
    tier('public-too', 'az1', { routes: [toInternet()] }),
  ],
  nats: [zonalNat('shop-nat-az1', 'az1'), zonalNat('shop-nat-az2', 'az1')],
});

const shop = vpcIdOf('shop');
const service = 'com.amazonaws.vpce.eu-central-1.vpce-svc-';
const silentNat = (snapshot: Snapshot): readonly UsageSet[] =>
  measured(
    ...snapshot.natGateways.map((one) => ({
      scope: shop,
      kind: 'control' as const,
      nat_gateway_id: one.natGatewayId,
      gb_per_month: '0' as const,
    })),
  );
const silentEndpoint = (snapshot: Snapshot): readonly UsageSet[] => {
  const name = snapshot.vpcEndpoints[0]?.serviceName ?? '';
  return measured({ scope: shop, service: name.startsWith(service) ? name : 'kms', path: 'endpoint', gb_per_month: '0' });
};

type Row = readonly [check: string, estate: Snapshot, rule: string, severity: string, usage?: (snapshot: Snapshot) => readonly UsageSet[]];

const found: readonly Row[] = [
  ['Trusted Advisor: VPC interface endpoint in several zones', inOneZone, 'AZ-02', 'high'],
  ['Prowler: vpc_endpoint_multi_az_enabled', inOneZone, 'AZ-02', 'high'],
  ['Trusted Advisor: GWLB endpoint AZ independence', inspected(false), 'AZ-12', 'medium'],
  ['Trusted Advisor: Network Firewall endpoint AZ independence', inspected(true), 'AZ-12', 'medium'],
  ['Trusted Advisor: NLB Multi-AZ', pair({ providerZones: 'az4', endpointZones: 'az4' }), 'AZ-08', 'high'],
  ['Prowler: elbv2_is_in_multiple_az', pair({ providerZones: 'az4', endpointZones: 'az4' }), 'AZ-08', 'high'],
  ['Trusted Advisor: Network Load Balancers cross load balancing', darkZone(), 'AZ-09', 'high'],
  ['Prowler: elbv2_cross_zone_load_balancing_enabled', darkZone(), 'AZ-09', 'high'],
  ['Trusted Advisor: NAT Gateway AZ independence', crossZoneNat(), 'NT-04', 'high'],
  ['CloudSploit: NAT Multiple AZ', crossZoneNat(), 'NT-05', 'medium'],
  ['Trusted Advisor: inactive NAT gateways, without a route', unusedNat, 'NT-06', 'medium'],
  ['Trusted Advisor: inactive NAT gateways, without traffic', crossZoneNat(), 'NT-06', 'medium', silentNat],
  ['Trusted Advisor: inactive VPC interface endpoints', oneEndpoint(), 'EP-13', 'medium', silentEndpoint],
  ['Trusted Advisor: inactive Gateway Load Balancer endpoints', inspected(false), 'EP-13', 'medium', silentEndpoint],
  [
    'Steampipe Thrifty: NAT gateway that is not available',
    altered(crossZoneNat(), 'natGateways', (one) => ({ ...one, state: 'failed' })),
    'NT-07',
    'high',
  ],
  ['Prowler: vpc_endpoint_connections_trust_boundaries, the default policy', policed(open), 'EP-07', 'medium'],
  [
    'Prowler: vpc_endpoint_connections_trust_boundaries, a foreign account',
    policed({ ...open, Principal: { AWS: [consumerAccount, `arn:aws:iam::${thirdAccount}:root`] } }),
    'EP-07',
    'low',
  ],
  [
    'Prowler: vpc_endpoint_connections_trust_boundaries, a condition with a foreign account',
    policed({ ...open, Condition: { StringEquals: { 'aws:PrincipalAccount': thirdAccount } } }),
    'EP-07',
    'low',
  ],
  [
    'Prowler: vpc_endpoint_connections_trust_boundaries, resources of any account',
    policed({ ...open, Action: 'kms:Decrypt', Resource: 'arn:aws:kms:*:*:key/*' }),
    'EP-07',
    'info',
  ],
  ['CloudSploit: VPC endpoint exposed', policed(open), 'EP-07', 'medium'],
  ['CloudSploit: VPC endpoint cross account access', policed({ ...open, Principal: { AWS: thirdAccount } }), 'EP-07', 'low'],
  ['Prowler: vpc_endpoint_services_allowed_principals_trust_boundaries, a wildcard', wildcardPrincipal(), 'CN-03', 'critical'],
  [
    'Prowler: vpc_endpoint_services_allowed_principals_trust_boundaries, a wildcard behind acceptance',
    pair({ service: { acceptance: true, principals: ['*'] } }),
    'CN-04',
    'medium',
  ],
  [
    'Prowler: vpc_endpoint_services_allowed_principals_trust_boundaries, a foreign account behind acceptance',
    pair({ service: { acceptance: true, principals: [consumerAccount, thirdAccount] } }),
    'CN-05',
    'info',
  ],
  [
    'Steampipe, CloudSploit: acceptance required',
    pair({ service: { acceptance: false, principals: [consumerAccount, thirdAccount] } }),
    'CN-05',
    'low',
  ],
  ['Security Hub EC2.10 and EC2.55 to EC2.60: no endpoint, all through NAT', crossZoneNat(), 'TP-03', 'low'],
  ['AWS Config: service-vpc-endpoint-enabled for s3', crossZoneNat(), 'NT-01', 'medium'],
  ['AWS Config: service-vpc-endpoint-enabled for dynamodb', crossZoneNat(), 'NT-02', 'medium'],
];

describe('what established scanners find', () => {
  it.each(found.map(([check, ...rest]) => [check, rest] as const))('%s', (_check, [estate, rule, severity, usage]) => {
    const failed = judge(rule, estate, usage?.(estate) ?? []).findings.filter(([status]) => status === 'fail');
    expect(failed.map(([status, how]) => [status, how])).toContainEqual(['fail', severity]);
  });
});

/** What they say, why it is wrong, and what the rule here says: how many findings, how many passes. */
const wrong: readonly (readonly [says: string, why: string, estate: Snapshot, rule: string, findings: number, passes: number])[] = [
  [
    'Prowler fails a policy for the organisation',
    'aws:PrincipalOrgID keeps strangers out',
    policed({ ...open, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    'EP-07',
    0,
    1,
  ],
  [
    'Prowler passes a policy for the VPC',
    'whoever comes through the endpoint comes from its VPC',
    policed({ ...open, Condition: { StringEquals: { 'aws:SourceVpc': shop } } }),
    'EP-07',
    1,
    0,
  ],
  [
    'Prowler fails any principal on resources of the account',
    'nothing of another account can be reached with it',
    policed({ ...open, Resource: `arn:aws:kms:*:${consumerAccount}:key/*` }),
    'EP-07',
    0,
    1,
  ],
  [
    'Prowler fails two endpoints of one service in a zone each',
    'together they stand in two; that they are two is EP-08',
    oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('kms', 'az2', { name: 'other', privateDns: false })] }),
    'AZ-02',
    0,
    1,
  ],
  ['Prowler fails cross-zone load balancing that is off', 'every zone has targets of its own', pair(), 'AZ-09', 0, 1],
  ['Prowler fails a principal of another account', 'the account is one of those that were scanned', pair(), 'CN-05', 0, 1],
  [
    'Steampipe and CloudSploit fail a service without acceptance',
    'only accounts of one owner may connect',
    pair({ service: { acceptance: false } }),
    'CN-05',
    0,
    1,
  ],
  ['CloudSploit passes two NAT gateways in two subnets', 'both stand in one zone', twoInOneZone, 'NT-04', 1, 1],
  ['checks by subnet fail a regional NAT gateway', 'it stands in every zone that uses it', regionalNatVpc(), 'NT-04', 0, 0],
];

describe('where they are wrong', () => {
  it.each(wrong)('%s: %s', (_says, _why, estate, rule, findings, passes) => {
    const { findings: here, passed } = judge(rule, estate);
    expect([here.filter(([status]) => status === 'fail').length, passed]).toEqual([findings, passes]);
  });
});
