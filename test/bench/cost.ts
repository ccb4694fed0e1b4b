/**
 * `node test/bench/cost.ts --vpcs 500 --seed 7`: the comparison of every VPC from
 * nothing, and again after one change, as a slider makes them: usage of one VPC,
 * a price of one Region, a price everywhere with all scopes and with the one
 * that is looked at.
 */
import { performance } from 'node:perf_hooks';
import type { VpcId } from '#shared/base/ids.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostScope } from '#shared/analysis/cost/comparison.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { type PriceOverride, withOverrides } from '#shared/model/price-book-adjust.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow, UsageSet } from '#shared/model/usage.ts';
import { estateOfSize } from '#test/fake-aws/generate-estate.ts';
import { median, numbersOf } from './options.ts';

const options = numbersOf(process.argv.slice(2), { vpcs: 500, seed: 7, runs: 5 });
/** What the generator makes for one VPC. */
const resourcesPerVpc = 50;
const services = ['s3', 'dynamodb', 'logs', 'kms', 'sts', 'ecr.api', 'internet'];

const snapshot = estateOfSize(options.vpcs * resourcesPerVpc, options.seed);
const demand = demandOf(snapshot);
const runs = Array.from({ length: options.runs }, () => measure(buildTopology(indexSnapshot(snapshot))));

console.log(
  JSON.stringify({
    vpcs: snapshot.vpcs.length,
    fullMs: middle((run) => run.fullMs),
    recalcMs: middle((run) => run.usageMs),
    oneScopeMs: middle((run) => run.oneScopeMs),
    priceOfRegionMs: middle((run) => run.priceOfRegionMs),
    priceEverywhereMs: middle((run) => run.priceEverywhereMs),
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
    fullMs: timed(topology, demand),
    usageMs: timed(topology, changed),
    oneScopeMs: timed(topology, changed, everywhere, selected),
    priceOfRegionMs: timed(topology, changed, withOverrides(builtInPriceBook, [here])),
    priceEverywhereMs: timed(topology, changed, everywhere),
  };
}

function timed(
  topology: Topology,
  rows: readonly UsageRow[],
  book: PriceBook = builtInPriceBook,
  scopes: readonly CostScope[] = [],
): number {
  const usage: UsageSet[] = [{ schemaVersion: 1, name: 'bench', source: 'bench', rows }];
  const start = performance.now();
  compareCosts({ topology, usage, book, scopes, options: {} });
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
  return Math.round(median(runs.map(of)) * 100) / 100;
}
