import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { planCode, planJson } from '#electron/services/json/plan-json.ts';
import { writeCode } from '#electron/services/plan-files.ts';
import { findScenario } from '#electron/services/scenarios.ts';
import { readUsage } from '#electron/services/usage-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, withDocument } from '../open-document.ts';
import { counted, printJson, printLine, printTable, tell, tellProblem, visible } from '../output.ts';
import type { Finish } from '../program.ts';
import { documentCommand } from './analysis.ts';

interface PlanOptions extends DocumentOptions {
  readonly usage?: string;
  readonly constraints?: string;
  readonly terraform?: string;
  readonly cloudformation?: string;
  readonly hours?: number;
  readonly assumptions?: true;
  readonly scenario?: string;
}

type Here = Extract<Awaited<ReturnType<typeof planJson>>, { readonly kind: 'ok' }>['value'];
type Plan = Here['plan'];

/** `plan`: the cheapest set of endpoints and zones, the steps that lead there, and the code. */
export function addPlanCommand(program: Command, finish: Finish): void {
  documentCommand(program, 'plan', 'Find the cheapest set of endpoints and zones under constraints, with ordered steps and code.')
    .option('-u, --usage <file>', 'traffic as CSV or JSON rows; that of the document if left out')
    .option('--scenario <scenario>', 'plan from what a scenario makes of the document: its name there, or a JSON file')
    .option('-c, --constraints <file>', 'JSON: services, zones, hub, nat, budgetUsd')
    .addOption(
      new Option('--terraform <folder>', 'write Terraform for the delta, one module per account and Region').conflicts('cloudformation'),
    )
    .option('--cloudformation <folder>', 'write CloudFormation templates for the delta')
    .option('--hours <number>', 'hours in the month', parseHours)
    .option('--assumptions', 'fill documented price gaps, e.g. a regional NAT gateway costs what a zonal one costs')
    .action(async (file: string, options: PlanOptions) =>
      finish(await withDocument(file, options, (analysed) => runPlan(analysed, options))),
    );
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || hours <= 0 || hours > 744)
    throw new InvalidArgumentError('It must be a number of hours above 0 and at most 744, the longest month.');
  return hours;
}

async function runPlan(analysed: Analysed, options: PlanOptions): Promise<ExitCode> {
  const usage = options.usage === undefined ? null : await readUsage(options.usage);
  if (usage?.kind === 'problem') return failedWith(usage.problem);
  const scenario = options.scenario === undefined ? null : await findScenario(analysed.document, options.scenario);
  if (scenario?.kind === 'problem') return failedWith(scenario.problem);
  const here = await planJson(analysed, {
    ...(usage === null ? {} : { usage: usage.value }),
    ...(scenario === null ? {} : { scenario: scenario.value }),
    ...(options.constraints === undefined ? {} : { constraints: options.constraints }),
    ...(options.hours === undefined ? {} : { hoursPerMonth: options.hours }),
    ...(options.assumptions === undefined ? {} : { assumptions: true }),
  });
  if (here.kind === 'problem') return failedWith(here.problem);
  const written = await writeWhere(here.value, options);
  if (written !== exitCodes.ok) return written;
  if (options.json === true) printJson({ ...here.value.plan, ...(scenario === null ? {} : { scenario: scenario.value.name }) });
  else printPlan(here.value.plan);
  return exitCodes.ok;
}

function failedWith(problem: Parameters<typeof tellProblem>[0]): ExitCode {
  tellProblem(problem);
  return exitCodes.error;
}

/** Code of a plan that something blocks is written too, so that it can be read; the person is told. */
async function writeWhere(here: Here, options: PlanOptions): Promise<ExitCode> {
  const folder = options.terraform ?? options.cloudformation;
  if (folder === undefined) return exitCodes.ok;
  const files = planCode(here, options.terraform === undefined ? 'cloudformation' : 'terraform');
  const written = await writeCode(folder, files);
  if (written.kind === 'problem') return failedWith(written.problem);
  tell(`${counted(files.length, 'file')} written to ${folder}.`);
  if (here.plan.blockedBy.length > 0) tell('Do not apply them yet: the plan is blocked.');
  return exitCodes.ok;
}

function printPlan(plan: Plan): void {
  const { todayUsd, knownTodayUsd, planUsd, knownPlanUsd, savingUsd, knownSavingUsd, reason } = plan.comparison;
  const whole = (usd: string | null, knownUsd: string): string => (usd === null ? `unknown (${dollars(knownUsd)} known)` : dollars(usd));
  printLine(
    `Today ${whole(todayUsd, knownTodayUsd)}, plan ${whole(planUsd, knownPlanUsd)}, saving ${savingUsd === null ? `${dollars(knownSavingUsd)} over what is known` : dollars(savingUsd)} a month.${reason === undefined ? '' : ` ${visible(reason)}.`}`,
  );
  printLine(`Proof: ${plan.proof.method}; lower bound ${dollars(plan.proof.lowerBoundUsd)}.`);
  if (plan.chosen.length > 0) {
    printTable(
      ['VPC', 'SERVICE', 'HOW', 'ZONES', 'WHY', 'USD A MONTH'],
      plan.chosen.map((path) => [
        path.vpcId,
        path.service,
        path.how,
        path.zones.join(' '),
        path.why,
        path.usd === null ? `unknown (${dollars(path.knownUsd)} known)` : dollars(path.usd),
      ]),
    );
  } else printLine('Nothing to add: what stands is the cheapest that the constraints allow.');
  for (const issue of plan.blockedBy) printLine(`Blocked: ${visible(issue.what)}. ${visible(issue.remedy)}`);
  for (const issue of plan.warnings) printLine(`Look at: ${visible(issue.what)}. ${visible(issue.remedy)}`);
  for (const step of plan.steps) {
    printLine(`${step.n}. ${visible(step.does)}`);
    for (const line of step.command.split('\n')) if (line !== '') printLine(`     ${visible(line)}`);
    if (step.pointOfNoReturn !== null) printLine(`   Point of no return: ${visible(step.pointOfNoReturn)}`);
  }
}

/** Exact decimal text to two places, half up; for reading only. */
function dollars(usd: string | null): string {
  if (usd === null) return 'unknown';
  const [whole = '0', fraction = ''] = usd.replace('-', '').split('.');
  const rounded = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2)) + (Number(fraction[2] ?? '0') >= 5 ? 1n : 0n);
  const sign = usd.startsWith('-') && rounded !== 0n ? '-' : '';
  return `$${sign}${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
}
