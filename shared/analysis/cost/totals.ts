/**
 * The totals of a comparison without its lines, for figures that follow a
 * slider: the same numbers as `compareCosts`, in a fraction of the time once
 * the quantities of the scopes are known.
 */
import { type Exact, decimalText } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { defaultHoursPerMonth } from '#shared/base/units.ts';
import { comparisonContext, errorReason, scopeOf } from './compare.ts';
import type { Alternative, AlternativeId, CostColumn, CostInput, ScopeComparison } from './comparison.ts';
import { knownText, type LineSum } from './line.ts';
import type { CostContext } from './model.ts';
import type { ScopeGroup } from './scope.ts';
import { worksOf } from './scope-works.ts';
import { type ScopeSums, sumsOf } from './scope-sums.ts';
import { tariffOf } from './tariff.ts';

/** `totalUsd` is `null` as soon as one amount is unknown; `knownUsd` is the rest and `reason` says why. */
export interface ColumnTotals {
  readonly totalUsd: string | null;
  readonly knownUsd: string;
  readonly reason?: string;
}

export interface AlternativeTotals extends ColumnTotals {
  readonly id: AlternativeId;
  readonly savingUsd: string | null;
  readonly savingOfKnownUsd: string | null;
}

export interface ScopeTotals {
  readonly scope: string;
  readonly region: Region;
  readonly today: ColumnTotals;
  readonly alternatives: readonly AlternativeTotals[];
  readonly best: AlternativeId | null;
}

export interface CostTotals {
  readonly hoursPerMonth: number;
  readonly scopes: readonly ScopeTotals[];
}

/** The totals of every scope asked for. The first call for a topology, a usage and scopes counts; those after it only price. */
export function compareTotals(input: CostInput): CostTotals {
  const context = comparisonContext(input);
  const tariff = tariffOf(context);
  const isPlain = context.book.discounts === undefined && !context.hours.isZero();
  return {
    hoursPerMonth: input.options.hoursPerMonth ?? defaultHoursPerMonth,
    scopes: worksOf(context, input).map(({ group, work }) => {
      const sums = work === null || !isPlain ? null : sumsOf(tariff, work);
      return sums === null ? fromLines(context, group, input) : scopeTotals(group, sums);
    }),
  };
}

/** The totals of a comparison that was made with its lines. */
export function totalsOf({ scope, region, today, alternatives, best }: ScopeComparison): ScopeTotals {
  return { scope, region, today: columnTotals(today), alternatives: alternatives.map(alternativeTotals), best };
}

function fromLines(context: CostContext, group: ScopeGroup, { options }: CostInput): ScopeTotals {
  return totalsOf(scopeOf(context, group, options));
}

function columnTotals({ totalUsd, knownUsd, reason }: CostColumn): ColumnTotals {
  return totalUsd === null && reason !== undefined ? { totalUsd, knownUsd, reason } : { totalUsd, knownUsd };
}

function alternativeTotals(alternative: Alternative): AlternativeTotals {
  const { id, savingUsd, savingOfKnownUsd } = alternative;
  return { id, ...columnTotals(alternative), savingUsd, savingOfKnownUsd };
}

function scopeTotals({ scope, region }: ScopeGroup, { isUsable, today, alternatives, best }: ScopeSums): ScopeTotals {
  return {
    scope,
    region,
    today: summed(isUsable, today),
    alternatives: alternatives.map(({ id, sum, saving, savingOfKnown }) => {
      const savingOfKnownUsd = textOrNull(savingOfKnown);
      const savingUsd = saving === savingOfKnown ? savingOfKnownUsd : textOrNull(saving);
      return { id, ...summed(isUsable, sum), savingUsd: isUsable ? savingUsd : null, savingOfKnownUsd };
    }),
    best,
  };
}

function summed(isUsable: boolean, sum: LineSum): ColumnTotals {
  const { total, reason } = sum;
  const knownUsd = knownText(sum);
  if (!isUsable) return { totalUsd: null, knownUsd, reason: errorReason };
  return total === null ? { totalUsd: null, knownUsd, reason: reason ?? 'unknown' } : { totalUsd: knownUsd, knownUsd };
}

function textOrNull(value: Exact | null): string | null {
  return value === null ? null : decimalText(value);
}
