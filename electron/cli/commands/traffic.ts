import type { Command } from 'commander';
import { checkEndpointUrl } from '#electron/services/endpoint-url.ts';
import { measureInto } from '#electron/services/traffic.ts';
import { measureCloudWatch } from '#electron/services/traffic-cloudwatch.ts';
import { importTraffic } from '#electron/services/traffic-import.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { appName } from '../open-document.ts';
import { tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { askOnTerminal } from '../terminal-question.ts';
import { addAthena } from './traffic-athena.ts';
import { cancellable, parseDays, printMeasured } from './traffic-output.ts';

/** `traffic`: measured traffic into a document. */
export function addTrafficCommand(program: Command, finish: Finish): void {
  const traffic = program.command('traffic').description('Measure what passes NAT gateways and endpoints, into a document.');
  addImport(traffic, finish);
  addCloudWatch(traffic, finish);
  addAthena(traffic, finish);
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
