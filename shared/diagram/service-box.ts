/** A provider's service as a box of lanes: load balancers by zone and how many targets behind them are healthy. */
import type { ZoneId } from '#shared/base/ids.ts';
import type { LoadBalancerNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, serviceNodeId, subject } from './context.ts';
import type { Point, Shape, Tone } from './diagram.ts';
import { ghostDash, label, labelWidth, line } from './shape.ts';
import { serviceZonesShown } from './service-zones.ts';
import { worstTone } from './standing.ts';
import { counted, regionText, stateText } from './words.ts';

const pad = 10;
const balancerWidth = 84;
const zoneColumn = 70;
const balancerTop = 3;

/** How tall the parts of a service's box are. */
interface ServiceSize {
  readonly header: number;
  readonly lane: number;
}

const compactSize: ServiceSize = { header: 22, lane: 18 };
const detailedSize: ServiceSize = { header: 40, lane: 24 };

/** The service on the map of consumers: its name, a lane per zone. */
export function serviceBox(context: LayoutContext, service: ServiceNode, minWidth = 224): Block {
  return drawnService(context, service, minWidth, compactSize);
}

/** The same with its id and how it accepts connections below its name. */
export function detailedServiceBox(context: LayoutContext, service: ServiceNode, minWidth = 260): Block {
  return drawnService(context, service, minWidth, detailedSize);
}

/** The service with ports `zone id` for its lanes and `*` for strands that know no zone. */
function drawnService(context: LayoutContext, service: ServiceNode, minWidth: number, size: ServiceSize): Block {
  const zones = serviceZonesShown(service);
  const balancers = service.configuration === null ? [] : service.loadBalancers;
  const second = secondLine(context, service);
  const words = headerWidth(service.shortName, size === detailedSize ? second : null);
  const width = onGrid(
    Math.max(minWidth, words + balancers.length * balancerWidth + pad * 2, zoneColumn + balancers.length * balancerWidth + pad),
  );
  const height = size.header + Math.max(1, zones.length) * size.lane + 4;
  const tone = serviceTone(service);
  const middle = (index: number): number => size.header + index * size.lane + size.lane / 2;
  const anchors = new Map<string, Point>(zones.map((zone, index) => [zone, { x: 0, y: middle(index) }]));
  anchors.set('*', { x: 0, y: size.header / 2 });
  const lanes = zones.map((zone, index) => laneBlock(context, service, zone, index, width, size));
  const columns = balancers.map((node, index) => ({
    block: balancerBlock(node, zones, balancers.length > 1, size),
    x: width - (balancers.length - index) * balancerWidth,
    y: balancerTop,
  }));
  const room = width - pad * 2 - balancers.length * balancerWidth;
  return {
    node: serviceNode(context, service, tone, second),
    width,
    height,
    shapes: [
      serviceFrame(width, height, tone, service.configuration === null),
      label(pad, size === detailedSize ? 18 : 15, service.shortName, size === detailedSize ? 'heading' : 'name', {
        maxWidth: room,
        isId: service.configuration?.name == null,
      }),
      ...(size === detailedSize ? [label(pad, 33, second, 'small', { fill: 'ink-2', maxWidth: width - pad * 2 })] : []),
      ...(zones.length === 0 ? [label(pad, size.header + size.lane / 2 + 4, 'zones unknown', 'small', { fill: 'unknown' })] : []),
    ],
    children: [...lanes, ...columns],
    anchors,
  };
}

/** How wide the words in the header want to be. */
function headerWidth(name: string, second: string | null): number {
  if (second === null) return Math.min(180, labelWidth(name, 'name'));
  return Math.max(labelWidth(name, 'heading'), Math.min(320, labelWidth(second, 'small')));
}

function serviceFrame(width: number, height: number, tone: Tone, isGhost: boolean): Shape {
  const frame = { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'raised' } as const;
  if (isGhost) return { ...frame, stroke: 'ghost', strokeWidth: 1, dash: ghostDash };
  return tone === 'bad' ? { ...frame, stroke: 'bad', strokeWidth: 2 } : { ...frame, stroke: 'line-strong', strokeWidth: 1 };
}

/** Healthy targets that serve a zone; `null` where unread. */
function healthOf(node: LoadBalancerNode, zone: ZoneId): { healthy: number; total: number } | null {
  if (node.targets === null) return null;
  const here = node.targets.filter((count) => count.zoneId === zone);
  return { healthy: here.reduce((sum, count) => sum + count.healthy, 0), total: here.reduce((sum, count) => sum + count.total, 0) };
}

/** Dark where the load balancer stands without healthy targets of its own and may not use other zones'. */
function zoneTone(node: LoadBalancerNode, zone: ZoneId): Tone {
  const health = healthOf(node, zone);
  if (health === null || node.crossZone === 'unknown') return health !== null && health.healthy > 0 ? 'ok' : 'unknown';
  if (health.healthy > 0) return health.healthy < health.total ? 'warn' : 'ok';
  if (node.crossZone === 'on') return (node.targetZones?.zones.length ?? 0) > 0 ? 'ok' : 'bad';
  return 'bad';
}

/** How a service stands by itself: its state, and whether each zone it offers has live targets. */
export function serviceTone(service: ServiceNode): Tone {
  const zones = serviceZonesShown(service);
  if (service.configuration === null) return 'ghost';
  if (service.configuration.serviceState !== null && service.configuration.serviceState !== 'Available') return 'bad';
  return worstTone(
    service.loadBalancers.flatMap((node) =>
      zones.filter((zone) => node.zones?.zones.includes(zone) === true).map((zone) => zoneTone(node, zone)),
    ),
  );
}

function laneBlock(
  context: LayoutContext,
  service: ServiceNode,
  zone: ZoneId,
  index: number,
  width: number,
  size: ServiceSize,
): PlacedBlock {
  const provider = service.configuration?.accountId ?? null;
  const zoneName = provider === null ? null : context.zoneNameOf(provider, service.region, zone);
  const block: Block = {
    node: {
      id: `lane:${serviceNodeId(service)}/${zone}`,
      kind: 'lane',
      label: zone,
      description: `Zone ${zone} of ${service.shortName}${zoneName === null ? '' : `, ${zoneName} in the provider's account`}.`,
      subject: null,
      tone: 'neutral',
      keywords: [zone, zoneName ?? ''],
    },
    width: width - 2,
    height: size.lane,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: width - 2, height: size.lane, fill: context.tintOf(service.region, zone) },
      line(
        [
          { x: 0, y: 0 },
          { x: width - 2, y: 0 },
        ],
        'line',
      ),
      label(pad - 1, size.lane / 2 + 4, zone, 'zone'),
      ...(service.configuration === null && service.zonesFrom === 'consumer'
        ? [label(width - pad - 2, size.lane / 2 + 4, 'seen from here', 'small', { anchor: 'end', fill: 'ink-2' })]
        : []),
    ],
    children: [],
  };
  return { block, x: 1, y: size.header + index * size.lane };
}

function balancerBlock(node: LoadBalancerNode, zones: readonly ZoneId[], isOneOfSeveral: boolean, size: ServiceSize): Block {
  const { loadBalancer } = node;
  const kind = loadBalancer.type === 'gateway' ? 'GWLB' : loadBalancer.type === 'application' ? 'ALB' : 'NLB';
  const name = loadBalancer.name ?? kind;
  const top = size.header - balancerTop;
  const rows = zones.flatMap((zone, index) => balancerRow(node, zone, top + index * size.lane + size.lane / 2));
  const cross = node.crossZone === 'on' ? ', cross-zone on' : node.crossZone === 'off' ? ', cross-zone off' : '';
  return {
    node: {
      id: `load-balancer:${loadBalancer.loadBalancerArn}`,
      kind: 'load-balancer',
      label: name,
      description: `${kind} ${name}, ${loadBalancer.state ?? 'state unknown'}${cross}, in ${counted(node.zones?.zones.length ?? 0, 'zone')}.`,
      subject: subject('load-balancer', loadBalancer.loadBalancerArn, loadBalancer),
      tone: worstTone(zones.map((zone) => (node.zones?.zones.includes(zone) === true ? zoneTone(node, zone) : 'neutral'))),
      keywords: [loadBalancer.loadBalancerArn, name, kind, loadBalancer.state ?? '', `cross-zone ${node.crossZone}`],
    },
    width: balancerWidth - 4,
    height: top + zones.length * size.lane,
    shapes: [
      label(balancerWidth - 12, 12, isOneOfSeveral ? name : kind, 'smallStrong', {
        anchor: 'end',
        fill: 'ink-2',
        maxWidth: balancerWidth - 20,
      }),
      ...rows,
    ],
    children: [],
  };
}

function balancerRow(node: LoadBalancerNode, zone: ZoneId, y: number): Shape[] {
  const isHere = node.zones?.zones.includes(zone) === true;
  if (!isHere) return [label(balancerWidth - 12, y + 4, 'no node', 'small', { anchor: 'end', fill: 'ink-2' })];
  const health = healthOf(node, zone);
  const tone = zoneTone(node, zone);
  const text =
    health === null
      ? 'targets ?'
      : health.total === 0
        ? tone === 'ok'
          ? 'cross-zone'
          : 'no targets'
        : `${health.healthy}/${health.total} healthy`;
  const fill = tone === 'ok' ? 'ink' : tone;
  return [
    ...pinOf(8, y, tone),
    label(balancerWidth - 12, y + 4, text, tone === 'ok' ? 'small' : 'smallStrong', {
      anchor: 'end',
      fill: fill === 'neutral' || fill === 'ghost' ? 'ink-2' : fill,
    }),
  ];
}

/** A load balancer node as a square pin: it is not an endpoint's interface. */
function pinOf(x: number, y: number, tone: Tone): Shape[] {
  const colour = tone === 'neutral' || tone === 'ghost' ? 'line-strong' : tone;
  const square = { kind: 'rect', x: x - 5, y: y - 5, width: 10, height: 10, radius: 2 } as const;
  if (tone === 'ok' || tone === 'bad') return [{ ...square, fill: colour }];
  return [{ ...square, fill: 'surface', stroke: colour, strokeWidth: 2 }];
}

function secondLine(context: LayoutContext, service: ServiceNode): string {
  const id = service.serviceId ?? service.serviceName;
  const { configuration } = service;
  if (configuration === null) return service.zonesFrom === 'consumer' ? 'not scanned · zones as seen from here' : 'not scanned';
  const state =
    configuration.serviceState !== null && configuration.serviceState !== 'Available' ? ` · ${stateText(configuration.serviceState)}` : '';
  const waiting = context.topology.connections.filter(
    (node) => node.serviceId === service.serviceId && node.state === 'PendingAcceptance',
  ).length;
  const acceptance = configuration.acceptanceRequired === true ? ' · acceptance required' : '';
  const shortId = id === service.shortName ? regionText(service.region) : id.length > 18 ? `${id.slice(0, 13)}…${id.slice(-4)}` : id;
  return `${shortId}${acceptance}${waiting > 0 ? ` · ${waiting} waiting` : ''}${state}`;
}

function serviceNode(context: LayoutContext, service: ServiceNode, tone: Tone, second: string): Block['node'] {
  const where = { accountId: service.providerAccountId ?? 'unknown', region: service.region };
  return {
    id: serviceNodeId(service),
    kind: service.configuration === null ? 'ghost' : 'service',
    label: service.shortName,
    description: `Endpoint service ${service.shortName}, ${service.serviceName}: ${second}.`,
    subject: subject('endpoint-service', service.serviceId ?? service.serviceName, where),
    tone,
    keywords: [
      service.serviceName,
      service.serviceId ?? '',
      service.region,
      service.providerAccountId ?? '',
      service.configuration?.privateDnsName ?? '',
      ...(service.zones?.zones ?? []),
      ...context.rulesOf('endpoint-service', service.serviceId ?? service.serviceName),
    ],
  };
}
