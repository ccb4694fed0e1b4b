/** Ways out of a lane beside NAT gateways: gates of Gateway Load Balancers, transit gateways, IPv6. */
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Block } from './block.ts';
import { endpointKeywords, type LayoutContext, subject } from './context.ts';
import type { Shape } from './diagram.ts';
import type { Lane } from './lane.ts';
import { label, line } from './shape.ts';

export const gateWidth = 76;
export const ipv6Width = 76;
export const wayHeight = 24;

/** A gate on the wire out: everything that leaves passes the firewalls behind the endpoint, then goes on. */
export function gateBlock(context: LayoutContext, vpc: VpcNode, lane: Lane, node: EndpointNode): Block {
  const onward = onwardText(vpc, node);
  return {
    node: {
      id: `gate:${node.endpoint.vpcEndpointId}`,
      kind: 'gate',
      label: `${node.shortName} gate`,
      description: `Gateway Load Balancer endpoint ${node.endpoint.vpcEndpointId} in ${lane.title}: default routes pass ${node.shortName}, then ${onward}.`,
      subject: subject('vpc-endpoint', node.endpoint.vpcEndpointId, node.endpoint),
      tone: 'neutral',
      keywords: endpointKeywords(context, node),
    },
    width: gateWidth,
    height: wayHeight,
    shapes: [
      {
        kind: 'rect',
        x: 0,
        y: 0,
        width: gateWidth,
        height: wayHeight,
        radius: 4,
        fill: 'endpoint-soft',
        stroke: 'endpoint',
        strokeWidth: 1,
      },
      ...gatePosts(9, wayHeight / 2),
      label(18, 10, 'GWLB', 'strong', { maxWidth: gateWidth - 20 }),
      label(18, 20, `then ${onward}`, 'small', { fill: 'ink-2', maxWidth: gateWidth - 20 }),
    ],
    children: [],
  };
}

/** Two posts with a bar across. */
function gatePosts(x: number, y: number): Shape[] {
  return [
    { kind: 'rect', x: x - 5, y: y - 7, width: 3, height: 14, radius: 1, fill: 'endpoint' },
    { kind: 'rect', x: x + 2, y: y - 7, width: 3, height: 14, radius: 1, fill: 'endpoint' },
    line(
      [
        { x: x - 3, y },
        { x: x + 3, y },
      ],
      'endpoint',
      1.5,
    ),
  ];
}

/** Where the subnet of a gate sends what comes back from the firewalls. */
function onwardText(vpc: VpcNode, node: EndpointNode): string {
  const home = vpc.subnets.find((subnet) => node.endpoint.subnetIds.includes(subnet.subnet.subnetId));
  switch (home?.egress) {
    case 'nat-gateway':
      return 'NAT';
    case 'internet-gateway':
      return 'internet';
    case 'transit-gateway':
      return 'TGW';
    case 'none':
      return 'nowhere';
    default:
      return 'unknown';
  }
}

/** The wire to a transit gateway, where it leaves the lane. */
export function transitBlock(context: LayoutContext, vpc: VpcNode, lane: Lane, width: number): Block {
  const id = lane.transitGateways[0] ?? '';
  const gateway = context.topology.index.find('transitGateways', id);
  const name = gateway?.name ?? id;
  return {
    node: {
      id: `egress:${vpc.vpc.vpcId}/${lane.title}`,
      kind: 'transit',
      label: name,
      description: `The default route of ${lane.title} leads to transit gateway ${name}.`,
      subject: subject('transit-gateway', id, gateway ?? vpc.vpc),
      tone: 'neutral',
      keywords: [...lane.transitGateways, 'transit gateway'],
    },
    width,
    height: wayHeight,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height: wayHeight, radius: 4, fill: 'gateway-soft', stroke: 'gateway', strokeWidth: 1 },
      { kind: 'rect', x: 0, y: 0, width: 4, height: wayHeight, radius: 2, fill: 'gateway' },
      label(9, 10, 'TGW', 'strong', { maxWidth: width - 12 }),
      label(9, 20, name, 'small', { fill: 'ink-2', maxWidth: width - 12, isId: name.startsWith('tgw-') }),
    ],
    children: [],
  };
}

const ipv6Words = { 'egress-only': 'egress-only', internet: 'internet', other: 'elsewhere' } as const;

/** IPv6 has a wire of its own: NAT gateways have no part in it. */
export function ipv6Block(vpc: VpcNode, lane: Lane): Block {
  const where = ipv6Words[lane.ipv6 ?? 'other'];
  return {
    node: {
      id: `ipv6:${vpc.vpc.vpcId}/${lane.title}`,
      kind: 'note',
      label: `IPv6 ${where}`,
      description: `IPv6 default routes of ${lane.title} lead ${lane.ipv6 === 'egress-only' ? 'to an egress-only internet gateway' : lane.ipv6 === 'internet' ? 'to the internet gateway' : 'elsewhere'}.`,
      subject: null,
      tone: 'neutral',
      keywords: ['ipv6', where],
    },
    width: ipv6Width,
    height: wayHeight,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: ipv6Width, height: wayHeight, radius: 4, fill: 'surface', stroke: 'accent', strokeWidth: 1 },
      label(6, 10, 'IPv6 ::/0', 'strong', { maxWidth: ipv6Width - 8 }),
      label(6, 20, where, 'small', { fill: 'ink-2', maxWidth: ipv6Width - 8 }),
    ],
    children: [],
  };
}
