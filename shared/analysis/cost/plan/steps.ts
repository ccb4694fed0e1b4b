/**
 * The way from here to the plan, in the order in which it is safe: look, create
 * beside what is there, test, switch the names, hold, and only then remove.
 */
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { PlanStep } from './plan.ts';
import type { PlannedRegion } from './planned-region.ts';
import type { Draft } from './step-draft.ts';
import { createSteps, gatewaySteps, policySteps, privateDnsSteps, readySteps, repairSteps } from './steps-endpoints.ts';
import { hubSteps } from './steps-hub.ts';
import { measureSteps, natSteps } from './steps-nat.ts';

export function planSteps(topology: Topology, regions: readonly PlannedRegion[]): readonly PlanStep[] {
  const phases: readonly ((topology: Topology, region: PlannedRegion) => readonly Draft[])[] = [
    readySteps,
    policySteps,
    repairSteps,
    createSteps,
    gatewaySteps,
    privateDnsSteps,
    hubSteps,
    natSteps,
    measureSteps,
  ];
  return phases
    .flatMap((phase) => regions.flatMap((region) => phase(topology, region)))
    .map((draft, index) => ({ n: index + 1, ...draft, command: draft.command.join('\n') }));
}
