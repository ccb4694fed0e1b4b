import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostOptions, CostScope } from '#shared/analysis/cost/comparison.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { withDiscounts, withOverrides } from '#shared/model/price-book-adjust.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { runs } from '#test/long-run.ts';
import { buildCase, casePlan } from './random-estates.ts';

interface Step {
  readonly gigabytes: number;
  readonly price: string | null;
  readonly percent: string | null;
  readonly options: CostOptions;
  readonly all: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  gigabytes: fc.nat(5000),
  price: fc.constantFrom(null, '0.03', '0.06'),
  percent: fc.constantFrom(null, '10'),
  options: fc.constantFrom<CostOptions>(
    {},
    { assumptions: true },
    { hoursPerMonth: 700 },
    { listed: ['kms', 's3'] },
    { natHoursBy: 'bytes' },
  ),
  all: fc.boolean(),
});

describe('a comparison after a change', () => {
  it('is the comparison from nothing', () => {
    fc.assert(
      fc.property(casePlan, fc.array(step, { minLength: 2, maxLength: 4 }), (plan, steps) => {
        const { snapshot, rows } = buildCase(plan);
        const kept = buildTopology(indexSnapshot(snapshot));
        for (const each of steps) {
          const input = inputOf(rows, each);
          const fresh = buildTopology(indexSnapshot(snapshot));
          expect(compareCosts({ ...input, topology: kept })).toEqual(compareCosts({ ...input, topology: fresh }));
        }
      }),
      { numRuns: runs(8, 60) },
    );
  });

  it('compares only the scopes that hold the change', () => {
    const plan = { nats: 'one', zones: 2, endpoints: ['kms'], attached: false } as const;
    const { snapshot, rows } = buildCase({
      vpcs: [plan, plan],
      rows: [0, 1].map((vpc) => ({ vpc, service: 'logs', hundredths: 100_000, zone: 0, path: undefined })),
    });
    const topology = buildTopology(indexSnapshot(snapshot));
    const compared = (used: readonly UsageRow[]) =>
      compareCosts({ topology, usage: [usageOf(used)], book: builtInPriceBook, scopes: [], options: {} }).scopes;
    const before = compared(rows);
    const after = compared(rows.map((row, index) => (index === 0 ? { ...row, gb_per_month: '7' } : { ...row })));
    expect(after.map((scope) => before.includes(scope))).toEqual(before.map((scope) => scope.vpcIds[0] !== rows[0]?.scope));
  });
});

function inputOf(rows: readonly UsageRow[], { gigabytes, price, percent, options, all }: Step) {
  const changed = rows.map((row, index) => (index === 0 ? { ...row, gb_per_month: String(gigabytes) } : row));
  const overridden = withOverrides(builtInPriceBook, price === null ? [] : [{ item: 'nat.zonal.gb', usd: price }]);
  const book = withDiscounts(overridden, percent === null ? [] : [{ name: 'agreed', items: 'endpoint.*', percent }]);
  const scopes: CostScope[] = all ? [{ kind: 'all' }] : [];
  return { usage: rows.length === 0 ? [] : [usageOf(changed)], book, scopes, options };
}

function usageOf(rows: readonly UsageRow[]): UsageSet {
  return { schemaVersion: 1, name: 'test', source: 'test', rows };
}
