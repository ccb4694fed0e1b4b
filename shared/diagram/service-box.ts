/** A provider's service as a box of lanes: load balancers by zone and how many targets behind them are healthy. */
import type { ZoneId } from '#shared/base/ids.ts';
import type { LoadBalancerNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, serviceNodeId, subject } from './context.ts';
import type { Point, Shape, Tone } from './diagram.ts';
import { ghostDash, label, labelWidth, line } from './shape.ts';
import { serviceZonesShown } from './service-zones.ts';
import { counted, regionText, stateText, worstTone } from './words.ts';

const pad = 12;
export const serviceHeader = 40;
export const serviceLane = 24;
const balancerWidth = 104;
const zoneColumn = 96;

/** The service with ports `zone id` for its lanes and `*` for strands that know no zone. */
export function serviceBox(context: LayoutContext, service: ServiceNode, minWidth = 260): Block {
  const zones = serviceZonesShown(service);
  const balancers = service.configuration === null ? [] : service.loadBalancers;
  const name = service.shortName;
  const second = secondLine(context, service);
  const textWidth = Math.max(labelWidth(name, 'heading') + balancers.length * balancerWidth, Math.min(320, labelWidth(second, 'small')));
  const width = onGrid(Math.max(minWidth, textWidth + pad * 2, zoneColumn + balancers.length * balancerWidth + pad));
  const height = serviceHeader + Math.max(1, zones.length) * serviceLane + 4;
  const tone = serviceTone(service);
  const anchors = new Map<string, Point>(
    zones.map((zone, index) => [zone, { x: 0, y: serviceHeader + index * serviceLane + serviceLane / 2 }]),
  );
  anchors.set('*', { x: 0, y: serviceHeader / 2 });
  const lanes = zones.map((zone, index) => laneBlock(context, service, zone, index, width));
  const columns = balancers.map((node, index) => ({
    block: balancerBlock(node, zones, balancers.length > 1),
    x: width - (balancers.length - index) * balancerWidth,
    y: 6,
  }));
  const isGhost = service.configuration === null;
  return {
    node: serviceNode(context, service, tone, second),
    width,
    height,
    shapes: [
      {
        kind: 'rect',
        x: 0,
        y: 0,
        width,
        height,
        radius: 6,
        fill: 'raised',
        stroke: isGhost ? 'ghost' : tone === 'bad' ? 'bad' : 'line-strong',
        strokeWidth: tone === 'bad' ? 1.5 : 1,
        ...(isGhost ? { dash: ghostDash } : {}),
      },
      label(pad, 18, name, 'heading', {
        maxWidth: width - pad * 2 - balancers.length * balancerWidth,
        isId: service.configuration?.name == null,
      }),
      label(pad, 33, second, 'small', { fill: 'ink-2', maxWidth: width - pad * 2 }),
      ...(zones.length === 0 ? [label(pad, serviceHeader + 17, 'zones unknown', 'small', { fill: 'unknown' })] : []),
    ],
    children: [...lanes, ...columns],
    anchors,
  };
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

function laneBlock(context: LayoutContext, service: ServiceNode, zone: ZoneId, index: number, width: number): PlacedBlock {
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
    height: serviceLane,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: width - 2, height: serviceLane, fill: context.tintOf(service.region, zone) },
      line(
        [
          { x: 0, y: 0 },
          { x: width - 2, y: 0 },
        ],
        'line',
      ),
      label(pad - 1, 16, zone, 'zone'),
    ],
    children: [],
  };
  return { block, x: 1, y: serviceHeader + index * serviceLane };
}

function balancerBlock(node: LoadBalancerNode, zones: readonly ZoneId[], isOneOfSeveral: boolean): Block {
  const { loadBalancer } = node;
  const kind = loadBalancer.type === 'gateway' ? 'GWLB' : loadBalancer.type === 'application' ? 'ALB' : 'NLB';
  const name = loadBalancer.name ?? kind;
  const top = serviceHeader - 6;
  const rows = zones.flatMap((zone, index) => balancerRow(node, zone, top + index * serviceLane + serviceLane / 2));
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
    height: top + zones.length * serviceLane,
    shapes: [
      label(balancerWidth - 16, 12, isOneOfSeveral ? name : kind, 'smallStrong', {
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
  if (!isHere) return [label(balancerWidth - 16, y + 4, 'no node', 'small', { anchor: 'end', fill: 'ink-2' })];
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
    label(balancerWidth - 16, y + 4, text, tone === 'ok' ? 'small' : 'smallStrong', {
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
