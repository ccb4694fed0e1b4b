import { type Command, InvalidArgumentError } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { costJson } from '#electron/services/json/cost-json.ts';
import { readUsage } from '#electron/services/usage-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, withDocument } from '../open-document.ts';
import { printJson, printLine, printTable, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { documentCommand } from './analysis.ts';

interface CostOptions extends DocumentOptions {
  readonly scope?: string[];
  readonly usage?: string;
  readonly hours?: number;
  readonly assumptions?: true;
}

/** `cost`: today beside the alternatives. */
export function addCostCommand(program: Command, finish: Finish): void {
  documentCommand(program, 'cost', 'Compare what NAT gateways and endpoints cost today with the alternatives.')
    .option('-s, --scope <scopes...>', 'vpc:<id>, account:<id>, region:<name> or all; every VPC worth comparing if left out')
    .option('-u, --usage <file>', 'traffic as CSV or JSON rows; that of the document if left out')
    .option('--hours <number>', 'hours in the month', parseHours)
    .option('--assumptions', 'fill documented price gaps, e.g. a regional NAT gateway costs what a zonal one costs')
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
  const usage = options.usage === undefined ? { kind: 'ok' as const, value: analysed.document.usage } : await readUsage(options.usage);
  if (usage.kind === 'problem') {
    tellProblem(usage.problem);
    return exitCodes.error;
  }
  const costs = costJson(analysed, options.scope ?? [], usage.value, {
    ...(options.hours === undefined ? {} : { hoursPerMonth: options.hours }),
    ...(options.assumptions === undefined ? {} : { assumptions: true }),
  });
  if (costs.kind === 'problem') {
    tellProblem(costs.problem);
    return exitCodes.error;
  }
  if (options.json === true) printJson(costs.value);
  else {
    for (const scope of costs.value.scopes) {
      printLine(`${scope.title} (${scope.scope}, ${scope.region})`);
      printTable(
        ['  COLUMN', 'USD A MONTH', 'KNOWN', 'SAVING', 'NOTE'],
        [
          ['  today', cents(scope.today.totalUsd), cents(scope.today.knownUsd), '', scope.today.reason ?? ''],
          ...scope.alternatives.map((one) => [
            `  ${one.id}`,
            cents(one.totalUsd),
            cents(one.knownUsd),
            cents(one.savingUsd),
            one.eligibility?.verdict ?? one.reason ?? '',
          ]),
        ],
      );
    }
    if (costs.value.scopes.length === 0) tell('No VPC with a NAT gateway, an endpoint or traffic: there is nothing to compare.');
  }
  return exitCodes.ok;
}

/** Exact decimal text to two places, half up; for reading only. */
function cents(usd: string | null): string | null {
  if (usd === null) return null;
  const [whole = '0', fraction = ''] = usd.replace('-', '').split('.');
  const rounded = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2)) + (Number(fraction[2] ?? '0') >= 5 ? 1n : 0n);
  const sign = usd.startsWith('-') && rounded !== 0n ? '-' : '';
  return `${sign}${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
}
