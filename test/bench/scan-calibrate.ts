/** What one call costs this machine now, beside all else it is doing: the `c` of the floor. */
import type { Region } from '#shared/base/ids.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { ReadCall } from '#electron/discovery/ports.ts';
import { serveEstate, type EstateOrder } from './scan-estate.ts';

/** Lists that are read once per account and Region. */
const operations = [
  'DescribeAvailabilityZones',
  'DescribeVpcs',
  'DescribeVpcEndpoints',
  'DescribeVpcEndpointServiceConfigurations',
  'DescribeNatGateways',
  'DescribeSubnets',
  'DescribeRouteTables',
  'DescribeSecurityGroups',
  'DescribeNetworkInterfaces',
  'DescribeVpcEndpointConnections',
];

/** Milliseconds per call: the best of some batches of `measured` calls without latency, `concurrency` at a time. */
export async function calibrate(order: EstateOrder, concurrency: number, measured = 200): Promise<number> {
  const served = await serveEstate({ ...order, accounts: 1, latencyMs: 0, faults: 'none' });
  try {
    const sessions = awsSessions({ env: process.env, endpointUrl: served.url, consents: [], ask: () => Promise.resolve(null) });
    const signal = new AbortController().signal;
    const opened = await sessions.open(served.profiles[0] ?? '', signal);
    if (opened.kind === 'problem') throw new Error(opened.problem.message);
    const { reader } = opened.value;
    const run = async (count: number): Promise<number> => {
      const calls = Array.from({ length: count }, (_, index) => callAt(index, order.regions as readonly Region[]));
      const begun = performance.now();
      const worker = async (): Promise<void> => {
        for (let call = calls.pop(); call !== undefined; call = calls.pop()) {
          const page = await reader.readPage(call, signal);
          if (page.kind === 'problem') throw new Error(page.problem.message);
        }
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
      return (performance.now() - begun) / count;
    };
    // A fresh process answers slowly, and a neighbour may wake up: the best of a few is nearest to what a call must cost.
    await run(measured * 2);
    const batches: number[] = [];
    for (let batch = 0; batch < 4; batch += 1) batches.push(await run(measured));
    return Math.min(...batches);
  } finally {
    await served.stop();
  }
}

function callAt(index: number, regions: readonly Region[]): ReadCall {
  const operation = operations[index % operations.length] ?? 'DescribeVpcs';
  const region = regions[Math.floor(index / operations.length) % regions.length] ?? ('us-east-1' as Region);
  return { operation, region, input: {}, token: null };
}
