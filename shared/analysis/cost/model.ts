/** Everything a comparison of one scope needs, gathered once; columns are computed from it alone. */
import { decimal, type Exact, one, product, quotient, sum } from '#shared/base/decimal.ts';
import type { Region, VpcId } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { hostedZoneIndex, type HostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { bestConnectedVpc, type CentralEgressMap, centralEgressMap } from './central-egress.ts';
import type { CostInput } from './comparison.ts';
import { type CostNat, type CostVpc, costVpc } from './cost-vpc.ts';
import { type Demand, demandOf } from './demand.ts';
import { type Desk, newDesk } from './desk.ts';
import { servingZones } from './hosted-zones.ts';
import { regionalBook } from './regional-book.ts';
import { rememberedBeside } from './remember.ts';
import type { ScopeGroup } from './scope.ts';

/** A VPC with its demand; `demand` is `null` where no usage row is about it. */
export interface ModelVpc extends CostVpc {
  readonly demand: Demand | null;
  /** NAT gateways in another VPC that carry its traffic; empty unless it uses central egress. */
  readonly remoteNats: readonly CostNat[];
  /** Its share of their hours, where the VPC that holds them is not in the scope: a numerator and a denominator. */
  readonly natHoursShare: { readonly own: Exact; readonly all: Exact } | null;
  /** What the traffic passes in the other VPC before the NAT gateway there. */
  readonly remoteUpstream: CostVpc['upstream'];
}

export interface CostModel {
  readonly topology: Topology;
  readonly book: PriceBook;
  readonly region: Region;
  readonly hours: Exact;
  readonly vpcs: readonly ModelVpc[];
  /** What its columns share; it goes with the hours. */
  readonly desk: Desk;
  byId(vpcId: VpcId): ModelVpc | undefined;
}

/** The same scope with other hours. */
export function withHours(model: CostModel, hours: Exact): CostModel {
  return { ...model, hours, desk: newDesk() };
}

/** What all scopes of one comparison share. */
export interface CostContext {
  readonly topology: Topology;
  readonly book: PriceBook;
  readonly hours: Exact;
  readonly natHoursBy: 'bytes' | 'equally';
  readonly central: CentralEgressMap;
  readonly rows: ReadonlyMap<string, readonly UsageRow[]>;
  vpc(node: VpcNode): ModelVpc;
  usersOf(hub: VpcNode): HubUsers;
  /** The hub of a Region unless the person chooses one. */
  defaultHub(region: Region): VpcNode | null;
}

export function costContext(input: CostInput, book: PriceBook, hours: Exact): CostContext {
  const { topology } = input;
  return { topology, book, hours, natHoursBy: input.options.natHoursBy ?? 'equally', ...groundOf(topology, input.usage) };
}

/** What follows from topology and usage alone, whatever the hours and prices. */
type Ground = Pick<CostContext, 'central' | 'rows' | 'vpc' | 'usersOf' | 'defaultHub'>;

/** What follows from the topology alone, and the VPCs as they were modelled last. */
interface Base {
  readonly central: CentralEgressMap;
  readonly modelled: Map<VpcId, { readonly rows: readonly UsageRow[]; readonly vpc: ModelVpc }>;
  readonly facts: (node: VpcNode) => CostVpc;
  readonly hostedZones: () => HostedZoneIndex;
  readonly defaultHub: (region: Region) => VpcNode | null;
}

const baseOf = rememberedBeside((topology: Topology, _all: null): Base => {
  const central = centralEgressMap(topology);
  const serving = servingZones(topology);
  let zones: HostedZoneIndex | null = null;
  return {
    central,
    modelled: new Map(),
    facts: remembered((node: VpcNode) => costVpc(topology, node, central, serving)),
    hostedZones: () => (zones ??= hostedZoneIndex(topology)),
    defaultHub: remembered((region: Region) => bestConnectedVpc(topology, region)),
  };
});

const grounds = new WeakMap<Topology, WeakMap<readonly UsageSet[], Ground>>();

/** Remembered for as long as topology and usage live: moving a slider of hours or prices starts from here. */
function groundOf(topology: Topology, usage: readonly UsageSet[]): Ground {
  const known = grounds.get(topology) ?? new WeakMap<readonly UsageSet[], Ground>();
  const ground = known.get(usage) ?? newGround(topology, usage);
  grounds.set(topology, known.set(usage, ground));
  return ground;
}

function newGround(topology: Topology, usage: readonly UsageSet[]): Ground {
  const base = baseOf(topology, null);
  const { central, defaultHub } = base;
  const rows = groupBy(
    usage.flatMap((set) => set.rows),
    (row) => row.scope,
  );
  const vpc = remembered((node: VpcNode) => vpcWith(topology, base, rows.get(node.vpc.vpcId) ?? [], node));
  return { central, rows, vpc, usersOf: remembered((hub: VpcNode) => hubUsers(topology, central, vpc, hub)), defaultHub };
}

/** The VPC as it was modelled last, where the usage that is about it has not changed since. */
function vpcWith(topology: Topology, base: Base, rows: readonly UsageRow[], node: VpcNode): ModelVpc {
  const before = base.modelled.get(node.vpc.vpcId);
  if (before !== undefined && isSameUsage(before.rows, rows)) return before.vpc;
  const vpc = modelVpc(topology, rows, base.facts, node, base.hostedZones);
  base.modelled.set(node.vpc.vpcId, { rows, vpc });
  return vpc;
}

/** Rows that came from another thread are equal, not the same. */
function isSameUsage(before: readonly UsageRow[], now: readonly UsageRow[]): boolean {
  return (
    before.length === now.length && before.every((row, index) => row === now[index] || JSON.stringify(row) === JSON.stringify(now[index]))
  );
}

/** The model of one scope in one Region. */
export function costModel(context: CostContext, group: ScopeGroup): CostModel {
  const inScope = new Set(group.vpcs.map((node) => node.vpc.vpcId));
  const vpcs = group.vpcs.map((node) => withShare(context, context.vpc(node), inScope));
  const { topology, hours } = context;
  const book = regionalBook(context.book, group.region);
  return { topology, book, region: group.region, hours, vpcs, desk: newDesk(), byId: finderOf(vpcs) };
}

function finderOf(vpcs: readonly ModelVpc[]): CostModel['byId'] {
  const [only] = vpcs;
  if (vpcs.length === 1) return (id) => (only?.vpcId === id ? only : undefined);
  const byId = new Map(vpcs.map((vpc) => [vpc.vpcId, vpc]));
  return (id) => byId.get(id);
}

function modelVpc(
  topology: Topology,
  rows: readonly UsageRow[],
  facts: (node: VpcNode) => CostVpc,
  node: VpcNode,
  hostedZones: () => HostedZoneIndex,
): ModelVpc {
  const vpc = facts(node);
  const hubNode = vpc.centralEgress?.hub ?? null;
  const hub = hubNode === null ? null : facts(hubNode);
  const remoteNats = vpc.nats.some((nat) => nat.isPublic) ? [] : (hub?.nats.filter((nat) => nat.isPublic) ?? []);
  const nats = remoteNats.length > 0 ? remoteNats : vpc.nats;
  return {
    ...vpc,
    demand: demandOf(topology, vpc, nats, rows, hostedZones),
    remoteNats,
    natHoursShare: null,
    remoteUpstream: remoteNats.length > 0 ? (hub?.upstream ?? []) : [],
  };
}

/** The hours of a NAT gateway in a VPC outside the scope are shared out; inside it they stand there, whole. */
function withShare(context: CostContext, vpc: ModelVpc, inScope: ReadonlySet<VpcId>): ModelVpc {
  const hub = vpc.centralEgress?.hub ?? null;
  if (hub === null || vpc.remoteNats.length === 0 || inScope.has(hub.vpc.vpcId)) return vpc;
  const { users, all } = context.usersOf(hub);
  const own = context.natHoursBy === 'bytes' ? natGigabytes(vpc) : null;
  if (own !== null && all !== null && !all.isZero()) return { ...vpc, natHoursShare: { own, all } };
  return { ...vpc, natHoursShare: { own: one, all: decimal(Math.max(1, users)) } };
}

/** How many VPCs use the NAT gateways of a hub, and their GB; `null` where those of one are unknown. */
interface HubUsers {
  readonly users: number;
  readonly all: Exact | null;
}

function hubUsers(topology: Topology, central: CentralEgressMap, vpc: CostContext['vpc'], hub: VpcNode): HubUsers {
  const users = (central.spokes.get(hub.vpc.vpcId) ?? []).flatMap((id) => topology.vpcNode(id) ?? []);
  const known = users.flatMap((user) => natGigabytes(vpc(user)) ?? []);
  return { users: users.length, all: known.length === users.length ? sum(known) : null };
}

function natGigabytes(vpc: ModelVpc): Exact | null {
  return vpc.demand === null ? null : sum(vpc.demand.flows.filter((flow) => flow.path === 'nat').map((flow) => flow.gb));
}

/** A share of a quantity; the one division of the model. */
export function shared(quantity: Exact, share: NonNullable<ModelVpc['natHoursShare']>): Exact {
  return quotient(product(quantity, share.own), share.all);
}

function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
