/**
 * Measures the layout of a generated organisation and prints one line of JSON:
 *
 *     node test/bench/layout.ts --leaves 10000
 *
 * Leaves are what somebody owns and the map draws: subnets, endpoints, NAT
 * gateways, load balancers and endpoint services. Crossings are those of the
 * whole drawing; on focused views (up to about 40 boxes) they are 1.9 times
 * those of elkjs, on a single VPC the same: see `crossings.test.ts`.
 */
import { parseArgs } from 'node:util';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { generatedEstate } from '../shared/diagram/generated-estate.ts';
import { crossings, overlaps, strandsThroughBoxes } from '../shared/diagram/geometry.ts';
import { inputOf } from '../shared/diagram/input-of.ts';

const runs = 5;

function leavesOf(snapshot: Snapshot): number {
  const { subnets, vpcEndpoints, natGateways, endpointServices, loadBalancers } = snapshot;
  return [subnets, vpcEndpoints, natGateways, endpointServices, loadBalancers].reduce((sum, list) => sum + list.length, 0);
}

/** An estate of about as many leaves as asked for: the size of a small one tells how many accounts that takes. */
function estateOf(leaves: number): Snapshot {
  const sizeOf = (accounts: number) => ({
    seed: 1,
    accounts,
    vpcsPerAccount: 3,
    services: Math.max(4, Math.ceil(accounts / 4)),
    isLarge: true,
  });
  const perAccount = leavesOf(generatedEstate(sizeOf(40))) / 40;
  return generatedEstate(sizeOf(Math.max(1, Math.round(leaves / perAccount))));
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

const { values } = parseArgs({ options: { leaves: { type: 'string', default: '1000' } } });
const snapshot = estateOf(Number(values.leaves));
const input = inputOf(snapshot);
const times = Array.from({ length: runs }, () => {
  const start = performance.now();
  const used = process.cpuUsage();
  layOutConsumers(input);
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
});
const diagram = layOutConsumers(input);
console.log(
  JSON.stringify({
    leaves: leavesOf(snapshot),
    layoutMs: median(times.map((time) => time.wall)),
    /** On a busy machine the wall clock says little; collecting garbage counts on every core. */
    layoutCpuMs: median(times.map((time) => time.cpu)),
    overlaps: overlaps(diagram).length,
    strandsThroughBoxes: strandsThroughBoxes(diagram).length,
    crossings: crossings(diagram),
    width: diagram.width,
    height: diagram.height,
    nodes: diagram.nodes.length,
    edges: diagram.edges.length,
    vpcs: snapshot.vpcs.length,
  }),
);
