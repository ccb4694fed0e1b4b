/**
 * A hub reached over VPC peering: no hours and nothing per GB within a zone.
 * What a GB costs that crosses zones on its way over a peering connection to an
 * interface endpoint is not documented: from nothing to inter-AZ on both sides.
 */
import { type Exact, decimalText, product, sum, zero } from '#shared/base/decimal.ts';
import type { Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { decimal } from '#shared/base/decimal.ts';
import { type Corner, type Decision, type HubDecision, type RoutedFlow, serviceKey } from './decision.ts';
import type { Meter } from './meter.ts';
import { weakestBasis } from './nat-meters.ts';

/** A VPC takes 50 peering connections, and at most 125 on request (VPC quotas). */
export const mostPeerings = 125;

/** The VPCs of the same Region that a VPC has an active peering connection with. */
export function peersOf(topology: Topology, vpcId: VpcId): readonly VpcId[] {
  const { peeringConnections } = topology.index.snapshot;
  const own = topology.vpcNode(vpcId)?.vpc.region;
  return sortedUnique(
    peeringConnections
      .filter((each) => each.status === null || each.status === 'active')
      .filter((each) => each.requester.region === each.accepter.region || each.requester.region === null || each.accepter.region === null)
      .filter((each) => each.region === own)
      .flatMap(({ requester, accepter }) =>
        requester.vpcId === vpcId ? (accepter.vpcId ?? []) : accepter.vpcId === vpcId ? (requester.vpcId ?? []) : [],
      ),
  );
}

/** The VPC of a Region with most peering connections; `null` where none has any. */
export function bestPeeredVpc(topology: Topology, region: Region): VpcNode | null {
  const peered = topology.vpcs
    .filter((node) => node.vpc.region === region)
    .map((node) => ({ node, peers: peersOf(topology, node.vpc.vpcId).length }))
    .filter(({ peers }) => peers > 0);
  const ranked = sortedBy(peered, ({ node, peers }) => [String(100_000 - peers), node.vpc.vpcId]);
  return ranked[0]?.node ?? null;
}

/** Whether a flow through a hub takes a peering connection: as it is decided where the decision moves it, else as it is today. */
export function isOverPeering(decision: Decision, { flow, vpc }: RoutedFlow): boolean {
  if (decision.hub?.moves.has(serviceKey(vpc.vpcId, flow.service)) === true) return decision.hub.via === 'peering';
  return flow.peeredZones !== undefined;
}

/** What may be billed for GB that cross zones over peering connections to a hub; nothing where a hub is reached otherwise. */
export function hubPeeringMeters(decision: Decision, flows: readonly RoutedFlow[], corner: Corner): Meter[] {
  const through = flows.filter(
    (each) => each.target === 'hub' && each.vpc.vpcId !== decision.hub?.hub.vpcId && isOverPeering(decision, each),
  );
  const groups = groupBy(through, (each) => serviceKey(each.vpc.vpcId, each.flow.service));
  return sortedBy(groups, ([key]) => key).flatMap(([, group]) => peeringMeter(decision, group, corner));
}

function peeringMeter(decision: Decision, group: readonly RoutedFlow[], corner: Corner): Meter[] {
  const [first] = group;
  if (first === undefined) return [];
  const { vpc, flow } = first;
  const open = sum(group.filter((each) => mayCross(each.flow.fromZone, zonesOf(decision, each))).map((each) => each.flow.gb));
  if (open.isZero()) return [];
  const most: Exact = product(open, decimal(2));
  const meter: Meter = {
    item: 'vpcPeering.crossAz.gb',
    region: vpc.region,
    group: 'inter-az',
    quantity: zero,
    factors: `0 to ${decimalText(open)} GB crossing x 2 sides, over peering to an endpoint: not documented`,
    basis: weakestBasis(group),
    resourceId: null,
    vpcId: vpc.vpcId,
    service: flow.service,
    payerAccountId: vpc.transferPayer,
  };
  return [corner.crossing === 'most' ? { ...meter, quantity: most } : { ...meter, atMost: most }];
}

/** Where the hub answers: in the zones it has today, or will have. */
function zonesOf(decision: Decision, { flow, vpc }: RoutedFlow): readonly ZoneId[] {
  const { hub } = decision;
  return hub?.moves.has(serviceKey(vpc.vpcId, flow.service)) === true ? zonesIn(hub, flow.service) : (flow.peeredZones ?? []);
}

/** Where the hub answers for the service: its new endpoint, or the one it has. */
function zonesIn(hub: HubDecision, service: string): readonly ZoneId[] {
  const added = hub.added.find((each) => each.service === service);
  return added?.zones ?? hub.hub.endpoints.find((each) => each.service === service && each.type === 'Interface')?.zones ?? [];
}

/** Names answer with the addresses of all zones; only an endpoint in the caller's zone alone is never reached across zones. */
function mayCross(fromZone: ZoneId | null, zones: readonly ZoneId[]): boolean {
  return fromZone === null || zones.length !== 1 || zones[0] !== fromZone;
}
