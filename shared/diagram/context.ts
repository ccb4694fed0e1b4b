/** What every block asks: rows by endpoint, tints by zone, names by account, rule ids by subject. */
import type { AccountId, Region, VpcEndpointId, ZoneId } from '#shared/base/ids.ts';
import { compareText, groupBy, indexBy, sortedUnique } from '#shared/base/sort.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { type HostedZoneIndex, hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { ConnectionNode, EndpointNode, ServiceNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Subject, SubjectKind } from '#shared/model/subject.ts';
import type { ColourToken } from './diagram.ts';
import type { DiagramInput } from './diagram-input.ts';
import type { Lane } from './lane.ts';
import { zoneTint } from './theme.ts';

export interface LayoutContext {
  readonly topology: Topology;
  /** Lanes computed so far: boxes and routes both ask for them. */
  readonly lanes: WeakMap<VpcNode, readonly Lane[]>;
  /** Which names the hosted zones of a VPC lead to endpoints elsewhere. */
  readonly hubZones: HostedZoneIndex;
  rowOf(endpointId: VpcEndpointId): AlignmentRow | undefined;
  /** The zones of a Region that anybody in the snapshot knows, by ID in order. */
  zonesOf(region: Region): readonly ZoneId[];
  tintOf(region: Region, zoneId: ZoneId | null): ColourToken;
  /** The account's own name for a zone; `null` where its table was not read. */
  zoneNameOf(accountId: AccountId, region: Region, zoneId: ZoneId): string | null;
  /** The account's name, else its id in groups of four. */
  accountName(accountId: AccountId): string | null;
  /** Rules that fail or are unknown for a thing. */
  rulesOf(kind: SubjectKind, id: string): readonly string[];
  /** The connections of a service, whoever saw them. */
  connectionsOf(service: ServiceNode): readonly ConnectionNode[];
  serviceById(serviceId: string): ServiceNode | undefined;
  /** GB a month through a NAT gateway as decimal text; `null` where nobody said. */
  natUsage(natGatewayId: string): string | null;
}

export function layoutContext(input: DiagramInput): LayoutContext {
  const { topology } = input;
  const { snapshot } = topology.index;
  const rows = indexBy(input.alignment, (row) => row.endpointId);
  const zones = zonesByRegion(input);
  const names = new Map(snapshot.accounts.map((account) => [account.accountId, account.name]));
  const rules = rulesBySubject(input);
  const usage = natUsageOf(input);
  const services = indexBy(topology.services, (service) => service.serviceId as string | null);
  const connections = groupBy(topology.connections, (connection) => connection.serviceId);
  return {
    topology,
    lanes: new WeakMap(),
    hubZones: hostedZoneIndex(topology),
    rowOf: (endpointId) => rows.get(endpointId),
    zonesOf: (region) => zones.get(region) ?? [],
    tintOf: (region, zoneId) => {
      const index = zoneId === null ? -1 : (zones.get(region) ?? []).indexOf(zoneId);
      return index < 0 ? 'surface' : zoneTint(index);
    },
    zoneNameOf: (accountId, region, zoneId) => {
      const record = topology.index.zoneRecord(region, zoneId, accountId);
      return record?.accountId === accountId ? record.zoneName : null;
    },
    accountName: (accountId) => names.get(accountId) ?? null,
    rulesOf: (kind, id) => rules.get(`${kind}/${id}`) ?? [],
    connectionsOf: (service) => (service.serviceId === null ? [] : (connections.get(service.serviceId) ?? [])),
    serviceById: (serviceId) => services.get(serviceId),
    natUsage: (natGatewayId) => usage.get(natGatewayId) ?? null,
  };
}

/** A thing a click selects. */
export function subject(kind: SubjectKind, id: string, where: { readonly accountId: string; readonly region: string }): Subject {
  return { kind, id, accountId: where.accountId, region: where.region };
}

/** Whether a service is one of a provider's own: only those have strands. */
export function isCustomService(service: ServiceNode | undefined): service is ServiceNode {
  return service !== undefined && !service.isAwsOwned;
}

/** The node id of a service. */
export function serviceNodeId(service: ServiceNode): string {
  return `service:${service.serviceId ?? `${service.region}/${service.serviceName}`}`;
}

/** Words that find an endpoint: ids, name, service, state, verdict, zones, rules. */
export function endpointKeywords(context: LayoutContext, node: EndpointNode): string[] {
  const { endpoint } = node;
  const row = context.rowOf(endpoint.vpcEndpointId);
  return [
    endpoint.vpcEndpointId,
    endpoint.name,
    endpoint.serviceName,
    endpoint.vpcId,
    endpoint.vpcEndpointType,
    endpoint.state,
    endpoint.accountId,
    row?.verdict,
    ...(row?.tags ?? []),
    ...(row?.endpointZones ?? node.zones?.zones ?? []),
    ...context.rulesOf('vpc-endpoint', endpoint.vpcEndpointId),
  ].filter((word): word is NonNullable<typeof word> => word !== null && word !== undefined);
}

function zonesByRegion(input: DiagramInput): ReadonlyMap<Region, readonly ZoneId[]> {
  const { topology } = input;
  const found = new Map<Region, Set<ZoneId>>();
  const add = (region: Region, zoneId: ZoneId | null): void => {
    if (zoneId === null) return;
    const set = found.get(region) ?? new Set<ZoneId>();
    found.set(region, set.add(zoneId));
  };
  for (const zone of topology.index.snapshot.zones) if (zone.zoneType === 'availability-zone') add(zone.region, zone.zoneId);
  for (const vpc of topology.vpcs) {
    for (const subnet of vpc.subnets) if (subnet.place === 'availability-zone') add(vpc.vpc.region, subnet.zoneId);
  }
  for (const service of topology.services) for (const zone of service.zones?.zones ?? []) add(service.region, zone);
  return new Map([...found].map(([region, set]) => [region, [...set].sort(compareText)]));
}

function rulesBySubject(input: DiagramInput): ReadonlyMap<string, readonly string[]> {
  const pairs = (input.findings?.findings ?? []).flatMap((finding) =>
    finding.subjects.map((about) => ({ key: `${about.kind}/${about.id}`, ruleId: finding.ruleId })),
  );
  return new Map([...groupBy(pairs, (pair) => pair.key)].map(([key, list]) => [key, sortedUnique(list.map((pair) => pair.ruleId))]));
}

/** The monthly total of each NAT gateway, where the usage has one. */
function natUsageOf(input: DiagramInput): ReadonlyMap<string, string> {
  const controls = (input.usage?.rows ?? []).filter((row) => row.kind === 'control' && row.nat_gateway_id !== undefined);
  return new Map(controls.map((row) => [row.nat_gateway_id ?? '', row.gb_per_month]));
}
