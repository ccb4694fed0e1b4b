/** Reachability is honest whatever was left out or not read: it never names a thing it does not know. */
import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import { reachOf, type ReachRow } from '#shared/analysis/topology/reach.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { unread } from '#shared/model/estate/alter.ts';
import { operations } from '#shared/model/operation.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { optionalFields, without } from '../left-out.ts';

const demo = demoSnapshot();

/** Rows that say nothing, hold an empty place, or name what carries traffic that nothing carries. */
function dishonest(snapshot: Snapshot): readonly ReachRow[] {
  const topology = buildTopology(indexSnapshot(snapshot));
  const zones = hostedZoneIndex(topology);
  const rows = topology.vpcs.flatMap((vpc) => reachOf(topology, vpc.vpc.vpcId, zones));
  return rows.filter(
    (row) => /\b(null|undefined|NaN)\b/.test(row.because) || row.because === '' || (row.how === 'none' && row.via !== null),
  );
}

describe('reachability', () => {
  it.each(optionalFields)('says nothing empty without %s', (field) => {
    expect(dishonest(without(demo, field))).toEqual([]);
  });

  it.each([...operations.keys()])('says nothing empty where %s was denied', (operation) => {
    expect(dishonest(unread(demo, { operation }))).toEqual([]);
  });
});
