/** The strip at the foot of a VPC: gateway endpoints and how many route tables lead to them. */
import type { RecordOf } from '#shared/model/collections.ts';
import { gatewayEndpointTargets } from '#shared/analysis/topology/routing.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Block, PlacedBlock } from './block.ts';
import { endpointKeywords, type LayoutContext, subject } from './context.ts';
import type { Shape, Tone } from './diagram.ts';
import { chip, chipWidth, label } from './shape.ts';
import { counted } from './words.ts';

export const footHeight = 26;
const gap = 6;

export interface FootStrip {
  readonly chips: readonly PlacedBlock[];
  readonly shapes: readonly Shape[];
  /** What the strip needs beside its own padding. */
  readonly width: number;
}

/** The gateway endpoints of a VPC side by side; `null` where it has none. */
export function footStrip(context: LayoutContext, vpc: VpcNode, x: number, y: number): FootStrip | null {
  const gateways = vpc.endpoints.filter((node) => node.endpoint.vpcEndpointType === 'Gateway');
  const resolvers = context.topology.index
    .having('resolverEndpoints', 'vpcId', vpc.vpc.vpcId)
    .filter((item) => item.direction?.startsWith('INBOUND') === true);
  if (gateways.length + resolvers.length === 0) return null;
  const start = x + 52;
  let at = start;
  const blocks = [...gateways.map((node) => gatewayChip(context, vpc, node)), ...resolvers.map((item) => resolverChip(vpc, item))];
  const chips = blocks.map((block) => {
    const placed = { block, x: at, y: y + 3 };
    at += block.width + gap;
    return placed;
  });
  return { chips, shapes: [label(x, y + 17, gateways.length > 0 ? 'gateway' : 'DNS', 'small', { fill: 'ink-2' })], width: at - x };
}

/** Names that networks on premises ask for come in here. */
function resolverChip({ vpc }: VpcNode, endpoint: RecordOf<'resolverEndpoints'>): Block {
  const text = `Resolver inbound${endpoint.ipAddressCount === null ? '' : ` · ${counted(endpoint.ipAddressCount, 'address', 'addresses')}`}`;
  const width = chipWidth(text, 220);
  return {
    node: {
      id: `resolver:${endpoint.resolverEndpointId}`,
      kind: 'on-premises',
      label: text,
      description: `Inbound Resolver endpoint ${endpoint.name ?? endpoint.resolverEndpointId}, ${endpoint.status ?? 'state unknown'}: networks on premises ask the VPC's names here.`,
      subject: subject('vpc', vpc.vpcId, vpc),
      tone: 'neutral',
      keywords: [endpoint.resolverEndpointId, endpoint.name ?? '', 'resolver', 'inbound', 'on premises'],
    },
    width,
    height: 20,
    shapes: chip(0, 0, width, text, 'neutral', 'gateway-soft', 'gateway'),
    children: [],
  };
}

function gatewayChip(context: LayoutContext, vpc: VpcNode, node: EndpointNode): Block {
  const { endpoint } = node;
  const tables = context.topology.index.inVpc('routeTables', vpc.vpc.vpcId);
  const served = tables.filter((table) => gatewayEndpointTargets(table).includes(endpoint.vpcEndpointId)).length;
  const count = Math.max(served, endpoint.routeTableIds.length);
  const isRead = tables.length > 0;
  const tone: Tone = !isRead ? 'unknown' : count < tables.length ? 'warn' : 'neutral';
  const text = isRead
    ? `${node.shortName} · ${count} of ${counted(tables.length, 'route table')}`
    : `${node.shortName} · route tables unknown`;
  const width = chipWidth(text, 220);
  return {
    node: {
      id: `gateway:${endpoint.vpcEndpointId}`,
      kind: 'gateway-endpoints',
      label: text,
      description: `Gateway endpoint for ${node.shortName}, ${endpoint.state ?? 'state unknown'}: ${isRead ? `${count} of ${counted(tables.length, 'route table')} lead to it` : 'route tables could not be read'}.`,
      subject: subject('vpc-endpoint', endpoint.vpcEndpointId, endpoint),
      tone,
      keywords: [node.shortName, ...endpointKeywords(context, node)],
    },
    width,
    height: 20,
    shapes: chip(0, 0, width, text, tone, 'gateway-soft', 'gateway'),
    children: [],
  };
}
