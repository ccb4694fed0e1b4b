/**
 * What leaves VPCs by transit gateways and peerings: names that a hub serves,
 * default routes to central egress, networks on premises. Each gateway is a bar
 * with a row per thing it leads to; whoever uses a row has a strand to it.
 */
import { containsBlock } from '#shared/base/cidr.ts';
import type { Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Subject } from '#shared/model/subject.ts';
import { type LayoutContext, subject } from './context.ts';
import type { Tone } from './diagram.ts';
import { type HubLink, hubLinks } from './hub.ts';
import { onPremisesOf } from './on-premises.ts';
import { counted } from './words.ts';

export interface TransitRow {
  /** The anchor that strands look for. */
  readonly port: string;
  readonly title: string;
  detail: string;
  tone: Tone;
  /** VPCs that use it. */
  users: number;
}

export interface TransitBar {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly subject: Subject;
  readonly rows: Map<string, TransitRow>;
}

/** One use of a row by a VPC: a strand. */
export interface TransitUse {
  readonly target: string;
  readonly port: string;
  /** `spoke` uses a hub's names, `hub` serves them; `egress` leaves through the gateway, `way-out` is where that traffic goes. */
  readonly role: 'spoke' | 'hub' | 'egress' | 'way-out' | 'on-premises';
  readonly link: HubLink | null;
  readonly description: string;
}

export interface TransitIndex {
  readonly bars: ReadonlyMap<string, TransitBar>;
  usesOf(vpcId: VpcId): readonly TransitUse[];
  /** Callers in the spokes of a hub by zone; `null` where the VPC is nobody's hub. */
  spokeCallers(vpcId: VpcId): ReadonlyMap<ZoneId, number> | null;
}

const known = new WeakMap<LayoutContext, TransitIndex>();

/** Made once per layout. */
export function transitIndex(context: LayoutContext): TransitIndex {
  const before = known.get(context);
  if (before !== undefined) return before;
  const draft: Draft = { context, bars: new Map(), uses: new Map(), callers: new Map() };
  for (const vpc of context.topology.vpcs) {
    for (const link of hubLinks(context, vpc)) addSpoke(draft, vpc, link);
    for (const gateway of new Set(
      vpc.subnets.flatMap((subnet) => (subnet.egress === 'transit-gateway' ? (subnet.egressTarget ?? []) : [])),
    ))
      addEgress(draft, vpc, gateway);
  }
  addWaysOut(draft);
  addOnPremises(draft);
  const index: TransitIndex = {
    bars: draft.bars,
    usesOf: (vpcId) => draft.uses.get(vpcId) ?? [],
    spokeCallers: (vpcId) => draft.callers.get(vpcId) ?? null,
  };
  known.set(context, index);
  return index;
}

interface Draft {
  readonly context: LayoutContext;
  readonly bars: Map<string, TransitBar>;
  readonly uses: Map<VpcId, TransitUse[]>;
  readonly callers: Map<VpcId, Map<ZoneId, number>>;
}

function addSpoke(draft: Draft, spoke: VpcNode, link: HubLink): void {
  const hub = draft.context.topology.vpcNode(link.vpcId);
  const bar = barTo(draft, spoke, hub, link);
  const port = `hub:${link.vpcId}`;
  const row = bar.rows.get(port) ?? { port, title: link.hubName, detail: '', tone: 'neutral', users: 0 };
  row.users += 1;
  row.detail = `${counted(link.services.length, 'service')} for ${counted(row.users, 'VPC')}`;
  bar.rows.set(port, row);
  addUse(draft, spoke.vpc.vpcId, { target: bar.id, port, role: 'spoke', link, description: link.description });
  if (hub === undefined) return;
  if (!(draft.uses.get(hub.vpc.vpcId) ?? []).some((use) => use.target === bar.id && use.port === port)) {
    addUse(draft, hub.vpc.vpcId, {
      target: bar.id,
      port,
      role: 'hub',
      link: null,
      description: `${link.hubName} serves names to other VPCs through ${bar.title}.`,
    });
  }
  const callers = draft.callers.get(link.vpcId) ?? new Map<ZoneId, number>();
  for (const subnet of spoke.subnets) {
    if (subnet.zoneId !== null && subnet.callers !== null) callers.set(subnet.zoneId, (callers.get(subnet.zoneId) ?? 0) + subnet.callers);
  }
  draft.callers.set(link.vpcId, callers);
}

/** The gateway or peering by which a spoke's routes lead to its hub; a bar that says so where no route that was read does. */
function barTo(draft: Draft, spoke: VpcNode, hub: VpcNode | undefined, link: HubLink): TransitBar {
  const blocks = hub?.vpc.cidrBlocks ?? [];
  const routes = spoke.subnets.flatMap((subnet) => subnet.routeTable?.routes ?? []);
  const route = routes.find(
    ({ targetKind, destination, state }) =>
      (targetKind === 'transit-gateway' || targetKind === 'peering') &&
      state !== 'blackhole' &&
      blocks.some((block) => containsBlock(destination, block)),
  );
  if (route === undefined) {
    const where = subject('vpc', link.vpcId, spoke.vpc);
    return bar(draft, `transit:none/${link.vpcId}`, 'no route known', `to ${link.hubName}`, where);
  }
  return route.targetKind === 'peering' ? peeringBar(draft, route.target, spoke) : gatewayBar(draft, route.target, spoke.vpc);
}

function gatewayBar(draft: Draft, id: string, where: { readonly accountId: string; readonly region: Region }): TransitBar {
  const gateway = draft.context.topology.index.find('transitGateways', id);
  return bar(draft, `transit:${id}`, gateway?.name ?? id, 'transit gateway', subject('transit-gateway', id, gateway ?? where));
}

function peeringBar(draft: Draft, id: string, { vpc }: VpcNode): TransitBar {
  const peering = draft.context.topology.index.find('peeringConnections', id);
  return bar(draft, `transit:${id}`, peering?.name ?? id, 'peering', subject('peering', id, peering ?? vpc));
}

function bar(draft: Draft, id: string, title: string, kind: string, about: Subject): TransitBar {
  const before = draft.bars.get(id);
  if (before !== undefined) return before;
  const made = { id, title, kind, subject: about, rows: new Map<string, TransitRow>() };
  draft.bars.set(id, made);
  return made;
}

const egressPort = 'egress';

function addEgress(draft: Draft, { vpc }: VpcNode, gateway: string): void {
  const { rows, id, title } = gatewayBar(draft, gateway, vpc);
  const row = rows.get(egressPort) ?? { port: egressPort, title: 'way out unknown', detail: '', tone: 'unknown', users: 0 };
  row.users += 1;
  row.detail = `0.0.0.0/0 of ${counted(row.users, 'VPC')}`;
  rows.set(egressPort, row);
  const description = `Default routes of ${vpc.name ?? vpc.vpcId} lead to transit gateway ${title}.`;
  addUse(draft, vpc.vpcId, { target: id, port: egressPort, role: 'egress', link: null, description });
}

/** Where the gateways send what the spokes send to `0.0.0.0/0`, as far as their owners' tables were read. */
function addWaysOut(draft: Draft): void {
  const { index } = draft.context.topology;
  const gatewayOf = new Map(
    index.snapshot.transitGatewayRouteTables.map((table) => [table.transitGatewayRouteTableId, table.transitGatewayId]),
  );
  for (const route of index.snapshot.transitGatewayRoutes) {
    if (route.destination !== '0.0.0.0/0' || route.state === 'blackhole') continue;
    const made = draft.bars.get(`transit:${gatewayOf.get(route.transitGatewayRouteTableId) ?? ''}`);
    const row = made?.rows.get(egressPort);
    const target = route.attachments[0];
    if (made === undefined || row === undefined || target === undefined) continue;
    const vpc = draft.context.topology.vpcNode(target.resourceId as VpcId)?.vpc;
    const name = vpc?.name ?? target.resourceId ?? 'unknown';
    made.rows.set(egressPort, { ...row, title: `out by ${name}`, tone: 'neutral' });
    if (vpc === undefined) continue;
    const description = `Transit gateway ${made.title} sends the spokes' default routes to ${name}.`;
    addUse(draft, vpc.vpcId, { target: made.id, port: egressPort, role: 'way-out', link: null, description });
  }
}

const premisesPort = 'on-premises';

function addOnPremises(draft: Draft): void {
  for (const link of onPremisesOf(draft.context)) {
    if (link.gatewayId === null) continue;
    const made =
      link.vpc === null
        ? gatewayBar(draft, link.gatewayId, link)
        : bar(draft, `transit:${link.gatewayId}`, link.gatewayId, 'VPN gateway', subject('vpc', link.vpc.vpcId, link));
    made.rows.set(premisesPort, { port: premisesPort, title: 'on premises', detail: link.kind, tone: 'neutral', users: 0 });
    if (link.vpc === null) continue;
    const description = `Routes of ${link.vpc.name ?? link.vpc.vpcId} lead on premises by ${link.gatewayId}.`;
    addUse(draft, link.vpc.vpcId, { target: made.id, port: premisesPort, role: 'on-premises', link: null, description });
  }
}

function addUse(draft: Draft, vpcId: VpcId, use: TransitUse): void {
  const list = draft.uses.get(vpcId);
  if (list === undefined) draft.uses.set(vpcId, [use]);
  else if (!list.some((other) => other.target === use.target && other.port === use.port && other.role === use.role)) list.push(use);
}
