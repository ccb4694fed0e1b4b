/**
 * `npm run -s bench:analysis -- --resources 10000 --seed 7`: how long the whole
 * analysis takes, in one thread, and how it grows: `growth` is the time per
 * resource at twice the size over that at this size (1 is linear). Each figure is
 * the median of `--runs` in one process (15; 3 above 50,000 resources), so code is
 * compiled; `firstRunMs` is the first of them, as a fresh process meets it.
 *
 * `--sizes 10000,50000,150000` measures each of them instead, one line per size;
 * `analysisMs` is topology, alignment and findings together, without costs.
 */
import { performance } from 'node:perf_hooks';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { resourceCount, type Snapshot } from '#shared/model/snapshot.ts';
import { estateOfSize } from '#test/fake-aws/generate-estate.ts';
import { median, numbersOf } from './options.ts';

const argv = process.argv.slice(2);
const options = numbersOf(argv, { resources: 10_000, seed: 7, runs: 15 });
const sizes = sizesOf(argv);
if (sizes.length > 0) printSizes(sizes);
else printOne();

function printOne(): void {
  const at = summaryOf(options.resources);
  const double = summaryOf(options.resources * 2);
  const growth = (of: 'analysisMs' | 'totalMs'): number => round(double[of] / double.resources / (at[of] / at.resources));
  console.log(JSON.stringify({ ...at, growth: growth('totalMs'), analysisGrowth: growth('analysisMs') }));
}

/** One line for each size; `growth` is the time per resource over that of the size before. */
function printSizes(list: readonly number[]): void {
  let before: ReturnType<typeof summaryOf> | undefined;
  for (const size of list) {
    const at = summaryOf(size);
    const growth = before === undefined ? null : round(at.analysisMs / at.resources / (before.analysisMs / before.resources));
    console.log(JSON.stringify({ ...at, analysisGrowth: growth }));
    before = at;
  }
}

function summaryOf(size: number) {
  const snapshot = estateOfSize(size, options.seed);
  const runs = Array.from({ length: size > 50_000 ? Math.min(options.runs, 3) : options.runs }, () => measure(snapshot));
  const of = (part: keyof (typeof runs)[number]): number => round(median(runs.map((run) => run[part])));
  return {
    resources: resourceCount(snapshot),
    runs: runs.length,
    topologyMs: of('topologyMs'),
    alignmentMs: of('alignmentMs'),
    findingsMs: of('findingsMs'),
    analysisMs: of('analysisMs'),
    costMs: of('costMs'),
    totalMs: of('totalMs'),
    firstRunMs: round(runs[0]?.totalMs ?? Number.NaN),
    heapMb: round(process.memoryUsage().heapUsed / 1_048_576),
  };
}

function measure(of: Snapshot) {
  const start = performance.now();
  const topology = buildTopology(indexSnapshot(of));
  const afterTopology = performance.now();
  const alignment = alignTopology(topology);
  const afterAlignment = performance.now();
  runCatalogue(topology, alignment);
  const afterFindings = performance.now();
  compareCosts({ topology, usage: [], book: builtInPriceBook, scopes: [], options: {} });
  const end = performance.now();
  return {
    topologyMs: afterTopology - start,
    alignmentMs: afterAlignment - afterTopology,
    findingsMs: afterFindings - afterAlignment,
    analysisMs: afterFindings - start,
    costMs: end - afterFindings,
    totalMs: end - start,
  };
}

function sizesOf(words: readonly string[]): readonly number[] {
  const list = words[words.indexOf('--sizes') + 1];
  return words.includes('--sizes') && list !== undefined ? list.split(',').map(Number) : [];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
