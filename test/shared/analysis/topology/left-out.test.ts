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
import { runs } from '#test/long-run.ts';
import { optionalFields, without } from '../left-out.ts';

const demo = demoSnapshot();

/** Every how-manieth VPC is looked at: each of them by a third of the cases, unless the run is a long one. */
const step = runs(3, 1);

/** Rows that say nothing, hold an empty place, or name what carries traffic that nothing carries, in the VPCs whose turn it is. */
function dishonest(snapshot: Snapshot, turn: number): readonly ReachRow[] {
  const topology = buildTopology(indexSnapshot(snapshot));
  const zones = hostedZoneIndex(topology);
  const vpcs = topology.vpcs.filter((_, index) => index % step === turn % step);
  expect(vpcs.length).toBeGreaterThan(0);
  const rows = vpcs.flatMap((vpc) => reachOf(topology, vpc.vpc.vpcId, zones));
  return rows.filter(
    (row) => /\b(null|undefined|NaN)\b/.test(row.because) || row.because === '' || (row.how === 'none' && row.via !== null),
  );
}

describe('reachability', () => {
  it.each(optionalFields.map((field, turn) => [field, turn] as const))('says nothing empty without %s', (field, turn) => {
    expect(dishonest(without(demo, field), turn)).toEqual([]);
  });

  it.each([...operations.keys()].map((operation, turn) => [operation, turn] as const))(
    'says nothing empty where %s was denied',
    (operation, turn) => {
      expect(dishonest(unread(demo, { operation }), turn)).toEqual([]);
    },
  );
});
