import { type Command, InvalidArgumentError, Option } from 'commander';
import type { VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Scenario } from '#shared/model/scenario.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { readBill } from '#electron/services/bill-file.ts';
import { costBesideBill, costJson } from '#electron/services/json/cost-json.ts';
import { againstOf, type BesideScenario, scenarioCostJson } from '#electron/services/json/scenario-cost-json.ts';
import { findScenario } from '#electron/services/scenarios.ts';
import { readUsage } from '#electron/services/usage-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, withDocument } from '../open-document.ts';
import { printJson, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { documentCommand } from './analysis.ts';
import { printComparison } from './cost-output.ts';

interface CostOptions extends DocumentOptions {
  readonly scope?: string[];
  readonly usage?: string;
  readonly hours?: number;
  readonly assumptions?: true;
  readonly scenario?: string;
  readonly against?: string;
  readonly bill?: string;
  readonly hub?: string;
  readonly hubVia?: 'transit-gateway' | 'peering';
  readonly hubNat?: 'stays' | 'goes';
}

/** `cost`: today beside the alternatives. */
export function addCostCommand(program: Command, finish: Finish): void {
  documentCommand(program, 'cost', 'Compare what NAT gateways and endpoints cost today with the alternatives.')
    .option(
      '-s, --scope <scopes...>',
      'vpc:<id>, chosen VPCs as one by vpc:<id>,vpc:<id>, account:<id>, region:<name> or all; every VPC worth comparing if left out',
    )
    .option('-u, --usage <file>', 'traffic as CSV or JSON rows; that of the document if left out')
    .option('--hours <number>', 'hours in the month', parseHours)
    .option('--assumptions', 'fill documented price gaps, e.g. a regional NAT gateway costs what a zonal one costs')
    .option('--scenario <scenario>', 'what if: a scenario saved in the document, by name, or a JSON file; other options win over it')
    .option('--against <scenario>', 'say what today costs more or less than under this scenario; "none" is the document as it is')
    .option('--hub <vpc>', 'the hub of "centralise"; the best connected VPC if left out')
    .addOption(new Option('--hub-via <way>', 'how the others reach the hub').choices(['transit-gateway', 'peering']))
    .addOption(
      new Option('--hub-nat <fate>', 'whether NAT gateways stay beside the hub, or go behind the gate of proof').choices(['stays', 'goes']),
    )
    .option('--bill <file>', 'what AWS billed by usage type, as CSV or JSON: beside our lines, with the difference and its reasons')
    .action(async (file: string, options: CostOptions) =>
      finish(await withDocument(file, options, (analysed) => printCosts(analysed, options))),
    );
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || hours <= 0 || hours > 744)
    throw new InvalidArgumentError('It must be a number of hours above 0 and at most 744, the longest month.');
  return hours;
}

async function printCosts(analysed: Analysed, options: CostOptions): Promise<ExitCode> {
  const costs = await costsOf(analysed, options);
  if (costs.kind === 'problem') {
    tellProblem(costs.problem);
    return exitCodes.error;
  }
  if (options.json === true) printJson(costs.value);
  else printComparison(costs.value);
  return exitCodes.ok;
}

type Costs = Parameters<typeof printComparison>[0];

async function costsOf(analysed: Analysed, options: CostOptions): Promise<Outcome<Costs, Problem>> {
  const usage = options.usage === undefined ? null : await readUsage(options.usage);
  if (usage?.kind === 'problem') return usage;
  const beside: BesideScenario = {
    scopes: options.scope ?? [],
    ...(usage === null ? {} : { usage: usage.value }),
    options: {
      ...(options.hours === undefined ? {} : { hoursPerMonth: options.hours }),
      ...(options.assumptions === undefined ? {} : { assumptions: true }),
      ...(options.hub === undefined ? {} : { hubVpcId: options.hub as VpcId }),
      ...(options.hubVia === undefined ? {} : { hubVia: options.hubVia }),
      ...(options.hubNat === undefined ? {} : { hubNat: options.hubNat }),
    },
  };
  const costs = await costsUnder(analysed, options.scenario, beside, options);
  if (costs.kind === 'problem') return costs;
  const compared = await withAgainst(analysed, costs.value, beside, options);
  return compared.kind === 'problem' || options.bill === undefined
    ? compared
    : withReadBill(analysed, compared.value, beside, options.bill);
}

async function withAgainst(
  analysed: Analysed,
  costs: Costs,
  beside: BesideScenario,
  { against }: CostOptions,
): Promise<Outcome<Costs, Problem>> {
  if (against === undefined) return ok(costs);
  const other = await costsUnder(analysed, against === 'none' ? undefined : against, beside, {});
  if (other.kind === 'problem') return other;
  return ok({ ...costs, against: againstOf(costs, other.value, other.value.scenario ?? null) });
}

async function withReadBill(analysed: Analysed, costs: Costs, beside: BesideScenario, file: string): Promise<Outcome<Costs, Problem>> {
  const bill = await readBill(file);
  if (bill.kind === 'problem') return bill;
  const { options, usage = analysed.document.usage } = beside;
  return ok(costBesideBill(costs, analysed, usage, { ...options, hoursPerMonth: costs.hoursPerMonth }, bill.value));
}

async function costsUnder(
  analysed: Analysed,
  named: string | undefined,
  beside: BesideScenario,
  options: Pick<CostOptions, 'scope' | 'usage' | 'hours'>,
): Promise<Outcome<Costs, Problem>> {
  if (named === undefined) return costJson(analysed, beside.scopes, beside.usage ?? analysed.document.usage, beside.options);
  const scenario = await findScenario(analysed.document, named);
  if (scenario.kind === 'problem') return failed(scenario.problem);
  tellPrecedence(scenario.value, beside.usage, options);
  return scenarioCostJson(analysed, scenario.value, beside);
}

/** A scenario that is overruled in silence would be taken for the result. */
function tellPrecedence(scenario: Scenario, usage: readonly UsageSet[] | undefined, options: Pick<CostOptions, 'scope' | 'hours'>): void {
  const overruled = [
    ...(options.hours !== undefined && scenario.hoursPerMonth !== undefined
      ? [`--hours ${options.hours} over its ${scenario.hoursPerMonth} hours`]
      : []),
    ...(usage !== undefined && scenario.usage !== undefined ? ['--usage over its traffic'] : []),
    ...(options.scope !== undefined && scenario.scope !== undefined ? ['--scope over its scope'] : []),
  ];
  if (overruled.length > 0) tell(`Scenario "${scenario.name}": ${overruled.join(', ')}.`);
}
