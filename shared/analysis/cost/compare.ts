/** The cost comparison: today beside the alternatives, per scope and Region. */
import { decimal } from '#shared/base/decimal.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { defaultHoursPerMonth } from '#shared/base/units.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import { withAssumptions } from '#shared/model/price-book-adjust.ts';
import { alternativesOf, type Proposal } from './assemble.ts';
import { type Baseline, baselineOf } from './baseline.ts';
import type { Alternative, AlternativeId, CostComparison, CostInput, CostOptions, ScopeComparison } from './comparison.ts';
import { centraliseProposal } from './centralise.ts';
import { dnsNotices } from './dns-meters.ts';
import { costFixes } from './fixes.ts';
import { columnOf } from './figures.ts';
import { hubSite, type HubSite } from './hub.ts';
import { keptOrCompared } from './kept-scopes.ts';
import { mixedProposal } from './mixed.ts';
import { type CostContext, costContext, type CostModel, costModel } from './model.ts';
import { listedProposal, offloadProposal } from './offload.ts';
import { consolidateProposal, replaceProposal } from './replace.ts';
import { steady } from './regional-book.ts';
import { rememberedBeside } from './remember.ts';
import { type ScopeGroup, scopeGroups, unknownScopes } from './scope.ts';
import { unchangedLines } from './unchanged.ts';

/** Compares every scope asked for. Pure: the same input gives the same output, to the last digit. */
export function compareCosts(input: CostInput): CostComparison {
  const hoursPerMonth = input.options.hoursPerMonth ?? defaultHoursPerMonth;
  const context = comparisonContext(input);
  const groups = scopeGroups(input.topology, input.usage, input.scopes);
  return {
    schemaVersion: 1,
    hoursPerMonth,
    currency: 'USD',
    notices: [...strangers(input), ...unknownScopes(input.topology, input.scopes).map((problem) => `${problem.what}.`)],
    scopes: groups.map((group) => scopeOf(context, group, input.options)),
  };
}

/** What all scopes of a comparison share, with the hours and prices that its options ask for. */
export function comparisonContext(input: CostInput): CostContext {
  const book = steady(input.options.assumptions === true ? assumed(input.book, null) : input.book, null);
  return costContext(input, book, decimal(input.options.hoursPerMonth ?? defaultHoursPerMonth));
}

/** VPCs that usage names and the document does not know. */
function strangers({ topology, usage }: CostInput): string[] {
  const named = sortedUnique(usage.flatMap((set) => set.rows.map((row) => row.scope)));
  return named.filter((id) => topology.vpcNode(id as VpcId) === undefined).map((id) => `Usage names ${id}, which is not in this document.`);
}

/** One book for all comparisons with assumptions, so that what was priced with it is known again. */
const assumed = rememberedBeside((book: PriceBook, _all: null) => withAssumptions(book));

/** One scope, or what was made of the same input before. */
export function scopeOf(context: CostContext, group: ScopeGroup, options: CostOptions): ScopeComparison {
  return keptOrCompared(context, group, costModel(context, group), options, (model) => compareScope(context, group, model, options));
}

function compareScope(context: CostContext, group: ScopeGroup, model: CostModel, options: CostOptions): ScopeComparison {
  const problems = model.vpcs.flatMap((vpc) => vpc.demand?.problems ?? []);
  const baseline = baselineOf(model, options);
  const { today } = baseline;
  const proposals = proposalsOf(baseline, hubSite(context, model, options));
  const priced = proposals.map((proposal) => ({ proposal, column: baseline.column(proposal.decision) }));
  const unchanged = unchangedLines([today, ...priced.map(({ column }) => column)]);
  const alternatives = alternativesOf(baseline, priced, unchanged);
  const usable = problems.length === 0;
  const todayColumn = columnOf(model, today, baseline.todayByCorner, unchanged);
  return {
    scope: group.scope,
    region: group.region,
    vpcIds: model.vpcs.map((vpc) => vpc.vpcId),
    title: group.title,
    hasUsage: model.vpcs.some((vpc) => vpc.demand !== null),
    today: usable ? todayColumn : unusable(todayColumn),
    alternatives: usable ? alternatives : alternatives.map(unusableAlternative),
    best: usable ? bestOf(alternatives) : null,
    fixes: costFixes(model),
    reconciliation: model.vpcs.flatMap((vpc) => vpc.demand?.reconciliation ?? []),
    problems,
    notices: [...noticesOf(model), ...dnsNotices(model)],
  };
}

/** The alternatives of a scope; `site` is the hub that they may use. */
export function proposalsOf(baseline: Baseline, site: HubSite | null): Proposal[] {
  const proposals = [
    offloadProposal(baseline),
    listedProposal(baseline),
    ...present(replaceProposal(baseline)),
    ...present(consolidateProposal(baseline)),
    ...present(centraliseProposal(baseline, site)),
  ];
  return [...proposals, mixedProposal(baseline, site, proposals)];
}

function present<Value>(value: Value | null): Value[] {
  return value === null ? [] : [value];
}

/** The cheapest that saves; what needs a proof it does not have is never best. Ties go to the earlier in the list. */
function bestOf(alternatives: readonly Alternative[]): AlternativeId | null {
  let best: { id: AlternativeId; saving: ReturnType<typeof decimal> } | null = null;
  for (const alternative of alternatives) {
    if (alternative.savingUsd === null) continue;
    if (alternative.eligibility !== undefined && alternative.eligibility.verdict !== 'eligible') continue;
    const saving = decimal(alternative.savingUsd);
    if (saving.gt(0) && (best === null || saving.gt(best.saving))) best = { id: alternative.id, saving };
  }
  return best?.id ?? null;
}

/** Why a demand that contradicts its control total has no figures. */
export const errorReason = 'the usage contradicts itself; see the problems of this scope';

/** Figures of a demand that contradicts its control total are not shown. */
function unusable<Column extends { totalUsd: string | null }>(column: Column): Column {
  return { ...column, totalUsd: null, totalRangeUsd: { min: null, max: null }, reason: errorReason };
}

function unusableAlternative(alternative: Alternative): Alternative {
  return { ...unusable(alternative), savingUsd: null, savingRangeUsd: { min: null, max: null } };
}

function noticesOf(model: CostModel): string[] {
  const unmeasured = model.vpcs.filter((vpc) => vpc.demand === null).map((vpc) => vpc.vpcId);
  const hours = model.vpcs.filter((vpc) => vpc.demand !== null && hasSilentEndpoint(vpc)).map((vpc) => vpc.vpcId);
  const brought = model.vpcs.flatMap((vpc) => vpc.nats.filter((nat) => nat.isAddressCountAssumed).map((nat) => nat.id));
  return [
    ...model.vpcs.flatMap((vpc) => vpc.demand?.notices ?? []),
    ...(unmeasured.length > 0 ? [`No traffic figures for ${unmeasured.join(', ')}.`] : []),
    ...(hours.length > 0 ? [`Endpoints of ${hours.join(', ')} that no usage row names are priced with their hours alone.`] : []),
    ...(brought.length > 0 ? [`The addresses of ${brought.join(', ')} were not listed: one per zone is assumed.`] : []),
  ];
}

function hasSilentEndpoint(vpc: CostModel['vpcs'][number]): boolean {
  const named = new Set(vpc.demand?.flows.filter((flow) => flow.path === 'endpoint').map((flow) => flow.service));
  return vpc.endpoints.some((endpoint) => endpoint.type !== 'Gateway' && !named.has(endpoint.service));
}
