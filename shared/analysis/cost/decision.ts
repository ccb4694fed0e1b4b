/** What an alternative changes, and which path each flow takes then. */
import { type Exact, zero } from '#shared/base/decimal.ts';
import type { Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { DemandClass } from '#shared/model/usage.ts';
import type { CostEndpoint, CostNat } from './cost-vpc.ts';
import type { Flow } from './demand.ts';
import type { CostModel, ModelVpc } from './model.ts';

/** An endpoint that an alternative adds. */
export interface Added {
  readonly vpcId: VpcId;
  readonly service: string;
  readonly how: 'gateway' | 'interface' | 'cross-region';
  /** Empty for gateways; `null` where no zone could be told. */
  readonly zones: readonly ZoneId[] | null;
  readonly remoteRegion: Region | null;
}

/** Endpoints in one VPC that serve others over a transit gateway or VPC peering. */
export interface HubDecision {
  readonly hub: ModelVpc;
  /** Services whose endpoint the hub gets, sorted. */
  readonly added: readonly { readonly service: string; readonly zones: readonly ZoneId[] }[];
  /** `vpcId/service` that go through the hub. */
  readonly moves: ReadonlySet<string>;
  /** VPCs that get an attachment. */
  readonly attached: readonly VpcId[];
  /** Endpoints of the spokes that go. */
  readonly removed: readonly CostEndpoint[];
  /** Services whose private name needs a hosted zone. */
  readonly hostedZones: readonly string[];
  /** How the others reach it; a transit gateway unless told. */
  readonly via?: 'peering';
}

export interface Decision {
  readonly added: readonly Added[];
  readonly removedNats: ReadonlySet<string>;
  /** VPCs in which traffic that passes the NAT although an endpoint exists is repaired. */
  readonly repairs: ReadonlySet<VpcId>;
  /** By NAT gateway, and by VPC for traffic of several: the NAT gateway that carries it instead. */
  readonly takenOver: ReadonlyMap<string, CostNat>;
  readonly hub: HubDecision | null;
}

/** Everything stays as it is. */
export const noChange: Decision = { added: [], removedNats: new Set(), repairs: new Set(), takenOver: new Map(), hub: null };

/** One combination of what nobody measured; a range is the span over all corners. */
export interface Corner {
  /** What nobody measured or verified is at its least, or at its most: zones that traffic crosses, zones that bill. */
  readonly crossing: 'least' | 'most';
  /** AWS traffic whose service is unknown stays on the NAT, or moves to the endpoints there are. */
  readonly unknownAws: 'stays' | 'moves';
}

export const expected: Corner = { crossing: 'least', unknownAws: 'stays' };
export const mostCrossing: Corner = { crossing: 'most', unknownAws: 'stays' };
/** Every combination. */
export const allCorners: readonly Corner[] = [
  expected,
  { crossing: 'least', unknownAws: 'moves' },
  mostCrossing,
  { crossing: 'most', unknownAws: 'moves' },
];

export type TargetPath = 'nat' | 'endpoint' | 'gateway' | 'hub' | 'public' | 'none';

/** Where a flow goes under a decision. */
export interface RoutedFlow {
  readonly flow: Flow;
  readonly vpc: ModelVpc;
  readonly target: TargetPath;
  readonly added: Added | null;
  readonly endpoint: CostEndpoint | null;
  /** The NAT gateway that carries it; `null` where several could. */
  readonly nat: CostNat | null;
}

/** Classes that an endpoint can serve; all others stay where they are. */
export const movableClasses: ReadonlySet<DemandClass> = new Set(['G', 'P', 'X', 'C']);

/** The key by which additions and moves are found. */
export function serviceKey(vpcId: VpcId, service: string): string {
  return `${vpcId}/${service}`;
}

/** A decision looked up by VPC and service; each part is made once, because every column and corner asks again. */
interface DecisionIndex {
  sorted: readonly Added[] | null;
  byKey: ReadonlyMap<string, Added> | null;
  byVpc: ReadonlyMap<VpcId, readonly Added[]> | null;
  removed: ReadonlySet<CostEndpoint> | null;
}

const indexes = new WeakMap<Decision, DecisionIndex>();

function indexOf(decision: Decision): DecisionIndex {
  const known = indexes.get(decision);
  if (known !== undefined) return known;
  const made: DecisionIndex = { sorted: null, byKey: null, byVpc: null, removed: null };
  indexes.set(decision, made);
  return made;
}

/** What is added, by VPC, then service. */
export function sortedAdded(decision: Decision): readonly Added[] {
  return (indexOf(decision).sorted ??= inOrder(decision.added));
}

function inOrder(added: readonly Added[]): readonly Added[] {
  let before: Added | null = null;
  for (const each of added) {
    const isAfter = before === null || before.vpcId < each.vpcId || (before.vpcId === each.vpcId && before.service <= each.service);
    if (!isAfter) return sortedBy(added, ({ vpcId, service }) => [vpcId, service]);
    before = each;
  }
  return added;
}

/** What is added, by `vpcId/service`. */
function addedByKey(decision: Decision): ReadonlyMap<string, Added> {
  return (indexOf(decision).byKey ??= new Map(decision.added.map((each) => [serviceKey(each.vpcId, each.service), each])));
}

/** What is added to a VPC. */
export function addedIn(decision: Decision, vpcId: VpcId): readonly Added[] {
  const sorted = sortedAdded(decision);
  const [first] = sorted;
  if (first === undefined) return sorted;
  // Most decisions are about one VPC.
  if (first.vpcId === sorted.at(-1)?.vpcId) return first.vpcId === vpcId ? decision.added : [];
  return (indexOf(decision).byVpc ??= groupBy(decision.added, (each) => each.vpcId)).get(vpcId) ?? [];
}

const nothing: ReadonlySet<CostEndpoint> = new Set();

/** Endpoints of the spokes that go. */
export function removedEndpoints(decision: Decision): ReadonlySet<CostEndpoint> {
  if (decision.hub === null) return nothing;
  return (indexOf(decision).removed ??= new Set(decision.hub.removed));
}

/** Every flow of the scope with its path under the decision. */
export function routedFlows(model: Pick<CostModel, 'vpcs'>, decision: Decision, corner: Corner): RoutedFlow[] {
  const all: RoutedFlow[] = [];
  for (const vpc of model.vpcs) {
    if (vpc.demand !== null) for (const flow of vpc.demand.flows) all.push(routed(vpc, flow, decision, corner));
  }
  return all;
}

function routed(vpc: ModelVpc, flow: Flow, decision: Decision, corner: Corner): RoutedFlow {
  const isMovable = movableClasses.has(flow.class) && flow.path !== 'gateway' && flow.path !== 'public';
  const key = isMovable && (decision.hub !== null || decision.added.length > 0) ? serviceKey(vpc.vpcId, flow.service) : '';
  if (isMovable && decision.hub?.moves.has(key) === true) return routedTo(vpc, flow, 'hub', null, null);
  if (flow.path !== 'nat') return routedTo(vpc, flow, flow.path, null, existingEndpoint(vpc, flow));
  const own = key === '' ? undefined : addedByKey(decision).get(key);
  if (own !== undefined) return routedTo(vpc, flow, own.how === 'gateway' ? 'gateway' : 'endpoint', own, null);
  const existing = isMovable && decision.repairs.has(vpc.vpcId) ? existingEndpoint(vpc, flow) : null;
  if (existing !== null) return routedTo(vpc, flow, existing.type === 'Gateway' ? 'gateway' : 'endpoint', null, existing);
  if (flow.class === 'A' && corner.unknownAws === 'moves' && hasInterfaceEndpoint(vpc, decision)) {
    return routedTo(vpc, flow, 'endpoint', null, null);
  }
  const nat = decision.takenOver.get(flow.nat?.id ?? vpc.vpcId) ?? flow.nat;
  return { flow, vpc, target: isServed(vpc, nat, decision) ? 'nat' : 'none', added: null, endpoint: null, nat };
}

function routedTo(vpc: ModelVpc, flow: Flow, target: TargetPath, added: Added | null, endpoint: CostEndpoint | null): RoutedFlow {
  return { flow, vpc, target, added, endpoint, nat: null };
}

interface ServiceEndpoints {
  gateway: CostEndpoint | null;
  other: CostEndpoint | null;
}

/** The endpoints of a VPC by what they lead to. */
export type EndpointsByService = ReadonlyMap<string, Readonly<ServiceEndpoints>>;

/** By list of endpoints, which a constrained model replaces. */
const byService = new WeakMap<readonly CostEndpoint[], EndpointsByService>();

export function endpointsByService(endpoints: readonly CostEndpoint[]): EndpointsByService {
  const known = byService.get(endpoints);
  if (known !== undefined) return known;
  const made = new Map<string, ServiceEndpoints>();
  for (const endpoint of endpoints) {
    const own = made.get(endpoint.service) ?? { gateway: null, other: null };
    if (endpoint.type === 'Gateway') own.gateway ??= endpoint;
    else own.other ??= endpoint;
    made.set(endpoint.service, own);
  }
  byService.set(endpoints, made);
  return made;
}

/**
 * The endpoint of the VPC that leads to the flow's service. Traffic of class G
 * counts as served by a gateway endpoint only: an interface endpoint for S3 or
 * DynamoDB stands there for others, such as on-premises.
 */
export function existingEndpoint(
  vpc: Pick<ModelVpc, 'endpoints'>,
  flow: Pick<Flow, 'service' | 'path'> & { readonly class?: DemandClass },
): CostEndpoint | null {
  const existing = endpointsByService(vpc.endpoints);
  return flow.path === 'endpoint' ? (existing.get(flow.service)?.other ?? null) : servingFromNat(existing, flow);
}

/** The endpoint that traffic of a service could take instead of the NAT gateway. */
export function servingFromNat(
  existing: EndpointsByService,
  { service, class: kind }: { readonly service: string; readonly class?: DemandClass },
): CostEndpoint | null {
  const own = existing.get(service);
  if (own === undefined) return null;
  return own.gateway ?? (kind === 'G' ? null : own.other);
}

function hasInterfaceEndpoint(vpc: ModelVpc, decision: Decision): boolean {
  return (
    vpc.endpoints.some((endpoint) => endpoint.type === 'Interface') ||
    addedIn(decision, vpc.vpcId).some((entry) => entry.how === 'interface')
  );
}

function isServed(vpc: ModelVpc, nat: CostNat | null, decision: Decision): boolean {
  if (nat !== null) return !decision.removedNats.has(nat.id);
  const nats = natsOf(vpc);
  return nats.length === 0 || nats.some((each) => !decision.removedNats.has(each.id));
}

/** The NAT gateways that carry the VPC's traffic: its own, or those of the VPC it egresses through. */
export function natsOf(vpc: ModelVpc): readonly CostNat[] {
  return vpc.remoteNats.length > 0 ? vpc.remoteNats : vpc.nats;
}

/** How many GB of a flow through a NAT gateway cross between zones: measured, or from `least` to `most`. */
export function crossing(routedFlow: RoutedFlow): { readonly least: Exact; readonly most: Exact } {
  const { flow, vpc, nat } = routedFlow;
  const exactly = (gb: Exact) => ({ least: gb, most: gb });
  const zones = flow.toZone !== null ? [flow.toZone] : (nat?.zones ?? null);
  if (flow.fromZone !== null && zones !== null) return exactly(zones.includes(flow.fromZone) ? zero : flow.gb);
  if (flow.fromZone !== null) return { least: zero, most: flow.gb };
  const candidates = nat === null ? natsOf(vpc) : [nat];
  return { least: zero, most: candidates.some((each) => mayCross(vpc, each)) ? flow.gb : zero };
}

/** Whether some subnet that is routed to the NAT gateway stands in another zone than it. */
function mayCross(vpc: ModelVpc, nat: CostNat): boolean {
  const sources = nat.vpcId === vpc.vpcId ? nat.servedZones : vpc.subnetZones;
  return sources.some((zone) => zone === null || nat.zones === null || !nat.zones.includes(zone));
}

/** GB by path; the sum over all paths must be the same in every column. */
export function gigabytesByPath(flows: readonly RoutedFlow[]): ReadonlyMap<TargetPath, Exact> {
  if (flows.length === 0) return noGigabytes;
  const known = gigabytes.get(flows);
  if (known !== undefined) return known;
  const made = new Map<TargetPath, Exact>();
  for (const { target, flow } of flows) {
    const before = made.get(target);
    made.set(target, before === undefined ? flow.gb : before.plus(flow.gb));
  }
  gigabytes.set(flows, made);
  return made;
}

const noGigabytes: ReadonlyMap<TargetPath, Exact> = new Map();
const gigabytes = new WeakMap<readonly RoutedFlow[], ReadonlyMap<TargetPath, Exact>>();
