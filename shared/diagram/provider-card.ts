/**
 * One service in the Providers view: who is connected on the left, the service
 * with its load balancers and zones in the middle, who may connect on the right.
 */
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { AllowedPrincipal } from '#shared/model/endpoint-service.ts';
import { isEveryone } from '#shared/model/endpoint-service.ts';
import type { ConnectionNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { type Block, type BlockNode, onGrid, type PlacedBlock } from './block.ts';
import { type LayoutContext, serviceNodeId, subject } from './context.ts';
import type { DiagramEdge, Shape, Tone } from './diagram.ts';
import { connectionTone } from './ghost-consumers.ts';
import { detailedServiceBox } from './service-box.ts';
import { ghostDash, label, labelWidth, toneMark } from './shape.ts';
import { toneKey } from './standing.ts';
import { accountText, counted, stateText } from './words.ts';

const rowHeight = 28;
const rowGap = 4;
const headingHeight = 20;
const connectionWidth = 272;
const principalWidth = 248;
const busWidth = 56;
/** More rows of one kind than this fold into one. */
const rowLimit = 12;

export interface ProviderCard {
  readonly block: Block;
  /** From each row to the service, in the coordinates of the card. */
  readonly edges: readonly DiagramEdge[];
}

export function providerCard(context: LayoutContext, service: ServiceNode, serviceWidth: number): ProviderCard {
  const box = detailedServiceBox(context, service, serviceWidth);
  const connections = connectionRows(context, service);
  const principals = principalRows(context, service);
  const serviceX = connectionWidth + busWidth;
  const principalX = serviceX + box.width + busWidth;
  const rowsHeight = (count: number): number => headingHeight + Math.max(1, count) * (rowHeight + rowGap);
  const height = onGrid(Math.max(box.height + headingHeight, rowsHeight(connections.length), rowsHeight(principals.length)));
  const children: PlacedBlock[] = [
    { block: box, x: serviceX, y: headingHeight },
    ...connections.map((block, index) => ({ block, x: 0, y: headingHeight + index * (rowHeight + rowGap) })),
    ...principals.map((block, index) => ({ block, x: principalX, y: headingHeight + index * (rowHeight + rowGap) })),
  ];
  const node: BlockNode = {
    id: `card:${serviceNodeId(service)}`,
    kind: 'note',
    label: service.shortName,
    description: `${service.shortName} with ${counted(context.connectionsOf(service).length, 'connection')}.`,
    subject: null,
    tone: box.node.tone,
    keywords: [],
  };
  const shapes: Shape[] = [
    label(0, 12, heading(context, service), 'small', { fill: areConnectionsRead(context, service) ? 'ink-2' : 'unknown' }),
    label(principalX, 12, principalHeading(service), 'small', { fill: service.allowedPrincipals === null ? 'unknown' : 'ink-2' }),
  ];
  const block = { node, width: principalX + principalWidth, height, shapes, children };
  return { block, edges: connections.map((row, index) => connectionEdge(service, row, index, serviceX)) };
}

function heading(context: LayoutContext, service: ServiceNode): string {
  const count = context.connectionsOf(service).length;
  if (count > 0) return counted(count, 'connection');
  if (!areConnectionsRead(context, service)) return 'connections unknown';
  // A map that is narrowed leaves connections out.
  const { serviceId } = service;
  const leftOut = serviceId === null ? 0 : context.topology.index.having('endpointConnections', 'serviceId', serviceId).length;
  return leftOut === 0 ? 'no connections' : `${counted(leftOut, 'connection')} not shown`;
}

function principalHeading(service: ServiceNode): string {
  if (service.configuration === null) return 'provider not scanned';
  if (service.allowedPrincipals === null) return 'allowed principals unknown';
  return service.allowedPrincipals.length === 0 ? 'no allowed principals' : counted(service.allowedPrincipals.length, 'allowed principal');
}

/** "None" may be said only where the provider's own list was read. */
function areConnectionsRead(context: LayoutContext, { configuration }: ServiceNode): boolean {
  if (configuration === null) return false;
  return context.topology.index.coverage.isRead(configuration.accountId, configuration.region, 'DescribeVpcEndpointConnections');
}

/** A row per connection, worst first; beyond a dozen, a row per state and account. */
function connectionRows(context: LayoutContext, service: ServiceNode): Block[] {
  const connections = sortedBy(context.connectionsOf(service), (node) => [
    toneKey(connectionTone(node.state)),
    context.accountName(node.consumer.accountId ?? ('' as never)) ?? '~',
    node.endpointId,
  ]);
  const groups =
    connections.length <= rowLimit
      ? connections.map((node) => [node])
      : [...groupBy(connections, (node) => `${node.consumer.accountId}|${node.state}`).values()];
  return groups.map((group) => connectionRow(context, service, group));
}

function connectionRow(context: LayoutContext, service: ServiceNode, group: readonly ConnectionNode[]): Block {
  const first = group[0] as ConnectionNode;
  const { accountId, region } = first.consumer;
  const account = accountId === null ? 'account unknown' : (context.accountName(accountId) ?? accountText(accountId));
  const tone = connectionTone(first.state);
  const isSeen = first.seenFrom.includes('consumer');
  const isStranger = accountId !== null && isStrangerTo(service, accountId);
  const name = group.length === 1 ? first.endpointId : counted(group.length, 'endpoint');
  const state = first.state === null ? 'unknown' : stateText(first.state);
  const notes = [state, ...(isStranger ? ['not an allowed principal'] : []), ...(isSeen ? [] : ['consumer not scanned'])];
  const where = { accountId: accountId ?? 'unknown', region };
  return {
    node: {
      id: `connection:${service.serviceId}/${group.length === 1 ? first.endpointId : `${accountId}/${first.state}`}`,
      kind: isSeen ? 'endpoint' : 'ghost',
      label: `${account} ${name}`,
      description: `Connection of ${name}, account ${account}, ${region}: ${notes.join(', ')}.`,
      subject: group.length === 1 ? subject('vpc-endpoint', first.endpointId, where) : null,
      tone: isStranger && tone === 'ok' ? 'warn' : tone,
      keywords: [...group.map((node) => node.endpointId), accountId ?? '', region, first.state ?? '', isStranger ? 'stranger' : ''],
    },
    width: connectionWidth,
    height: rowHeight,
    shapes: rowShapes(
      connectionWidth,
      account,
      name,
      isStranger ? 'stranger' : state,
      isStranger && tone === 'ok' ? 'warn' : tone,
      !isSeen,
    ),
    children: [],
  };
}

function rowShapes(width: number, title: string, id: string, note: string, tone: Tone, isGhost: boolean): Shape[] {
  const noteWidth = labelWidth(note, 'small');
  const titleWidth = Math.min(96, labelWidth(title, 'chip'));
  const fill = tone === 'bad' || tone === 'warn' || tone === 'unknown' ? tone : 'ink-2';
  return [
    {
      kind: 'rect',
      x: 0,
      y: 0,
      width,
      height: rowHeight,
      radius: 6,
      fill: 'raised',
      stroke: isGhost ? 'ghost' : 'line',
      strokeWidth: 1,
      ...(isGhost ? { dash: ghostDash } : {}),
    },
    ...toneMark(14, rowHeight / 2, tone),
    label(26, 18, title, 'chip', { maxWidth: 96 }),
    label(34 + titleWidth, 18, id, 'code', { fill: 'ink-2', maxWidth: width - titleWidth - noteWidth - 56, isId: true }),
    label(width - 10, 18, note, 'small', { anchor: 'end', fill }),
  ];
}

/** Whether an account is connected although no principal admits it. Where principals were not read nobody is a stranger. */
function isStrangerTo(service: ServiceNode, accountId: string): boolean {
  const principals = service.allowedPrincipals;
  if (principals === null) return false;
  return accountId !== service.providerAccountId && !principals.some((principal) => admits(principal, accountId));
}

/** Organisation principals may hold any account; only accounts, users and roles name one. */
function admits(principal: AllowedPrincipal, accountId: string): boolean {
  if (isEveryone(principal)) return true;
  const named = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(principal.principal)?.[1];
  return named === undefined || principal.principalType === 'OrganizationUnit' ? true : named === accountId;
}

/** Principals that never connected stand out: an invitation nobody used. */
function principalRows(context: LayoutContext, service: ServiceNode): Block[] {
  const principals = sortedBy(service.allowedPrincipals ?? [], (principal) => principal.principal);
  const owners = new Set(context.connectionsOf(service).map((node) => node.consumer.accountId as string | null));
  const rows = principals.map((principal) => {
    const accountId = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(principal.principal)?.[1] ?? null;
    const isUsed = isEveryone(principal) ? owners.size > 0 : accountId === null || owners.has(accountId);
    return { principal, accountId, isUsed };
  });
  const shown = rows.length <= rowLimit ? rows : rows.slice(0, rowLimit);
  return shown.map(({ principal, accountId, isUsed }) => principalRow(context, service, principal, accountId, isUsed));
}

function principalRow(
  context: LayoutContext,
  service: ServiceNode,
  principal: AllowedPrincipal,
  accountId: string | null,
  isUsed: boolean,
): Block {
  const tail = principal.principal.split(':').slice(5).join(':');
  const name = accountId === null ? null : (context.accountName(accountId as never) ?? accountText(accountId));
  const title = isEveryone(principal) ? 'everyone' : name === null ? (principal.principalType ?? 'principal') : name;
  const note = isEveryone(principal) ? 'open to all' : isUsed ? 'connected' : 'never connected';
  const tone: Tone = isEveryone(principal) ? 'warn' : isUsed ? 'ok' : 'neutral';
  return {
    node: {
      id: `principal:${service.serviceId}/${principal.principal}`,
      kind: 'note',
      label: title,
      description: `Allowed principal ${principal.principal}: ${note}.`,
      subject: subject('endpoint-service', service.serviceId ?? service.serviceName, {
        accountId: service.providerAccountId ?? 'unknown',
        region: service.region,
      }),
      tone,
      keywords: [principal.principal, principal.principalType ?? '', note],
    },
    width: principalWidth,
    height: rowHeight,
    shapes: rowShapes(principalWidth, title, isEveryone(principal) ? '*' : tail, note, tone, false),
    children: [],
  };
}

function connectionEdge(service: ServiceNode, row: Block, index: number, serviceX: number): DiagramEdge {
  const y = headingHeight + index * (rowHeight + rowGap) + rowHeight / 2;
  const portY = headingHeight + rowHeight / 2;
  const turn = connectionWidth + busWidth / 2;
  const isGhost = row.node.kind === 'ghost';
  return {
    id: `edge:${row.node.id}`,
    source: row.node.id,
    target: serviceNodeId(service),
    kind: 'trunk',
    points: [
      { x: connectionWidth, y },
      { x: turn, y },
      { x: turn, y: portY },
      { x: serviceX, y: portY },
    ],
    tone: row.node.tone,
    dashed: isGhost || row.node.tone === 'bad' || row.node.tone === 'warn',
    count: 1,
    label: null,
    description: row.node.description,
    subject: row.node.subject,
    zoneId: null,
  };
}
