import type { Cell } from '#shared/analysis/availability/alignment.ts';
import type { Diagram, DiagramNode, LegendEntry, Shape, Tone } from './diagram.ts';
import { pinShapes } from './pin.ts';
import { line } from './shape.ts';
import { toneColour } from './theme.ts';

/** The size of a legend's sample: shapes are drawn within 24 by 20. */
export const legendSample = { width: 24, height: 20 } as const;

/** What the marks on a diagram mean: only those that occur on it. */
export function legendOf(diagram: Pick<Diagram, 'nodes' | 'edges'>): readonly LegendEntry[] {
  const words = new Set(diagram.nodes.filter((node) => node.kind === 'endpoint' || node.kind === 'bundle').map((node) => node.description));
  const says = (text: string): boolean => [...words].some((description) => description.includes(text));
  const pins = pinEntries.filter((entry) => says(entry.says)).map(({ label, shapes }) => ({ label, shapes }));
  return [...pins, ...strandEntries(diagram), ...kindEntries(diagram.nodes)];
}

const pinEntries: readonly (LegendEntry & { readonly says: string })[] = [
  pinEntry('matched', 'matched', true, ' matched'),
  pinEntry('interface and service, targets not readable', 'matched', true, ' matched', { isZonesOnly: true }),
  pinEntry('interface, no healthy target', 'dark', true, 'no healthy target'),
  pinEntry('interface, service not offered in the zone', 'withdrawn', true, 'interface, but the service is not offered'),
  pinEntry('some load balancers dark', 'partly-dark', true, 'not every load balancer'),
  pinEntry('workloads, no interface in the zone', 'uncovered', false, 'but no interface'),
  pinEntry('workloads, service not offered in the zone', 'unserved', false, 'workloads, but the service is not offered'),
  pinEntry('zone could be added', 'spare', false, 'could be added'),
  pinEntry('unknown', 'unknown', false, ' unknown'),
  pinEntry('zone barred', 'barred', false, 'barred'),
];

function pinEntry(label: string, cell: Cell, hasInterface: boolean, says: string, more: { isZonesOnly?: boolean } = {}) {
  const look = { cell, hasInterface, isIdle: false, isZonesOnly: more.isZonesOnly ?? false, isConnected: true };
  return { label, says, shapes: pinShapes(12, 10, look) };
}

function strandEntries({ edges }: Pick<Diagram, 'edges'>): LegendEntry[] {
  const has = (kind: string, tone: Tone, dashed: boolean): boolean =>
    edges.some((edge) => edge.kind === kind && edge.tone === tone && edge.dashed === dashed);
  return [
    ...(has('strand', 'ok', false) ? [{ label: 'connected, both zones live', shapes: sample('ok', false) }] : []),
    ...(has('strand', 'ok', true) ? [{ label: 'connected, targets not readable', shapes: sample('ok', true) }] : []),
    ...(has('strand', 'bad', true) ? [{ label: 'connected, zone dark', shapes: sample('bad', true) }] : []),
    ...(has('route', 'warn', true) ? [{ label: 'default route into another zone', shapes: sample('warn', true) }] : []),
  ];
}

function sample(tone: Tone, isDashed: boolean): Shape[] {
  const points = [
    { x: 1, y: 10 },
    { x: 23, y: 10 },
  ];
  return [line(points, toneColour(tone), 2, isDashed ? [4, 3] : undefined)];
}

function kindEntries(nodes: readonly DiagramNode[]): LegendEntry[] {
  const kinds = new Set(nodes.map((node) => node.kind));
  return [
    ...(kinds.has('endpoint') ? [{ label: 'interface endpoint', shapes: pill('endpoint-soft', 'endpoint') }] : []),
    ...(kinds.has('gateway-endpoints') ? [{ label: 'gateway endpoint', shapes: pill('gateway-soft', 'gateway') }] : []),
    ...(kinds.has('nat-gateway') ? [{ label: 'NAT gateway', shapes: square }] : []),
    ...(kinds.has('ghost') ? [{ label: 'not scanned', shapes: dashed }] : []),
  ];
}

function pill(fill: 'endpoint-soft' | 'gateway-soft', stroke: 'endpoint' | 'gateway'): Shape[] {
  return [{ kind: 'rect', x: 0, y: 4, width: 24, height: 12, radius: 6, fill, stroke, strokeWidth: 1 }];
}

const square: Shape[] = [{ kind: 'rect', x: 3, y: 3, width: 18, height: 14, radius: 3, fill: 'nat-soft', stroke: 'nat', strokeWidth: 1 }];
const dashed: Shape[] = [
  { kind: 'rect', x: 3, y: 3, width: 18, height: 14, radius: 3, fill: 'none', stroke: 'ghost', strokeWidth: 1, dash: [3, 2] },
];
