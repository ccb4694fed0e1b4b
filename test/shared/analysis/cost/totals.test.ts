import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText } from '#shared/base/decimal.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostOptions, CostScope } from '#shared/analysis/cost/comparison.ts';
import { compareTotals, totalsOf } from '#shared/analysis/cost/totals.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { withDiscounts, withOverrides } from '#shared/model/price-book-adjust.ts';
import { type UsageRow, usageRowSchema, type UsageSet } from '#shared/model/usage.ts';
import { demoSnapshot, demoUsage } from '#electron/services/demo/demo-estate.ts';
import { isLongRun, runs } from '#test/long-run.ts';
import { buildCase, casePlan } from './random-estates.ts';

interface Step {
  readonly item: string | null;
  readonly usd: string;
  readonly unknownItem: string | null;
  readonly percent: string | null;
  readonly options: CostOptions;
  readonly all: boolean;
}

const pricedItems = [
  'nat.zonal.gb',
  'nat.zonal.hour',
  'endpoint.interface.hour',
  'endpoint.interface.gb',
  'interAz.gb',
  'tgw.vpcAttachment.gb',
];

const step: fc.Arbitrary<Step> = fc.record({
  item: fc.constantFrom(null, ...pricedItems),
  usd: fc.constantFrom('0', '0.0001', '0.03', '0.06', '2.5'),
  unknownItem: fc.constantFrom(null, null, null, ...pricedItems),
  percent: fc.constantFrom(null, null, null, '12.5'),
  options: fc.constantFrom<CostOptions>(
    {},
    { assumptions: true },
    { hoursPerMonth: 700 },
    { hoursPerMonth: 1.5 },
    { hoursPerMonth: 0 },
    { listed: ['kms', 's3'] },
    { natHoursBy: 'bytes', hoursPerMonth: 744 },
  ),
  all: fc.boolean(),
});

function bookOf({ item, usd, unknownItem, percent }: Step): PriceBook {
  const overridden = withOverrides(builtInPriceBook, item === null ? [] : [{ item, usd }]);
  const book = withDiscounts(overridden, percent === null ? [] : [{ name: 'agreed', items: 'endpoint.*', percent }]);
  return {
    ...book,
    lookup: (name, region) =>
      name === unknownItem ? { kind: 'unknown', item: name, region, reason: 'left out', readAsNone: false } : book.lookup(name, region),
  };
}

/** A control total per VPC, so that NAT gateways may go; short of the demand where `share` is below 1. */
function withControls(rows: readonly UsageRow[], share: string): readonly UsageRow[] {
  const named = rows.filter((row) => !['internet', 'aws'].includes(row.service)).map((row) => ({ ...row, path: 'nat' as const }));
  const scopes = [...new Set(named.map((row) => row.scope))];
  const controls = scopes.map((scope) => {
    const gigabytes = named.filter((row) => row.scope === scope).reduce((total, row) => total.plus(row.gb_per_month), decimal(0));
    const window = { window_start: '2026-09-01T00:00:00Z', window_end: '2026-10-01T00:00:00Z' };
    const gb = decimalText(gigabytes.times(share));
    return usageRowSchema.parse({
      scope,
      region: 'us-east-1',
      service: 'unattributed',
      gb_per_month: gb,
      kind: 'control',
      basis: 'billed',
      ...window,
    });
  });
  return [...named, ...controls];
}

function usageOf(rows: readonly UsageRow[]): readonly UsageSet[] {
  return rows.length === 0 ? [] : [{ schemaVersion: 1, name: 'test', source: 'test', rows }];
}

describe('totals that follow a slider', () => {
  it.each(['as measured', 'with proof', 'beyond the control total'])('are those of the whole comparison, %s', (kind) => {
    fc.assert(
      fc.property(casePlan, fc.array(step, { minLength: 2, maxLength: 5 }), (plan, steps) => {
        const { snapshot, rows } = buildCase(plan);
        const usage = usageOf(kind === 'as measured' ? rows : withControls(rows, kind === 'with proof' ? '1' : '0.5'));
        const topology = buildTopology(indexSnapshot(snapshot));
        for (const each of steps) {
          const scopes: CostScope[] = each.all ? [{ kind: 'all' }] : [];
          const input = { topology, usage, book: bookOf(each), scopes, options: each.options };
          expect(compareTotals(input).scopes).toEqual(compareCosts(input).scopes.map(totalsOf));
        }
      }),
      { numRuns: runs(10, 120) },
    );
  });

  it('are those of the whole comparison in the demo estate, hubs and shared NAT gateways included', () => {
    const topology = buildTopology(indexSnapshot(demoSnapshot()));
    const everywhere: CostScope[][] = [
      [],
      [{ kind: 'all' }],
      topology.index.snapshot.accounts.map(({ accountId }) => ({ kind: 'account', accountId })),
    ];
    for (const [scopes, usage] of everywhere.flatMap((each) => [[each, [demoUsage()]] as const, [each, []] as const])) {
      for (const hoursPerMonth of isLongRun ? [730, 100, 744] : [730, 100]) {
        for (const usd of isLongRun ? ['0.045', '0.2', '0.001'] : ['0.2', '0.001']) {
          const book = withOverrides(builtInPriceBook, [{ item: 'nat.zonal.gb', usd }]);
          const input = { topology, usage, book, scopes, options: { hoursPerMonth, natHoursBy: 'bytes' as const } };
          expect(compareTotals(input).scopes).toEqual(compareCosts(input).scopes.map(totalsOf));
        }
      }
    }
  });
});
