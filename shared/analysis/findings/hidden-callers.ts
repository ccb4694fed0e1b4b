import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { workloadOf } from '#shared/analysis/availability/workload.ts';
import type { RuleContext } from './rule.ts';

/** What W lacks where VPCs nobody knows of may use an endpoint by its name. */
export const hiddenCallers = 'who else uses the endpoint by name: routes, hosted zones or their records of connected VPCs were not read';

/** Whether everybody who calls the endpoint of a row is known, so that "nobody else calls" may be said. */
export function areCallersSure({ topology }: RuleContext, row: AlignmentRow): boolean {
  const node = topology.endpointNode(row.endpointId);
  return node !== undefined && workloadOf(topology, node).isSure;
}
