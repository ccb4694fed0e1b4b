import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { PlanStep } from './plan.ts';
import type { PlannedRegion } from './planned-region.ts';

export function planSteps(_topology: Topology, _regions: readonly PlannedRegion[]): readonly PlanStep[] {
  return [];
}
