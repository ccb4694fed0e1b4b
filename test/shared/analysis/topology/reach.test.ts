import { describe, expect, it } from 'vitest';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import { gatewayEndpoint, interfaceEndpoint, privateNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { allow, tier, toInternet, toNat } from '#shared/model/estate/describe.ts';
import { unread } from '#shared/model/estate/alter.ts';
import { endpointIdOf, natGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { crossZoneNat, hubAndSpoke, oneEndpoint, oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

/** How each subnet of the VPC reaches the service, without repetition. */
function reach(snapshot: Snapshot, vpc: string, service: string, subnetName = 'app'): [string, string | null][] {
  const { topology } = analysed(snapshot);
  const subnets = new Set(
    topology
      .vpcNode(vpcIdOf(vpc))
      ?.subnets.filter((node) => node.subnet.name?.includes(subnetName))
      .map((node) => node.subnet.subnetId),
  );
  const rows = reachOf(topology, vpcIdOf(vpc)).filter((row) => row.service === service && subnets.has(row.subnetId));
  return [...new Map(rows.map((row) => [`${row.how} ${row.via}`, [row.how, row.via] as [string, string | null]])).values()];
}

describe('reachOf', () => {
  it('goes through an interface endpoint with private DNS', () => {
    expect(reach(oneEndpoint(), 'shop', 'kms')).toEqual([['interface', endpointIdOf('shop-kms')]]);
  });

  it('does not go through it where private DNS is off and nothing else names it', () => {
    expect(reach(oneEndpoint({ privateDns: false }), 'shop', 'kms')).toEqual([['none', null]]);
  });

  it('does not resolve to it where a DNS attribute of the VPC is off', () => {
    expect(reach(oneEndpoint({}, { dnsHostnames: false }), 'shop', 'kms')).toEqual([['none', null]]);
  });

  it('ends at a security group that lets nobody in', () => {
    const blocked = oneEndpoint(
      { securityGroups: ['closed'] },
      { securityGroups: { closed: { ingress: [allow(443, '192.168.0.0/16')] } } },
    );
    expect(reach(blocked, 'shop', 'kms')).toEqual([['none', null]]);
  });

  it('goes through NAT where there is no endpoint, and nowhere without a default route', () => {
    expect(reach(crossZoneNat(), 'shop', 's3')).toEqual([['nat', natGatewayIdOf('shop-nat')]]);
    expect(reach(crossZoneNat(), 'shop', 'internet')).toEqual([['nat', natGatewayIdOf('shop-nat')]]);
    expect(reach(oneVpc(), 'shop', 'internet')).toEqual([['none', null]]);
  });

  it('is public behind an internet gateway', () => {
    expect(reach(crossZoneNat(), 'shop', 's3', 'public').map(([how]) => how)).toEqual(['public']);
  });

  it('prefers the gateway endpoint of the route table to NAT', () => {
    const estate = crossZoneNat({ endpoints: [gatewayEndpoint('s3', 'app')] });
    expect(reach(estate, 'shop', 's3')).toEqual([['gateway', endpointIdOf('shop-s3')]]);
    expect(reach(estate, 'shop', 'dynamodb')).toEqual([['nat', natGatewayIdOf('shop-nat')]]);
  });

  it('follows DNS before routes: an S3 interface endpoint with private DNS takes the traffic from the gateway endpoint', () => {
    const estate = crossZoneNat({
      endpoints: [gatewayEndpoint('s3', 'app', { name: 'gate' }), interfaceEndpoint('s3', 'az1 az2', { name: 'face', privateDns: true })],
    });
    expect(reach(estate, 'shop', 's3')).toEqual([['interface', endpointIdOf('face')]]);
  });

  it('leaves the traffic to the gateway endpoint where private DNS is for the inbound Resolver only', () => {
    const estate = crossZoneNat({
      endpoints: [
        gatewayEndpoint('s3', 'app', { name: 'gate' }),
        interfaceEndpoint('s3', 'az1 az2', { name: 'face', override: { privateDnsOnlyForInboundResolverEndpoint: true } }),
      ],
    });
    expect(reach(estate, 'shop', 's3')).toEqual([['gateway', endpointIdOf('gate')]]);
  });

  it('reaches a hub through a hosted zone and a transit gateway', () => {
    expect(reach(hubAndSpoke(), 'spoke', 'kms')).toEqual([['hub', endpointIdOf('hub-kms')]]);
    // The transit gateway has no default route: what the subnet sends there ends there.
    expect(reach(hubAndSpoke(), 'spoke', 'internet')).toEqual([['none', null]]);
    const unreadRoutes = unread(hubAndSpoke(), { operation: 'SearchTransitGatewayRoutes' });
    expect(reach(unreadRoutes, 'spoke', 'internet').map(([how]) => how)).toEqual(['hub-egress']);
  });

  it('does not pass a private NAT gateway that leads nowhere', () => {
    const estate = oneVpc({
      tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [toNat('inner')] }), tier('public', 'az1', { routes: [] })],
      nats: [privateNat('inner', 'az1')],
    });
    expect(reach(estate, 'shop', 'internet')).toEqual([['none', null]]);
  });

  it('ends at a NAT gateway that is gone', () => {
    const estate = oneVpc({
      tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [toNat('old')] }), tier('public', 'az1', { routes: [toInternet()] })],
      nats: [zonalNat('old', 'az1', { override: { state: 'deleted' } })],
    });
    expect(reach(estate, 'shop', 'internet')).toEqual([['none', null]]);
  });

  it('gives nothing for a VPC nobody knows', () => {
    expect(reachOf(analysed(oneVpc()).topology, vpcIdOf('elsewhere'))).toEqual([]);
  });
});
