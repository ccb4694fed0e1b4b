/** Strands before they are routed: where they start, which port they look for, how they stand. */
import type { ZoneId } from '#shared/base/ids.ts';
import type { ServiceNode } from '#shared/analysis/topology/topology.ts';
import type { Column } from './columns.ts';
import { anyZone } from './endpoint-column.ts';
import { type LayoutContext, serviceNodeId, subject } from './context.ts';
import type { DiagramEdge, EdgeKind, Point, Tone } from './diagram.ts';
import { cellTone, cellWords } from './pin.ts';
import { serviceZonesShown } from './service-zones.ts';

export interface StrandStart {
  readonly edge: Omit<DiagramEdge, 'points'>;
  /** The anchor of the target it looks for: a zone ID, or `*`. */
  readonly port: string;
  /** From the pin to the right edge of the box it starts in, in that box's coordinates. */
  readonly way: readonly Point[];
}

/** The strand of one zone of an endpoint, coloured by the worse of its two ends. */
export function endpointStrand(
  context: LayoutContext,
  column: Column,
  service: ServiceNode,
  zoneId: ZoneId | typeof anyZone,
  way: readonly Point[],
): StrandStart {
  const look = zoneId === anyZone ? undefined : column.pins.get(zoneId);
  const first = column.endpoints[0]?.endpoint;
  const isConnected = look?.isConnected ?? first?.state === 'Available';
  const isCrossRegion = column.endpoints.some((node) => node.isCrossRegion);
  const isZonal = zoneId !== anyZone && isConnected && !isCrossRegion && serviceZonesShown(service).includes(zoneId);
  const tone: Tone = isConnected ? cellTone(look?.cell ?? 'unknown') : column.tone;
  const count = isZonal ? 1 : column.endpoints.length;
  const kind: EdgeKind = isZonal ? 'strand' : 'trunk';
  const state = first?.state ?? 'state unknown';
  return {
    edge: {
      id: `strand:${column.id}/${zoneId}`,
      source: column.id,
      target: serviceNodeId(service),
      kind,
      tone,
      dashed: !isConnected || tone === 'bad' || tone === 'unknown' || look?.isZonesOnly === true || isCrossRegion,
      count,
      label: isCrossRegion ? `cross-Region to ${service.region}` : null,
      description: isConnected
        ? `${column.text} in ${zoneId === anyZone ? 'unknown zones' : zoneId}: ${cellWords[look?.cell ?? 'unknown']}.`
        : `${column.text} is not connected: ${state}.`,
      subject: first === undefined ? null : subject('vpc-endpoint', first.vpcEndpointId, first),
      zoneId: isZonal ? (zoneId as ZoneId) : null,
    },
    port: isZonal ? zoneId : '*',
    way,
  };
}
