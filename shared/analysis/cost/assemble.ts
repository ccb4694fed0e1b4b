/** From a priced decision to what the output carries. */
import { type Exact, decimal, decimalText, one, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import { compareText, groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { PriceTier } from '#shared/model/price-book.ts';
import { breakEvenOf, type Candidate, demandedCandidates, free, newTiers, oldPathCost, oldRate, serviceRow } from './candidates.ts';
import { columnGigabytes, cornersOf, priceColumn, type PricedColumn, todayCorner } from './column.ts';
import {
  type Alternative,
  type AlternativeId,
  type BreakEven,
  type CostColumn,
  type CostOptions,
  type Eligibility,
  type GroupTotal,
  lineGroups,
  type ServiceRow,
  type Showback,
  type UsdRange,
} from './comparison.ts';
import { kept } from './desk.ts';
import { type Corner, type Decision, expected, gigabytesByPath, noChange } from './decision.ts';
import { costLine, lineKey, sumLines } from './line.ts';
import { poolOf } from './meter.ts';
import type { CostModel } from './model.ts';
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

/** One scope with today priced in every corner. */
export interface Baseline {
  readonly model: CostModel;
  readonly today: PricedColumn;
  readonly corners: readonly Corner[];
  readonly todayByCorner: readonly PricedColumn[];
  readonly options: CostOptions;
  /** What the price pools hold today: new GB fill the tiers from there. */
  readonly filled: ReadonlyMap<string, Exact>;
  /** Endpoints that the demand asks for. */
  readonly demanded: readonly Candidate[];
  /** Prices a decision once per corner. */
  column(decision: Decision, corner?: Corner): PricedColumn;
  /** The table row of a candidate, made once. */
  row(entry: Candidate, how?: ServiceRow['how']): ServiceRow;
}

/** `priced` are columns that are known already. */
export function baselineOf(model: CostModel, options: CostOptions, priced: readonly PricedColumn[] = []): Baseline {
  const column = columnMemo(model, priced);
  const today = column(noChange);
  const corners = cornersOf(model, today, options);
  const filled = filledPools(model, today);
  const rows = new Map<Candidate, ServiceRow>();
  return {
    model,
    today,
    corners,
    todayByCorner: corners.map((corner) => column(noChange, todayCorner(corner))),
    options,
    filled,
    demanded: demandedCandidates(model, options.zones),
    column,
    row: (entry, how) => {
      const row = kept(rows, entry, () => serviceRow(model, filled, entry));
      return how === undefined ? row : { ...row, how };
    },
  };
}

function columnMemo(model: CostModel, priced: readonly PricedColumn[]): Baseline['column'] {
  const known: { readonly decision: Decision; readonly columns: Map<string, PricedColumn> }[] = priced.map((column) => ({
    decision: column.decision,
    columns: new Map([[cornerKey(expected), column]]),
  }));
  return (decision, corner = expected) => {
    let own = known.find((each) => isSameDecision(each.decision, decision));
    if (own === undefined) known.push((own = { decision, columns: new Map<string, PricedColumn>() }));
    const key = cornerKey(corner);
    const column = own.columns.get(key) ?? priceColumn(model, own.decision, corner);
    own.columns.set(key, column);
    return column;
  };
}

function cornerKey(corner: Corner): string {
  return `${corner.crossing}/${corner.unknownAws}`;
}

/** Several alternatives may come to the same: that everything stays, or that the same endpoints are added. */
function isSameDecision(a: Decision, b: Decision): boolean {
  if (a === b) return true;
  return (
    isOnlyAdding(a) && isOnlyAdding(b) && a.added.length === b.added.length && a.added.every((added, index) => added === b.added[index])
  );
}

function isOnlyAdding({ removedNats, repairs, takenOver, hub }: Decision): boolean {
  return removedNats.size === 0 && repairs.size === 0 && takenOver.size === 0 && hub === null;
}

function filledPools(model: CostModel, today: PricedColumn): ReadonlyMap<string, Exact> {
  const own = today.lines.filter((line) => line.item === 'endpoint.interface.gb' && line.quantity !== null);
  return own.length === 0
    ? noPools
    : new Map([[poolOf('endpoint.interface.gb', model.region), sum(own.flatMap((line) => line.quantity ?? []))]]);
}

const noPools: ReadonlyMap<string, Exact> = new Map();

/** The alternative as the output carries it; `unchanged` tells which lines are the same in every column. */
export function alternativeOf(baseline: Baseline, proposal: Proposal, column: PricedColumn, unchanged: UnchangedLines): Alternative {
  const { model, today } = baseline;
  const inCorners = baseline.corners.map((corner) => baseline.column(proposal.decision, corner));
  const lost = lostGigabytes(today, column);
  const saving = lost !== null || proposal.noSingleSaving !== undefined ? null : difference(today.sum.total, column.sum.total);
  const ranges = inCorners.map((each, index) => difference(baseline.todayByCorner[index]?.sum.total ?? null, each.sum.total));
  return {
    id: proposal.id,
    ...(proposal.eligibility === undefined ? {} : { eligibility: proposal.eligibility }),
    services: sortedUnique(proposal.candidates.map((entry) => entry.service)),
    serviceTable: proposal.serviceTable,
    ...columnOf(model, column, inCorners, unchanged, lost ?? proposal.noSingleSaving),
    savingUsd: textOrNull(saving),
    savingRangeUsd: proposal.savingRange ?? (lost === null ? spanOf(ranges) : { min: null, max: null }),
    savingOfKnownUsd: lost !== null || proposal.noSingleSaving !== undefined ? null : savingOfKnown(today, column),
    breakEven: breakEvenOfProposal(model, today, column, proposal.candidates),
    transition: transitionOf(model, proposal.decision, saving, baseline.options),
    showback: showbackOf(today, column),
    assumptions: proposal.assumptions,
  };
}

/** A column with its lines, totals, chart groups and gigabytes. */
export function columnOf(
  model: CostModel,
  column: PricedColumn,
  inCorners: readonly PricedColumn[],
  unchanged: UnchangedLines,
  note?: string,
): CostColumn {
  const reason = column.sum.reason ?? note;
  return {
    lines: linesOf(column, unchanged),
    totalUsd: textOrNull(column.sum.total),
    knownUsd: decimalText(column.sum.known),
    totalRangeUsd: spanOf(inCorners.map((each) => each.sum.total)),
    ...(reason === undefined ? {} : { reason }),
    groups: groupTotalsOf(column, null),
    gigabytes: columnGigabytes(model, column),
  };
}

const linesOf = rememberedBeside((column: PricedColumn, unchanged: UnchangedLines) =>
  column.lines.map((line) => costLine(line, unchanged.has(line))),
);

const groupTotalsOf = rememberedBeside((column: PricedColumn, _all: null): GroupTotal[] =>
  lineGroups.flatMap((group) => {
    const own = column.tally.groups.get(group);
    return own === undefined ? [] : [{ group, knownUsd: decimalText(own.known), hasUnknown: own.total === null }];
  }),
);

/** A sentence where the column does not carry all of today's traffic; dropping traffic saves nothing. */
function lostGigabytes(today: PricedColumn, column: PricedColumn): string | null {
  const before = gigabytesByPath(today.flows);
  const after = gigabytesByPath(column.flows);
  const lost = (after.get('none') ?? zero).minus(before.get('none') ?? zero);
  return lost.gt(0) ? `${decimalText(lost)} GB a month would have no path` : null;
}

/** Unknown lines that both columns have cancel out. */
function savingOfKnown(today: PricedColumn, column: PricedColumn): string | null {
  const before = today.lines.filter((line) => line.usd === null);
  const after = today === column ? before : column.lines.filter((line) => line.usd === null);
  if (before.length !== after.length) return null;
  if (before.some((line, index) => line !== after[index]) && !isSameBag(before.map(lineKey), after.map(lineKey))) return null;
  return decimalText(today.sum.known.minus(column.sum.known));
}

function isSameBag(before: readonly string[], after: readonly string[]): boolean {
  const [a, b] = [before.toSorted(compareText), after.toSorted(compareText)];
  return a.every((key, index) => key === b[index]);
}

function difference(a: Exact | null, b: Exact | null): Exact | null {
  return a === null || b === null ? null : a.minus(b);
}

function textOrNull(value: Exact | null): string | null {
  return value === null ? null : decimalText(value);
}

/** Least and most; an unknown corner leaves both ends unknown. */
function spanOf(values: readonly (Exact | null)[]): UsdRange {
  const known = values.flatMap((value) => value ?? []);
  const [first, ...rest] = known;
  if (first === undefined || known.length < values.length) {
    const least = first === undefined ? null : rest.reduce((a, b) => (b.lt(a) ? b : a), first);
    return { min: values[0] === null ? null : textOrNull(least), max: null };
  }
  return {
    min: decimalText(rest.reduce((a, b) => (b.lt(a) ? b : a), first)),
    max: decimalText(rest.reduce((a, b) => (b.gt(a) ? b : a), first)),
  };
}

/** From how many GB of all its services the alternative pays, at today's shares of services and zones. */
function breakEvenOfProposal(
  model: CostModel,
  today: PricedColumn,
  column: PricedColumn,
  candidates: readonly Candidate[],
): BreakEven | null {
  if (candidates.length === 0) return null;
  const fixed = difference(column.tally.fixed, today.tally.fixed);
  const gb = sum(candidates.flatMap((entry) => entry.flows.map((flow) => flow.gb)));
  const paid = candidates.filter((entry) => entry.added.how !== 'gateway');
  const weighed = gb.isZero() ? (paid.length > 0 ? paid : candidates).slice(0, 1) : candidates;
  const shares = weighed.map((entry) => ({
    entry,
    share: gb.isZero() ? one : quotient(sum(entry.flows.map((flow) => flow.gb)), gb),
  }));
  const named = sortedUnique(candidates.map((entry) => entry.service));
  const variable = `GB a month of ${named.join(', ')} at held shares`;
  const isKnown = candidates.every((entry) => entry.vpc.demand !== null);
  return breakEvenOf(variable, fixed, oldRateOf(model, weighed, gb), blendedTiers(model, shares), isKnown ? gb : null);
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

/** Who pays what before and after. */
function showbackOf(today: PricedColumn, column: PricedColumn): Showback[] {
  const { payers: before } = today.tally;
  const { payers: after } = column.tally;
  const payers = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => compareText(a ?? '~', b ?? '~'));
  return payers.map((payerAccountId) => {
    const own = before.get(payerAccountId) ?? nobody;
    const then = after.get(payerAccountId) ?? nobody;
    const reason = own.reason ?? then.reason;
    return {
      payerAccountId,
      todayUsd: textOrNull(own.total),
      knownTodayUsd: decimalText(own.known),
      alternativeUsd: textOrNull(then.total),
      knownAlternativeUsd: decimalText(then.known),
      savingUsd: textOrNull(difference(own.total, then.total)),
      ...(reason === null ? {} : { reason }),
    };
  });
}

const nobody = sumLines([]);
