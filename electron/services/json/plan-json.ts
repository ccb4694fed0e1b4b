import type { Outcome, Problem } from '#shared/base/outcome.ts';
import { ok } from '#shared/base/outcome.ts';
import { documentPriceBook } from '#electron/services/price-refresh-file.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { type Constraints, noConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import type { CostOptions } from '#shared/analysis/cost/comparison.ts';
import { type ScenarioGround, underScenario } from '#shared/analysis/scenario/compare-scenario.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Scenario } from '#shared/model/scenario.ts';
import { cloudFormationOf } from '#shared/export/cloudformation.ts';
import { terraformOf } from '#shared/export/terraform.ts';
import type { CodeFile } from '#shared/export/delta.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { readConstraints } from '#electron/services/plan-files.ts';

export interface PlanRequest {
  /** That of the scenario, or of the document, if left out. */
  readonly usage?: readonly UsageSet[];
  /** A file; without it nothing is constrained. */
  readonly constraints?: string;
  readonly hoursPerMonth?: number;
  readonly assumptions?: boolean;
  /** What the plan starts from instead of the document as it is. */
  readonly scenario?: Scenario;
}

/** A plan, and the estate that it is made for. */
export interface PlanHere {
  readonly plan: Plan;
  readonly topology: Topology;
}

/** The plan of the whole document, or of what a scenario makes of it. */
export async function planJson(analysed: Analysed, request: PlanRequest): Promise<Outcome<PlanHere, Problem>> {
  const read: Outcome<Constraints, Problem> =
    request.constraints === undefined ? ok(noConstraints) : await readConstraints(request.constraints);
  if (read.kind === 'problem') return read;
  const ground = groundOf(analysed, request);
  if (ground.kind === 'problem') return ground;
  const { topology, usage, book, options } = ground.value;
  const { hoursPerMonth, assumptions } = options;
  const plan = planOf({
    topology,
    usage,
    book,
    constraints: read.value,
    ...(hoursPerMonth === undefined ? {} : { hoursPerMonth }),
    ...(assumptions === undefined ? {} : { assumptions }),
  });
  return ok({ plan, topology });
}

function groundOf(analysed: Analysed, request: PlanRequest): Outcome<ScenarioGround, Problem> {
  const { hoursPerMonth, assumptions, scenario } = request;
  const options: CostOptions = {
    ...(hoursPerMonth === undefined ? {} : { hoursPerMonth }),
    ...(assumptions === undefined ? {} : { assumptions }),
  };
  const { topology, document } = analysed;
  const book = documentPriceBook(document);
  if (scenario === undefined) return ok({ topology, usage: request.usage ?? document.usage, book, scopes: [], options });
  const instead = { options, ...(request.usage === undefined ? {} : { usage: request.usage }) };
  return underScenario({ topology, usage: document.usage, book, scenario, instead });
}

/** The code for a plan. */
export function planCode({ plan, topology }: PlanHere, language: 'terraform' | 'cloudformation'): readonly CodeFile[] {
  return (language === 'terraform' ? terraformOf : cloudFormationOf)(plan, topology).files;
}
