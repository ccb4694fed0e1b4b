/** The plan of an open document, its code, and the what-if that it is. */
import { reconcileBill, type BillCard } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import type { Constraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import { applyEdits } from '#shared/analysis/scenario/apply-edits.ts';
import { underScenario } from '#shared/analysis/scenario/compare-scenario.ts';
import { planEdits } from '#shared/analysis/scenario/plan-edits.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { problemText } from '#shared/base/outcome.ts';
import { cloudFormationOf } from '#shared/export/cloudformation.ts';
import type { CodeFile } from '#shared/export/delta.ts';
import { terraformOf } from '#shared/export/terraform.ts';
import type { BillRow } from '#shared/model/bill.ts';
import { parseScenario, type ScenarioEdit, type StoredScenario } from '#shared/model/scenario.ts';
import type { Held } from './held.ts';
import { plainTerms, type PriceTerms } from './scenario.ts';

export interface PlanRequest extends PriceTerms {
  /** What the plan starts from; `null`: the estate as it was read. */
  readonly scenario: StoredScenario | null;
  readonly constraints: Constraints;
}

export interface PlanCodeRequest {
  readonly request: PlanRequest;
  readonly language: 'terraform' | 'cloudformation';
}

/** The edits of a scenario that does what the plan does, and sentences about what no edit can do. */
export interface PlanEdits {
  readonly edits: readonly ScenarioEdit[];
  readonly leftOut: readonly string[];
}

export interface BillRequest extends PriceTerms {
  readonly rows: readonly BillRow[];
}

interface Planned {
  readonly key: string;
  readonly plan: Plan;
  readonly topology: Topology;
}

/** The last plan of a document: its code and its scenario are asked for later, and need the topology it was made for. */
const lastPlanned = new WeakMap<Topology, Planned>();

/** The cheapest set of endpoints and zones. Throws where the scenario cannot be used; the message is for the person. */
export function planFor(held: Held, request: PlanRequest): Plan {
  return plannedFor(held, request).plan;
}

/** Terraform modules or CloudFormation templates of the plan. */
export function planCodeFor(held: Held, { request, language }: PlanCodeRequest): readonly CodeFile[] {
  const { plan, topology } = plannedFor(held, request);
  return (language === 'terraform' ? terraformOf : cloudFormationOf)(plan, topology).files;
}

/** The plan as edits on what it started from; edits that cannot hold are left out, with the reason. */
export function planEditsFor(held: Held, request: PlanRequest): PlanEdits {
  const { plan, topology } = plannedFor(held, request);
  const { snapshot } = topology.index;
  const made = planEdits(plan, topology);
  const leftOut = [...made.leftOut];
  let edits = made.edits;
  for (;;) {
    const tried = applyEdits(snapshot, edits, topology);
    if (tried.kind === 'ok') return { edits, leftOut };
    const at = Number(/^edits\[(\d+)\]$/.exec(tried.problem.where ?? '')?.[1] ?? '0');
    leftOut.push(`${tried.problem.why ?? tried.problem.what}.`);
    edits = edits.filter((_, index) => index !== at);
  }
}

/** What was billed beside what is counted; a bill is about the traffic as it is, whatever a slider says. */
export function billFor(held: Held, { rows, ...terms }: BillRequest): BillCard {
  return reconcileBill({ ...plainTerms(held, { ...terms, trafficPercent: 100 }), scopes: [] }, rows);
}

function plannedFor(held: Held, request: PlanRequest): Planned {
  const key = JSON.stringify(request);
  const before = lastPlanned.get(held.base);
  if (before?.key === key) return before;
  const { topology, usage, book, options } = groundOf(held, request);
  const { hoursPerMonth, assumptions } = options;
  const plan = planOf({
    topology,
    usage,
    book,
    constraints: request.constraints,
    ...(hoursPerMonth === undefined ? {} : { hoursPerMonth }),
    ...(assumptions === undefined ? {} : { assumptions }),
  });
  const planned: Planned = { key, plan, topology };
  lastPlanned.set(held.base, planned);
  return planned;
}

function groundOf(held: Held, request: PlanRequest) {
  const plain = plainTerms(held, request);
  if (request.scenario === null) return plain;
  const parsed = parseScenario(request.scenario);
  if (parsed.kind === 'problem') throw new Error(problemText(parsed.problem));
  const ground = underScenario({ ...plain, scenario: parsed.value, instead: { options: plain.options } });
  if (ground.kind === 'problem') throw new Error(problemText(ground.problem));
  return ground.value;
}
