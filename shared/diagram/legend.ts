import type { Cell } from '#shared/analysis/availability/alignment.ts';
import type { Diagram, DiagramNode, LegendEntry, Shape, Tone } from './diagram.ts';
import { pinShapes } from './pin.ts';
import { isIpv6Route } from './edge-look.ts';
import { line, toneMark } from './shape.ts';
import { toneColour } from './theme.ts';

/** The size of a legend's sample: shapes are drawn within 24 by 20. */
export const legendSample = { width: 24, height: 20 } as const;

/** What the marks on a diagram mean: only those that occur on it. */
export function legendOf(diagram: Pick<Diagram, 'nodes' | 'edges' | 'view'>): readonly LegendEntry[] {
  const columns = diagram.nodes.filter((node) => node.kind === 'endpoint' || node.kind === 'bundle');
  const says = (text: string): boolean => columns.some((node) => node.description.includes(text));
  const pins = pinEntries.filter((entry) => says(entry.says)).map(({ label, shapes }) => ({ label, shapes }));
  return [...pins, ...toneEntries(diagram), ...strandEntries(diagram), ...kindEntries(diagram.nodes)];
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

/** Views of tiles and rows say by one mark how a thing stands. */
function toneEntries({ nodes, view }: Pick<Diagram, 'nodes' | 'view'>): LegendEntry[] {
  if (view !== 'estate' && view !== 'providers') return [];
  const found = new Set(nodes.map((node) => node.tone));
  return toneWords.filter(({ tone }) => found.has(tone)).map(({ tone, label }) => ({ label, shapes: toneMark(12, 10, tone) }));
}

const toneWords: readonly { readonly tone: Tone; readonly label: string }[] = [
  { tone: 'bad', label: 'broken or failing in a zone' },
  { tone: 'warn', label: 'needs a look' },
  { tone: 'unknown', label: 'unknown' },
  { tone: 'ok', label: 'in order' },
  { tone: 'neutral', label: 'nothing to judge' },
];

function strandEntries({ edges }: Pick<Diagram, 'edges'>): LegendEntry[] {
  const has = (kind: string, tone: Tone, dashed: boolean): boolean =>
    edges.some((edge) => edge.kind === kind && edge.tone === tone && edge.dashed === dashed);
  return [
    ...(has('strand', 'ok', false) ? [{ label: 'connected, both zones live', shapes: sample('ok', false) }] : []),
    ...(has('strand', 'ok', true) ? [{ label: 'connected, targets not readable', shapes: sample('ok', true) }] : []),
    ...(has('strand', 'bad', true) ? [{ label: 'connected, zone dark', shapes: sample('bad', true) }] : []),
    ...(edges.some((edge) => edge.kind === 'tunnel') ? [{ label: 'tunnel to a network, double line', shapes: tunnel }] : []),
    ...(edges.some(isIpv6Route) ? [{ label: 'IPv6 default route, ::/0', shapes: ipv6 }] : []),
    ...(has('route', 'warn', true) ? [{ label: 'default route into another zone', shapes: sample('nat', true) }] : []),
  ];
}

const ipv6: Shape[] = [
  line(
    [
      { x: 1, y: 10 },
      { x: 23, y: 10 },
    ],
    'accent',
    1.5,
    [1.5, 3],
  ),
];
const tunnel: Shape[] = [
  line(
    [
      { x: 1, y: 8 },
      { x: 23, y: 8 },
    ],
    'unknown',
    1.5,
  ),
  line(
    [
      { x: 1, y: 12 },
      { x: 23, y: 12 },
    ],
    'unknown',
    1.5,
  ),
];

function sample(tone: Tone | 'nat', isDashed: boolean): Shape[] {
  const points = [
    { x: 1, y: 10 },
    { x: 23, y: 10 },
  ];
  return [line(points, tone === 'nat' ? 'nat' : toneColour(tone), 2, isDashed ? [4, 3] : undefined)];
}

function kindEntries(nodes: readonly DiagramNode[]): LegendEntry[] {
  const kinds = new Set(nodes.map((node) => node.kind));
  return [
    ...(kinds.has('endpoint') && diagramHasColumns(nodes)
      ? [{ label: 'interface endpoint', shapes: pill('endpoint-soft', 'endpoint') }]
      : []),
    ...(kinds.has('gateway-endpoints') ? [{ label: 'gateway endpoint', shapes: pill('gateway-soft', 'gateway') }] : []),
    ...(kinds.has('nat-gateway') ? [{ label: 'NAT gateway', shapes: square }] : []),
    ...(kinds.has('transit') ? [{ label: 'transit gateway or peering', shapes: transit }] : []),
    ...(kinds.has('gate') ? [{ label: 'Gateway Load Balancer endpoint on the way out', shapes: gate }] : []),
    ...(kinds.has('on-premises') ? [{ label: 'towards networks on premises', shapes: pill('gateway-soft', 'gateway') }] : []),
    ...(kinds.has('load-balancer') ? [{ label: 'load balancer in the zone', shapes: node }] : []),
    ...(kinds.has('ghost') ? [{ label: 'not scanned', shapes: dashed }] : []),
  ];
}

/** In the Providers view connections are rows, not columns. */
function diagramHasColumns(nodes: readonly DiagramNode[]): boolean {
  return nodes.some((candidate) => candidate.id.startsWith('endpoint:'));
}

function pill(fill: 'endpoint-soft' | 'gateway-soft', stroke: 'endpoint' | 'gateway'): Shape[] {
  return [{ kind: 'rect', x: 0, y: 4, width: 24, height: 12, radius: 6, fill, stroke, strokeWidth: 1 }];
}

const transit: Shape[] = [
  { kind: 'rect', x: 2, y: 3, width: 20, height: 14, radius: 3, fill: 'gateway-soft', stroke: 'gateway', strokeWidth: 1 },
  { kind: 'rect', x: 2, y: 3, width: 4, height: 14, radius: 2, fill: 'gateway' },
];
const gate: Shape[] = [
  { kind: 'rect', x: 6, y: 3, width: 3, height: 14, radius: 1, fill: 'endpoint' },
  { kind: 'rect', x: 15, y: 3, width: 3, height: 14, radius: 1, fill: 'endpoint' },
];
const square: Shape[] = [{ kind: 'rect', x: 3, y: 3, width: 18, height: 14, radius: 3, fill: 'nat-soft', stroke: 'nat', strokeWidth: 1 }];
const node: Shape[] = [{ kind: 'rect', x: 7, y: 5, width: 10, height: 10, radius: 2, fill: 'ok' }];
const dashed: Shape[] = [
  { kind: 'rect', x: 3, y: 3, width: 18, height: 14, radius: 3, fill: 'none', stroke: 'ghost', strokeWidth: 1, dash: [3, 2] },
];
