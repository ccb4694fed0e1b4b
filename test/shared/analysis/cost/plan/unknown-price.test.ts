import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, sum } from '#shared/base/decimal.ts';
import { noConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { buildCase, casePlan, type CasePlan } from '../random-estates.ts';
import { usageOf } from './plans.ts';

function without(item: string): PriceBook {
  const lookup: PriceBook['lookup'] = (name, region) =>
    name === item ? { kind: 'unknown', item, region, reason: 'left out', readAsNone: false } : builtInPriceBook.lookup(name, region);
  return { ...builtInPriceBook, lookup };
}

function plannedWithout(item: string, plan: CasePlan) {
  const { snapshot, rows } = buildCase(plan);
  const topology = buildTopology(indexSnapshot(snapshot));
  return planOf({ topology, usage: usageOf(rows), book: without(item), constraints: noConstraints });
}

const oneVpc: CasePlan = {
  vpcs: [{ nats: 'one', zones: 2, endpoints: ['kms'], attached: false }],
  rows: [{ vpc: 0, service: 'logs', hundredths: 400_000, zone: 0, path: 'nat' }],
};

describe('a plan with a price that nobody read', () => {
  it('keeps what is known of every total, and says why the whole is not', () => {
    const { todayUsd, knownTodayUsd, planUsd, knownPlanUsd, savingUsd, reason } = plannedWithout(
      'publicIpv4.inUse.hour',
      oneVpc,
    ).comparison;
    const known = { todayUsd: null, planUsd: null, savingUsd: null, reason: 'publicIpv4.inUse.hour: left out' };
    expect({ todayUsd, planUsd, savingUsd, reason }).toEqual(known);
    expect(decimal(knownTodayUsd).gt(decimal(knownPlanUsd))).toBe(true);
  });

  it('adds up what is known over Regions and paths', () => {
    fc.assert(
      fc.property(casePlan, fc.constantFrom('nat.zonal.gb', 'endpoint.interface.gb', 'endpoint.interface.hour'), (plan, item) => {
        const { comparison, chosen } = plannedWithout(item, plan);
        const total = (column: 'today' | 'plan') => decimalText(sum(comparison.regions.map((region) => decimal(region[column].knownUsd))));
        expect([comparison.knownTodayUsd, comparison.knownPlanUsd]).toEqual([total('today'), total('plan')]);
        const wrong = chosen.filter((path) => (path.usd === null ? path.reason === undefined : path.usd !== path.knownUsd));
        expect(wrong).toEqual([]);
        const isUnknown = comparison.todayUsd === null || comparison.planUsd === null;
        expect(isUnknown).toBe(comparison.reason !== undefined);
      }),
      { numRuns: 60 },
    );
  });
});
