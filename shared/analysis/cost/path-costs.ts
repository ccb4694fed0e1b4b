/** What the flows of a service cost on the way they take, and on a new one. */
import { type Exact, one, quotient } from '#shared/base/decimal.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { Candidate } from './candidates.ts';
import { expected, natsOf, noChange } from './decision.ts';
import type { Flow } from './demand.ts';
import { vpcBlocks } from './desk.ts';
import { addedHours, groupData } from './endpoint-meters.ts';
import { priceMeters, sumLines } from './line.ts';
import type { Meter } from './meter.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { vpcDataMeters } from './nat-meters.ts';
import { rememberedBeside } from './remember.ts';
import { remoteTransferMeters } from './remote-transfer.ts';

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

/** What one GB of the service costs on the old path. */
export function oldRate(model: CostModel, entry: Pick<Candidate, 'vpc' | 'flows'>, gb: Exact): Exact | null {
  if (!gb.isZero()) {
    const cost = oldPathCost(model, entry, entry.flows);
    return cost === null ? null : quotient(cost, gb);
  }
  const known = vpcBlocks(model.desk, entry.vpc);
  if (known.rate === undefined) known.rate = sampleRate(model, entry.vpc);
  return known.rate;
}

function sampleRate(model: CostModel, vpc: ModelVpc): Exact | null {
  const rates = ratesByWay(model.book, null);
  const way = wayOut(vpc);
  let rate = rates.get(way);
  if (rate === undefined) rates.set(way, (rate = oldPathCost(model, { vpc }, [sampleFlow(vpc)])));
  return rate;
}

/** What one GB of unknown traffic costs on the way out, by what it passes: most VPCs of an estate have one of a few ways. */
const ratesByWay = rememberedBeside((_book: PriceBook, _all: null) => new Map<string, Exact | null>());

/** What `sampleFlow` passes, in words; where they are equal, so is what it costs. */
function wayOut(vpc: ModelVpc): string {
  const nats = natsOf(vpc);
  const [first] = nats;
  const place = first !== undefined && nats.length === 1 ? first.priceRegion : vpc.region;
  const isRegional = first !== undefined && nats.every((nat) => nat.mode === 'regional');
  const isWaived = first !== undefined && nats.every((nat) => nat.isWaived);
  const words = `${vpc.region} ${place} ${isRegional ? 'regional' : 'zonal'} ${isWaived ? 'waived' : 'billed'}`;
  const stages = vpc.upstream.concat(vpc.remoteUpstream).map(({ item, passes }) => `${item} ${passes}`);
  return vpc.centralEgress === null && stages.length === 0 ? words : [words, vpc.centralEgress !== null, ...stages].join('|');
}

/** One GB of which nothing is known but that it passes the NAT. */
function sampleFlow(vpc: ModelVpc): Flow {
  const nats = natsOf(vpc);
  const nat = nats.length === 1 ? (nats[0] ?? null) : null;
  const place = { vpcId: vpc.vpcId, service: 'unattributed', class: 'U', remoteRegion: null, path: 'nat', nat } as const;
  return { ...place, fromZone: null, toZone: null, direction: 'both', gb: one, basis: 'modelled' };
}
