import type { Command } from 'commander';
import type { Outcome, Problem } from '#shared/base/outcome.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { importTraffic } from '#electron/services/traffic-import.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { appName } from '../open-document.ts';
import { printJson, printTable, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';

/** `traffic`: measured traffic into a document. */
export function addTrafficCommand(program: Command, finish: Finish): void {
  const traffic = program.command('traffic').description('Measure what passes NAT gateways and endpoints, into a document.');
  addImport(traffic, finish);
  for (const command of traffic.commands) command.exitOverride();
}

function addImport(traffic: Command, finish: Finish): void {
  traffic
    .command('import')
    .description('Attribute VPC Flow Logs (text of any version, .gz or not, or Parquet) to NAT gateways, services and zones.')
    .argument('<files...>', 'files, or folders that are searched')
    .option('--ip-ranges <file>', "AWS's ip-ranges.json, to name addresses the logs do not")
    .requiredOption('--into <file>', 'the document that holds the NAT gateways')
    .option('--json', 'print one JSON object')
    .action(async (files: string[], options: { ipRanges?: string; into: string; json?: true }) => {
      const request = { paths: files, ipRangesFile: options.ipRanges ?? null, into: options.into, app: appName() };
      finish(
        await cancellable(
          (signal) => importTraffic({ ...request, signal }),
          (measured) => printMeasured(measured, options),
        ),
      );
    });
}

type Measured = Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem>;

/** Control-C stops the work; the document stays as it was. */
export async function cancellable(
  work: (signal: AbortSignal) => Promise<Measured>,
  print: (measured: Measured) => ExitCode,
): Promise<ExitCode> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  try {
    const code = print(await work(abort.signal));
    return abort.signal.aborted ? exitCodes.cancelled : code;
  } finally {
    process.off('SIGINT', stop);
  }
}

function printMeasured(measured: Measured, options: { readonly into: string; readonly json?: true }): ExitCode {
  if (measured.kind === 'problem') {
    tellProblem(measured.problem);
    return exitCodes.error;
  }
  const { usage, notices } = measured.value;
  if (options.json === true) printJson({ ...usage, notices });
  else {
    printTable(
      ['SCOPE', 'KIND', 'NAT GATEWAY', 'SERVICE', 'CLASS', 'DIRECTION', 'FROM', 'TO', 'GB A MONTH'],
      usage.rows.map((row) => [
        row.scope,
        row.kind,
        row.nat_gateway_id ?? '',
        row.service,
        row.class ?? '',
        row.direction,
        row.from_zone ?? '',
        row.to_zone ?? '',
        row.gb_per_month,
      ]),
    );
  }
  for (const notice of notices) tell(notice);
  tell(`${usage.source}. ${usage.rows.length} rows in ${options.into}.`);
  return exitCodes.ok;
}
