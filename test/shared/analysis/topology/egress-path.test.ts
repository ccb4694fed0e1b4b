/** Where the default route of a subnet ends, for every kind of target. */
import { describe, expect, it } from 'vitest';
import { reachByEgress } from '#shared/analysis/topology/egress-path.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { gatewayLoadBalancerEndpoint, privateNat, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import {
  blackhole,
  type RouteDescription,
  tier,
  toEndpoint,
  toInternet,
  toNat,
  toPeering,
  toTransitGateway,
  type VpcDescription,
} from '#shared/model/estate/describe.ts';
import { endpointIdOf, natGatewayIdOf, subnetIdOf, transitGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { ZoneId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

/** A subnet `app` with this route, beside a public one. */
function routed(
  route: readonly RouteDescription[],
  rest: Omit<VpcDescription, 'name' | 'cidr'> = {},
  home: readonly RouteDescription[] = [toInternet()],
): Snapshot {
  return oneVpc({ tiers: [tier('app', 'az1', { routes: route }), tier('public', 'az1', { routes: home })], ...rest });
}

/** How the subnet `app` leaves, and through what. */
function leaves(snapshot: Snapshot): readonly [how: string, via: string | null] {
  const { topology } = analysed(snapshot);
  const id = subnetIdOf('shop', 'app', 'euc1-az1' as ZoneId);
  const subnet = topology.vpcNode(vpcIdOf('shop'))?.subnets.find((node) => node.subnet.subnetId === id);
  if (subnet === undefined) throw new Error('no such subnet');
  const path = reachByEgress(topology, subnet);
  return [path.how, path.via];
}

const nat = natGatewayIdOf('shop-nat');
const gate = endpointIdOf('gate');
const inspected = { endpoints: [gatewayLoadBalancerEndpoint('gate', 'inspection', 'eu-central-1', 'az1', { tier: 'public' })] };

describe('the way out of a subnet', () => {
  it.each([
    ['nothing', routed([]), ['none', null]],
    ['a route that leads nowhere', routed([blackhole(toInternet())]), ['none', null]],
    ['tables that nobody read', unread(routed([]), { operation: 'DescribeRouteTables' }), ['unknown', null]],
    ['a transit gateway', routed([toTransitGateway('core')]), ['hub-egress', transitGatewayIdOf('core')]],
    ['a peering', routed([toPeering('peer', '0.0.0.0/0')]), ['none', null]],
    ['a NAT gateway', routed([toNat('shop-nat')], { nats: [zonalNat('shop-nat', 'az1')] }), ['nat', nat]],
    [
      'a NAT gateway that nobody read',
      unread(routed([toNat('shop-nat')], { nats: [zonalNat('shop-nat', 'az1')] }), { operation: 'DescribeNatGateways' }),
      ['nat', nat],
    ],
    [
      'a NAT gateway that failed',
      altered(routed([toNat('shop-nat')], { nats: [zonalNat('shop-nat', 'az1')] }), 'natGateways', (one) => ({ ...one, state: 'failed' })),
      ['none', null],
    ],
    [
      'a private NAT gateway that goes on',
      routed([toNat('shop-nat')], { nats: [privateNat('shop-nat', 'az1')] }, [toTransitGateway('core')]),
      ['hub-egress', nat],
    ],
    ['a private NAT gateway that goes nowhere', routed([toNat('shop-nat')], { nats: [privateNat('shop-nat', 'az1')] }), ['none', null]],
    [
      'a private NAT gateway in a subnet nobody read',
      altered(routed([toNat('shop-nat')], { nats: [privateNat('shop-nat', 'az1')] }), 'natGateways', (one) => ({ ...one, subnetId: null })),
      ['unknown', nat],
    ],
    [
      'inspection before the internet',
      routed([toEndpoint('gate')], inspected),
      ['public', analysed(routed([])).topology.index.snapshot.internetGateways[0]?.internetGatewayId ?? ''],
    ],
    [
      'inspection in a subnet nobody read',
      altered(routed([toEndpoint('gate')], inspected), 'vpcEndpoints', (one) => ({ ...one, subnetIds: [] })),
      ['unknown', gate],
    ],
    ['inspection that leads back to itself', routed([toEndpoint('gate')], inspected, [toEndpoint('gate')]), ['unknown', gate]],
    [
      'an appliance',
      routed([{ to: '0.0.0.0/0', via: 'network-interface', target: 'appliance', state: 'active' }]),
      [
        'unknown',
        analysed(
          routed([{ to: '0.0.0.0/0', via: 'network-interface', target: 'appliance', state: 'active' }]),
        ).topology.vpcs[0]?.subnets.find((node) => node.egress === 'other')?.egressTarget ?? '',
      ],
    ],
  ] as const)('over %s', (_what, snapshot, expected) => {
    expect(leaves(snapshot)).toEqual(expected);
  });
});
