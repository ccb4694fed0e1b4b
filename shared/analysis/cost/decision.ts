/** What an alternative changes, and which path each flow takes then. */
import { type Exact, sum, zero } from '#shared/base/decimal.ts';
import type { Region, VpcId, ZoneId } from '#shared/base/ids.ts';
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

/** Endpoints in one VPC that serve others over a transit gateway. */
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

/** Every flow of the scope with its path under the decision. */
export function routedFlows(model: CostModel, decision: Decision, corner: Corner): RoutedFlow[] {
  const added = new Map(decision.added.map((entry) => [serviceKey(entry.vpcId, entry.service), entry]));
  return model.vpcs.flatMap((vpc) => (vpc.demand?.flows ?? []).map((flow) => routed(vpc, flow, decision, corner, added)));
}

function routed(vpc: ModelVpc, flow: Flow, decision: Decision, corner: Corner, added: ReadonlyMap<string, Added>): RoutedFlow {
  const base = { flow, vpc, added: null, endpoint: null, nat: null };
  const key = serviceKey(vpc.vpcId, flow.service);
  const isMovable = movableClasses.has(flow.class) && flow.path !== 'gateway' && flow.path !== 'public';
  if (isMovable && decision.hub?.moves.has(key) === true) return { ...base, target: 'hub' };
  if (flow.path !== 'nat') return { ...base, target: flow.path, endpoint: existingEndpoint(vpc, flow) };
  const own = isMovable ? added.get(key) : undefined;
  if (own !== undefined) return { ...base, target: own.how === 'gateway' ? 'gateway' : 'endpoint', added: own };
  const existing = isMovable && decision.repairs.has(vpc.vpcId) ? existingEndpoint(vpc, flow) : null;
  if (existing !== null) return { ...base, target: existing.type === 'Gateway' ? 'gateway' : 'endpoint', endpoint: existing };
  if (flow.class === 'A' && corner.unknownAws === 'moves' && hasInterfaceEndpoint(vpc, decision)) return { ...base, target: 'endpoint' };
  const nat = decision.takenOver.get(flow.nat?.id ?? vpc.vpcId) ?? flow.nat;
  return { ...base, target: isServed(vpc, nat, decision) ? 'nat' : 'none', nat };
}

/**
 * The endpoint of the VPC that leads to the flow's service. Traffic of class G
 * counts as served by a gateway endpoint only: an interface endpoint for S3 or
 * DynamoDB stands there for others, such as on-premises.
 */
export function existingEndpoint(
  vpc: ModelVpc,
  flow: Pick<Flow, 'service' | 'path'> & { readonly class?: DemandClass },
): CostEndpoint | null {
  const own = vpc.endpoints.filter((endpoint) => endpoint.service === flow.service);
  const gateway = own.find((endpoint) => endpoint.type === 'Gateway');
  const other = own.find((endpoint) => endpoint.type !== 'Gateway');
  if (flow.path === 'endpoint') return other ?? null;
  return gateway ?? (flow.class === 'G' ? null : (other ?? null));
}

function hasInterfaceEndpoint(vpc: ModelVpc, decision: Decision): boolean {
  return (
    vpc.endpoints.some((endpoint) => endpoint.type === 'Interface') ||
    decision.added.some((entry) => entry.vpcId === vpc.vpcId && entry.how === 'interface')
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
  const paths = ['nat', 'endpoint', 'gateway', 'hub', 'public', 'none'] as const;
  return new Map(paths.map((path) => [path, sum(flows.filter((each) => each.target === path).map((each) => each.flow.gb))]));
}
