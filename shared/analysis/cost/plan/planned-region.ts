import type { CostModel } from '../model.ts';
import type { Optimum } from './optimum.ts';
import type { ChosenPath, PlanHub, PlanIssue, PlanRegion } from './plan.ts';

/** One Region of the plan before it is put into words. */
export interface PlannedRegion {
  readonly model: CostModel;
  readonly optimum: Optimum;
  readonly chosen: readonly ChosenPath[];
  readonly hub: PlanHub | null;
  readonly compared: PlanRegion;
}

/** What a check found: what stops the plan, and what a person must look at. */
export interface Found {
  readonly blocking: readonly PlanIssue[];
  readonly warning: readonly PlanIssue[];
}
