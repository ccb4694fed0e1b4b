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
import { compareText, groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { EndpointNode, ServiceNode, Topology, ZoneSet } from '#shared/analysis/topology/topology.ts';
import { isComplete, noZones, unionOf, weaker } from '#shared/analysis/topology/zone-set.ts';
import type { AlignmentRow, Cell, Survival } from './alignment.ts';
import { cellsOf, zonesOf } from './cells.ts';
import { type AlignmentInput, alignmentInput, unknownReasons } from './inputs.ts';
import { isFullyRead } from './liveness.ts';
import { survivalOf } from './survival.ts';
import { verdictsOf } from './verdict.ts';

/** One row per endpoint, ordered by account, Region and endpoint id. */
export function alignTopology(topology: Topology): readonly AlignmentRow[] {
  const rows = groupsOf(topology).flatMap((group) => group.map((node) => rowOf(topology, node, group)));
  return rows.sort(inOrderOfPlace);
}

function inOrderOfPlace(a: AlignmentRow, b: AlignmentRow): number {
  if (a.accountId !== b.accountId) return compareText(a.accountId, b.accountId);
  return a.region === b.region ? compareText(a.endpointId, b.endpointId) : compareText(a.region, b.region);
}

/** Available endpoints of one service in one VPC stand together; everything else stands alone. */
function groupsOf(topology: Topology): readonly (readonly EndpointNode[])[] {
  const services = groupBy(topology.endpoints, (node) => (mayStandTogether(node) ? topology.serviceOf(node) : undefined));
  return [...services].flatMap(([service, nodes]) =>
    service === undefined ? nodes.map((node) => [node]) : [...groupBy(nodes, (node) => node.endpoint.vpcId).values()],
  );
}

function mayStandTogether({ endpoint }: EndpointNode): boolean {
  return endpoint.vpcId !== null && endpoint.vpcEndpointType !== 'Gateway' && endpoint.state === 'Available';
}

/** Every field is named: a row that is spread together from parts is slow to read, and rules read it often. */
function rowOf(topology: Topology, node: EndpointNode, group: readonly EndpointNode[]): AlignmentRow {
  const { endpoint } = node;
  const input = alignmentInput(topology, node, group);
  const own = (input.ownZones ?? noZones).zones;
  const zones = zonesOf(input);
  const sets = setsOf(input, own, zones);
  const judged = endpoint.vpcEndpointType === 'Gateway' ? notApplicable : judge(input, zones);
  return {
    endpointId: endpoint.vpcEndpointId,
    accountId: endpoint.accountId,
    region: endpoint.region,
    vpcId: endpoint.vpcId,
    serviceName: endpoint.serviceName,
    serviceId: node.reference?.serviceId ?? null,
    shortName: node.shortName,
    mode: modeOf(input),
    serviceZonesFrom: input.isCrossRegion ? 'none' : (input.service?.zonesFrom ?? 'none'),
    group: groupName(group),
    endpointZones: own,
    serviceZones: input.offered === null ? null : input.offered.zones,
    workloadZones: input.workload.zones,
    shared: sets.shared,
    misaligned: sets.misaligned,
    addable: sets.addable,
    uncovered: sets.uncovered,
    unsupportedWorkload: sets.unsupportedWorkload,
    idle: input.idle.filter((zone) => own.includes(zone)),
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

function judge(input: AlignmentInput, zones: readonly ZoneId[]): Judged {
  const cells = cellsOf(input, zones);
  const held = verdictsOf(input, cells);
  const verdict = held[0] ?? 'aligned';
  const isUp = verdict !== 'not-connected';
  const behind = input.service === undefined || input.isCrossRegion ? nothingBehind : behindService(input.service);
  const cellByZone: Record<ZoneId, Cell> = {};
  const survives: Record<ZoneId, Survival> = {};
  for (const { zone, cell } of cells) {
    cellByZone[zone] = cell;
    // What is not connected has nothing to lose: no zone breaks it, and none keeps it up.
    if (isUp) survives[zone] = survivalOf(input, cells, zone);
  }
  return {
    ...behind,
    singleZone: held.includes('single-zone'),
    cells: cellByZone,
    survivesLossOf: survives,
    verdict,
    tags: held.slice(1),
    confidence: confidenceOf(input),
    unknownBecause: isUp ? unknownReasons(input) : [],
  };
}

function modeOf({ isCrossRegion, offered }: AlignmentInput): AlignmentRow['mode'] {
  if (isCrossRegion) return 'cross-region';
  return offered === null ? 'unknown-service' : 'same-region';
}

function groupName(group: readonly EndpointNode[]): string | null {
  const [first] = group.length === 1 ? [] : sortedUnique(group.map((member) => member.endpoint.vpcEndpointId));
  return first === undefined ? null : `group:${first}`;
}

type Sets = Pick<AlignmentRow, 'shared' | 'misaligned' | 'addable' | 'uncovered' | 'unsupportedWorkload'>;

/** How the zones of the endpoint, of the service and of callers differ; what is not offered is told only where all that is offered is known. */
function setsOf(input: AlignmentInput, own: readonly ZoneId[], zones: readonly ZoneId[]): Sets {
  const sets: { [Name in keyof Sets]: ZoneId[] } = { shared: [], misaligned: [], addable: [], uncovered: [], unsupportedWorkload: [] };
  const { offered, workload, endpoint, node } = input;
  // A gateway endpoint stands in no zone: none can be added to it, and none is uncovered.
  if (offered === null || node.endpoint.vpcEndpointType === 'Gateway') return sets;
  const isWhole = isComplete(offered);
  for (const zone of zones) {
    const isOwn = own.includes(zone);
    const isCalled = workload.zones.includes(zone);
    if (offered.zones.includes(zone)) {
      if (isOwn) sets.shared.push(zone);
      if (endpoint?.zones.includes(zone) === true) continue;
      sets.addable.push(zone);
      if (isCalled) sets.uncovered.push(zone);
    } else if (isWhole) {
      if (isOwn) sets.misaligned.push(zone);
      if (isCalled) sets.unsupportedWorkload.push(zone);
    }
  }
  return sets;
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
    lbZones: isUnread ? null : together(service.loadBalancers.map((node) => node.zones)),
    targetZones: isUnread ? null : together(service.loadBalancers.map((node) => node.targetZones)),
    crossZone: isUnread || modes.has('unknown') ? 'unknown' : modes.size > 1 ? 'mixed' : ([...modes][0] ?? 'unknown'),
    assurance: isFullyRead(service) ? 'zones-and-targets' : 'zones-only',
  };
});

function together(sets: readonly (ZoneSet | null)[]): readonly ZoneId[] | null {
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
