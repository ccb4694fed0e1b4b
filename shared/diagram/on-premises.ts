/** What connects an organisation to networks on premises, as far as VPC and transit gateway calls tell. */
import type { AccountId, Region, VpcId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { Vpc } from '#shared/model/vpc.ts';
import { type Block, onGrid } from './block.ts';
import { type LayoutContext, subject } from './context.ts';
import { label, labelWidth, line } from './shape.ts';
import type { Shape } from './diagram.ts';

export interface OnPremisesLink {
  readonly id: string;
  /** `VPN`, `Direct Connect`, … */
  readonly kind: string;
  readonly text: string;
  /** The transit or VPN gateway it ends at; `null` for what stands in a VPC without a gateway. */
  readonly gatewayId: string | null;
  /** Of a VPN gateway or a Resolver endpoint: the VPC. */
  readonly vpc: Vpc | null;
  readonly accountId: AccountId;
  readonly region: Region;
}

/** Stands where an account stands: what is on premises belongs to none. */
export const onPremisesAccount = 'on-premises' as AccountId;

const kindWords: Readonly<Record<string, string>> = {
  vpn: 'VPN',
  'vpn-concentrator': 'VPN',
  'direct-connect-gateway': 'Direct Connect',
  connect: 'Connect',
};

/** Attachments of transit gateways, VPN gateways that routes name, inbound Resolver endpoints. */
export function onPremisesOf(context: LayoutContext): readonly OnPremisesLink[] {
  const before = known.get(context);
  if (before !== undefined) return before;
  const links = sortedBy([...attachments(context), ...vpnGateways(context), ...resolvers(context)], (link) => [
    link.region,
    link.kind,
    link.id,
  ]);
  known.set(context, links);
  return links;
}

/** Found once per layout: every route is looked at. */
const known = new WeakMap<LayoutContext, readonly OnPremisesLink[]>();

function attachments(context: LayoutContext): OnPremisesLink[] {
  return context.topology.index.snapshot.transitGatewayAttachments.flatMap((attachment) => {
    const kind = kindWords[attachment.resourceType ?? ''];
    if (kind === undefined) return [];
    const id = attachment.resourceId ?? attachment.transitGatewayAttachmentId;
    const { accountId, region, transitGatewayId } = attachment;
    return [{ id: attachment.transitGatewayAttachmentId, kind, text: id, gatewayId: transitGatewayId, vpc: null, accountId, region }];
  });
}

function vpnGateways(context: LayoutContext): OnPremisesLink[] {
  const found = new Map<string, OnPremisesLink>();
  for (const table of context.topology.index.snapshot.routeTables) {
    const vpc = context.topology.vpcNode(table.vpcId)?.vpc;
    if (vpc === undefined) continue;
    for (const { target } of table.routes) {
      if (!target.startsWith('vgw-')) continue;
      const { accountId, region } = vpc;
      found.set(`${target}/${vpc.vpcId}`, { id: target, kind: 'VPN gateway', text: target, gatewayId: target, vpc, accountId, region });
    }
  }
  return [...found.values()];
}

function resolvers(context: LayoutContext): OnPremisesLink[] {
  return context.topology.index.snapshot.resolverEndpoints.flatMap((endpoint) => {
    const vpc = context.topology.vpcNode(endpoint.vpcId as VpcId)?.vpc;
    if (vpc === undefined || endpoint.direction?.startsWith('INBOUND') !== true) return [];
    const { accountId, region, resolverEndpointId: id, name } = endpoint;
    return [{ id, kind: 'Resolver inbound', text: `${name ?? id} in ${vpc.name ?? vpc.vpcId}`, gatewayId: null, vpc, accountId, region }];
  });
}

const height = 26;

/** One connection as a row with a socket on its left. */
export function onPremisesRow(context: LayoutContext, link: OnPremisesLink): Block {
  const width = onGrid(labelWidth(link.kind, 'strong') + labelWidth(link.text, 'code') + 48);
  const about =
    link.gatewayId === null || link.vpc !== null
      ? subject('vpc', link.vpc?.vpcId ?? '', link)
      : subject('transit-gateway', link.gatewayId, context.topology.index.find('transitGateways', link.gatewayId) ?? link);
  return {
    node: {
      id: `on-premises:${link.id}${link.vpc === null ? '' : `/${link.vpc.vpcId}`}`,
      kind: 'on-premises',
      label: `${link.kind} ${link.text}`,
      description: `On premises: ${link.kind} ${link.text}${link.gatewayId === null ? '' : ` to ${link.gatewayId}`}, ${link.region}.`,
      subject: about,
      tone: 'neutral',
      keywords: [link.id, link.gatewayId ?? '', link.text, link.kind, link.region],
    },
    width,
    height,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width, height, radius: 6, fill: 'raised', stroke: 'gateway', strokeWidth: 1 },
      ...socket(14, height / 2),
      label(28, 17, link.kind, 'strong'),
      label(width - 10, 17, link.text, 'code', { anchor: 'end', fill: 'ink-2' }),
    ],
    children: [],
  };
}

/** A plug: the other end is not AWS. */
function socket(x: number, y: number): Shape[] {
  return [
    line(
      [
        { x: x - 8, y },
        { x: x - 3, y },
      ],
      'gateway',
      2,
    ),
    { kind: 'rect', x: x - 3, y: y - 5, width: 7, height: 10, radius: 2, fill: 'gateway-soft', stroke: 'gateway', strokeWidth: 1.5 },
    line(
      [
        { x: x + 4, y: y - 2.5 },
        { x: x + 8, y: y - 2.5 },
      ],
      'gateway',
      1.5,
    ),
    line(
      [
        { x: x + 4, y: y + 2.5 },
        { x: x + 8, y: y + 2.5 },
      ],
      'gateway',
      1.5,
    ),
  ];
}
