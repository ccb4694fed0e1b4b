/**
 * The shared services account (S6): a transit gateway, the common endpoints once
 * for everybody with their hosted zones, inspection behind a Gateway Load
 * Balancer, and central egress through NAT gateways.
 */
import {
  account,
  type AccountDescription,
  allow,
  defaultVpc,
  type HostedZoneDescription,
  region,
  tier,
  toInternet,
  toNat,
  toTransitGateway,
  vpc,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { endpointService, gatewayLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { gatewayEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { commonServices, euCentral1, euWest1, hub, payments, retail, usEast1 } from './cast.ts';

/** The private names the hub answers for its spokes (S5 for AWS services). */
export const centralNames = ['kms', 'secretsmanager', 'sts', 'ssm'] as const;

/** The hosted zones of the hub as a spoke has them: associated, not owned. */
export function hubZones(): HostedZoneDescription[] {
  return centralNames.map((service) => ({ domain: `${service}.us-east-1.amazonaws.com`, owner: hub }));
}

/** S1, S3: the thirteen common services, once, in three zones. Private DNS is off because hosted zones serve the spokes. */
function sharedServices(): VpcDescription {
  return vpc('shared-services', '10.0.0.0/16', {
    tiers: [tier('endpoints', 'az1 az4 az6', { routes: [toTransitGateway('core', '10.0.0.0/8')], holds: { ecs: 1 } })],
    endpoints: [
      ...commonServices.map((service) => interfaceEndpoint(service, 'az1 az4 az6', { privateDns: false, securityGroups: ['central'] })),
      gatewayEndpoint('s3', 'endpoints'),
    ],
    securityGroups: { central: { ingress: [allow(443, '10.0.0.0/8')] } },
    attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
    hostedZones: centralNames.map((service) => ({
      domain: `${service}.us-east-1.amazonaws.com`,
      records: [{ name: '', endpoint: `shared-services-${service}` }],
    })),
  });
}

/** Inspection: firewalls as targets of a Gateway Load Balancer in two zones. */
const inspection = vpc('inspection', '10.1.0.0/16', {
  tiers: [tier('appliance', 'az4 az6', { routes: [toTransitGateway('core', '10.0.0.0/8')] })],
  attachments: [{ transitGateway: 'core', tier: 'appliance', applianceMode: true }],
});

/** Central egress: spokes without NAT leave through here, behind AWS Network Firewall. */
const egress = vpc('central-egress', '10.2.0.0/16', {
  tiers: [
    tier('attach', 'az1 az4', { routes: (zone) => [toNat(`egress-nat-${zone}`), toTransitGateway('core', '10.0.0.0/8')] }),
    tier('public', 'az1 az4', { routes: [toInternet(), toTransitGateway('core', '10.0.0.0/8')] }),
  ],
  nats: [zonalNat('egress-nat-az1', 'az1'), zonalNat('egress-nat-az4', 'az4', { publicIpv4Pool: 'ipv4pool-ec2-0b7f0a2d6e3c91f45' })],
  attachments: [{ transitGateway: 'core', tier: 'attach' }],
  firewalls: [{ name: 'egress-firewall', tier: 'public' }],
});

export function networkHub(): AccountDescription {
  return account(hub, 'network-hub', [
    region('us-east-1', usEast1.hub, {
      vpcs: [sharedServices(), inspection, egress, defaultVpc('network-hub-default-use1', 'az1 az2')],
      transitGateways: [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: 'central-egress' }] }],
      loadBalancers: [gatewayLoadBalancer('inspection', 'inspection', 'appliance', 'az4 az6', { crossZone: true })],
      services: [endpointService('inspection', { type: 'GatewayLoadBalancer', acceptance: false, principals: [payments, retail] })],
    }),
    region('eu-west-1', euWest1.hub, { vpcs: [defaultVpc('network-hub-default-euw1', 'az1')] }),
    region('eu-central-1', euCentral1, { vpcs: [defaultVpc('network-hub-default-euc1', 'az1')] }),
  ]);
}
