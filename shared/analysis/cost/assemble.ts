/** From a priced decision to what the output carries. */
import { type Exact, decimal, decimalText, one, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { PriceTier } from '#shared/model/price-book.ts';
import type { Baseline } from './baseline.ts';
import { figuresFor, free, newTiers } from './break-even-figures.ts';
import { type Candidate } from './candidates.ts';
import { fixedTotal, type PricedColumn } from './column.ts';
import type { Alternative, AlternativeId, BreakEven, Eligibility, ServiceRow, UsdRange } from './comparison.ts';
import { kept } from './desk.ts';
import type { Decision } from './decision.ts';
import { type ColumnFigures, difference, figuresOf, textOrNull, withReason } from './figures.ts';
import type { CostModel } from './model.ts';
import { oldPathCost, oldRate } from './path-costs.ts';
import { rememberedBeside } from './remember.ts';
import { transitionOf } from './transition.ts';
import type { UnchangedLines } from './unchanged.ts';

/** An alternative before it is priced. */
export interface Proposal {
  readonly id: AlternativeId;
  readonly decision: Decision;
  /** The endpoints it adds. */
  readonly candidates: readonly Candidate[];
  readonly serviceTable: readonly ServiceRow[];
  readonly eligibility?: Eligibility;
  readonly assumptions: readonly string[];
  /** Replaces the figure where the demand gives no single number. */
  readonly savingRange?: UsdRange;
  /** Why there is no single figure for the saving. */
  readonly noSingleSaving?: string;
}

/** A proposal with its column. */
export interface PricedProposal {
  readonly proposal: Proposal;
  readonly column: PricedColumn;
}

/** The alternatives as the output carries them; `unchanged` tells which lines are the same in every column. */
export function alternativesOf(baseline: Baseline, priced: readonly PricedProposal[], unchanged: UnchangedLines): Alternative[] {
  // Several proposals may come to one column; its figures are made once.
  const known = new Map<PricedColumn, ColumnFigures>();
  return priced.map(({ proposal, column }) => {
    const figures = kept(known, column, () => figuresOf(baseline, column, unchanged));
    return alternativeOf(baseline, proposal, figures);
  });
}

/** The alternative that comes to a column of these figures. */
export function alternativeOf(baseline: Baseline, proposal: Proposal, figures: ColumnFigures): Alternative {
  const { model, today } = baseline;
  const { column, lost } = figures;
  const isOpen = lost !== null || proposal.noSingleSaving !== undefined;
  const saving = isOpen ? null : difference(today.sum.total, column.sum.total);
  const services = servicesOf(proposal.candidates, null);
  return {
    id: proposal.id,
    ...(proposal.eligibility === undefined ? {} : { eligibility: proposal.eligibility }),
    services,
    serviceTable: proposal.serviceTable,
    ...withReason(figures.output, lost ?? proposal.noSingleSaving),
    savingUsd: textOrNull(saving),
    savingRangeUsd: proposal.savingRange ?? figures.savingRange,
    savingOfKnownUsd: isOpen ? null : figures.savingOfKnown,
    breakEven: breakEvenOfProposal(model, today, column, proposal.candidates, services),
    transition: transitionOf(model, proposal.decision, saving, baseline.options),
    showback: figures.showback,
    assumptions: proposal.assumptions,
  };
}

/** Several proposals may have the same candidates. */
const servicesOf = rememberedBeside((candidates: readonly Candidate[], _all: null): readonly string[] =>
  sortedUnique(candidates.map((entry) => entry.service)),
);

/** From how many GB of all its services the alternative pays, at today's shares of services and zones. */
function breakEvenOfProposal(
  model: CostModel,
  today: PricedColumn,
  column: PricedColumn,
  candidates: readonly Candidate[],
  services: readonly string[],
): BreakEven | null {
  const [first] = candidates;
  if (first === undefined) return null;
  const fixed = difference(fixedTotal(column), fixedTotal(today));
  const gb = gigabytesOf(candidates);
  const isAtRest = gb.isZero();
  const paid = isAtRest ? candidates.find((entry) => entry.added.how !== 'gateway') : undefined;
  const weighed = isAtRest ? [paid ?? first] : candidates;
  const shares = weighed.map((entry) => ({ entry, share: isAtRest ? one : quotient(gigabytesOf([entry]), gb) }));
  const isKnown = candidates.every((entry) => entry.vpc.demand !== null);
  const { values } = figuresFor(fixed, oldRateOf(model, weighed, gb), blendedTiers(model, shares), isKnown ? gb : null);
  return { variable: `GB a month of ${services.join(', ')} at held shares`, ...values };
}

function gigabytesOf(candidates: readonly Candidate[]): Exact {
  let gb: Exact | null = null;
  for (const { flows } of candidates) for (const flow of flows) gb = gb === null ? flow.gb : gb.plus(flow.gb);
  return gb ?? zero;
}

function oldRateOf(model: CostModel, candidates: readonly Candidate[], gb: Exact): Exact | null {
  const [first] = candidates;
  if (first === undefined) return null;
  if (gb.isZero()) return oldRate(model, first, zero);
  const costs = candidates.map((entry) => (entry.flows.length === 0 ? zero : oldPathCost(model, entry, entry.flows)));
  return costs.includes(null) ? null : quotient(sum(costs.flatMap((cost) => cost ?? [])), gb);
}

/** The new path's price per GB of the whole mix: gateways are free, so the tiers fill more slowly. */
function blendedTiers(
  model: CostModel,
  shares: readonly { readonly entry: Candidate; readonly share: Exact }[],
): readonly PriceTier[] | null {
  const paid = shares.filter(({ entry, share }) => entry.added.how !== 'gateway' && !share.isZero());
  const all = paid.map(({ entry, share }) => ({ tiers: newTiers(model, entry.added, entry.vpc.region), share }));
  const [first] = all;
  if (first === undefined) return free;
  if (all.length === 1 && first.share === one) return first.tiers === null ? null : plainTiers(first.tiers, null);
  if (all.some(({ tiers }) => tiers === null)) return null;
  const byTiers = [...groupBy(all, ({ tiers }) => tiers)].map(([tiers, group]) => ({ tiers, share: sum(group.map(({ share }) => share)) }));
  const filling = sum(byTiers.map(({ share }) => share));
  return (first.tiers ?? []).map((tier, index) => ({
    upTo: tier.upTo === null ? null : decimalText(quotient(decimal(tier.upTo), filling)),
    usd: decimalText(sum(byTiers.map(({ tiers, share }) => product(share, decimal(tiers?.[index]?.usd ?? tier.usd))))),
  }));
}

/** The tiers of one service alone, their numbers written like computed ones. */
const plainTiers = rememberedBeside((tiers: readonly PriceTier[], _all: null): readonly PriceTier[] =>
  tiers.map(({ upTo, usd }) => ({ upTo: upTo === null ? null : decimalText(decimal(upTo)), usd: decimalText(decimal(usd)) })),
);
