import { type Command, InvalidArgumentError } from 'commander';
import type { Region } from '#shared/base/ids.ts';
import { currentSnapshot } from '#shared/model/document.ts';
import { openPath } from '#electron/services/document-files.ts';
import { measureInto } from '#electron/services/traffic.ts';
import { athenaSql, lastDays, measureAthena } from '#electron/services/traffic-athena.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { appName, now } from '../open-document.ts';
import { printLine, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { askOnTerminal } from '../terminal-question.ts';
import { cancellable, parseDays, printMeasured } from './traffic-output.ts';

interface AthenaOptions {
  readonly workgroup: string;
  readonly database: string;
  readonly table: string;
  readonly output?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly consent?: string[];
  readonly days: number;
  readonly from?: string;
  readonly to?: string;
  readonly fields?: string[];
  readonly partitions?: string[];
  readonly dryRun?: true;
  readonly json?: true;
}

/** `traffic athena`: the same attribution, where the logs are. */
export function addAthena(traffic: Command, finish: Finish): void {
  traffic
    .command('athena')
    .description('Attribute flow logs in place with Athena, which bills the bytes it reads.')
    .argument('<file>', 'the document')
    .requiredOption('--database <name>', 'the database of the table')
    .requiredOption('--table <name>', 'the table of flow logs')
    .option('--workgroup <name>', 'the workgroup', 'primary')
    .option('--output <s3>', "where Athena writes its answer; the workgroup's own place if left out")
    .option('-r, --region <name>', "the Region of the table; the profile's own if left out")
    .option('-p, --profile <name>', 'the profile to query with')
    .option('--consent <hashes...>', 'what may be run or called before credentials exist, by its hash')
    .option('--days <number>', 'how many whole days to look back', parseDays, 30)
    .option('--from <day>', 'the first day instead, UTC, as 2026-11-01', parseDay)
    .option('--to <day>', 'the last day instead; yesterday if left out', parseDay)
    .option('--fields <names...>', 'with --dry-run: the columns of the table')
    .option('--partitions <keys...>', 'with --dry-run: the partition keys, as day, or date:date with its type')
    .option('--dry-run', 'print the query and run nothing')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: AthenaOptions) =>
      finish(await (options.dryRun === true ? printQuery : runAthena)(file, options)),
    );
}

function parseDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('It must be a day such as 2026-11-01.');
  return text;
}

function windowOf({ days, from, to }: Pick<AthenaOptions, 'days' | 'from' | 'to'>) {
  const last = lastDays(days, new Date());
  return { from: from ?? last.from, to: to ?? last.to };
}

async function printQuery(file: string, options: AthenaOptions): Promise<ExitCode> {
  const opened = await openPath(file, appName(), now());
  const snapshot = opened.kind === 'ok' ? currentSnapshot(opened.value.document) : undefined;
  if (opened.kind === 'problem' || snapshot === undefined) {
    tellProblem(opened.kind === 'problem' ? opened.problem : { code: 'no-snapshot', what: 'The document holds no snapshot', where: file });
    return exitCodes.error;
  }
  const { database, table, fields, partitions } = options;
  const sql = athenaSql(snapshot, { database, table, window: windowOf(options) }, fields, partitions);
  if (sql.kind === 'problem') {
    tellProblem(sql.problem);
    return exitCodes.error;
  }
  printLine(sql.value.sql);
  for (const notice of sql.value.notices) tell(notice);
  return exitCodes.ok;
}

async function runAthena(file: string, options: AthenaOptions): Promise<ExitCode> {
  if (options.profile === undefined) {
    tellProblem({ code: 'profile', what: 'No profile was given', remedy: 'Name one with --profile, or print the query with --dry-run.' });
    return exitCodes.error;
  }
  const { workgroup, database, table } = options;
  const access = { profiles: [options.profile], endpointUrl: null, consents: options.consent ?? [], ask: askOnTerminal };
  const place = {
    workgroup,
    database,
    table,
    output: options.output ?? null,
    region: (options.region ?? null) as Region | null,
    window: windowOf(options),
  };
  return cancellable(
    (signal) => measureInto(file, appName(), 'VPC Flow Logs', (snapshot) => measureAthena(snapshot, { ...access, ...place, signal })),
    (measured) => printMeasured(measured, { ...options, into: file }),
  );
}
