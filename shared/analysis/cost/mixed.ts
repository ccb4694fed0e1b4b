/**
 * The cheapest joint choice per VPC and service: as is, gateway, an endpoint of
 * its own, or the hub. The hub's endpoints, attachments and the hours of a NAT
 * gateway that may go are fixed costs shared by many choices, so the optimum is
 * joint: a maximum closure, found exactly. Costs are those of the first tier;
 * the result is priced like every column and is never above a feasible one.
 */
import { type Exact, decimal, sum, zero } from '#shared/base/decimal.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { bestChoices, type Choice } from '#shared/base/min-cut.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { Baseline, Proposal } from './assemble.ts';
import { type Candidate, demandedCandidates, newPathCost, oldPathCost, serviceRow } from './candidates.ts';
import { priceColumn } from './column.ts';
import { type Decision, noChange, serviceKey } from './decision.ts';
import { attachmentHours, existingHours, hubServiceHours } from './endpoint-meters.ts';
import { costFixes } from './fixes.ts';
import { replaceGate } from './gate.ts';
import { hubDecision, type HubPair, type HubSite, needsHostedZone } from './hub.ts';
import { type Meter, priceMeters, sumLines } from './line.ts';
import * as meters from './meters.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { natFixedMeters } from './nat-meters.ts';
import { commonAssumptions, howOf } from './offload.ts';

/** One service of one VPC with the cost of each way it could go; `null`: not possible, or a price is unknown. */
interface Option {
  readonly vpc: ModelVpc;
  readonly service: string;
  readonly candidate: Candidate | null;
  readonly pair: HubPair | null;
  readonly asIs: Exact | null;
  readonly local: Exact | null;
  readonly hub: Exact | null;
}

export function mixedProposal(baseline: Baseline, site: HubSite | null, others: readonly Proposal[]): Proposal {
  const { model, today, options } = baseline;
  const candidates = demandedCandidates(model, options.zones);
  const chosen = jointChoice(baseline, site, candidates);
  const feasible = others.filter((other) => other.id !== 'consolidate' && (other.eligibility?.verdict ?? 'eligible') === 'eligible');
  const decision = cheapest(model, [noChange, chosen, ...feasible.map((other) => other.decision)]) ?? chosen;
  const taken = takenCandidates(decision, [...candidates, ...feasible.flatMap((other) => other.candidates)]);
  const going = [...decision.removedNats].sort();
  return {
    id: 'mixed',
    decision,
    candidates: taken,
    serviceTable: sortedBy(
      taken.map((entry) => serviceRow(model, today, entry, isThroughHub(decision, entry) ? 'hub' : howOf(entry))),
      (row) => [row.vpcId, row.service],
    ),
    ...(going.length === 0 ? {} : { eligibility: replaceGate(model) }),
    assumptions: [
      ...commonAssumptions(model),
      'Each service of each VPC takes the cheapest of: as it is, gateway endpoint, endpoint of its own, hub.',
      going.length === 0 ? 'NAT stays.' : `NAT goes where the proof is there: ${going.join(', ')}.`,
    ],
  };
}

function isThroughHub(decision: Decision, entry: Pick<Candidate, 'vpc' | 'service'>): boolean {
  return decision.hub?.moves.has(serviceKey(entry.vpc.vpcId, entry.service)) === true;
}

function takenCandidates(decision: Decision, candidates: readonly Candidate[]): Candidate[] {
  const added = new Set(decision.added.map((each) => serviceKey(each.vpcId, each.service)));
  const byKey = new Map(candidates.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  return sortedBy(byKey, ([key]) => key).flatMap(([key, entry]) => (added.has(key) || isThroughHub(decision, entry) ? [entry] : []));
}

/** The decision with the lowest total; ties go to the earlier. `null` where totals are unknown. */
function cheapest(model: CostModel, decisions: readonly Decision[]): Decision | null {
  let best: { decision: Decision; total: Exact } | null = null;
  for (const decision of decisions) {
    const { total } = priceColumn(model, decision).sum;
    if (total !== null && (best === null || total.lt(best.total))) best = { decision, total };
  }
  return best?.decision ?? null;
}

/** The exact optimum at first-tier prices. */
function jointChoice(baseline: Baseline, site: HubSite | null, candidates: readonly Candidate[]): Decision {
  const { model } = baseline;
  const choices = optionsOf(baseline, site, candidates);
  const leaving = model.vpcs.filter((vpc) => mayLoseNat(model, vpc));
  const plan = closurePlan();
  const goOf = new Map<VpcId, number>();
  for (const vpc of leaving) {
    const own = choices.filter((option) => option.vpc.vpcId === vpc.vpcId);
    const gain = goingGain(model, vpc, own);
    if (gain !== null) goOf.set(vpc.vpcId, plan.add(gain, []));
  }
  const hubOf = site === null ? new Map<Option, readonly number[]>() : hubChoices(model, site, choices, plan, goOf);
  const taken = plan.solve();
  const goes = new Set(leaving.map((vpc) => vpc.vpcId).filter((vpcId) => taken.has(goOf.get(vpcId) ?? -1)));
  const throughHub = choices.filter((option) => hubOf.get(option)?.some((index) => taken.has(index)) === true);
  const local = choices.filter((option) => !throughHub.includes(option) && takesLocal(option, goes.has(option.vpc.vpcId)));
  return {
    ...noChange,
    added: local.flatMap((option) => option.candidate?.added ?? []),
    removedNats: new Set(
      leaving.filter((vpc) => goes.has(vpc.vpcId)).flatMap((vpc) => vpc.nats.filter((nat) => nat.isPublic).map((nat) => nat.id)),
    ),
    repairs: goes,
    hub:
      site === null
        ? null
        : hubDecision(
            site,
            throughHub.flatMap((option) => option.pair ?? []),
          ),
  };
}

/** Its own endpoint is taken where it is strictly cheaper, or where the NAT goes. */
function takesLocal(option: Option, natGoes: boolean): boolean {
  if (option.candidate === null || option.local === null) return false;
  return natGoes || (option.asIs !== null && option.local.lt(option.asIs));
}

function baseCost(option: Option, natGoes: boolean): Exact | null {
  return takesLocal(option, natGoes) ? option.local : option.asIs;
}

function mayLoseNat(model: CostModel, vpc: ModelVpc): boolean {
  return vpc.nats.some((nat) => nat.isPublic) && replaceGate({ ...model, vpcs: [vpc] }).verdict === 'eligible';
}

/** What is gained when the NAT gateways of a VPC go and every service gets an endpoint of its own; `null`: not possible. */
function goingGain(model: CostModel, vpc: ModelVpc, options: readonly Option[]): Exact | null {
  const alone: CostModel = { ...model, vpcs: [vpc], byId: (id) => (id === vpc.vpcId ? vpc : undefined) };
  const removedNats = new Set(vpc.nats.filter((nat) => nat.isPublic).map((nat) => nat.id));
  const before = usd(model, natFixedMeters(alone, noChange));
  const after = usd(model, natFixedMeters(alone, { ...noChange, removedNats }));
  const repaired = costFixes(alone).map((fix) => (fix.savingUsd === null ? null : decimal(fix.savingUsd)));
  const dearer = options
    .filter((option) => option.candidate !== null)
    .map((option) => less(baseCost(option, true), baseCost(option, false)));
  const parts = [less(before, after), ...repaired, ...dearer.map((part) => part?.negated() ?? null)];
  return parts.includes(null) ? null : sum(parts.flatMap((part) => part ?? []));
}

/** Adds the hub, its services, attachments and every pair; gives the choices that stand for each option. */
function hubChoices(
  model: CostModel,
  site: HubSite,
  options: readonly Option[],
  plan: ClosurePlan,
  goOf: ReadonlyMap<VpcId, number>,
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
function pairChoices(option: Option, needs: readonly number[], plan: ClosurePlan, going: number | undefined): readonly number[] {
  const staying = positive(less(baseCost(option, false), option.hub));
  const first = plan.add(staying, needs);
  if (going === undefined || option.candidate === null) return [first];
  const gone = positive(less(baseCost(option, true), option.hub));
  return [first, plan.add(positive(gone.minus(staying)), [...needs, going])];
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

function optionsOf(baseline: Baseline, site: HubSite | null, candidates: readonly Candidate[]): Option[] {
  const { model, today } = baseline;
  const byKey = new Map(candidates.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  const pairs = new Map((site?.pairs ?? []).map((pair) => [serviceKey(pair.vpc.vpcId, pair.service), pair]));
  return sortedBy(new Set([...byKey.keys(), ...pairs.keys()]), (key) => key).flatMap((key) => {
    const candidate = byKey.get(key) ?? null;
    const pair = pairs.get(key) ?? null;
    const place = candidate ?? pair;
    if (place === null) return [];
    return {
      vpc: place.vpc,
      service: place.service,
      candidate,
      pair,
      asIs: candidate === null ? (pair === null ? null : existingCost(model, pair)) : oldPathCost(model, candidate, candidate.flows),
      local: candidate === null ? null : newPathCost(model, today, candidate),
      hub: site === null || pair === null ? null : hubPathCost(model, site, pair),
    };
  });
}

/** Today's cost of a service with an endpoint of its own, bytes that still pass the NAT included. */
function existingCost(model: CostModel, pair: HubPair): Exact | null {
  const { vpc, existing, service } = pair;
  if (existing === null || vpc.demand === null) return null;
  const flows = vpc.demand.flows.filter((flow) => flow.service === service);
  const through = sum(flows.filter((flow) => flow.path !== 'nat').map((flow) => flow.gb));
  const own = usd(model, [
    existingHours(vpc, existing, model.hours),
    ...meters.endpointData({ region: vpc.region }, { type: existing.type, gb: through }),
  ]);
  const stray = flows.filter((flow) => flow.path === 'nat');
  const lost = stray.length === 0 ? zero : oldPathCost(model, { vpc }, stray);
  return own === null || lost === null ? null : own.plus(lost);
}

/** What the GB of a pair cost through the hub. */
function hubPathCost(model: CostModel, site: HubSite, pair: HubPair): Exact | null {
  if (pair.vpc.demand === null) return null;
  const flows = pair.vpc.demand.flows.filter((flow) => flow.service === pair.service && flow.path !== 'gateway');
  const gb = sum(flows.map((flow) => flow.gb));
  const where = { region: pair.vpc.region };
  const transit = pair.vpc.vpcId === site.hub.vpcId ? [] : [meters.tgwData(where, gb)];
  return usd(model, [...transit, ...meters.endpointData(where, { type: 'Interface', gb })]);
}

function usd(model: CostModel, list: readonly Meter[]): Exact | null {
  return sumLines(priceMeters(model.book, list)).total;
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
