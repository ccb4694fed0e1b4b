/** From usage rows to flows: which gigabytes a VPC sends where, and on which path they are today. */
import { type Exact, decimal, decimalText, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { NatGatewayId, Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { Problem } from '#shared/base/outcome.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { Basis, DemandClass, UsageRow } from '#shared/model/usage.ts';
import type { ReachKind } from '#shared/analysis/topology/reach-endpoint.ts';
import { reachTo, type ReachRow } from '#shared/analysis/topology/reach.ts';
import type { HostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { SubnetNode, Topology } from '#shared/analysis/topology/topology.ts';
import { daysBetween } from './calendar.ts';
import type { Reconciliation } from './comparison.ts';
import type { CostNat, CostVpc } from './cost-vpc.ts';
import { peeredZones } from './hub-way.ts';
import { demandedService } from './service-demand.ts';

/** `public`: straight through an internet gateway, which costs nothing that a comparison could change. */
export type FlowPath = 'nat' | 'endpoint' | 'gateway' | 'hub' | 'public';

/** One demand: so many GB of one service, from one zone, on one path. */
export interface Flow {
  readonly vpcId: VpcId;
  readonly service: string;
  readonly class: DemandClass;
  readonly remoteRegion: Region | null;
  readonly path: FlowPath;
  /** `null` where several NAT gateways could carry it. */
  readonly nat: CostNat | null;
  readonly fromZone: ZoneId | null;
  readonly toZone: ZoneId | null;
  readonly direction: UsageRow['direction'];
  readonly gb: Exact;
  readonly basis: Basis;
  /** Through a hub over VPC peering: the zones of the hub's endpoint. Left out over a transit gateway, which bills each GB. */
  readonly peeredZones?: readonly ZoneId[];
}

export interface Demand {
  readonly flows: readonly Flow[];
  readonly reconciliation: readonly Reconciliation[];
  /** Days the control total covers; `null` without one. */
  readonly controlDays: number | null;
  readonly hasControl: boolean;
  /** Whether any row names a service or a destination. */
  readonly hasSplit: boolean;
  readonly problems: readonly Problem[];
  /** Rows that do not fit the VPC, as sentences. */
  readonly notices: readonly string[];
}

/** A split may exceed its control total by this much before it is refused. */
const splitTolerance = decimal('1.02');
/** Over this share of unexplained traffic a bill does not reconcile. */
const unexplainedShare = decimal('0.05');

/** The demand of a VPC; `null` where no row is about it. `nats` are those that carry its traffic, also in a hub. */
export function demandOf(
  topology: Topology,
  vpc: CostVpc,
  nats: readonly CostNat[],
  rows: readonly UsageRow[],
  hostedZones: () => HostedZoneIndex,
): Demand | null {
  if (rows.length === 0) return null;
  const reach = rememberedByText((service) => reachTo(topology, vpc.node, service, hostedZones()));
  const paths = pathFinder(vpc, nats.length > 0 || vpc.centralEgress !== null, reach);
  const peered = (service: string, fromZone: ZoneId | null) => peeredZones(topology, vpc.node, reach(service), fromZone);
  const named = rows.filter((row) => row.kind === 'demand').map((row) => flowOf(topology, vpc, nats, row, { paths, peered }));
  const controls = controlTotals(nats, rows);
  const reconciled = reconcile(vpc, nats, named, controls);
  const windows = rows.filter((row) => row.kind === 'control').map(windowDays);
  return {
    flows: [...named, ...reconciled.flows],
    reconciliation: reconciled.cards,
    hasControl: controls.length > 0,
    controlDays: windows.length === 0 || windows.includes(null) ? null : Math.min(...windows.flatMap((window) => window ?? [])),
    hasSplit: named.some((flow) => flow.class !== 'U' && flow.class !== 'A'),
    problems: reconciled.problems,
    notices: misfits(vpc, nats, rows),
  };
}

/** Rows that name another Region or a NAT gateway that does not carry this VPC's traffic. */
function misfits(vpc: CostVpc, nats: readonly CostNat[], rows: readonly UsageRow[]): string[] {
  const known = new Set<string>(nats.map((nat) => nat.id));
  const strange = sortedUnique(rows.flatMap((row) => row.nat_gateway_id ?? []).filter((id) => !known.has(id)));
  const elsewhere = sortedUnique(rows.map((row) => row.region).filter((region) => region !== vpc.region));
  const noNat = nats.length === 0 && vpc.centralEgress === null && rows.some((row) => row.path === 'nat');
  return [
    ...strange.map((id) => `Usage of ${vpc.vpcId} names ${id}, which does not carry its traffic.`),
    ...elsewhere.map((region) => `Usage of ${vpc.vpcId} names ${region}; the VPC is in ${vpc.region}, whose prices are used.`),
    ...(noNat ? [`Usage of ${vpc.vpcId} says that traffic passes a NAT gateway, but there is none.`] : []),
  ];
}

/** Days a row was measured over; `null` where it does not say. */
function windowDays(row: UsageRow): number | null {
  return row.window_start === undefined || row.window_end === undefined ? null : daysBetween(row.window_start, row.window_end);
}

function flowOf(topology: Topology, vpc: CostVpc, nats: readonly CostNat[], row: UsageRow, { paths, peered }: Ways): Flow {
  const demanded = demandedService(topology.index, vpc.owner, vpc.region, row.service);
  const fromZone = row.from_zone ?? null;
  const path = row.path ?? paths(isServed(demanded.class) ? demanded.service : 'internet', fromZone);
  const zones = path === 'hub' ? peered(demanded.service, fromZone) : null;
  return {
    vpcId: vpc.vpcId,
    service: demanded.service,
    class: row.class ?? demanded.class,
    remoteRegion: demanded.remoteRegion,
    path,
    nat: path === 'nat' ? natOf(nats, row) : null,
    fromZone,
    toZone: row.to_zone ?? null,
    direction: row.direction,
    gb: decimal(row.gb_per_month),
    basis: row.basis,
    ...(zones === null ? {} : { peeredZones: zones }),
  };
}

/** What the topology says of a service from one zone, or from all. */
interface Ways {
  readonly paths: (service: string, fromZone: ZoneId | null) => FlowPath;
  /** The zones of the hub's endpoint where it is reached over peering. */
  readonly peered: (service: string, fromZone: ZoneId | null) => readonly ZoneId[] | null;
}

function rememberedByText<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const found = known.get(text) ?? { value: make(text) };
    known.set(text, found);
    return found.value;
  };
}

function isServed(kind: DemandClass): boolean {
  return kind === 'G' || kind === 'P' || kind === 'C' || kind === 'X';
}

/** The NAT gateway that carries a row: the one named, the only one, or the only one that stands in or serves the zones named. */
function natOf(nats: readonly CostNat[], row: Pick<UsageRow, 'nat_gateway_id' | 'from_zone' | 'to_zone'>): CostNat | null {
  if (row.nat_gateway_id !== undefined) return nats.find((nat) => nat.id === row.nat_gateway_id) ?? null;
  const outward = nats.some((nat) => nat.isPublic) ? nats.filter((nat) => nat.isPublic) : nats;
  if (outward.length === 1) return outward[0] ?? null;
  const { from_zone: from, to_zone: to } = row;
  const standing = to === undefined ? outward : outward.filter((nat) => nat.zones?.includes(to) === true);
  const serving = from === undefined ? standing : standing.filter((nat) => nat.servedZones.includes(from));
  const found = serving.length > 0 ? serving : standing;
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Today's path of a service by default: the one that every private subnet with
 * callers uses, in the row's zone if it names one; NAT where they differ, and
 * the internet gateway only where nothing else leads out.
 */
function pathFinder(vpc: CostVpc, hasNat: boolean, reach: (service: string) => readonly ReachRow[]): Ways['paths'] {
  const subnets = new Map<string, SubnetNode>(vpc.node.subnets.map((subnet) => [subnet.subnet.subnetId, subnet]));
  const isInner = (row: ReachRow): boolean => subnets.get(row.subnetId)?.egress !== 'internet-gateway';
  const calls = (row: ReachRow): boolean => (subnets.get(row.subnetId)?.callers ?? 0) > 0;
  return (service: string, fromZone: ZoneId | null): FlowPath => {
    const all = reach(service);
    const mine = all.filter((row) => fromZone === null || subnets.get(row.subnetId)?.zoneId === fromZone);
    const reaching = preferred(
      preferred(
        preferred(mine, (row) => row.how !== 'none'),
        isInner,
      ),
      calls,
    );
    const ways = new Set(reaching.map((row) => row.how));
    const [way] = ways.size === 1 ? ways : [];
    if (way === 'public') return hasNat ? 'nat' : 'public';
    return way === undefined ? 'nat' : (pathOf[way] ?? 'nat');
  };
}

const pathOf: { readonly [How in ReachKind]?: FlowPath } = { gateway: 'gateway', interface: 'endpoint', hub: 'hub' };

/** Those that are as wished, or all where none is. */
function preferred<Item>(items: readonly Item[], wish: (item: Item) => boolean): readonly Item[] {
  const wished = items.filter(wish);
  return wished.length > 0 ? wished : items;
}

interface ControlTotal {
  readonly nat: CostNat | null;
  readonly gb: Exact;
  readonly basis: Basis;
}

/** The bill comes before CloudWatch, and that before anything else. */
const controlOrder: readonly Basis[] = ['billed', 'measured', 'modelled', 'typed', 'assumed', 'unknown'];

/** One total per NAT gateway: of the best basis, both directions together. */
function controlTotals(nats: readonly CostNat[], rows: readonly UsageRow[]): ControlTotal[] {
  const controls = rows.filter((row) => row.kind === 'control');
  const byNat = groupBy(controls, (row) => natOf(nats, row)?.id ?? row.nat_gateway_id ?? '');
  return sortedBy(byNat, ([id]) => id).map(([, own]) => {
    const basis = controlOrder.find((candidate) => own.some((row) => row.basis === candidate)) ?? 'unknown';
    const latest = new Map(own.filter((row) => row.basis === basis).map((row) => [row.direction, row]));
    return {
      nat: own[0] === undefined ? null : natOf(nats, own[0]),
      gb: sum([...latest.values()].map((row) => decimal(row.gb_per_month))),
      basis,
    };
  });
}

/** U = T - sum, per NAT gateway; over the whole VPC where a flow cannot be given to one of several. */
function reconcile(vpc: CostVpc, nats: readonly CostNat[], flows: readonly Flow[], controls: readonly ControlTotal[]) {
  const onNat = flows.filter((flow) => flow.path === 'nat');
  const isTold = controls.length <= 1 && nats.length <= 1 ? false : onNat.every((flow) => flow.nat !== null);
  const groups: readonly ControlTotal[] = isTold || controls.length <= 1 ? controls : [wholeOf(controls)];
  const results = groups.map((control) => {
    const mine = isTold && control.nat !== null ? onNat.filter((flow) => flow.nat?.id === control.nat?.id) : onNat;
    return checked(vpc, control, sum(mine.map((flow) => flow.gb)));
  });
  return {
    flows: results.flatMap((result) => result.flow ?? []),
    cards: results.map((result) => result.card),
    problems: results.flatMap((result) => result.problem ?? []),
  };
}

function wholeOf(controls: readonly ControlTotal[]): ControlTotal {
  return { nat: null, gb: sum(controls.map((control) => control.gb)), basis: controls[0]?.basis ?? 'unknown' };
}

function checked(vpc: CostVpc, control: ControlTotal, demand: Exact) {
  const missing = control.gb.minus(demand);
  const isOver = demand.gt(product(control.gb, splitTolerance));
  const share = control.gb.isZero() ? zero : quotient(missing.abs(), control.gb);
  const card: Reconciliation = {
    natGatewayId: (control.nat?.id ?? null) as NatGatewayId | null,
    controlGb: decimalText(control.gb),
    demandGb: decimalText(demand),
    unattributedGb: decimalText(missing.gt(0) ? missing : zero),
    basis: control.basis,
    verdict: share.gt(unexplainedShare) ? 'not reconciled' : 'reconciled',
  };
  const problem: Problem | null = isOver
    ? {
        code: 'usage-exceeds-control',
        what: `The demand of ${vpc.vpcId} is ${decimalText(demand)} GB, more than 1.02 times the ${decimalText(control.gb)} GB its NAT gateway carried`,
        where: control.nat?.id ?? vpc.vpcId,
        remedy: 'Check the window and the unit of the rows; nothing is rescaled.',
      }
    : null;
  const flow: Flow | null = missing.gt(0) ? unattributedFlow(vpc, control, missing) : null;
  return { card, problem, flow };
}

function unattributedFlow(vpc: CostVpc, control: ControlTotal, gb: Exact): Flow {
  return {
    vpcId: vpc.vpcId,
    service: 'unattributed',
    class: 'U',
    remoteRegion: null,
    path: 'nat',
    nat: control.nat,
    fromZone: null,
    toZone: null,
    direction: 'both',
    gb,
    basis: control.basis,
  };
}
