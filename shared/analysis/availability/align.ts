/**
 * AZ-ID alignment: for every endpoint, what each zone means and what happens
 * when one goes away.
 *
 * PrivateLink matches both sides by zone ID; zone names are shuffled per
 * account, so nothing here looks at a name. Endpoints of one service in one VPC
 * (several interface endpoints, or Gateway Load Balancer endpoints, which stand
 * in one zone each) are judged as a union.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
 */
import type { ZoneId } from '#shared/base/ids.ts';
import { remembered } from '#shared/base/remembered.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { serviceKeyOf } from '#shared/analysis/topology/services.ts';
import type { EndpointNode, ServiceNode, Topology, ZoneSet } from '#shared/analysis/topology/topology.ts';
import { isComplete, noZones, unionOf, weaker } from '#shared/analysis/topology/zone-set.ts';
import type { AlignmentRow, Survival } from './alignment.ts';
import { cellsOf } from './cells.ts';
import { type AlignmentInput, alignmentInput, unknownReasons } from './inputs.ts';
import { isFullyRead } from './liveness.ts';
import { survivalOf } from './survival.ts';
import { idleZones, verdictsOf } from './verdict.ts';

/** One row per endpoint, ordered by account, Region and endpoint id. */
export function alignTopology(topology: Topology): readonly AlignmentRow[] {
  const groups = groupBy(topology.endpoints, groupKey);
  const rows = [...groups.values()].flatMap((group) => group.map((node) => rowOf(topology, node, group)));
  return sortedBy(rows, (row) => [row.accountId, row.region, row.endpointId]);
}

/** Available endpoints of one service in one VPC stand together; everything else stands alone. */
function groupKey(node: EndpointNode): string {
  const { endpoint } = node;
  const service = serviceKeyOf(node);
  const isShared = service !== null && endpoint.vpcId !== null && endpoint.vpcEndpointType !== 'Gateway' && endpoint.state === 'Available';
  return isShared ? `${endpoint.vpcId}/${service}` : endpoint.vpcEndpointId;
}

/** Every field is named: a row that is spread together from parts is slow to read, and rules read it often. */
function rowOf(topology: Topology, node: EndpointNode, group: readonly EndpointNode[]): AlignmentRow {
  const input = alignmentInput(topology, node, group);
  const id = identityOf(input, group);
  const sets = setsOf(input);
  const judged = node.endpoint.vpcEndpointType === 'Gateway' ? notApplicable : judge(input);
  return {
    endpointId: id.endpointId,
    accountId: id.accountId,
    region: id.region,
    vpcId: id.vpcId,
    serviceName: id.serviceName,
    serviceId: id.serviceId,
    shortName: id.shortName,
    mode: id.mode,
    serviceZonesFrom: id.serviceZonesFrom,
    group: id.group,
    endpointZones: sets.endpointZones,
    serviceZones: sets.serviceZones,
    workloadZones: sets.workloadZones,
    shared: sets.shared,
    misaligned: sets.misaligned,
    addable: sets.addable,
    uncovered: sets.uncovered,
    unsupportedWorkload: sets.unsupportedWorkload,
    idle: sets.idle,
    lbZones: judged.lbZones,
    targetZones: judged.targetZones,
    crossZone: judged.crossZone,
    assurance: judged.assurance,
    singleZone: judged.singleZone,
    cells: judged.cells,
    survivesLossOf: judged.survivesLossOf,
    verdict: judged.verdict,
    tags: judged.tags,
    confidence: judged.confidence,
    unknownBecause: judged.unknownBecause,
  };
}

type Judged = Pick<
  AlignmentRow,
  | 'lbZones'
  | 'targetZones'
  | 'crossZone'
  | 'assurance'
  | 'singleZone'
  | 'cells'
  | 'survivesLossOf'
  | 'verdict'
  | 'tags'
  | 'confidence'
  | 'unknownBecause'
>;

function judge(input: AlignmentInput): Judged {
  const cells = cellsOf(input);
  const held = verdictsOf(input, cells);
  const verdict = held[0] ?? 'aligned';
  const isUp = verdict !== 'not-connected';
  const behind = input.service === undefined || input.isCrossRegion ? nothingBehind : behindService(input.service);
  const survives: Record<ZoneId, Survival> = {};
  // What is not connected has nothing to lose: no zone breaks it, and none keeps it up.
  if (isUp) for (const zone of cells.keys()) survives[zone] = survivalOf(input, cells, zone);
  return {
    ...behind,
    singleZone: held.includes('single-zone'),
    cells: Object.fromEntries(cells) as AlignmentRow['cells'],
    survivesLossOf: survives,
    verdict,
    tags: held.slice(1),
    confidence: confidenceOf(input),
    unknownBecause: isUp ? unknownReasons(input) : [],
  };
}

function identityOf(input: AlignmentInput, group: readonly EndpointNode[]) {
  const { node, service } = input;
  const [first] = group.length === 1 ? [] : sortedUnique(group.map((member) => member.endpoint.vpcEndpointId));
  return {
    endpointId: node.endpoint.vpcEndpointId,
    accountId: node.endpoint.accountId,
    region: node.endpoint.region,
    vpcId: node.endpoint.vpcId,
    serviceName: node.endpoint.serviceName,
    serviceId: node.reference?.serviceId ?? null,
    shortName: node.shortName,
    mode: input.isCrossRegion
      ? ('cross-region' as const)
      : input.offered === null
        ? ('unknown-service' as const)
        : ('same-region' as const),
    serviceZonesFrom: input.isCrossRegion ? ('none' as const) : (service?.zonesFrom ?? ('none' as const)),
    group: first === undefined ? null : `group:${first}`,
  };
}

function setsOf(input: AlignmentInput) {
  const endpoint = (input.ownZones ?? noZones).zones;
  // A gateway endpoint stands in no zone: none can be added to it, and none is uncovered.
  const offered = input.node.endpoint.vpcEndpointType === 'Gateway' ? null : input.offered;
  const workload = input.workload.zones;
  const without = (zones: readonly ZoneId[], other: readonly ZoneId[]): ZoneId[] => zones.filter((zone) => !other.includes(zone));
  const all = (input.endpoint ?? noZones).zones;
  return {
    endpointZones: endpoint,
    serviceZones: input.offered === null ? null : input.offered.zones,
    workloadZones: workload,
    shared: offered === null ? [] : endpoint.filter((zone) => offered.zones.includes(zone)),
    misaligned: offered === null || !isComplete(offered) ? [] : without(endpoint, offered.zones),
    addable: offered === null ? [] : without(offered.zones, all),
    uncovered: offered === null ? [] : without(workload, all).filter((zone) => offered.zones.includes(zone)),
    unsupportedWorkload: offered === null || !isComplete(offered) ? [] : without(workload, offered.zones),
    idle: idleZones(input).filter((zone) => endpoint.includes(zone)),
  };
}

type Behind = Pick<AlignmentRow, 'lbZones' | 'targetZones' | 'crossZone' | 'assurance'>;

/** Where the provider is elsewhere, or nobody tells of the service, its load balancers say nothing. */
const nothingBehind: Behind = { lbZones: null, targetZones: null, crossZone: 'not-applicable', assurance: 'zones-only' };

/** L, T and cross-zone, which say nothing where AWS owns the service; the same for every endpoint of it. */
const behindService = remembered((service: ServiceNode): Behind => {
  if (service.isAwsOwned) return { lbZones: null, targetZones: null, crossZone: 'not-applicable', assurance: 'zones-and-targets' };
  const modes = new Set(service.loadBalancers.map((node) => node.crossZone));
  const isUnread = service.loadBalancers.length === 0 || service.unreadLoadBalancers.length > 0;
  return {
    lbZones: isUnread ? null : zonesOf(service.loadBalancers.map((node) => node.zones)),
    targetZones: isUnread ? null : zonesOf(service.loadBalancers.map((node) => node.targetZones)),
    crossZone: isUnread || modes.has('unknown') ? 'unknown' : modes.size > 1 ? 'mixed' : ([...modes][0] ?? 'unknown'),
    assurance: isFullyRead(service) ? 'zones-and-targets' : 'zones-only',
  };
});

function zonesOf(sets: readonly (ZoneSet | null)[]): readonly ZoneId[] | null {
  return sets.includes(null) ? null : unionOf(sets.flatMap((set) => set ?? [])).zones;
}

function confidenceOf(input: AlignmentInput): AlignmentRow['confidence'] {
  if (input.endpoint === null) return 'unknown';
  if (input.isCrossRegion) return input.endpoint.confidence;
  return input.offered === null ? 'unknown' : weaker(input.endpoint.confidence, input.offered.confidence);
}

const notApplicable: Judged = {
  singleZone: false,
  lbZones: null,
  targetZones: null,
  crossZone: 'not-applicable',
  cells: {},
  survivesLossOf: {},
  verdict: 'not-applicable',
  tags: [],
  assurance: 'zones-and-targets',
  confidence: 'native-id',
  unknownBecause: [],
};
