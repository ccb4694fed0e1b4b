/**
 * W of alignment: the zones in which somebody calls an endpoint. Those of its
 * own VPC, and for one that spokes use by name over a transit gateway or a
 * peering connection, theirs as well: a hub mostly has no callers of its own.
 * Zone IDs mean the same in every account, so they can be put together.
 * https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
 */
import type { VpcId } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { TransitGatewayAttachment } from '#shared/model/transit.ts';
import { areRecordsRead, hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import { routedTo } from '#shared/analysis/topology/reach-hub.ts';
import type { EndpointNode, Topology, VpcNode, ZoneSet } from '#shared/analysis/topology/topology.ts';
import { isComplete, noZones, unionOf, zoneSetOf } from '#shared/analysis/topology/zone-set.ts';

export interface Workload {
  readonly zones: ZoneSet;
  /** Callers were seen on network interfaces, and all of them: "nobody calls here" may be said. */
  readonly isSure: boolean;
}

/** VPCs that lead a name to an endpoint of another VPC and have a way to it, or may have one. */
export function spokesOf(topology: Topology, node: EndpointNode): readonly VpcNode[] {
  return spokesWithWay(topology)(node);
}

const spokesWithWay = remembered((topology: Topology) =>
  rememberedWithin((node: EndpointNode) => {
    const named = spokesByEndpoint(topology).get(node) ?? nobody;
    return named.filter((spoke) => spoke.subnets.some((subnet) => routedTo(topology, subnet, node) !== 'no'));
  }),
);

const nobody: readonly VpcNode[] = [];

/** Whether every VPC that may use an endpoint by its name, and whether it has a way to it, is known. */
export function areSpokesKnown(topology: Topology, node: EndpointNode): boolean {
  const { vpcId, vpcEndpointType } = node.endpoint;
  const home = vpcId === null ? undefined : topology.vpcNode(vpcId);
  if (home === undefined || vpcEndpointType !== 'Interface') return true;
  const named = spokesByEndpoint(topology).get(node) ?? [];
  const areSeen = named.every(
    ({ vpc, subnets }) => subnets.length > 0 || topology.index.coverage.isRead(vpc.accountId, vpc.region, 'DescribeSubnets'),
  );
  return areSeen && !(mayBeCentral(node, named) && mayHideSpokes(topology)(home));
}

/** Others use it by name, or may: a central design turns private DNS off and has hosted zones answer. */
function mayBeCentral({ reference, endpoint }: EndpointNode, spokes: readonly unknown[]): boolean {
  return spokes.length > 0 || (reference?.kind === 'aws' && endpoint.privateDnsEnabled === false);
}

/** Who calls an endpoint, by zone. */
export function workloadOf(topology: Topology, node: EndpointNode): Workload {
  return workloads(topology)(node);
}

/** Alignment asks first, and rules about callers ask again. */
const workloads = remembered((topology: Topology) => rememberedWithin((node: EndpointNode) => findWorkload(topology, node)));

function findWorkload(topology: Topology, node: EndpointNode): Workload {
  const { vpcId, vpcEndpointType } = node.endpoint;
  const home = vpcId === null ? undefined : topology.vpcNode(vpcId);
  if (home === undefined) return { zones: { ...noZones, confidence: 'unknown' }, isSure: false };
  const own = ownCallers(home);
  if (vpcEndpointType !== 'Interface') return own;
  const spokes = (spokesByEndpoint(topology).get(node) ?? nobody).map((spoke) => callersIn(topology, spoke, node));
  const isSure = own.isSure && spokes.every((one) => one.isSure) && !(mayBeCentral(node, spokes) && mayHideSpokes(topology)(home));
  return { zones: spokes.length === 0 ? own.zones : unionOf([own, ...spokes].map((one) => one.zones)), isSure };
}

const ownCallers = remembered(
  ({ callers }: VpcNode): Workload => ({ zones: callers.zones, isSure: callers.from === 'interfaces' && isComplete(callers.zones) }),
);

/** VPCs of the same Region that lead the name of a service to an endpoint in another VPC, by endpoint. */
const spokesByEndpoint = remembered((topology: Topology): ReadonlyMap<EndpointNode, readonly VpcNode[]> => {
  const spokes = new Map<EndpointNode, VpcNode[]>();
  const zones = hostedZoneIndex(topology);
  for (const vpc of topology.vpcs) {
    for (const node of zones.endpointsFor(vpc) ?? []) {
      if (node.endpoint.vpcId === vpc.vpc.vpcId || node.endpoint.region !== vpc.vpc.region) continue;
      const known = spokes.get(node);
      if (known === undefined) spokes.set(node, [vpc]);
      else known.push(vpc);
    }
  }
  return spokes;
});

/** By spoke and by the subnets of the endpoint, which the endpoints of a hub mostly share. */
const known = remembered((_topology: Topology) => rememberedWithin((_spoke: VpcNode) => new Map<string, Workload>()));

function callersIn(topology: Topology, spoke: VpcNode, node: EndpointNode): Workload {
  const bySubnets = known(topology)(spoke);
  const key = node.endpoint.subnetIds.join();
  const workload = bySubnets.get(key) ?? callersWithWay(topology, spoke, node);
  bySubnets.set(key, workload);
  return workload;
}

/** The callers of a spoke whose subnets have a way to the endpoint; where that is not known, they may call. */
function callersWithWay(topology: Topology, { subnets, callers }: VpcNode, node: EndpointNode): Workload {
  const isSeen = callers.from === 'interfaces';
  const calling = subnets.filter((subnet) => subnet.place === 'availability-zone' && (!isSeen || (subnet.callers ?? 0) > 0));
  const ways = calling.map((subnet) => ({ subnet, way: routedTo(topology, subnet, node) })).filter(({ way }) => way !== 'no');
  const zones = zoneSetOf(ways.map(({ subnet }) => ({ zoneId: subnet.zoneId, confidence: subnet.zoneConfidence })));
  // All callers have a zone where their set is complete, so these have as well.
  return { zones, isSure: isSeen && isComplete(callers.zones) && ways.every(({ way }) => way === 'yes') };
}

/** Whether a VPC is connected to one that was not read, or whose hosted zones or their records were not: that may use its endpoints by name. */
const mayHideSpokes = remembered((topology: Topology) =>
  rememberedWithin(({ vpc }: VpcNode): boolean => {
    const zones = hostedZoneIndex(topology);
    return [...attachedTo(topology, vpc.vpcId), ...(peers(topology).get(vpc.vpcId) ?? [])].some((id) => {
      if (id === vpc.vpcId) return false;
      const other = topology.vpcNode(id as VpcId);
      return other === undefined || zones.endpointsFor(other) === null || hasUnreadNames(topology, other);
    });
  }),
);

/** Names of AWS services, which a hosted zone of the same or a shorter domain may lead anywhere. */
const domainsOfAws = /(^|\.)(amazonaws\.(com|com\.cn|eu)|aws)\.?$/i;

function hasUnreadNames(topology: Topology, { vpc }: VpcNode): boolean {
  return topology.index
    .inVpc('hostedZoneAssociations', vpc.vpcId)
    .some((zone) => domainsOfAws.test(zone.zoneDomain) && !areRecordsRead(topology, zone));
}

/** The VPCs on the transit gateways of a VPC. Only the owner of a gateway sees them all, so one who was not asked may have others. */
function attachedTo({ index }: Topology, vpcId: VpcId): readonly string[] {
  const isInUse = (one: TransitGatewayAttachment): boolean => one.resourceType === 'vpc' && !endedStates.has(one.state);
  return index
    .having('transitGatewayAttachments', 'resourceId', vpcId)
    .filter(isInUse)
    .flatMap((own) => {
      const owner = own.transitGatewayOwnerId ?? own.readBy;
      const isListed = index.coverage.isRead(owner, own.region, 'DescribeTransitGatewayAttachments');
      const all = index.having('transitGatewayAttachments', 'transitGatewayId', own.transitGatewayId).filter(isInUse);
      return [...all.map((one) => one.resourceId ?? untold), ...(isListed ? [] : [untold])];
    });
}

/** Attachments in these states are listed for a while and carry nothing. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html */
const endedStates: ReadonlySet<string | null> = new Set(['deleted', 'deleting', 'failed', 'failing', 'rejected', 'rejecting']);

/** Stands for a VPC that an answer leaves out: none has this id, so nobody read it. */
const untold = '';

const peers = remembered(({ index }: Topology): ReadonlyMap<string, readonly string[]> => {
  const active = index.snapshot.peeringConnections.filter((peering) => peering.status === 'active');
  const links = active.flatMap(({ requester, accepter }) => [
    { from: requester.vpcId ?? untold, to: accepter.vpcId ?? untold },
    { from: accepter.vpcId ?? untold, to: requester.vpcId ?? untold },
  ]);
  return new Map([...groupBy(links, ({ from }) => from)].map(([from, group]) => [from, group.map(({ to }) => to)]));
});
