import type { VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { reachOf, type ReachRow } from '#shared/analysis/topology/reach.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { schemaVersion } from './schema-version.ts';

/** How every subnet of a VPC reaches every service and the internet. */
export function reachJson({ topology }: Analysed, vpcId: string): Outcome<{ schemaVersion: number; rows: readonly ReachRow[] }, Problem> {
  if (topology.vpcNode(vpcId as VpcId) === undefined) {
    const known = topology.vpcs.map((node) => node.vpc.vpcId).slice(0, 8);
    return failed({
      code: 'unknown-vpc',
      what: 'The document holds no such VPC',
      where: vpcId,
      remedy:
        known.length === 0 ? 'It holds no VPC at all.' : `It holds ${known.join(', ')}${topology.vpcs.length > known.length ? ', …' : ''}.`,
    });
  }
  return ok({ schemaVersion, rows: reachOf(topology, vpcId as VpcId) });
}
