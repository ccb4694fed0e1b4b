import type { VpcId } from '#shared/base/ids.ts';
import type { PlanStep } from './plan.ts';

/** A step before it has its number. */
export interface Draft extends Omit<PlanStep, 'n' | 'command'> {
  readonly command: readonly string[];
}

/** The shell variable that holds the id of an endpoint the plan creates; ids of a plan are not known before. */
export function endpointVariable(vpcId: VpcId, service: string): string {
  return `VPCE_${`${vpcId}_${service}`.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
}
