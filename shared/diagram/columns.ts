/**
 * The columns of a VPC: one per service it has endpoints for. Two endpoints of
 * one service are one column; beyond a dozen, services that stand exactly alike
 * fold into one. Services of a provider's own come last on the right, nearest
 * to where their strands leave.
 */
import type { ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { EndpointNode, ServiceNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { isCustomService, type LayoutContext } from './context.ts';
import type { Tone } from './diagram.ts';
import type { PinLook } from './pin.ts';
import { type ResourceTarget, resourceOf } from './resource-target.ts';
import { drawnTone, toneKey, worstTone } from './standing.ts';
import { counted, stateText } from './words.ts';

export interface Column {
  readonly id: string;
  readonly endpoints: readonly EndpointNode[];
  /** What the chip says. */
  readonly text: string;
  readonly tone: Tone;
  readonly isFolded: boolean;
  /** Set for services of a provider's own: only they have strands. */
  readonly service: ServiceNode | null;
  /** Set for endpoints that name a resource configuration: one strand. */
  readonly resource: ResourceTarget | null;
  readonly pins: ReadonlyMap<ZoneId, PinLook>;
  /** Under the chip: the state where it is not available, or the kind of endpoint. */
  readonly note: string | null;
  /** Why a zone is bad, in a few words, under its pin. */
  readonly reasons: ReadonlyMap<ZoneId, string>;
  /** One of several endpoints of a service answers its private DNS names. */
  readonly ownsPrivateDns: boolean;
}

/** Whether strands leave a column: it leads to a provider's service or to a resource. */
export function hasStrands(item: Column): boolean {
  return item.service !== null || item.resource !== null;
}

/** More columns than this fold. */
export const columnLimit = 12;

/** From left to right: AWS services worst first, then custom services, the worst rightmost. */
export function columnsOf(context: LayoutContext, vpc: VpcNode): readonly Column[] {
  const interfaces = vpc.endpoints.filter((node) => node.endpoint.vpcEndpointType !== 'Gateway');
  const groups = groupBy(interfaces, (node) => `${node.endpoint.serviceName ?? node.endpoint.vpcEndpointId}|${node.serviceRegion}`);
  const columns = [...groups.values()].map((group) => column(context, vpc, group));
  const aws = sortedBy(
    columns.filter((item) => !hasStrands(item)),
    (item) => [toneKey(item.tone), item.text, item.id],
  );
  const custom = sortedBy(columns.filter(hasStrands), (item) => [toneKey(item.tone), item.text, item.id]).reverse();
  return [...(columns.length > columnLimit ? folded(vpc, aws) : aws), ...custom];
}

function column(context: LayoutContext, vpc: VpcNode, group: readonly EndpointNode[]): Column {
  const ordered = sortedBy(group, (node) => node.endpoint.vpcEndpointId);
  const first = ordered[0] as EndpointNode;
  const service = context.topology.serviceOf(first);
  const rows = ordered.map((node) => ({ node, row: context.rowOf(node.endpoint.vpcEndpointId) }));
  const tone = worstTone(rows.map(({ node, row }) => (row === undefined ? 'unknown' : drawnTone(row.verdict, node.endpoint.state))));
  const pins = mergedPins(rows);
  return {
    id: `endpoint:${first.endpoint.vpcEndpointId}`,
    endpoints: ordered,
    text:
      first.endpoint.vpcEndpointType === 'ServiceNetwork'
        ? networkText(context, first)
        : ordered.length > 1
          ? `${nameOf(vpc, first)} ×${ordered.length}`
          : nameOf(vpc, first),
    tone,
    isFolded: false,
    service: isCustomService(service) ? service : null,
    resource: resourceOf(first),
    pins,
    note: first.endpoint.vpcEndpointType === 'ServiceNetwork' ? nameOf(vpc, first) : noteOf(first),
    reasons: isCustomService(service) ? reasonsOf(service, pins) : new Map(),
    ownsPrivateDns: ordered.length > 1 && ordered.some((node) => node.endpoint.privateDnsEnabled === true),
  };
}

/** The service's name; where it has only the endpoint's own, without the words that its VPC's name begins with too. */
function nameOf({ vpc }: VpcNode, { endpoint, shortName }: EndpointNode): string {
  const own = endpoint.serviceName === null ? (endpoint.name ?? shortName) : shortName;
  if (own !== endpoint.name || vpc.name === null) return own;
  const words = own.split('-');
  const others = vpc.name.split('-');
  let shared = 0;
  while (shared < words.length - 1 && words[shared] === others[shared]) shared += 1;
  return words.slice(shared).join('-');
}

/** A service network is one chip with how many services and resources are reached through it. */
function networkText(context: LayoutContext, { endpoint }: EndpointNode): string {
  const { index } = context.topology;
  const count = index.having('endpointAssociations', 'vpcEndpointId', endpoint.vpcEndpointId).length;
  const isRead = index.coverage.isRead(endpoint.accountId, endpoint.region, 'DescribeVpcEndpointAssociations');
  return count === 0 && !isRead ? 'services unknown' : counted(count, 'service');
}

function noteOf(node: EndpointNode): string | null {
  const { state, vpcEndpointType } = node.endpoint;
  if (state !== null && state !== 'Available') return stateText(state);
  if (node.isCrossRegion) return `in ${node.serviceRegion}`;
  if (vpcEndpointType === 'Interface') return null;
  return vpcEndpointType === 'GatewayLoadBalancer' ? 'GWLB' : stateText(vpcEndpointType);
}

/** The pins of several endpoints of one service: the better sighting of each zone. */
function mergedPins(rows: readonly { node: EndpointNode; row: AlignmentRow | undefined }[]): Map<ZoneId, PinLook> {
  const pins = new Map<ZoneId, PinLook>();
  for (const { node, row } of rows) {
    for (const [zoneId, look] of row === undefined ? pinsWithoutRow(node) : pinsOfRow(row)) {
      const before = pins.get(zoneId);
      if (before === undefined || (look.hasInterface && !before.hasInterface)) pins.set(zoneId, look);
    }
  }
  return pins;
}

function pinsOfRow(row: AlignmentRow): [ZoneId, PinLook][] {
  return Object.entries(row.cells).map(([zone, cell]) => {
    const zoneId = zone as ZoneId;
    return [
      zoneId,
      {
        cell,
        hasInterface: row.endpointZones.includes(zoneId),
        isIdle: row.idle.includes(zoneId),
        isZonesOnly: row.assurance === 'zones-only' && row.serviceId !== null,
        isConnected: row.verdict !== 'not-connected',
      },
    ];
  });
}

function pinsWithoutRow(node: EndpointNode): [ZoneId, PinLook][] {
  return (node.zones?.zones ?? []).map((zoneId) => [
    zoneId,
    { cell: 'unknown', hasInterface: true, isIdle: false, isZonesOnly: false, isConnected: true },
  ]);
}

function reasonsOf(service: ServiceNode, pins: ReadonlyMap<ZoneId, PinLook>): Map<ZoneId, string> {
  const reasons = new Map<ZoneId, string>();
  for (const [zoneId, look] of pins) {
    if (!look.isConnected) continue;
    if (look.cell === 'withdrawn') reasons.set(zoneId, 'not offered here');
    if (look.cell === 'dark') reasons.set(zoneId, healthReason(service, zoneId));
    if (look.cell === 'partly-dark') reasons.set(zoneId, 'partly dark');
  }
  return reasons;
}

function healthReason(service: ServiceNode, zoneId: ZoneId): string {
  const counts = service.loadBalancers.flatMap((node) => node.targets ?? []).filter((count) => count.zoneId === zoneId);
  const total = counts.reduce((sum, count) => sum + count.total, 0);
  const healthy = counts.reduce((sum, count) => sum + count.healthy, 0);
  return total === 0 ? 'no targets here' : `${healthy} of ${total} healthy`;
}

/** Columns with the same pins, tone and note as one, where there are several. */
function folded(vpc: VpcNode, columns: readonly Column[]): Column[] {
  const groups = groupBy(columns, signature);
  return [...groups].map(([key, group]) => {
    const first = group[0] as Column;
    if (group.length === 1) return first;
    return {
      ...first,
      id: `bundle:${vpc.vpc.vpcId}/${key}`,
      endpoints: group.flatMap((item) => item.endpoints),
      text: counted(group.length, 'service'),
      isFolded: true,
      ownsPrivateDns: false,
    };
  });
}

function signature(item: Column): string {
  const pins = sortedBy(item.pins, ([zone]) => zone).map(
    ([zone, look]) => `${zone}=${look.cell}${look.hasInterface ? '+' : ''}${look.isIdle ? 'i' : ''}${look.isConnected ? '' : 'x'}`,
  );
  return `${item.tone},${item.note ?? ''},${pins.join(',')}`;
}
