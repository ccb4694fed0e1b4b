/** What joins the VPCs of a generated estate: a hub behind a transit gateway, central egress, endpoints that name no service. */
import {
  account,
  type AccountDescription,
  type HostedZoneDescription,
  region,
  tier,
  toInternet,
  toNat,
  toTransitGateway,
  type VpcDescription,
  vpc,
} from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, latticeEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import type { Dice } from './generated-estate.ts';

const networkId = '110000000001';
const names = ['kms', 'sts', 'logs'];

function hubZones(isOwner: boolean): HostedZoneDescription[] {
  return names.map((service) => ({
    domain: `${service}.us-east-1.amazonaws.com`,
    ...(isOwner ? { records: [{ name: '', endpoint: `hub-${service}` }] } : { owner: networkId }),
  }));
}

export function networkAccount(zones: string): AccountDescription {
  const hub = vpc('hub', '10.250.0.0/16', {
    tiers: [tier('endpoints', 'az1 az2', { routes: [toTransitGateway('core', '10.0.0.0/8')] })],
    endpoints: names.map((service) => interfaceEndpoint(service, 'az1 az2', { privateDns: false })),
    attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
    hostedZones: hubZones(true),
  });
  const wayOut = vpc('way-out', '10.251.0.0/16', {
    tiers: [tier('attach', 'az1', { routes: [toNat('out-nat')] }), tier('public', 'az1', { routes: [toInternet()] })],
    nats: [zonalNat('out-nat', 'az1')],
    attachments: [{ transitGateway: 'core', tier: 'attach' }],
  });
  const transitGateways = [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: 'way-out' }] }];
  return account(networkId, 'network', [region('us-east-1', zones, { vpcs: [hub, wayOut], transitGateways })]);
}

/** The same VPC, with some of: a way to the hub, central egress, IPv6 egress, endpoints for resources and tunnels. */
export function networked(roll: Dice, described: VpcDescription): VpcDescription {
  const first = described.tiers?.[0];
  const zone = first?.zones[0];
  if (first === undefined || zone === undefined) return described;
  const isSpoke = roll(2) === 0;
  const hasEgress = isSpoke && roll(2) === 0 && (described.nats ?? []).length === 0;
  const own = typeof first.routes === 'function' || first.routes === undefined ? [] : first.routes;
  const routes = [
    ...own,
    ...(isSpoke ? [toTransitGateway('core', hasEgress ? '0.0.0.0/0' : '10.0.0.0/8')] : []),
    ...(roll(3) === 0 ? [{ ...toInternet('::/0'), via: 'egress-only' } as const] : []),
  ];
  const arn = `arn:aws:vpc-lattice:us-east-1:120000000001:resourceconfiguration/rcfg-${roll(6)}`;
  const lattice = [
    ...(roll(3) === 0 ? [latticeEndpoint('Resource', `${described.name}-resource`, arn, zone)] : []),
    ...(roll(4) === 0 ? [latticeEndpoint('Tunnel', `${described.name}-tunnel`, `${arn}-tunnel`, zone)] : []),
  ];
  return {
    ...described,
    tiers: [{ ...first, routes }, ...(described.tiers ?? []).slice(1)],
    endpoints: [...(described.endpoints ?? []), ...lattice],
    ...(isSpoke ? { attachments: [{ transitGateway: 'core', tier: first.name }], hostedZones: hubZones(false) } : {}),
  };
}
