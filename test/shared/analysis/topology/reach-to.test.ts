/** What is asked of one service alone is what the whole table says of it. */
import { describe, expect, it } from 'vitest';
import { groupBy } from '#shared/base/sort.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import { reachOf, reachTo } from '#shared/analysis/topology/reach.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { estateOfSize } from '#test/fake-aws/generate-estate.ts';
import { toldEstates } from './told-estates.ts';

const estates = [...toldEstates.map(([, , snapshot]) => snapshot), estateOfSize(300, 3)];

describe('the way to one service', () => {
  it('is the one in the table of all, for every VPC and service', () => {
    for (const snapshot of estates) {
      const topology = buildTopology(indexSnapshot(snapshot));
      const zones = hostedZoneIndex(topology);
      for (const vpc of topology.vpcs) {
        const table = reachOf(topology, vpc.vpc.vpcId, zones);
        const byService = groupBy(table, (row) => row.service);
        for (const [service, rows] of byService) expect(reachTo(topology, vpc, service, zones)).toEqual(rows);
      }
    }
  });

  it('is no way to what nobody lists', () => {
    const topology = buildTopology(indexSnapshot(estateOfSize(300, 3)));
    const [vpc] = topology.vpcs;
    if (vpc === undefined) throw new Error('the estate has no VPC');
    expect(reachTo(topology, vpc, 'no.such.service', hostedZoneIndex(topology))).toEqual([]);
  });
});
