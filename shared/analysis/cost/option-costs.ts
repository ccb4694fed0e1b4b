/** Every service of every VPC with the cost of each way it could go, for the joint choice. */
import { type Exact, one, sum, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { Candidate } from './candidates.ts';
import { movableClasses, serviceKey } from './decision.ts';
import type { Flow } from './demand.ts';
import { addedHours, existingHours } from './endpoint-meters.ts';
import type { HubPair, HubSite } from './hub.ts';
import { priceMeters, sumLines } from './line.ts';
import type { Meter } from './meter.ts';
import * as meters from './meters.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { newPathCost, oldPathCost } from './path-costs.ts';
import { rememberedBeside } from './remember.ts';

/** One service of one VPC with the cost of each way it could go; `null`: not possible, or a price is unknown. */
export interface Option {
  readonly vpc: ModelVpc;
  readonly service: string;
  readonly candidate: Candidate | null;
  readonly pair: HubPair | null;
  /** Without the hub, while the NAT stays: as it is, or its own endpoint where that is strictly cheaper. */
  readonly staying: Exact | null;
  readonly isLocal: boolean;
  /** Without the hub, once the NAT is gone: its own endpoint, bytes that passed the NAT repaired. */
  readonly gone: Exact | null;
  readonly hub: Exact | null;
}

/** A service of a VPC before anything is priced. */
export interface OptionPlace {
  readonly vpc: ModelVpc;
  readonly service: string;
  readonly candidate: Candidate | null;
  readonly pair: HubPair | null;
  /** What the candidate costs as it is: the way through the NAT has none of the prices that are taken flat. */
  readonly asIs: Exact | null;
  /** GB of the candidate's flows. */
  readonly candidateGb: Exact;
  /** Flows that the hub, or the endpoint that stands, can serve. */
  readonly flows: readonly Flow[];
  readonly gb: Exact;
}

/** By VPC, then service. */
export function optionPlaces(
  model: Pick<CostModel, 'book'>,
  site: HubSite | null,
  candidates: readonly Candidate[],
): readonly OptionPlace[] {
  const byKey = new Map(candidates.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  const pairs = new Map((site?.pairs ?? []).map((pair) => [serviceKey(pair.vpc.vpcId, pair.service), pair]));
  return sortedBy(new Set([...byKey.keys(), ...pairs.keys()]), (key) => key).flatMap((key): OptionPlace[] => {
    const candidate = byKey.get(key) ?? null;
    const pair = pairs.get(key) ?? null;
    const place = candidate ?? pair;
    if (place === null) return [];
    const flows = pair === null ? [] : (movable(pair.vpc, null).get(pair.service) ?? []);
    return [
      {
        vpc: place.vpc,
        service: place.service,
        candidate,
        pair,
        asIs: candidate === null ? null : oldPathCost(model, candidate, candidate.flows),
        candidateGb: gigabytesOf(candidate?.flows ?? []),
        flows,
        gb: gigabytesOf(flows),
      },
    ];
  });
}

/** Free paths and what no endpoint serves stay as they are; all other flows of a VPC, by service. */
const movable = rememberedBeside((vpc: ModelVpc, _all: null): ReadonlyMap<string, readonly Flow[]> => {
  const usable = (vpc.demand?.flows ?? []).filter(
    (flow) => movableClasses.has(flow.class) && flow.path !== 'gateway' && flow.path !== 'public',
  );
  return groupBy(usable, (flow) => flow.service);
});

function gigabytesOf(flows: readonly Flow[]): Exact {
  return sum(flows.map((flow) => flow.gb));
}

/** The places with their costs. Only the first tier of a price is asked for: the search takes each tier's price flat. */
export function optionsOf(
  model: CostModel,
  filled: ReadonlyMap<string, Exact>,
  site: HubSite | null,
  places: readonly OptionPlace[],
): readonly Option[] {
  const rates = ratesOf(model);
  return places.map((place): Option => {
    const { vpc, service, candidate, pair } = place;
    const costs = candidate === null ? existingCosts(model, rates, place) : candidateCosts(model, rates, filled, place, candidate);
    return { vpc, service, candidate, pair, ...costs, hub: site === null || pair === null ? null : hubPathCost(rates, site, place) };
  });
}

/** What is asked for thousands of times at the same price: how much one GB costs. */
interface Rates {
  /** `null`: a price is unknown. */
  endpoint(type: string, region: Region, gb: Exact): Exact | null;
  transit(region: Region, gb: Exact): Exact | null;
}

function ratesOf(model: CostModel): Rates {
  const known = new Map<string, Exact | null>();
  const cost = (key: string, gb: Exact, list: (quantity: Exact) => readonly Meter[]): Exact | null => {
    if (gb.isZero()) return zero;
    let rate = known.get(key);
    if (rate === undefined) known.set(key, (rate = usd(model, list(one))));
    return rate === null ? null : gb.times(rate);
  };
  return {
    endpoint: (type, region, gb) => cost(`${type}@${region}`, gb, (quantity) => meters.endpointData({ region }, { type, gb: quantity })),
    transit: (region, gb) => cost(`@${region}`, gb, (quantity) => [meters.tgwData({ region }, quantity)]),
  };
}

type OwnCosts = Pick<Option, 'staying' | 'isLocal' | 'gone'>;

function candidateCosts(
  model: CostModel,
  rates: Rates,
  filled: ReadonlyMap<string, Exact>,
  place: OptionPlace,
  candidate: Candidate,
): OwnCosts {
  const { asIs } = place;
  const local = localCost(model, rates, filled, place, candidate);
  const isLocal = asIs !== null && local !== null && local.lt(asIs);
  return { staying: isLocal ? local : asIs, isLocal, gone: local };
}

/** Hours and GB of an endpoint of its own; bytes to another Region have a price for each pair and direction. */
function localCost(
  model: CostModel,
  rates: Rates,
  filled: ReadonlyMap<string, Exact>,
  { vpc, candidateGb }: OptionPlace,
  candidate: Candidate,
): Exact | null {
  const { added } = candidate;
  if (added.how === 'cross-region') return newPathCost(model, filled, candidate);
  return plus(
    usd(model, addedHours(model, added)),
    rates.endpoint(added.how === 'gateway' ? 'Gateway' : 'Interface', vpc.region, candidateGb),
  );
}

/** A service with an endpoint of its own: bytes that still pass the NAT cost their way there, until the NAT goes. */
function existingCosts(model: CostModel, rates: Rates, { vpc, pair, flows, gb }: OptionPlace): OwnCosts {
  const existing = pair?.existing ?? null;
  if (existing === null || vpc.demand === null) return { staying: null, isLocal: false, gone: null };
  const stray = flows.filter((flow) => flow.path === 'nat');
  const hours = usd(model, [existingHours(vpc, existing, model.hours)]);
  const cost = (through: Exact): Exact | null => plus(hours, rates.endpoint(existing.type, vpc.region, through));
  const strayCost = stray.length === 0 ? zero : oldPathCost(model, { vpc }, stray);
  return {
    staying: plus(cost(gigabytesOf(flows.filter((flow) => flow.path !== 'nat'))), strayCost),
    isLocal: false,
    gone: cost(gb),
  };
}

/** What the GB of a pair cost through the hub. */
function hubPathCost(rates: Rates, site: HubSite, { vpc, gb }: OptionPlace): Exact | null {
  if (vpc.demand === null) return null;
  const through = rates.endpoint('Interface', vpc.region, gb);
  return vpc.vpcId === site.hub.vpcId || site.via === 'peering' ? through : plus(rates.transit(vpc.region, gb), through);
}

/** What meters cost together; `null`: a price is unknown. */
export function usd(model: Pick<CostModel, 'book'>, list: readonly Meter[]): Exact | null {
  return sumLines(priceMeters(model.book, list)).total;
}

function plus(a: Exact | null, b: Exact | null): Exact | null {
  return a === null || b === null ? null : a.plus(b);
}
