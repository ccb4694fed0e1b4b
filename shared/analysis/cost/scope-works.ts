/** What the totals of a scope rest on, apart from hours and prices; kept for as long as the topology lives. */
import type { Exact } from '#shared/base/decimal.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { unreadItems } from '#shared/model/price-book.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Proposal } from './assemble.ts';
import { baselineOf } from './baseline.ts';
import type { Candidate } from './candidates.ts';
import { proposalsOf } from './compare.ts';
import type { CostInput, CostOptions } from './comparison.ts';
import { type Decision, noChange } from './decision.ts';
import { hubSite, type HubSite } from './hub.ts';
import { keptInputs, keptKey } from './kept-scopes.ts';
import { separableGb } from './joint-choice.ts';
import { type CostContext, type CostModel, costModel } from './model.ts';
import { counted, type Quantities, quantitiesOf, type Yardstick, yardstickOf } from './quantities.ts';
import { newPathMeters, oldPathMeters } from './path-costs.ts';
import { rememberedBeside } from './remember.ts';
import { type ScopeGroup, scopeGroups } from './scope.ts';

/** A decision with what it counts. */
export interface Counted {
  readonly decision: Decision;
  readonly quantities: Quantities;
}

/** An endpoint that could be added, alone: the way as it is and the new one. */
export interface CountedCandidate {
  readonly candidate: Candidate;
  readonly old: Quantities;
  readonly own: Quantities;
}

export interface ScopeWork {
  readonly model: CostModel;
  readonly yardstick: Yardstick;
  readonly today: Counted;
  readonly site: HubSite | null;
  /** In the order of the comparison. What `offload` and `mixed` choose depends on prices; the others are counted. */
  readonly proposals: readonly { readonly proposal: Proposal; readonly counted: Counted | null }[];
  readonly candidates: readonly CountedCandidate[];
  readonly demanded: readonly Candidate[];
  /** Whether each service is decided by itself where the price of a GB has one step: GB that the step must hold; else `null`. */
  readonly separableGb: Exact | null;
  readonly isUsable: boolean;
  readonly filled: ReadonlyMap<string, Exact>;
  /** The choices of `offload` and `mixed` as they were last: a small step of a slider seldom changes them. */
  readonly choices: Counted[];
}

interface Kept {
  readonly inputs: readonly unknown[];
  readonly work: ScopeWork | null;
}

interface Asked {
  readonly group: ScopeGroup;
  readonly work: ScopeWork | null;
}

interface Memory {
  readonly scopes: Map<string, Kept>;
  last: { readonly usage: readonly UsageSet[]; readonly key: string; readonly asked: readonly Asked[] } | null;
}

const memoryOf = rememberedBeside((_topology: Topology, _all: null): Memory => ({ scopes: new Map(), last: null }));

/** Every scope asked for; `null` where its totals take the lines. */
export function worksOf(context: CostContext, input: CostInput): readonly Asked[] {
  const memory = memoryOf(input.topology, null);
  const options = lastingOptions(input.options);
  const priced = pricedItems(context);
  const key = JSON.stringify([input.scopes, options, priced]);
  if (memory.last?.usage === input.usage && memory.last.key === key) return memory.last.asked;
  const groups = scopeGroups(input.topology, input.usage, input.scopes);
  const asked = groups.map((group) => ({ group, work: workOf(memory, context, group, options, priced) }));
  memory.last = { usage: input.usage, key, asked };
  return asked;
}

/** The options that quantities depend on. */
function lastingOptions(options: CostOptions): CostOptions {
  const { hoursPerMonth: _hours, assumptions: _assumptions, transitionDays: _days, startDate: _start, ...lasting } = options;
  return lasting;
}

/** Of the items that count only once they have a price, those that have one, by Region. */
function pricedItems({ topology, book }: CostContext): string {
  const regions = sortedUnique(topology.vpcs.map((node) => node.vpc.region));
  const items = Object.keys(unreadItems);
  return regions
    .flatMap((region) => items.filter((item) => book.lookup(item, region).kind === 'price').map((item) => `${item}@${region}`))
    .join();
}

function workOf(memory: Memory, context: CostContext, group: ScopeGroup, options: CostOptions, priced: string): ScopeWork | null {
  const key = keptKey(group);
  const model = costModel(context, group);
  const inputs = [priced, ...keptInputs(context, group, model, options)];
  const before = memory.scopes.get(key);
  if (before !== undefined && before.inputs.length === inputs.length && before.inputs.every((each, index) => each === inputs[index])) {
    return before.work;
  }
  const work = newWork(context, model, options);
  memory.scopes.set(key, { inputs, work });
  return work;
}

function newWork(context: CostContext, model: CostModel, options: CostOptions): ScopeWork | null {
  const yardstick = yardstickOf(model);
  const baseline = baselineOf(model, options);
  const site = hubSite(context, model, options);
  const today = quantitiesOf(yardstick, noChange);
  const candidates = baseline.demanded.map((candidate) => countedCandidate(yardstick, candidate));
  const proposals = proposalsOf(baseline, site).map((proposal) => ({ proposal, counted: countedProposal(yardstick, proposal) }));
  // Between Regions, what is counted depends on which pairs of Regions have a price of their own.
  const isRemote =
    model.vpcs.some((vpc) => vpc.demand?.flows.some((flow) => flow.remoteRegion !== null) === true) ||
    proposals.some(({ proposal }) => proposal.decision.added.some((added) => added.how === 'cross-region'));
  const isCounted = proposals.every(({ proposal, counted: own }) => own !== null || isPriceBound(proposal));
  if (today === null || candidates.includes(null) || !isCounted || isRemote) return null;
  return {
    model,
    yardstick,
    today: { decision: noChange, quantities: today },
    site,
    proposals,
    candidates: candidates.flatMap((each) => each ?? []),
    demanded: baseline.demanded,
    separableGb: separableGb(model, site),
    isUsable: model.vpcs.every((vpc) => (vpc.demand?.problems ?? []).length === 0),
    filled: baseline.filled,
    choices: [],
  };
}

/** Whether prices decide what the alternative is. */
export function isPriceBound({ id }: Proposal): boolean {
  return id === 'offload' || id === 'mixed';
}

function countedProposal(yardstick: Yardstick, proposal: Proposal): Counted | null {
  if (isPriceBound(proposal)) return null;
  const quantities = quantitiesOf(yardstick, proposal.decision);
  return quantities === null ? null : { decision: proposal.decision, quantities };
}

function countedCandidate({ once, twice }: Yardstick, candidate: Candidate): CountedCandidate | null {
  if (candidate.added.how === 'cross-region') return null;
  const passed = oldPathMeters(candidate, candidate.flows);
  const old = counted(passed, passed, []);
  const own = counted(newPathMeters(once, candidate), newPathMeters(twice, candidate), []);
  return old === null || own === null ? null : { candidate, old, own };
}
