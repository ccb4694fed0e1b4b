/**
 * `node test/bench/cost.ts --vpcs 500 --seed 7`: the comparison of every VPC from
 * nothing, and again after one change, as a slider makes them: usage of one VPC,
 * a price of one Region, a price everywhere with all scopes and with the one
 * that is looked at; the totals of all columns without their lines; and a plan
 * of that many VPCs with 40 services each. `ratios` say how many times faster
 * the totals are than the lines, and the plan's time per path.
 */
import { performance } from 'node:perf_hooks';
import os from 'node:os';
import type { VpcId } from '#shared/base/ids.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostInput, CostOptions, CostScope } from '#shared/analysis/cost/comparison.ts';
import { noConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import { compareTotals } from '#shared/analysis/cost/totals.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { withOverrides } from '#shared/model/price-book-adjust.ts';
import type { PriceOverride } from '#shared/model/price-settings.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { largeEstate, largeUsage } from '#test/shared/analysis/cost/plan/large-estate.ts';
import { estateOfSize } from '#test/fake-aws/generate-estate.ts';
import { median, numbersOf } from './options.ts';

const options = numbersOf(process.argv.slice(2), { vpcs: 500, seed: 7, runs: 5, plan: 500 });
/** What the generator makes for one VPC. */
const resourcesPerVpc = 50;
const services = ['s3', 'dynamodb', 'logs', 'kms', 'sts', 'ecr.api', 'internet'];

const snapshot = estateOfSize(options.vpcs * resourcesPerVpc, options.seed);
const demand = demandOf(snapshot);
const load = round(os.loadavg()[0] ?? Number.NaN);
const runs = Array.from({ length: options.runs }, () => measure(buildTopology(indexSnapshot(snapshot))));
const plan = measurePlan();
const figures = {
  fullMs: middle((run) => run.fullMs),
  recalcMs: middle((run) => run.usageMs),
  oneScopeMs: middle((run) => run.oneScopeMs),
  priceOfRegionMs: middle((run) => run.priceOfRegionMs),
  priceEverywhereMs: middle((run) => run.priceEverywhereMs),
  totalsFirstMs: middle((run) => run.totalsFirstMs),
  totalsPriceMs: middle((run) => run.totalsPriceMs),
  totalsHoursMs: middle((run) => run.totalsHoursMs),
};

console.log(
  JSON.stringify({
    vpcs: snapshot.vpcs.length,
    load,
    ...figures,
    planVpcs: options.plan,
    ...plan,
    ratios: {
      totalsPrice: round(figures.priceEverywhereMs / figures.totalsPriceMs),
      totalsHours: round(figures.fullMs / figures.totalsHoursMs),
      planMsPerPath: round(plan.planMs / Math.max(1, plan.planPaths)),
    },
  }),
);

type Run = ReturnType<typeof measure>;

function measure(topology: Topology) {
  const [first] = demand;
  const selected: CostScope[] = [{ kind: 'vpc', vpcId: (first?.scope ?? '') as VpcId }];
  const changed = demand.map((row) => (row === first ? { ...row, gb_per_month: '4321' } : row));
  const here: PriceOverride = { item: 'interAz.gb', region: snapshot.vpcs.at(-1)?.region, usd: '0.011' };
  const everywhere = withOverrides(builtInPriceBook, [{ item: 'nat.zonal.gb', usd: '0.041' }]);
  return {
    fullMs: timed(compareCosts, inputOf(topology, demand)),
    usageMs: timed(compareCosts, inputOf(topology, changed)),
    oneScopeMs: timed(compareCosts, inputOf(topology, changed, everywhere, selected)),
    priceOfRegionMs: timed(compareCosts, inputOf(topology, changed, withOverrides(builtInPriceBook, [here]))),
    priceEverywhereMs: timed(compareCosts, inputOf(topology, changed, everywhere)),
    ...measureTotals(inputOf(topology, changed)),
  };
}

/** A slider that is dragged: the middle of several steps. */
function measureTotals(input: CostInput) {
  const steps = Array.from({ length: 12 }, (_, index) => index);
  const withPrice = (step: number): CostInput => {
    return { ...input, book: withOverrides(builtInPriceBook, [{ item: 'nat.zonal.gb', usd: `0.04${step}` }]) };
  };
  const withHours = (step: number): CostInput => ({ ...input, options: { hoursPerMonth: 700 + step } });
  return {
    totalsFirstMs: timed(compareTotals, input),
    totalsPriceMs: median(steps.map((step) => timed(compareTotals, withPrice(step)))),
    totalsHoursMs: median(steps.map((step) => timed(compareTotals, withHours(step)))),
  };
}

function measurePlan() {
  const topology = buildTopology(indexSnapshot(largeEstate(options.plan)));
  const usage: UsageSet[] = [{ schemaVersion: 1, name: 'bench', source: 'bench', rows: largeUsage(options.plan) }];
  const start = performance.now();
  const { chosen } = planOf({ topology, usage, book: builtInPriceBook, constraints: noConstraints });
  return { planMs: round(performance.now() - start), planPaths: chosen.length };
}

function inputOf(
  topology: Topology,
  rows: readonly UsageRow[],
  book: PriceBook = builtInPriceBook,
  scopes: readonly CostScope[] = [],
  choices: CostOptions = {},
): CostInput {
  return { topology, usage: [{ schemaVersion: 1, name: 'bench', source: 'bench', rows }], book, scopes, options: choices };
}

function timed(make: (input: CostInput) => unknown, input: CostInput): number {
  const start = performance.now();
  make(input);
  return performance.now() - start;
}

/** Three services of each VPC, so that every alternative has something to choose from. */
function demandOf(of: Snapshot): UsageRow[] {
  return of.vpcs.flatMap((vpc, index) =>
    [0, 1, 2].map((step): UsageRow => {
      const service = services[(index + step) % services.length] ?? 's3';
      const gigabytes = String(((index * 37 + step * 911) % 5000) + 1);
      const place = { scope: vpc.vpcId, region: vpc.region, service };
      return { ...place, gb_per_month: gigabytes, kind: 'demand', direction: 'both', basis: 'typed' };
    }),
  );
}

function middle(of: (run: Run) => number): number {
  return round(median(runs.map(of)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
