/** Interface endpoints once per Region in a hub VPC, reached over a transit gateway or VPC peering. */
import { sortedUnique } from '#shared/base/sort.ts';
import type { TransitGatewayId, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { attachmentsOf } from './central-egress.ts';
import type { CostOptions } from './comparison.ts';
import type { CostEndpoint } from './cost-vpc.ts';
import { type HubDecision, serviceKey } from './decision.ts';
import { bestPeeredVpc, peersOf } from './hub-peering.ts';
import type { CostContext, CostModel, ModelVpc } from './model.ts';
import { gatewayServices, offeredIn } from './service-demand.ts';

/** One service of one VPC that could go through the hub. */
export interface HubPair {
  readonly vpc: ModelVpc;
  readonly service: string;
  /** Its own endpoint, which would go. */
  readonly existing: CostEndpoint | null;
}

/** What centralising is possible in a scope: the hub and everything that could use it. */
export interface HubSite {
  readonly hub: ModelVpc;
  readonly pairs: readonly HubPair[];
  /** Whether the VPC has an attachment to the hub's transit gateway already. */
  isAttached(vpcId: VpcId): boolean;
  /** Where the hub's endpoint for a service would stand; empty where the hub has one already. */
  zonesFor(service: string): readonly ZoneId[];
  /** Whether the hub has an endpoint for the service. */
  has(service: string): boolean;
  /** How the others reach it; a transit gateway unless told. */
  readonly via?: 'peering';
  /** VPCs that lack a peering connection to it; empty over a transit gateway. */
  readonly unpeered: readonly VpcId[];
}

/** The hub the person chose, else the VPC of the Region with most attachments; `null` where there is none, or no spoke. */
export function hubSite(context: CostContext, model: CostModel, options: CostOptions): HubSite | null {
  const node = hubNode(context, model, options);
  if (node === null) return null;
  const hub = model.byId(node.vpc.vpcId) ?? context.vpc(node);
  const spokes = model.vpcs.filter((vpc) => vpc.vpcId !== hub.vpcId);
  const pairs = spokes.flatMap(pairsOf);
  if (pairs.length === 0) return null;
  const gateways = transitGatewaysOf(context, hub.vpcId);
  const isPeered = options.hubVia === 'peering';
  const peers = isPeered ? peersOf(context.topology, hub.vpcId) : [];
  return {
    ...(isPeered ? { via: 'peering' as const } : {}),
    unpeered: isPeered ? sortedUnique(pairs.map((pair) => pair.vpc.vpcId).filter((vpcId) => !peers.includes(vpcId))) : [],
    hub,
    pairs: [...pairs, ...(model.byId(hub.vpcId) === undefined ? [] : pairsOf(hub).filter((pair) => pair.existing === null))],
    isAttached: (vpcId) =>
      isPeered || transitGatewaysOf(context, vpcId).some((id) => gateways.includes(id)) || (vpcId === hub.vpcId && gateways.length > 0),
    zonesFor: (service) => (hasEndpoint(hub, service) ? [] : hubZones(context, hub, service)),
    has: (service) => hasEndpoint(hub, service),
  };
}

function hubNode(context: CostContext, model: CostModel, options: CostOptions): VpcNode | null {
  if (options.hubVpcId !== undefined) {
    const chosen = context.topology.vpcNode(options.hubVpcId);
    return chosen === undefined || chosen.vpc.region !== model.region ? null : chosen;
  }
  const peered = options.hubVia === 'peering' ? bestPeeredVpc(context.topology, model.region) : null;
  return peered ?? context.defaultHub(model.region);
}

function transitGatewaysOf(context: CostContext, vpcId: VpcId): readonly TransitGatewayId[] {
  return attachmentsOf(context.topology.index, vpcId).flatMap((attachment) => attachment.transitGatewayId ?? []);
}

/** AWS services by interface endpoint: those that pass the NAT and those with an endpoint of their own. Custom ones stay. */
function pairsOf(vpc: ModelVpc): HubPair[] {
  const own = vpc.endpoints.filter((endpoint) => endpoint.type === 'Interface' && isCentral(endpoint.service));
  const demanded = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat' && flow.class === 'P' && isCentral(flow.service));
  const services = sortedUnique([...own.map((endpoint) => endpoint.service), ...demanded.map((flow) => flow.service)]);
  return services.map((service) => ({ vpc, service, existing: own.find((endpoint) => endpoint.service === service) ?? null }));
}

/** Custom and cross-Region services, which go by their full name, stay; so do S3 and DynamoDB, which have gateway endpoints. */
function isCentral(service: string): boolean {
  return !service.includes('amazonaws') && !service.includes('vpce-svc-') && !gatewayServices.has(service);
}

function hasEndpoint(hub: ModelVpc, service: string): boolean {
  return hub.endpoints.some((endpoint) => endpoint.type === 'Interface' && endpoint.service === service);
}

function hubZones(context: CostContext, hub: ModelVpc, service: string): readonly ZoneId[] {
  const offered = offeredIn(context.topology.index, hub.owner, hub.region, service);
  return hub.subnetZones.filter((zone) => offered === null || offered.includes(zone));
}

/** The decision that sends these pairs through the hub; `null` where the hub's zones for some service are unknown. */
export function hubDecision(site: HubSite, pairs: readonly HubPair[]): HubDecision | null {
  const services = sortedUnique(pairs.map((pair) => pair.service));
  const added = services.filter((service) => !site.has(service)).map((service) => ({ service, zones: site.zonesFor(service) }));
  if (pairs.length === 0 || added.some(({ zones }) => zones.length === 0)) return null;
  const users = sortedUnique([site.hub.vpcId, ...pairs.map((pair) => pair.vpc.vpcId)]);
  return {
    ...(site.via === undefined ? {} : { via: site.via }),
    hub: site.hub,
    added,
    moves: new Set(pairs.map((pair) => serviceKey(pair.vpc.vpcId, pair.service))),
    attached: users.filter((vpcId) => !site.isAttached(vpcId)),
    removed: pairs.flatMap((pair) => pair.existing ?? []),
    hostedZones: services.filter((service) => needsHostedZone(site, service)),
  };
}

/** An endpoint of the hub that answers under its private DNS name in the hub alone needs a zone for the others. */
export function needsHostedZone(site: HubSite, service: string): boolean {
  const own = site.hub.node.endpoints.find((node) => node.shortName === service && node.endpoint.vpcEndpointType === 'Interface');
  return own === undefined || own.endpoint.privateDnsEnabled !== false;
}
