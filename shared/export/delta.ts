/** What code for a plan is made of, for both languages: one module per account and Region, one part per VPC. */
import type { AccountId, Region, VpcEndpointId, VpcId, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { Constraints } from '#shared/analysis/cost/plan/constraints.ts';
import { type HubName, hubNames } from '#shared/analysis/cost/plan/hub-names.ts';
import { callerRouteTables, endpointsIn, isInterface, subnetFor } from '#shared/analysis/cost/plan/place.ts';
import type { ChosenPath, Plan, PlanHub } from '#shared/analysis/cost/plan/plan.ts';
import { presets } from '#shared/analysis/cost/presets.ts';

/** A file of generated code; the name is relative and holds no `..`. */
export interface CodeFile {
  readonly name: string;
  readonly text: string;
}

export type Connection = Constraints['connections'][number];
export type OwnService = Constraints['endpointServices'][number];

export interface DeltaEndpoint {
  readonly path: ChosenPath;
  /** Whether the endpoint takes a policy, as far as anybody knows. */
  readonly isScoped: boolean;
  /** Whether private DNS may be turned on: not for custom services and not where a hosted zone of the hub answers. */
  readonly hasPrivateDns: boolean;
  readonly connection: Connection | null;
}

export interface DeltaSubnet {
  readonly zoneId: ZoneId;
  readonly subnetId: string;
  readonly name: string;
}

export interface DeltaVpc {
  readonly vpcId: VpcId;
  readonly name: string;
  readonly interfaces: readonly DeltaEndpoint[];
  readonly gateways: readonly DeltaEndpoint[];
  readonly subnets: readonly DeltaSubnet[];
  /** Blocks that may call the endpoints, sorted. */
  readonly callers: readonly string[];
  readonly ports: readonly number[];
  readonly routeTables: readonly { readonly routeTableId: string; readonly name: string }[];
  /** Gateway endpoints that exist and miss route tables of callers. */
  readonly repairs: readonly { readonly endpointId: string; readonly service: string; readonly routeTableIds: readonly string[] }[];
}

/** A name that a hub answers for its spokes; `endpointId` is the endpoint of the hub that exists already. */
export interface DeltaZone extends HubName {
  readonly endpointId: VpcEndpointId | null;
  readonly spokes: readonly { readonly vpcId: VpcId; readonly accountId: AccountId; readonly name: string }[];
}

export interface DeltaHub {
  readonly hub: PlanHub;
  readonly accountId: AccountId;
  readonly name: string;
  readonly zones: readonly DeltaZone[];
}

export interface DeltaModule {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly region: Region;
  readonly vpcs: readonly DeltaVpc[];
  readonly services: readonly OwnService[];
  /** The hub of the Region, in the module of its account. */
  readonly hub: DeltaHub | null;
  /** The hub in another account that VPCs of this module use. */
  readonly remoteHub: DeltaHub | null;
}

/** Services that are known to take an endpoint policy, for when nobody read it. */
const policySupported: ReadonlySet<string> = new Set(
  Object.values(presets).flatMap((preset) => [...preset.interfaces, ...preset.gateways]),
);

export function deltaModules(plan: Plan, topology: Topology): readonly DeltaModule[] {
  const hubs = plan.hubs.flatMap((hub) => deltaHub(plan, topology, hub));
  const serviceHomes = plan.constraints.endpointServices.flatMap((service) => topology.vpcNode(service.vpcId) ?? []);
  const places = [
    ...hubs.filter((each) => each.zones.length > 0).map(({ accountId, hub: { region } }) => ({ accountId, region })),
    ...plan.chosen.map(({ accountId, region }) => ({ accountId, region })),
    ...serviceHomes.map(({ vpc: { accountId, region } }) => ({ accountId, region })),
  ];
  const keyed = groupBy(places, ({ accountId, region }) => `${accountId}/${region}`);
  return sortedBy(keyed, ([key]) => key).flatMap(([, [place]]) => (place === undefined ? [] : deltaModule(plan, topology, hubs, place)));
}

function deltaModule(
  plan: Plan,
  topology: Topology,
  hubs: readonly DeltaHub[],
  { accountId, region }: Pick<ChosenPath, 'accountId' | 'region'>,
): DeltaModule {
  const own = plan.chosen.filter((path) => path.accountId === accountId && path.region === region);
  const vpcs = sortedUnique(own.map((path) => path.vpcId)).flatMap((vpcId) => topology.vpcNode(vpcId) ?? []);
  const inRegion = hubs.filter((each) => each.hub.region === region);
  const accounts = topology.index.snapshot.accounts;
  return {
    accountId,
    accountName: accounts.find((account) => account.accountId === accountId)?.name ?? accountId,
    region,
    vpcs: vpcs
      .map((node) => deltaVpc(plan, topology, node))
      .filter((vpc) => vpc.interfaces.length + vpc.gateways.length + vpc.repairs.length > 0),
    services: sortedBy(
      plan.constraints.endpointServices.filter((service) => isIn(topology.vpcNode(service.vpcId), accountId, region)),
      (service) => [service.name, service.loadBalancerArn],
    ),
    hub: inRegion.find((each) => each.accountId === accountId && each.zones.length > 0) ?? null,
    remoteHub:
      inRegion.find(
        (each) => each.accountId !== accountId && each.zones.some((zone) => zone.spokes.some((spoke) => spoke.accountId === accountId)),
      ) ?? null,
  };
}

function isIn(node: VpcNode | undefined, accountId: AccountId, region: Region): boolean {
  return node?.vpc.accountId === accountId && node.vpc.region === region;
}

function deltaVpc(plan: Plan, topology: Topology, node: VpcNode): DeltaVpc {
  const { vpcId } = node.vpc;
  const endpoints = endpointsIn(plan.chosen, vpcId).map((path) => deltaEndpoint(plan, topology, path));
  const interfaces = endpoints.filter((each) => isInterface(each.path));
  const zones = sortedUnique(interfaces.flatMap((each) => [...each.path.zones]));
  const spokes = plan.hubs
    .filter((hub) => hub.vpcId === vpcId)
    .flatMap((hub) => hub.spokes.flatMap((id) => topology.vpcNode(id)?.vpc.cidrBlocks ?? []));
  return {
    vpcId,
    name: node.vpc.name ?? vpcId,
    interfaces,
    gateways: endpoints.filter((each) => each.path.how === 'gateway'),
    subnets: zones.flatMap((zoneId) => {
      const subnet = subnetFor(node, zoneId)?.subnet;
      return subnet === undefined ? [] : { zoneId, subnetId: subnet.subnetId, name: subnet.name ?? subnet.subnetId };
    }),
    callers: sortedUnique([...node.vpc.cidrBlocks, ...spokes]),
    ports: [...new Set(interfaces.flatMap((each) => each.connection?.ports ?? [443]))].sort((a, b) => a - b),
    routeTables: callerRouteTables(node).map((table) => ({
      routeTableId: table.routeTableId,
      name: table.name ?? (table.isMain ? 'main' : table.routeTableId),
    })),
    repairs: repairsOf(plan, node),
  };
}

function repairsOf(plan: Plan, node: VpcNode): DeltaVpc['repairs'] {
  const fixes = plan.comparison.regions.flatMap((region) => region.fixes).filter((fix) => fix.vpcId === node.vpc.vpcId);
  return fixes.flatMap((fix) => {
    const endpoint = node.endpoints.find((each) => each.endpoint.vpcEndpointId === fix.endpointId)?.endpoint;
    if (endpoint?.vpcEndpointType !== 'Gateway') return [];
    const missing = callerRouteTables(node)
      .map((table) => table.routeTableId)
      .filter((id) => !endpoint.routeTableIds.includes(id));
    return missing.length === 0 ? [] : { endpointId: fix.endpointId, service: fix.service, routeTableIds: missing };
  });
}

function deltaEndpoint(plan: Plan, topology: Topology, path: ChosenPath): DeltaEndpoint {
  const details = topology.index.having('serviceDetails', 'serviceName', path.serviceName);
  const told = details.flatMap((detail) => detail.vpcEndpointPolicySupported ?? []);
  const isCustom = path.serviceName.includes('.vpce-svc-');
  const answersInHub = plan.hubs.some((hub) => hub.vpcId === path.vpcId && hub.hostedZones.includes(path.service));
  return {
    path,
    isScoped: told.length > 0 ? told.every(Boolean) : !isCustom && policySupported.has(path.service),
    hasPrivateDns: !isCustom && !answersInHub,
    connection: plan.constraints.connections.find((each) => each.vpcId === path.vpcId && each.serviceName === path.serviceName) ?? null,
  };
}

function deltaHub(plan: Plan, topology: Topology, hub: PlanHub): DeltaHub[] {
  const node = topology.vpcNode(hub.vpcId);
  if (node === undefined) return [];
  const zones = hubNames(topology, hub, plan.chosen).map((name): DeltaZone => {
    const isPlanned = endpointsIn(plan.chosen, hub.vpcId).some((path) => path.service === name.service);
    const standing = node.endpoints.find((each) => each.shortName === name.service && each.endpoint.vpcEndpointType === 'Interface');
    return {
      ...name,
      endpointId: isPlanned ? null : (standing?.endpoint.vpcEndpointId ?? null),
      spokes: name.users.map(({ vpcId, accountId }) => ({ vpcId, accountId, name: topology.vpcNode(vpcId)?.vpc.name ?? vpcId })),
    };
  });
  // A zone that exists and was not read cannot be referred to; the plan's step says so.
  const known = zones.filter((zone) => zone.isNew || (zone.zoneId !== null && zone.spokes.length > 0));
  return [{ hub, accountId: node.vpc.accountId, name: node.vpc.name ?? hub.vpcId, zones: known }];
}

/** A folder or file name part that is safe everywhere. */
export function safeName(text: string): string {
  const plain = text
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'unnamed' : plain;
}
