/**
 * What Resource and Tunnel endpoints lead to: a resource configuration of
 * Amazon VPC Lattice. Its gateway, zones and CIDR are told by VPC Lattice only,
 * which is not read: they are shown as unknown.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Point, Shape, Tone } from './diagram.ts';
import type { Provider } from './provider-area.ts';
import { ghostDash, label, labelWidth } from './shape.ts';
import type { StrandStart } from './strand.ts';
import { accountText, regionText } from './words.ts';

export interface ResourceTarget {
  /** Of the node it leads to. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly accountId: AccountId | null;
  readonly region: Region | null;
  readonly isTunnel: boolean;
}

/** The resource configuration an endpoint names; `null` for every other kind of endpoint. */
export function resourceOf({ endpoint }: EndpointNode): ResourceTarget | null {
  const arn = endpoint.resourceConfigurationArn;
  if (arn === null) return null;
  const [, , , region = '', accountId = '', ...rest] = arn.split(':');
  return {
    id: `resource:${arn}`,
    arn,
    name: rest.join(':').split('/').at(-1) ?? arn,
    accountId: accountId === '' ? null : (accountId as AccountId),
    region: region === '' ? null : (region as Region),
    isTunnel: endpoint.vpcEndpointType === 'Tunnel',
  };
}

/** The strand of such an endpoint; a tunnel's is double and says its CIDR. */
export function resourceStrand(node: EndpointNode, target: ResourceTarget, source: string, tone: Tone, way: readonly Point[]): StrandStart {
  const { endpoint } = node;
  const isUp = endpoint.state === 'Available';
  return {
    edge: {
      id: `strand:${source}/resource`,
      source,
      target: target.id,
      kind: target.isTunnel ? 'tunnel' : 'trunk',
      tone: isUp ? 'unknown' : tone,
      dashed: !target.isTunnel,
      count: 1,
      label: target.isTunnel ? 'CIDR unknown' : null,
      description: `${endpoint.vpcEndpointType} endpoint ${endpoint.name ?? endpoint.vpcEndpointId} leads to ${target.name}; zones of its resource gateway are unknown: VPC Lattice is not read.`,
      subject: subject('vpc-endpoint', endpoint.vpcEndpointId, endpoint),
      zoneId: null,
    },
    port: '*',
    way,
  };
}

const height = 40;

/** A dashed box per resource configuration that strands lead to. */
export function resourceTargets(context: LayoutContext, targets: ReadonlySet<string>, minWidth: number): readonly Provider[] {
  const found = new Map<string, { target: ResourceTarget; endpoints: EndpointNode[] }>();
  for (const node of context.topology.endpoints) {
    const target = resourceOf(node);
    if (target === null || !targets.has(target.id)) continue;
    const entry = found.get(target.id);
    if (entry === undefined) found.set(target.id, { target, endpoints: [node] });
    else entry.endpoints.push(node);
  }
  return [...found.values()].map(({ target, endpoints }) => ({
    block: targetBlock(context, target, endpoints, minWidth),
    serviceIds: [target.id],
  }));
}

function targetBlock(context: LayoutContext, target: ResourceTarget, endpoints: readonly EndpointNode[], minWidth: number): Block {
  const owner = target.accountId === null ? 'owner unknown' : (context.accountName(target.accountId) ?? accountText(target.accountId));
  const what = target.isTunnel ? 'CIDR and zones unknown' : 'zones unknown';
  const first = endpoints[0]?.endpoint;
  const width = onGrid(Math.max(minWidth, labelWidth(owner, 'small') + labelWidth(what, 'small') + 52));
  return {
    node: {
      id: target.id,
      kind: 'ghost',
      label: target.name,
      description: `Resource configuration ${target.arn} of ${owner}, ${regionText(target.region ?? '')}: ${what}, because VPC Lattice is not read.`,
      subject: first === undefined ? null : subject('vpc-endpoint', first.vpcEndpointId, first),
      tone: 'unknown',
      keywords: sortedUnique([target.arn, target.name, target.accountId ?? '', ...endpoints.map((node) => node.endpoint.vpcEndpointId)]),
    },
    width,
    height,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'raised', stroke: 'ghost', strokeWidth: 1, dash: ghostDash },
      ...targetGlyph(16, height / 2, 'unknown'),
      label(30, 17, target.name, 'name', { maxWidth: width - 40, isId: true }),
      label(30, 32, owner, 'small', { fill: 'ink-2', maxWidth: width - 46 - labelWidth(what, 'small') }),
      label(width - 10, 32, what, 'small', { anchor: 'end', fill: 'unknown' }),
    ],
    children: [],
    anchors: new Map([['*', { x: 0, y: height / 2 }]]),
  };
}

/** Rings around a point: one resource, not a service. */
export function targetGlyph(x: number, y: number, stroke: 'unknown' | 'endpoint' | 'on-status'): Shape[] {
  return [
    { kind: 'circle', x, y, radius: 5, fill: 'none', stroke, strokeWidth: 1.5 },
    { kind: 'circle', x, y, radius: 1.5, fill: stroke },
  ];
}
