import type { Outcome, Problem } from '#shared/base/outcome.ts';
import { ok } from '#shared/base/outcome.ts';
import { currentPriceBook } from '#electron/services/price-refresh-file.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { type Constraints, noConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import { cloudFormationOf } from '#shared/export/cloudformation.ts';
import { terraformOf } from '#shared/export/terraform.ts';
import type { CodeFile } from '#shared/export/delta.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { readConstraints } from '#electron/services/plan-files.ts';

export interface PlanRequest {
  readonly usage: readonly UsageSet[];
  /** A file; without it nothing is constrained. */
  readonly constraints?: string;
  readonly hoursPerMonth?: number;
  readonly assumptions?: boolean;
}

/** The plan of the whole document. */
export async function planJson(analysed: Analysed, request: PlanRequest): Promise<Outcome<Plan, Problem>> {
  const read: Outcome<Constraints, Problem> =
    request.constraints === undefined ? ok(noConstraints) : await readConstraints(request.constraints);
  if (read.kind === 'problem') return read;
  const { usage, hoursPerMonth, assumptions } = request;
  return ok(
    planOf({
      topology: analysed.topology,
      usage,
      book: currentPriceBook(),
      constraints: read.value,
      ...(hoursPerMonth === undefined ? {} : { hoursPerMonth }),
      ...(assumptions === undefined ? {} : { assumptions }),
    }),
  );
}

/** The code for a plan. */
export function planCode(analysed: Analysed, plan: Plan, language: 'terraform' | 'cloudformation'): readonly CodeFile[] {
  return (language === 'terraform' ? terraformOf : cloudFormationOf)(plan, analysed.topology).files;
}
