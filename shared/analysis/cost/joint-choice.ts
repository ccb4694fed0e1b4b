/**
 * The joint optimum over every service of every VPC. The hub's endpoints and
 * attachments and the hours of a NAT gateway that may go are fixed costs shared
 * by many choices: a maximum closure, found exactly by a minimum cut.
 */
import { type Exact, decimal, sum, zero } from '#shared/base/decimal.ts';
import type { Region, VpcId } from '#shared/base/ids.ts';
import { bestChoices, type Choice } from '#shared/base/min-cut.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { Baseline } from './baseline.ts';
import type { Candidate } from './candidates.ts';
import { type Decision, noChange } from './decision.ts';
import { attachmentHours, hubServiceHours } from './endpoint-meters.ts';
import { costFixes } from './fixes.ts';
import { replaceGate } from './gate.ts';
import { hubDecision, type HubSite, needsHostedZone } from './hub.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { natFixedMeters } from './nat-meters.ts';
import { type Option, optionPlaces, optionsOf, usd } from './option-costs.ts';

/** VPCs whose NAT is decided beforehand, one way and the other, because repairs and the hub compete for the same bytes. */
const mostForced = 6;

/**
 * Decisions of which one is the cheapest there is. A price whose tiers fall is
 * the least of several straight lines, so the optimum is the best of the optima
 * at each tier's price taken flat; and it is sought once for each way of the NAT
 * gateways that must be decided beforehand.
 */
export function jointChoices(
  baseline: Pick<Baseline, 'model' | 'filled'>,
  site: HubSite | null,
  candidates: readonly Candidate[],
): readonly Decision[] {
  if (site === null && candidates.length === 0 && baseline.model.vpcs.every((vpc) => vpc.demand === null)) return [noChange];
  const places = optionPlaces(baseline.model, site, candidates);
  const leaving = baseline.model.vpcs.filter((vpc) => mayLoseNat(baseline.model, vpc));
  if (places.length === 0 && leaving.length === 0) return [noChange];
  const choices = flatBooks(baseline.model, site).flatMap((books) => {
    const options = optionsOf({ ...baseline.model, book: books.gb }, baseline.filled, site, places);
    const byVpc = groupBy(options, (option) => option.vpc);
    const competing = leaving.filter((vpc) => byVpc.get(vpc)?.some(competes) === true).slice(0, mostForced);
    const free = leaving.filter((vpc) => !competing.includes(vpc));
    return books.all.flatMap((book) => {
      const model = { ...baseline.model, book };
      return subsets(competing).map((forced) => jointChoice({ model, site, options, byVpc, free, forced }));
    });
  });
  return distinctChoices(choices);
}

/**
 * Where each service is decided by itself, because there is no hub and no NAT
 * gateway that may go: the GB that one price step must hold for it; else `null`.
 */
export function separableGb(model: CostModel, site: HubSite | null): Exact | null {
  return site !== null || model.vpcs.some((vpc) => mayLoseNat(model, vpc)) ? null : gigabytesOf(model);
}

function gigabytesOf(model: CostModel): Exact {
  return sum(model.vpcs.flatMap((vpc) => (vpc.demand?.flows ?? []).map((flow) => flow.gb)));
}

/** The optima of several prices are often the same. */
function distinctChoices(choices: readonly Decision[]): readonly Decision[] {
  return choices.reduce<Decision[]>((all, choice) => {
    if (!all.some((each) => isSameChoice(each, choice))) all.push(choice);
    return all;
  }, []);
}

/** Whether two decisions come to the same. */
export function isSameChoice(a: Decision, b: Decision): boolean {
  const isSameSet = <Item>(one: ReadonlySet<Item>, other: ReadonlySet<Item>): boolean =>
    one.size === other.size && [...one].every((each) => other.has(each));
  const [own, others] = [a.hub?.moves ?? new Set<string>(), b.hub?.moves ?? new Set<string>()];
  return (
    a.added.length === b.added.length &&
    a.added.every((each, index) => each === b.added[index]) &&
    isSameSet(a.removedNats, b.removedNats) &&
    isSameSet(a.repairs, b.repairs) &&
    (a.hub === null) === (b.hub === null) &&
    isSameSet(own, others)
  );
}

/** Books with the same price per GB: what the services cost by themselves is the same with all of them. */
interface FlatBooks {
  readonly gb: PriceBook;
  readonly all: readonly PriceBook[];
}

/** The book with each tier's price taken flat, for the prices that the choice shares and whose first tier it may leave. */
function flatBooks(model: CostModel, site: HubSite | null): readonly FlatBooks[] {
  const gb = gigabytesOf(model);
  const zones = decimal(new Set(site?.pairs.map((pair) => pair.service)).size);
  const books = flatAt(model.book, 'endpoint.interface.gb', model.region, gb);
  return books.map((book) => ({ gb: book, all: flatAt(book, 'route53.privateHostedZone.month', model.region, zones) }));
}

function flatAt(book: PriceBook, item: string, region: Region, most: Exact): readonly PriceBook[] {
  const price = book.lookup(item, region);
  if (price.kind === 'unknown') return [book];
  const [first, ...rest] = price.tiers;
  if (first?.upTo == null || most.lte(decimal(first.upTo))) return [book];
  return [first, ...rest].map((tier) => {
    const flat = { ...price, usd: tier.usd, tiers: [{ upTo: null, usd: tier.usd }] };
    return { ...book, lookup: (name, place) => (name === item && place === region ? flat : book.lookup(name, place)) };
  });
}

interface Problem {
  readonly model: CostModel;
  readonly site: HubSite | null;
  readonly options: readonly Option[];
  readonly byVpc: ReadonlyMap<ModelVpc, readonly Option[]>;
  /** VPCs whose NAT gateways may go. */
  readonly free: readonly ModelVpc[];
  /** VPCs whose NAT gateways do go. */
  readonly forced: readonly ModelVpc[];
}

/** Once the NAT is gone an existing endpoint serves its stray bytes as well, so the hub would gain less. */
function competes(option: Option): boolean {
  return option.pair?.existing != null && option.staying !== null && option.gone !== null && option.gone.lt(option.staying);
}

function jointChoice(problem: Problem): Decision {
  const { model, site, options } = problem;
  const plan = closurePlan();
  const goOf = new Map<VpcId, number | 'forced'>(problem.forced.map((vpc) => [vpc.vpcId, 'forced']));
  for (const vpc of problem.free) {
    const gain = goingGain(model, vpc, problem.byVpc.get(vpc) ?? []);
    if (gain !== null) goOf.set(vpc.vpcId, plan.add(gain, []));
  }
  const hubOf = site === null ? new Map<Option, readonly number[]>() : hubChoices(model, site, options, plan, goOf);
  const taken = plan.solve();
  const going = [...problem.forced, ...problem.free.filter((vpc) => isTaken(taken, goOf.get(vpc.vpcId)))];
  const leaves = new Set(going);
  const throughHub = options.filter((option) => hubOf.get(option)?.some((index) => taken.has(index)) === true);
  const moved = new Set(throughHub);
  const local = options.filter((option) => !moved.has(option) && (option.isLocal || leaves.has(option.vpc)));
  return {
    ...noChange,
    added: local.flatMap((option) => option.candidate?.added ?? []),
    removedNats: new Set(going.flatMap((vpc) => vpc.nats.filter((nat) => nat.isPublic).map((nat) => nat.id))),
    repairs: new Set(going.map((vpc) => vpc.vpcId)),
    hub:
      site === null
        ? null
        : hubDecision(
            site,
            throughHub.flatMap((option) => option.pair ?? []),
          ),
  };
}

function isTaken(taken: ReadonlySet<number>, choice: number | 'forced' | undefined): boolean {
  return typeof choice === 'number' && taken.has(choice);
}

function mayLoseNat(model: CostModel, vpc: ModelVpc): boolean {
  return vpc.demand !== null && vpc.nats.some((nat) => nat.isPublic) && replaceGate({ ...model, vpcs: [vpc] }).verdict === 'eligible';
}

/** What is gained when the NAT gateways of a VPC go and every service gets an endpoint of its own; `null`: not possible. */
function goingGain(model: CostModel, vpc: ModelVpc, options: readonly Option[]): Exact | null {
  const alone: CostModel = { ...model, vpcs: [vpc], byId: (id) => (id === vpc.vpcId ? vpc : undefined) };
  const removedNats = new Set(vpc.nats.filter((nat) => nat.isPublic).map((nat) => nat.id));
  const before = usd(model, natFixedMeters(alone, noChange));
  const after = usd(model, natFixedMeters(alone, { ...noChange, removedNats }));
  const repaired = costFixes(alone).map((fix) => (fix.savingUsd === null ? null : decimal(fix.savingUsd)));
  const dearer = options.filter((option) => option.candidate !== null).map((option) => less(option.staying, option.gone));
  const parts = [less(before, after), ...repaired, ...dearer];
  return parts.includes(null) ? null : sum(parts.flatMap((part) => part ?? []));
}

/** Adds the hub, its services, attachments and every pair; gives the choices that stand for each option. */
function hubChoices(
  model: CostModel,
  site: HubSite,
  options: readonly Option[],
  plan: ClosurePlan,
  goOf: ReadonlyMap<VpcId, number | 'forced'>,
): ReadonlyMap<Option, readonly number[]> {
  const usable = options.filter((option) => option.hub !== null && option.pair !== null);
  const attachment = (vpcId: VpcId): Exact | null =>
    site.isAttached(vpcId) ? zero : (usd(model, [attachmentHours(model, site.hub, vpcId)])?.negated() ?? null);
  const hub = attachment(site.hub.vpcId);
  if (hub === null) return new Map();
  const hubIndex = plan.add(hub, []);
  const vpcIndex = new Map<VpcId, number>();
  for (const vpcId of new Set(usable.map((option) => option.vpc.vpcId))) {
    const cost = vpcId === site.hub.vpcId ? zero : attachment(vpcId);
    if (cost !== null) vpcIndex.set(vpcId, plan.add(cost, [hubIndex]));
  }
  const found = new Map<Option, readonly number[]>();
  for (const [service, group] of groupBy(usable, (option) => option.service)) {
    const cost = serviceCost(model, site, service);
    if (cost === null) continue;
    const serviceIndex = plan.add(cost.negated(), []);
    for (const option of group) {
      const attached = vpcIndex.get(option.vpc.vpcId);
      if (attached !== undefined) found.set(option, pairChoices(option, [serviceIndex, attached], plan, goOf.get(option.vpc.vpcId)));
    }
  }
  return found;
}

/** What the pair gains over its best other way: one choice while the NAT stays, and what is gained more when it goes. */
function pairChoices(option: Option, needs: readonly number[], plan: ClosurePlan, going: number | 'forced' | undefined): readonly number[] {
  const gone = positive(less(option.gone, option.hub));
  if (going === 'forced') return [plan.add(gone, needs)];
  const staying = positive(less(option.staying, option.hub));
  const first = plan.add(staying, needs);
  return going === undefined ? [first] : [first, plan.add(positive(gone.minus(staying)), [...needs, going])];
}

function positive(value: Exact | null): Exact {
  return value === null || value.lt(0) ? zero : value;
}

/** Hours and hosted zone of a service in the hub; `null`: its zones or prices are unknown. */
function serviceCost(model: CostModel, site: HubSite, service: string): Exact | null {
  const zones = site.zonesFor(service);
  if (!site.has(service) && zones.length === 0) return null;
  return usd(model, hubServiceHours(model, site.hub, service, site.has(service) ? 0 : zones.length, needsHostedZone(site, service)));
}

function less(a: Exact | null, b: Exact | null): Exact | null {
  return a === null || b === null ? null : a.minus(b);
}

/** Collects choices with exact amounts; `solve` gives the indexes of those to take. */
interface ClosurePlan {
  add(gain: Exact, needs: readonly number[]): number;
  solve(): ReadonlySet<number>;
}

function closurePlan(): ClosurePlan {
  const entries: { readonly gain: Exact; readonly needs: readonly number[] }[] = [];
  return {
    add: (gain, needs) => entries.push({ gain, needs }) - 1,
    solve: () => {
      const places = Math.max(0, ...entries.map((entry) => entry.gain.decimalPlaces()));
      const whole = (value: Exact): bigint => BigInt(value.times(decimal(`1e${places}`)).toFixed(0));
      const choices: Choice[] = entries.map((entry) => ({ gain: whole(entry.gain), needs: entry.needs }));
      return new Set(bestChoices(choices));
    },
  };
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>((all, item) => [...all, ...all.map((each) => [...each, item])], [[]]);
}
