/**
 * `npm run -s bench:analysis -- --resources 10000 --seed 7`: how long the whole
 * analysis takes, in one thread, and how it grows: `growth` is the time per
 * resource at twice the size over that at this size (1 is linear).
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

const options = numbersOf(process.argv.slice(2), { resources: 10_000, seed: 7, runs: 3 });
const snapshot = estateOfSize(options.resources, options.seed);
const runs = Array.from({ length: options.runs }, () => measure(snapshot));
const doubled = estateOfSize(options.resources * 2, options.seed);
const double = measure(doubled);
const resources = resourceCount(snapshot);
const totalMs = median(runs.map((run) => run.totalMs));

console.log(
  JSON.stringify({
    resources,
    topologyMs: round(median(runs.map((run) => run.topologyMs))),
    alignmentMs: round(median(runs.map((run) => run.alignmentMs))),
    findingsMs: round(median(runs.map((run) => run.findingsMs))),
    costMs: round(median(runs.map((run) => run.costMs))),
    totalMs: round(totalMs),
    firstRunMs: round(runs[0]?.totalMs ?? Number.NaN),
    growth: round(double.totalMs / resourceCount(doubled) / (totalMs / resources)),
    heapMb: round(process.memoryUsage().heapUsed / 1_048_576),
  }),
);

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
    costMs: end - afterFindings,
    totalMs: end - start,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
