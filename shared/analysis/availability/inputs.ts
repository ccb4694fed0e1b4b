/** What the alignment of one endpoint rests on: E, S and W, gathered with their sources. */
import type { ZoneId } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { crossRegionBarredZones } from '#shared/model/zone.ts';
import { offeredZones } from '#shared/analysis/topology/services.ts';
import type { EndpointNode, ServiceNode, Topology, VpcNode, ZoneSet } from '#shared/analysis/topology/topology.ts';
import { whyUnread } from '#shared/analysis/topology/unread.ts';
import { isComplete, noZones, unionOf } from '#shared/analysis/topology/zone-set.ts';
import { workloadOf } from './workload.ts';

/** E, S and W of a group of endpoints that are judged together. */
export interface AlignmentInput {
  readonly topology: Topology;
  /** The endpoint whose row this is. */
  readonly node: EndpointNode;
  /** The endpoints judged together, the row's own included. */
  readonly group: readonly EndpointNode[];
  readonly service: ServiceNode | undefined;
  readonly isCrossRegion: boolean;
  /** Of the row's own endpoint. */
  readonly ownZones: ZoneSet | null;
  /** E of the whole group. */
  readonly endpoint: ZoneSet | null;
  /** S; `null` where unread or where no zone rule applies. */
  readonly offered: ZoneSet | null;
  /** W. */
  readonly workload: ZoneSet;
  /** W was seen on network interfaces and is complete, so "nobody calls here" may be said. */
  readonly workloadIsSure: boolean;
  /** Zones of the group in which nobody calls; empty where callers are not known for sure. */
  readonly idle: readonly ZoneId[];
  /** Zones in which no endpoint can stand, with callers or an endpoint in them. */
  readonly barred: readonly ZoneId[];
  /** A zone that is missing from S is doubtful: names were mapped, the consumer's view was used, or views disagree. */
  readonly absenceIsDoubtful: boolean;
}

/** Gathers the input of a row; `group` are the endpoints judged together with it, itself included. */
export function alignmentInput(topology: Topology, node: EndpointNode, group: readonly EndpointNode[]): AlignmentInput {
  const service = topology.serviceOf(node);
  const vpc = node.endpoint.vpcId === null ? undefined : topology.vpcNode(node.endpoint.vpcId);
  const offered = service === undefined || node.isCrossRegion ? null : offeredZones(topology.index, service, node.endpoint.accountId);
  const endpoint = group.length === 1 ? node.zones : zonesTogether(group);
  const workload = workloadOf(topology, node);
  return {
    topology,
    node,
    group,
    service,
    isCrossRegion: node.isCrossRegion,
    ownZones: node.zones,
    endpoint,
    offered,
    workload: workload.zones,
    workloadIsSure: workload.isSure,
    idle: workload.isSure && !node.isCrossRegion ? without(endpoint, workload.zones) : [],
    barred: barredZones(vpc, node, endpoint),
    absenceIsDoubtful: service !== undefined && isAbsenceDoubtful(topology, service),
  };
}

function without(set: ZoneSet | null, other: ZoneSet): readonly ZoneId[] {
  return (set ?? noZones).zones.filter((zone) => !other.zones.includes(zone));
}

/** E of several endpoints: a lower bound where the zones of one are not known, `null` where those of none are. */
function zonesTogether(group: readonly EndpointNode[]): ZoneSet | null {
  const known = group.flatMap((member) => member.zones ?? []);
  if (known.length === 0) return null;
  const union = unionOf(known);
  return known.length === group.length ? union : { ...union, confidence: 'unknown' };
}

/** The calls whose answers are missing, as sentences. */
export function unknownReasons(input: AlignmentInput): string[] {
  const { node, service, topology } = input;
  const { accountId, region } = node.endpoint;
  const reasons: string[] = [];
  if (input.endpoint === null || !isComplete(input.endpoint)) {
    reasons.push(whyUnread(topology.index, accountId, region, 'DescribeSubnets') ?? whyUnplaced(input));
  }
  if (input.offered === null && !input.isCrossRegion) reasons.push(whyServiceUnread(input));
  else if (input.offered !== null && !isComplete(input.offered))
    reasons.push(`no zone table maps ${input.offered.unmapped.join(', ')} of ${service?.shortName ?? 'the service'} to AZ IDs`);
  return reasons;
}

/** Names the endpoints of the group that are not placed: not always the row's own. */
function whyUnplaced({ endpoint, group }: AlignmentInput): string {
  const names = endpoint?.unmapped ?? [];
  const open = group.filter((member) => member.zones === null || !isComplete(member.zones));
  const ids = sortedUnique(open.map((member) => member.endpoint.vpcEndpointId)).join(', ');
  if (names.length > 0) return `no zone table maps ${names.join(', ')} of ${ids} to AZ IDs`;
  return `a subnet of ${ids} was not found among the subnets that were read, or does not tell its zone`;
}

function whyServiceUnread(input: AlignmentInput): string {
  const { node, topology } = input;
  if (node.endpoint.serviceName === null) return `zones of ${node.endpoint.vpcEndpointType} endpoints need VPC Lattice, which is not read`;
  const reason = whyUnread(topology.index, node.endpoint.accountId, node.endpoint.region, 'DescribeVpcEndpointServices');
  return reason ?? `${node.endpoint.serviceName} was not among the services that ec2:DescribeVpcEndpointServices listed`;
}

/** Local Zones hold no endpoints; some zones hold no cross-Region ones. */
function barredZones(vpc: VpcNode | undefined, node: EndpointNode, endpoint: ZoneSet | null): readonly ZoneId[] {
  const local = vpc === undefined ? [] : localZones(vpc);
  if (!node.isCrossRegion) return local;
  return sortedUnique([...(endpoint?.zones ?? []).filter((zone) => crossRegionBarredZones.has(zone)), ...local]);
}

/** Local Zones of a VPC in which somebody calls. */
const localZones = remembered((vpc: VpcNode): readonly ZoneId[] => {
  const local = vpc.subnets.filter((subnet) => subnet.place === 'local-zone' && (subnet.callers ?? 0) > 0);
  return sortedUnique(local.flatMap((subnet) => subnet.zoneId ?? []));
});

/**
 * AWS refuses to create an endpoint in a zone the service does not offer, and to
 * take away a zone in use. A zone that seems withdrawn is therefore believed
 * only when the provider's own configuration says so with native IDs and no
 * fresher view disagrees.
 */
function isAbsenceDoubtful(topology: Topology, service: ServiceNode): boolean {
  const { zones, zonesFrom, configuration } = service;
  if (zones === null || zonesFrom !== 'provider' || zones.confidence !== 'native-id') return true;
  return configuration?.staleSince !== undefined || zonesInViews(topology)(service).some((zone) => !zones.zones.includes(zone));
}

/** Every zone that some consumer sees of a service; each of them sees those it has in common with the provider. */
const zonesInViews = remembered((topology: Topology) =>
  rememberedWithin((service: ServiceNode): readonly ZoneId[] => [
    ...new Set(service.details.flatMap((detail) => offeredByDetail(topology, detail))),
  ]),
);

function offeredByDetail(topology: Topology, detail: ServiceNode['details'][number]): readonly ZoneId[] {
  if (detail.zoneIds !== null) return detail.zoneIds;
  return (detail.zoneNames ?? []).flatMap(
    (zoneName) => topology.index.zone({ zoneId: null, zoneName, readBy: detail.readBy, region: detail.region }).zoneId ?? [],
  );
}
