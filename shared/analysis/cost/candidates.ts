/** Endpoints that could be added, each with what it costs and saves alone. */
import { type Exact, decimal, decimalText, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { Region, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { interRegionPriceOf, type PriceBook, priceOf, type PriceTier } from '#shared/model/price-book.ts';
import type { DemandClass } from '#shared/model/usage.ts';
import { type BreakEvenPoint, breakEvenGb } from './break-even.ts';
import type { BreakEven, ServiceRow } from './comparison.ts';
import {
  type Added,
  endpointsByService,
  existingEndpoint,
  expected,
  movableClasses,
  noChange,
  serviceKey,
  servingFromNat,
} from './decision.ts';
import type { Flow } from './demand.ts';
import { kept } from './desk.ts';
import { discountedTiers } from './discount.ts';
import { addedHours, groupData } from './endpoint-meters.ts';
import { priceMeters, sumLines } from './line.ts';
import type { CostModel, ModelVpc } from './model.ts';
import type { Meter } from './meter.ts';
import { vpcDataMeters } from './nat-meters.ts';
import { rememberedBeside } from './remember.ts';
import { remoteTransferMeters } from './remote-transfer.ts';
import { type DemandedService, demandedServices, offeredIn } from './service-demand.ts';

export interface Candidate {
  readonly vpc: ModelVpc;
  readonly service: string;
  readonly class: DemandClass;
  readonly added: Added;
  /** Flows that would move; empty where no row names the service. */
  readonly flows: readonly Flow[];
  readonly labels: readonly string[];
}

/** One candidate per service that passes a NAT and has no endpoint yet. */
export function demandedCandidates(model: CostModel, zones: readonly ZoneId[] | undefined): Candidate[] {
  const measured = model.vpcs.filter((vpc) => vpc.demand !== null);
  return measured.flatMap((vpc) => {
    const flows = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat' && movableClasses.has(flow.class));
    const byService = sortedBy(
      groupBy(flows, (flow) => flow.service),
      ([service]) => service,
    );
    return byService.flatMap(([service, own]) => {
      const [first] = own;
      if (first === undefined || existingEndpoint(vpc, first) !== null) return [];
      return candidate(model, vpc, { service, class: first.class, remoteRegion: first.remoteRegion }, own, zones) ?? [];
    });
  });
}

/** One candidate per listed service that the VPC has no endpoint for; for VPCs that have a way out to replace. */
export function listedCandidates(
  model: Pick<CostModel, 'vpcs' | 'topology'>,
  services: readonly string[],
  zones: readonly ZoneId[] | undefined,
  demanded: readonly Candidate[],
): Candidate[] {
  const known = new Map(demanded.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  const all: Candidate[] = [];
  for (const vpc of model.vpcs) {
    if (vpc.nats.length === 0 && vpc.remoteNats.length === 0 && vpc.centralEgress === null) continue;
    const untravelled = untravelledOf(vpc, zones ?? chosenByCallers);
    const existing = endpointsByService(vpc.endpoints);
    for (const named of demandedServices(model.topology.index, vpc.owner, vpc.region, services)) {
      if (servingFromNat(existing, named) !== null) continue;
      const before = known.size === 0 ? undefined : known.get(serviceKey(vpc.vpcId, named.service));
      const entry = before ?? (movableClasses.has(named.class) ? untravelledTo(model, untravelled, vpc, named, zones) : null);
      if (entry !== null) all.push(entry);
    }
  }
  return all;
}

/** Candidates without traffic, by VPC, zones asked for and service: several alternatives propose the same ones. `null`: not possible. */
const untravelledOf = rememberedBeside((_vpc: ModelVpc, _zones: object) => new Map<string, Candidate | null>());

/** Stands for the zones that a VPC's callers choose. */
const chosenByCallers = {};

function untravelledTo(
  model: Pick<CostModel, 'topology'>,
  known: Map<string, Candidate | null>,
  vpc: ModelVpc,
  named: DemandedService,
  zones: readonly ZoneId[] | undefined,
): Candidate | null {
  const before = known.get(named.service);
  if (before !== undefined) return before;
  const made = candidate(model, vpc, named, noFlows, zones);
  known.set(named.service, made);
  return made;
}

const noFlows: readonly Flow[] = [];
const noLabels: readonly string[] = [];
const oneZone: readonly string[] = ['no zone redundancy'];

function candidate(
  model: Pick<CostModel, 'topology'>,
  vpc: ModelVpc,
  { service, class: kind, remoteRegion }: DemandedService,
  flows: readonly Flow[],
  wanted: readonly ZoneId[] | undefined,
): Candidate | null {
  const isGateway = kind === 'G';
  const zones = isGateway ? noZones : endpointZones(model, vpc, service, wanted);
  if (!isGateway && zones?.length === 0) return null;
  const how = isGateway ? 'gateway' : kind === 'X' ? 'cross-region' : 'interface';
  const added: Added = { vpcId: vpc.vpcId, service, remoteRegion, how, zones };
  return { vpc, service, class: kind, flows, added, labels: zones?.length === 1 ? oneZone : noLabels };
}

const noZones: readonly ZoneId[] = [];

/**
 * The zones of a new interface endpoint: those with callers that the service
 * offers, filled up to two with others of the VPC. Empty: the service is offered
 * in no zone of the VPC. `null`: the VPC's zones are not known.
 */
export function endpointZones(
  model: Pick<CostModel, 'topology'>,
  vpc: ModelVpc,
  service: string,
  wanted: readonly ZoneId[] | undefined,
): readonly ZoneId[] | null {
  if (vpc.subnetZones.length === 0) return null;
  const offered = offeredIn(model.topology.index, vpc.owner, vpc.region, service);
  if (wanted !== undefined) return possibleZones(vpc, offered).filter((zone) => wanted.includes(zone));
  const chosen = chosenZones(vpc, null);
  const known = chosen.get(offered);
  if (known !== undefined) return known;
  const possible = possibleZones(vpc, offered);
  const called = possible.filter((zone) => vpc.callerZones.includes(zone));
  const others = possible.filter((zone) => !called.includes(zone));
  const made = sortedUnique([...called, ...others.slice(0, Math.max(0, 2 - called.length))]);
  chosen.set(offered, made);
  return made;
}

function possibleZones(vpc: ModelVpc, offered: readonly ZoneId[] | null): readonly ZoneId[] {
  return vpc.subnetZones.filter((zone) => offered === null || offered.includes(zone));
}

/** What callers choose, by where a service is offered: most services are offered in the same zones. */
const chosenZones = rememberedBeside((_vpc: ModelVpc, _all: null) => new Map<readonly ZoneId[] | null, readonly ZoneId[]>());

/** The per-service table row of a candidate, alone beside today. `filled` is what the price pools hold today. */
export function serviceRow(model: CostModel, filled: ReadonlyMap<string, Exact>, entry: Candidate): ServiceRow {
  const isKnown = entry.vpc.demand !== null;
  const todayUsd = isKnown ? oldPathCost(model, entry, entry.flows) : null;
  const newUsd = isKnown ? newPathCost(model, filled, entry) : null;
  const saving = todayUsd === null || newUsd === null ? null : todayUsd.minus(newUsd);
  return {
    vpcId: entry.vpc.vpcId,
    service: entry.service,
    class: entry.class,
    how: entry.added.how,
    zones: entry.added.zones ?? [],
    gb: isKnown ? decimalText(sum(entry.flows.map((flow) => flow.gb))) : null,
    todayUsd: textOrNull(todayUsd),
    newUsd: textOrNull(newUsd),
    savingUsd: textOrNull(saving),
    breakEven: serviceBreakEven(model, entry),
    pays: saving === null ? null : saving.gt(0),
    labels: entry.labels,
  };
}

function textOrNull(value: Exact | null): string | null {
  return value === null ? null : decimalText(value);
}

/** What the flows cost on their way through the NAT: its GB, inter-AZ at the least, and what stands before it. */
export function oldPathCost(model: Pick<CostModel, 'book'>, entry: Pick<Candidate, 'vpc'>, flows: readonly Flow[]): Exact | null {
  const [only, ...others] = flows;
  const costs = foundWith(oldPathCosts, model.book);
  const key = others.length === 0 && only !== undefined ? only : flows;
  const known = costs.get(key);
  if (known !== undefined) return known;
  const cost = sumLines(
    priceMeters(model.book, [...oldPathMeters(entry, flows), ...remoteTransferMeters(model.book, onNat(entry, flows))]),
  ).total;
  costs.set(key, cost);
  return cost;
}

/** What the flows pass on their way through the NAT. */
export function oldPathMeters({ vpc }: Pick<Candidate, 'vpc'>, flows: readonly Flow[]): readonly Meter[] {
  return vpcDataMeters(vpc, onNat({ vpc }, flows), expected);
}

function onNat({ vpc }: Pick<Candidate, 'vpc'>, flows: readonly Flow[]) {
  const passing = flows.filter((flow) => flow.path === 'nat');
  return passing.map((flow) => ({ flow, vpc, target: 'nat', added: null, endpoint: null, nat: flow.nat }) as const);
}

/** By price book and flows, or the one flow: hours do not matter to GB. */
const oldPathCosts = new WeakMap<PriceBook, WeakMap<Flow | readonly Flow[], Exact | null>>();

/** What one GB costs on the way out of a VPC, by price book: the same for every service without traffic. */
const sampleRates = new WeakMap<PriceBook, WeakMap<ModelVpc, Exact | null>>();

/** What was found with a price book. */
function foundWith<Key extends object>(books: WeakMap<PriceBook, WeakMap<Key, Exact | null>>, book: PriceBook): WeakMap<Key, Exact | null> {
  const known = books.get(book);
  if (known !== undefined) return known;
  const made = new WeakMap<Key, Exact | null>();
  books.set(book, made);
  return made;
}

/** Hours and GB of the new endpoint; its GB stand on top of those that fill the tiers today. */
export function newPathCost(
  model: Pick<CostModel, 'book' | 'hours' | 'byId'>,
  filled: ReadonlyMap<string, Exact>,
  entry: Candidate,
): Exact | null {
  return sumLines(priceMeters(model.book, newPathMeters(model, entry), filled)).total;
}

/** The new endpoint and what passes it. */
export function newPathMeters(model: Pick<CostModel, 'book' | 'hours' | 'byId'>, { vpc, added, flows }: Candidate): readonly Meter[] {
  const target = added.how === 'gateway' ? 'gateway' : 'endpoint';
  const routed = flows.map((flow) => ({ flow, vpc, target, added, endpoint: null, nat: null }) as const);
  return [...addedHours(model, added), ...groupData(model.book, noChange, routed)];
}

/** From how many GB of this one service the endpoint pays, at the zone shares of today. */
export function serviceBreakEven(model: CostModel, entry: Candidate): BreakEven {
  const variable = `GB a month of ${entry.service} at held zone shares`;
  if (entry.flows.length > 0 || entry.added.how === 'cross-region') return newServiceBreakEven(model, entry, variable);
  // Where nothing passes, a service is like every other that would stand in the same zones: only its name differs.
  const known = figuresAtRest(model, entry.vpc);
  const figures = known.get(entry.added.zones);
  if (figures !== undefined) return { variable, ...figures };
  const { variable: _own, ...made } = newServiceBreakEven(model, entry, variable);
  known.set(entry.added.zones, made);
  return { variable, ...made };
}

/** By the zones of an endpoint; a gateway endpoint stands in none. */
const figuresAtRest = rememberedBeside(
  (_model: CostModel, _vpc: ModelVpc) => new Map<readonly ZoneId[] | null, Omit<BreakEven, 'variable'>>(),
);

function newServiceBreakEven(model: CostModel, entry: Candidate, variable: string): BreakEven {
  const gb = entry.flows.length === 0 ? zero : sum(entry.flows.map((flow) => flow.gb));
  const perGb = oldRate(model, entry, gb);
  const fixed = sumLines(priceMeters(model.book, addedHours(model, entry.added))).total;
  const tiers = newTiers(model, entry.added, entry.vpc.region);
  return breakEvenOf(variable, fixed, perGb, tiers, entry.vpc.demand === null ? null : gb);
}

/** What one GB of the service costs on the old path. */
export function oldRate(model: CostModel, entry: Pick<Candidate, 'vpc' | 'flows'>, gb: Exact): Exact | null {
  if (!gb.isZero()) {
    const cost = oldPathCost(model, entry, entry.flows);
    return cost === null ? null : quotient(cost, gb);
  }
  const rates = foundWith(sampleRates, model.book);
  const known = rates.get(entry.vpc);
  if (known !== undefined) return known;
  const rate = sameRate(model.book, oldPathCost(model, entry, [sampleFlow(entry.vpc)]));
  rates.set(entry.vpc, rate);
  return rate;
}

/** One number for equal rates: what follows from a rate is known by it, and most VPCs of an estate have one of a few. */
function sameRate(book: PriceBook, rate: Exact | null): Exact | null {
  return rate === null ? null : kept(ratesByText(book, null), decimalText(rate), () => rate);
}

const ratesByText = rememberedBeside((_book: PriceBook, _all: null) => new Map<string, Exact>());

/** One GB of which nothing is known but that it passes the NAT. */
function sampleFlow(vpc: ModelVpc): Flow {
  const nats = vpc.remoteNats.length > 0 ? vpc.remoteNats : vpc.nats;
  const nat = nats.length === 1 ? (nats[0] ?? null) : null;
  const place = { vpcId: vpc.vpcId, service: 'unattributed', class: 'U', remoteRegion: null, path: 'nat', nat } as const;
  return { ...place, fromZone: null, toZone: null, direction: 'both', gb: decimal(1), basis: 'modelled' };
}

/** The tiers of what costs nothing. */
export const free: readonly PriceTier[] = [{ upTo: null, usd: '0' }];

/** What a GB costs on the new path, by tier; `null` where a price is unknown. */
export function newTiers(model: CostModel, added: Pick<Added, 'how' | 'remoteRegion'>, region: Region): readonly PriceTier[] | null {
  if (added.how === 'gateway') return free;
  const price = priceOf(model.book, 'endpoint.interface.gb', region);
  if (price.kind === 'unknown') return null;
  const tiers = discountedTiers(model.book, price.item, price.tiers);
  if (added.how === 'interface' || added.remoteRegion === null) return tiers;
  const transfer = interRegionPriceOf(model.book, region, added.remoteRegion);
  if (transfer.kind === 'unknown') return null;
  const [sent] = discountedTiers(model.book, transfer.item, transfer.tiers);
  return tiers.map((tier) => ({ ...tier, usd: decimalText(decimal(tier.usd).plus(decimal(sent?.usd ?? transfer.usd))) }));
}

/** A break-even with its formula and the straight line for the chart. */
export function breakEvenOf(
  variable: string,
  fixed: Exact | null,
  perGb: Exact | null,
  tiers: readonly PriceTier[] | null,
  todayGb: Exact | null,
): BreakEven {
  const first = tiers?.[0];
  if (fixed === null || perGb === null || tiers === null || first === undefined) {
    return { variable, gb: null, formula: 'a price is unknown', reason: 'a price is unknown', chart: null };
  }
  const { figures, byVariable } = figuresFor(fixed, perGb, tiers, first, todayGb);
  return kept(byVariable, variable, () => ({ variable, ...figures }));
}

interface Figures {
  readonly figures: Omit<BreakEven, 'variable'>;
  readonly byVariable: Map<string, BreakEven>;
}

function figuresFor(fixed: Exact, perGb: Exact, tiers: readonly PriceTier[], first: PriceTier, todayGb: Exact | null): Figures {
  const find = (): Figures => {
    const known = figuresOf(tiers, null);
    const key = `${decimalText(fixed)}|${decimalText(perGb)}|${todayGb === null ? '' : decimalText(todayGb)}`;
    if (known.size >= mostFigures) known.clear();
    return kept(known, key, () => ({ figures: newFigures(fixed, perGb, tiers, first, todayGb), byVariable: new Map() }));
  };
  return todayGb === null ? kept(figuresWithout(perGb, fixed), tiers, find) : find();
}

/** By both rates: the services of a VPC without traffic ask for the same, one after the other. */
const figuresWithout = rememberedBeside((_perGb: Exact, _fixed: Exact) => new Map<readonly PriceTier[], Figures>());

/** By tiers: most services of an estate have the same few figures. */
const figuresOf = rememberedBeside((_tiers: readonly PriceTier[], _all: null) => new Map<string, Figures>());
/** Enough for any estate; a slider that is dragged must not fill the memory. */
const mostFigures = 5000;

function newFigures(
  fixed: Exact,
  perGb: Exact,
  tiers: readonly PriceTier[],
  first: PriceTier,
  todayGb: Exact | null,
): Omit<BreakEven, 'variable'> {
  const point: BreakEvenPoint = breakEvenGb({ fixedUsd: fixed, oldUsdPerGb: perGb, newTiers: tiers });
  const chart = {
    fixedUsd: decimalText(fixed),
    natUsdPerGb: decimalText(perGb),
    endpointUsdPerGb: first.usd,
    todayGb: todayGb === null ? null : decimalText(todayGb),
  };
  const gb = point === null ? null : typeof point === 'string' ? point : decimalText(point);
  const formula = `$${short(fixed)} fixed / ($${short(perGb)} - $${short(decimal(first.usd))} per GB)`;
  return { gb, formula, ...(gb === null ? { reason: 'the price of the next tier is unknown' } : {}), chart };
}

/** For a formula that a person reads: a rate by zone shares need not end. */
function short(value: Exact): string {
  return decimalText(value.toDecimalPlaces(6));
}
