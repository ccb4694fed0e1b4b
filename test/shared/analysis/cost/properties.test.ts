import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, sum } from '#shared/base/decimal.ts';
import type { Alternative, CostColumn, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { runs } from '#test/long-run.ts';
import { cost, costs } from './costs.ts';
import { buildCase, casePlan, type RandomCase } from './random-estates.ts';

const everything = [{ kind: 'all' }] as const;

function columnsOf(comparison: ScopeComparison): readonly CostColumn[] {
  return [comparison.today, ...comparison.alternatives];
}

function scoped(given: RandomCase, rest: { rows?: readonly UsageRow[]; book?: PriceBook; hours?: number } = {}): ScopeComparison {
  const options = rest.hours === undefined ? {} : { hoursPerMonth: rest.hours };
  return cost({
    snapshot: given.snapshot,
    rows: rest.rows ?? given.rows,
    scopes: everything,
    options,
    book: rest.book ?? builtInPriceBook,
  });
}

const tried = { numRuns: runs(12, 30) };

describe('every comparison', () => {
  it('adds up: lines to totals, quantity times price to amounts, groups to what is known', () => {
    fc.assert(
      fc.property(casePlan, (plan) => {
        const given = buildCase(plan);
        for (const column of columnsOf(scoped(given))) {
          const known = sum(column.lines.flatMap((line) => (line.usd === null ? [] : decimal(line.usd))));
          expect(column.knownUsd).toBe(decimalText(known));
          expect(column.totalUsd).toBe(column.lines.some((line) => line.usd === null) ? null : decimalText(known));
          expect(decimalText(sum(column.groups.map((group) => decimal(group.knownUsd))))).toBe(decimalText(known));
          const wrong = column.lines.filter(
            (line) =>
              line.usd !== null &&
              line.unitPriceUsd !== null &&
              !decimal(line.quantity ?? 'x')
                .times(line.unitPriceUsd)
                .eq(line.usd),
          );
          expect(wrong).toEqual([]);
        }
      }),
      tried,
    );
  });

  it('conserves gigabytes in every column, and saves what today costs more', () => {
    fc.assert(
      fc.property(casePlan, (plan) => {
        const given = buildCase(plan);
        const { today, alternatives } = scoped(given);
        const lost = alternatives.filter((each) => each.gigabytes?.none !== today.gigabytes?.none && each.savingUsd !== null);
        const wrong = alternatives.filter((each) => !savesTheDifference(today, each) || !isInRange(each));
        const torn = alternatives.filter((each) => each.gigabytes?.total !== today.gigabytes?.total);
        expect({ lost, wrong, torn }).toEqual({ lost: [], wrong: [], torn: [] });
      }),
      tried,
    );
  });

  it('has no feasible column below mixed', () => {
    fc.assert(
      fc.property(casePlan, (plan) => {
        const given = buildCase(plan);
        const { today, alternatives } = scoped(given);
        const mixed = alternatives.find((alternative) => alternative.id === 'mixed')?.totalUsd ?? null;
        const feasible = alternatives.filter(
          (alternative) =>
            !['mixed', 'consolidate'].includes(alternative.id) && (alternative.eligibility?.verdict ?? 'eligible') === 'eligible',
        );
        const cheaper = [today, ...feasible].filter(
          (column) => mixed !== null && column.totalUsd !== null && decimal(column.totalUsd).lt(mixed),
        );
        expect(cheaper).toEqual([]);
      }),
      tried,
    );
  });

  it('costs no less today with more gigabytes or more hours', () => {
    fc.assert(
      fc.property(casePlan, fc.nat(7), fc.nat(1000), (plan, at, more) => {
        const given = buildCase(plan);
        const before = scoped(given).today;
        const rows = given.rows.map((row, index) =>
          index === at % Math.max(1, given.rows.length) ? { ...row, gb_per_month: String(Number(row.gb_per_month) + more) } : row,
        );
        expect(decimal(scoped(given, { rows }).today.knownUsd).gte(before.knownUsd)).toBe(true);
        expect(decimal(scoped(given, { hours: 744 }).today.knownUsd).gte(before.knownUsd)).toBe(true);
      }),
      tried,
    );
  });

  it('is linear in hours: twice the hours add the fixed lines once more', () => {
    fc.assert(
      fc.property(casePlan, (plan) => {
        const given = buildCase(plan);
        const [once, twice] = [scoped(given, { hours: 300 }).today, scoped(given, { hours: 600 }).today];
        const hourly = once.lines.filter((line) => /\.(hour|azHour)$/.test(line.item));
        const added = sum(hourly.flatMap((line) => (line.usd === null ? [] : decimal(line.usd))));
        expect(decimalText(decimal(twice.knownUsd).minus(once.knownUsd))).toBe(decimalText(added));
      }),
      tried,
    );
  });

  it('is unknown as soon as a price that it needs is unknown', () => {
    fc.assert(
      fc.property(casePlan, fc.nat(20), (plan, at) => {
        const given = buildCase(plan);
        const items = [...new Set(scoped(given).today.lines.map((line) => line.item))].sort();
        const item = items[at % Math.max(1, items.length)];
        if (item === undefined) return;
        const today = scoped(given, { book: without(item) }).today;
        const needed = today.lines.some((line) => line.item === item && line.quantity !== '0');
        expect({ needed, isKnown: today.totalUsd !== null }).not.toEqual({ needed: true, isKnown: true });
      }),
      tried,
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(casePlan, (plan) => {
        const given = buildCase(plan);
        expect(costs({ snapshot: given.snapshot, rows: given.rows.toReversed() }).map((scope) => scope.today.totalUsd)).toEqual(
          costs({ snapshot: given.snapshot, rows: given.rows }).map((scope) => scope.today.totalUsd),
        );
      }),
      { numRuns: runs(8, 20) },
    );
  });
});

function savesTheDifference(today: CostColumn, { savingUsd, totalUsd }: Alternative): boolean {
  if (savingUsd === null) return true;
  return today.totalUsd !== null && totalUsd !== null && savingUsd === decimalText(decimal(today.totalUsd).minus(totalUsd));
}

function isInRange({ savingUsd, savingRangeUsd: { min, max } }: Alternative): boolean {
  if (savingUsd === null) return true;
  return (min === null || decimal(min).lte(savingUsd)) && (max === null || decimal(max).gte(savingUsd));
}

function without(item: string): PriceBook {
  return {
    ...builtInPriceBook,
    lookup: (name, region) =>
      name === item ? { kind: 'unknown', item, region, reason: 'left out', readAsNone: false } : builtInPriceBook.lookup(name, region),
  };
}
