/** A made-up estate with one of everything the map has a mark for. */
import type { Region, VpcId } from '#shared/base/ids.ts';
import { altered, withRecords } from '#shared/model/estate/alter.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import {
  account,
  type HostedZoneDescription,
  region,
  tier,
  toEndpoint,
  toInternet,
  toNat,
  toPeering,
  toTransitGateway,
  vpc,
} from '#shared/model/estate/describe.ts';
import { endpointService, gatewayLoadBalancer, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import {
  consumerOf,
  gatewayEndpoint,
  gatewayLoadBalancerEndpoint,
  interfaceEndpoint,
  latticeEndpoint,
  regionalNat,
  zonalNat,
} from '#shared/model/estate/describe-vpc.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

const network = '310000000001';
const team = '310000000002';
const tenant = '310000000003';
const partner = '310000000004';
const lattice = `arn:aws:vpc-lattice:us-east-1:${partner}`;

function hubZones(owned: boolean): HostedZoneDescription[] {
  return ['kms', 'sts'].map((service) => ({
    domain: `${service}.us-east-1.amazonaws.com`,
    ...(owned ? { records: [{ name: '', endpoint: `hub-${service}` }] } : { owner: network }),
  }));
}

const hub = vpc('hub', '10.0.0.0/16', {
  tiers: [tier('endpoints', 'az1 az2', { routes: [toTransitGateway('core', '10.0.0.0/8')] })],
  endpoints: ['kms', 'sts'].map((service) => interfaceEndpoint(service, 'az1 az2', { privateDns: false })),
  attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
  hostedZones: hubZones(true),
});

const wayOut = vpc('way-out', '10.1.0.0/16', {
  tiers: [tier('attach', 'az1', { routes: [toNat('out-nat')] }), tier('public', 'az1', { routes: [toInternet()] })],
  nats: [zonalNat('out-nat', 'az1')],
  attachments: [{ transitGateway: 'core', tier: 'attach' }],
});

/** Central egress, a hub through the transit gateway, and its own service. */
const spoke = vpc('spoke', '10.2.0.0/16', {
  tiers: [tier('app', 'az1 az2', { holds: { ecs: 2 }, routes: [toTransitGateway('core')] })],
  endpoints: [interfaceEndpoint('sqs', 'az1 az2'), consumerOf('orders', 'us-east-1', 'az1 az2', { name: 'spoke-orders' })],
  attachments: [{ transitGateway: 'core', tier: 'app' }],
  hostedZones: hubZones(false),
});

/** Names of the hub without a route to it, and without an endpoint of its own. */
const lost = vpc('lost', '10.3.0.0/16', {
  tiers: [tier('app', 'az1', { holds: { ecs: 1 }, routes: [] })],
  hostedZones: hubZones(false),
});

const peered = vpc('peered', '10.4.0.0/16', {
  tiers: [tier('app', 'az1', { holds: { ecs: 1 }, routes: [toPeering('peered-hub', '10.0.0.0/16')] })],
  endpoints: [gatewayEndpoint('s3', 'app')],
  hostedZones: hubZones(false),
});

/** Inspection before NAT in one zone, across zones from another, and IPv6 beside it. */
const inspected = vpc('inspected', '10.5.0.0/16', {
  tiers: [
    tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toEndpoint('gate'), { ...toInternet('::/0'), via: 'egress-only' }] }),
    tier('gate', 'az1', { routes: [toNat('inspected-nat')] }),
    tier('public', 'az1', { routes: [toInternet()] }),
    tier('edge', 'use1-bos1-az1', { holds: { instance: 1 } }),
  ],
  nats: [zonalNat('inspected-nat', 'az1')],
  endpoints: [
    gatewayLoadBalancerEndpoint('gate', 'inspection', 'us-east-1', 'az1', { tier: 'gate' }),
    interfaceEndpoint('logs', 'az1', { name: 'inspected-logs' }),
    interfaceEndpoint('logs', 'az2', { name: 'inspected-logs-by-hand', privateDns: false }),
  ],
});

/** More columns than a VPC shows one by one, and every kind of endpoint that names no service. */
const many = vpc('many', '10.6.0.0/16', {
  tiers: [tier('app', 'az1 az2 az4', { holds: { lambda: 1 }, routes: [toNat('many-nat')] })],
  nats: [regionalNat('many-nat', 'az1 az2', { manualZones: true })],
  endpoints: [
    ...['kms', 'sts', 'logs', 'ecr.api', 'ecr.dkr', 'ssm', 'sns', 'sqs', 'events', 'athena', 'glue', 'lambda', 'states'].map((service) =>
      interfaceEndpoint(service, 'az1 az2 az4'),
    ),
    latticeEndpoint('Resource', 'many-database', `${lattice}:resourceconfiguration/rcfg-0a6c1f4e8b2d97350`, 'az1 az2'),
    latticeEndpoint('Tunnel', 'many-tunnel', `${lattice}:resourceconfiguration/rcfg-0b7d2a5f9c3e86410`, 'az1'),
    latticeEndpoint('ServiceNetwork', 'many-mesh', `${lattice}:servicenetwork/sn-0d1e2f3a4b5c60718`, 'az1 az2'),
  ],
});

const shared = vpc('shared', '10.7.0.0/16', {
  tiers: [tier('tenants', 'az1 az2', { routes: [], holdsOf: { [tenant]: { lambda: 1 } } })],
  endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  participants: [tenant],
});

const services = vpc('services', '10.8.0.0/16', { tiers: [tier('service', 'az1 az2', { routes: [] })] });

/** The estate, with VPN, Direct Connect, a VPN gateway and an inbound Resolver endpoint towards networks on premises. */
export function everyKind(): Snapshot {
  const built = estate({
    title: 'Every kind',
    accounts: [
      account(network, 'network', [
        region('us-east-1', 'az1 az2 az4', {
          vpcs: [hub, wayOut, services],
          transitGateways: [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: 'way-out' }] }],
          peerings: [{ name: 'peered-hub', from: 'peered', to: 'hub' }],
          loadBalancers: [
            gatewayLoadBalancer('inspection', 'services', 'service', 'az1 az2'),
            networkLoadBalancer('orders', 'services', 'service', 'az1 az2'),
          ],
          services: [
            endpointService('inspection', { type: 'GatewayLoadBalancer', acceptance: false, principals: [team] }),
            endpointService('orders', { acceptance: false, principals: [team] }),
          ],
        }),
      ]),
      account(team, 'team', [
        region('us-east-1', 'az2 az1 az4', {
          vpcs: [spoke, lost, peered, inspected, many, shared],
          localZones: [{ zoneName: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', parent: 'az1' }],
        }),
      ]),
      account(tenant, 'tenant', [region('us-east-1', 'az1 az2 az4')]),
    ],
  });
  return withPremises(built);
}

function withPremises(snapshot: Snapshot): Snapshot {
  const first = snapshot.transitGatewayAttachments[0];
  const home = snapshot.vpcs.find((candidate) => candidate.name === 'peered');
  if (first === undefined || home === undefined) throw new Error('the estate has no transit gateway or no VPC called peered any more');
  const attachments = (['vpn', 'direct-connect-gateway'] as const).map((resourceType) => ({
    ...first,
    transitGatewayAttachmentId: `tgw-attach-0${resourceType.length}aaaaaaaaaaaaaaa` as never,
    resourceType,
    resourceId: resourceType === 'vpn' ? 'vpn-0c1d2e3f4a5b60718' : 'dxgw-0a1b2c3d',
    subnetIds: null,
  }));
  const origin = { accountId: home.accountId, readBy: home.accountId, region: 'us-east-1' as Region };
  const resolver = {
    ...origin,
    resolverEndpointId: 'rslvr-in-0a1b2c3d4e5f60718',
    name: 'from-premises',
    direction: 'INBOUND',
    vpcId: home.vpcId as VpcId,
    securityGroupIds: [],
    ipAddressCount: 2,
    status: 'OPERATIONAL',
  };
  const toVpnGateway = {
    destination: '192.168.0.0/16',
    destinationKind: 'ipv4',
    targetKind: 'gateway',
    target: 'vgw-0f1e2d3c4b5a69780',
    state: 'active',
    origin: null,
  } as const;
  const routed = altered(snapshot, 'routeTables', (table) =>
    table.vpcId === home.vpcId ? { ...table, routes: [...table.routes, toVpnGateway] } : table,
  );
  return withRecords(withRecords(routed, 'transitGatewayAttachments', attachments), 'resolverEndpoints', [resolver]);
}
