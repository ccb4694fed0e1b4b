import { type Command, InvalidArgumentError } from 'commander';
import type { Outcome, Problem } from '#shared/base/outcome.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { checkEndpointUrl } from '#electron/services/endpoint-url.ts';
import { measureInto } from '#electron/services/traffic.ts';
import { measureCloudWatch } from '#electron/services/traffic-cloudwatch.ts';
import { importTraffic } from '#electron/services/traffic-import.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { appName } from '../open-document.ts';
import { printJson, printTable, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { askOnTerminal } from '../terminal-question.ts';

/** `traffic`: measured traffic into a document. */
export function addTrafficCommand(program: Command, finish: Finish): void {
  const traffic = program.command('traffic').description('Measure what passes NAT gateways and endpoints, into a document.');
  addImport(traffic, finish);
  addCloudWatch(traffic, finish);
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

interface CloudWatchOptions {
  readonly profile: string[];
  readonly days: number;
  readonly endpointUrl?: string;
  readonly consent?: string[];
  readonly json?: true;
}

function addCloudWatch(traffic: Command, finish: Finish): void {
  traffic
    .command('cloudwatch')
    .description('Read what NAT gateways and interface endpoints carried from CloudWatch.')
    .argument('<file>', 'the document')
    .requiredOption('-p, --profile <profiles...>', 'the profiles of the accounts that own them')
    .option('--days <number>', 'how far to look back', parseDays, 30)
    .option('--endpoint-url <url>', 'a loopback stand-in for AWS')
    .option('--consent <hashes...>', 'what may be run or called before credentials exist, by its hash')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: CloudWatchOptions) => finish(await runCloudWatch(file, options)));
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 455)
    throw new InvalidArgumentError('It must be a whole number from 1 to 455, which is how long CloudWatch keeps hourly values.');
  return days;
}

async function runCloudWatch(file: string, options: CloudWatchOptions): Promise<ExitCode> {
  const endpoint = checkEndpointUrl(options.endpointUrl ?? null);
  if (endpoint.kind === 'problem') {
    tellProblem(endpoint.problem);
    return exitCodes.error;
  }
  const access = { profiles: options.profile, endpointUrl: endpoint.value, consents: options.consent ?? [], ask: askOnTerminal };
  return cancellable(
    (signal) =>
      measureInto(file, appName(), 'CloudWatch', (snapshot, now) =>
        measureCloudWatch(snapshot, now, { ...access, days: options.days, signal }),
      ),
    (measured) => printMeasured(measured, { ...options, into: file }),
  );
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
