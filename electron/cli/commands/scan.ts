import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { IsoTime, Region } from '#shared/base/ids.ts';
import { completeness } from '#shared/model/ledger.ts';
import type { Problem } from '#shared/base/outcome.ts';
import { documentOf } from '#shared/model/document.ts';
import { type Snapshot, resourceCount } from '#shared/model/snapshot.ts';
import { openPath, writeDocument } from '#electron/services/document-files.ts';
import { checkEndpointUrl } from '#electron/services/endpoint-url.ts';
import { readAccountsFile } from '#electron/services/accounts-file.ts';
import { scan } from '#electron/services/scan.ts';
import type { ScanOptions } from '#electron/services/scan-options.ts';
import { journalBeside, keptScan, type KeptScan } from '#electron/services/scan-resume.ts';
import { type ExitCode, exitCodes, worstExit } from '../exit-code.ts';
import { appName, parseShare } from '../open-document.ts';
import { counted, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { isAnythingRead, tellUnread } from '../unread.ts';
import { askOnTerminal } from '../terminal-question.ts';

interface ScanCommandOptions {
  readonly profile: string[];
  readonly region?: string[];
  readonly allRegions?: true;
  readonly role?: string;
  readonly accounts?: string;
  readonly organization?: true;
  readonly portal?: true;
  readonly endpointUrl?: string;
  readonly consent?: string[];
  readonly output: string;
  readonly minCoverage?: number;
  readonly resume?: true;
}

/** `scan`: live discovery. */
export function addScanCommand(program: Command, finish: Finish): void {
  program
    .command('scan')
    .description('Read AWS through one or more profiles into a document. Only describes, gets and lists.')
    .requiredOption('-p, --profile <profiles...>', 'the profiles to read with')
    .option('-r, --region <regions...>', "the Regions; each profile's own if left out")
    .option('--all-regions', 'every Region the accounts have enabled')
    .option('--role <name>', 'enter accounts through this role, from the profiles as base')
    .option('--accounts <file>', 'the accounts to enter: one id per line, or CSV account_id,name,role')
    .option('--organization', 'ask AWS Organizations for the accounts')
    .option('--portal', 'enter every account that the sign-in portal of the SSO profile shows; --role names another role than its own')
    .option('--endpoint-url <url>', 'a loopback stand-in for AWS, for every service')
    .option('--consent <hashes...>', 'what may be run or called before credentials exist, by its hash')
    .option('--resume', 'go on with a scan into the same document that was stopped in the middle')
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare)
    .requiredOption('-o, --output <file>', 'the document to write')
    .action(async (options: ScanCommandOptions) => finish(await runScanCommand(options)));
}

async function runScanCommand(options: ScanCommandOptions): Promise<ExitCode> {
  const prepared = await prepare(options);
  const kept = prepared === null ? null : await keepWhileScanning(prepared, options);
  if (prepared === null || kept === null) return exitCodes.error;
  const abort = new AbortController();
  const stop = (): void => {
    tell('Cancelling; what was read is kept.');
    abort.abort();
  };
  process.once('SIGINT', stop);
  try {
    const snapshot = await scan({
      ...prepared,
      ...kept.options,
      ...(await earlierScan(options)),
      ask: askOnTerminal,
      onProgress: progressPrinter(),
      signal: abort.signal,
    });
    if (!isAnythingRead(snapshot) && existsSync(options.output)) return keepEarlier(snapshot, options.output, abort.signal.aborted);
    const saved = await writeDocument(options.output, documentOf(snapshot, appName()));
    if (saved.kind === 'problem') {
      tellProblem(saved.problem);
      return exitCodes.error;
    }
    if (abort.signal.aborted) tell('To read the rest, repeat the command with --resume.');
    else kept.forget();
    summarise(snapshot, options.output);
    return exitOf(snapshot, abort.signal.aborted, options.minCoverage);
  } finally {
    process.off('SIGINT', stop);
  }
}

/** Why the options for accounts do not fit together, `null` where they do. */
function misfit({ accounts, organization, portal, role }: ScanCommandOptions): Problem | null {
  const sources = [accounts !== undefined, organization === true, portal === true].filter(Boolean).length;
  if (sources > 1) {
    return { code: 'accounts', what: '--accounts, --organization and --portal exclude each other', remedy: 'Give one of them.' };
  }
  if (sources === 0 && role !== undefined) {
    return {
      code: 'accounts',
      what: '--role does not say which accounts to enter',
      remedy: 'Add --accounts FILE, --organization or --portal.',
    };
  }
  if (role !== undefined || portal === true || sources === 0) return null;
  return { code: 'role', what: '--accounts and --organization need --role', remedy: 'Name the role to assume in each account.' };
}

async function prepare(options: ScanCommandOptions): Promise<Pick<ScanOptions, 'request' | 'endpointUrl' | 'consents'> | null> {
  const endpoint = checkEndpointUrl(options.endpointUrl ?? null);
  if (endpoint.kind === 'problem') {
    tellProblem(endpoint.problem);
    return null;
  }
  const wrong = misfit(options);
  if (wrong !== null) {
    tellProblem(wrong);
    return null;
  }
  const members = options.accounts === undefined ? null : await readAccountsFile(options.accounts);
  if (members?.kind === 'problem') {
    tellProblem(members.problem);
    return null;
  }
  const asked = options.portal === true ? ('portal' as const) : options.organization === true ? ('organization' as const) : null;
  const accounts = members?.value ?? asked;
  const organization = accounts === null ? {} : { organization: { role: options.role ?? '', accounts } };
  return {
    request: {
      profiles: options.profile,
      regions: (options.region ?? []) as Region[],
      allRegions: options.allRegions === true,
      ...organization,
    },
    endpointUrl: endpoint.value,
    consents: options.consent ?? [],
  };
}

/** What is read is kept beside the document until that is written. */
async function keepWhileScanning(
  asked: Pick<ScanOptions, 'request' | 'endpointUrl' | 'consents'>,
  options: ScanCommandOptions,
): Promise<KeptScan | null> {
  const kept = await keptScan(journalBeside(options.output), asked, options.resume === true);
  if (kept.kind === 'problem') {
    tellProblem(kept.problem);
    return null;
  }
  const { resumed } = kept.value;
  if (resumed !== null) tell(`Going on: ${counted(resumed, 'answer')} of the ledger are there already.`);
  else if (options.resume === true) tell('There is no unfinished scan; starting anew.');
  return kept.value;
}

/** The document that will be replaced, where it is of the same profiles: what cannot be read now stays, marked as stale. */
async function earlierScan({ output, profile }: ScanCommandOptions): Promise<Pick<ScanOptions, 'earlier'>> {
  if (!existsSync(output)) return {};
  const opened = await openPath(output, appName(), new Date().toISOString() as IsoTime);
  const earlier = opened.kind === 'ok' ? opened.value.document.snapshots.at(-1) : undefined;
  if (earlier?.kind !== 'live') return {};
  const profiles = new Set(earlier.ledger.map((cell) => cell.profile));
  return profiles.size === new Set(profile).size && profile.every((name) => profiles.has(name)) ? { earlier } : {};
}

/** A document from before is worth more than one without a single answer. */
function keepEarlier(snapshot: Snapshot, file: string, isCancelled: boolean): ExitCode {
  if (process.stderr.isTTY) process.stderr.write('\n');
  tell(`Nothing was read; ${file} is as it was before.`);
  tellUnread(snapshot, null);
  return isCancelled ? exitCodes.cancelled : exitCodes.error;
}

/** A line that moves on a terminal, a line every few seconds elsewhere. */
function progressPrinter(): ScanOptions['onProgress'] {
  let last = 0;
  return (progress) => {
    const isTerminal = process.stderr.isTTY;
    if (!isTerminal && progress.elapsedMs - last < 5000) return;
    last = progress.elapsedMs;
    const eta = progress.etaMs === null ? '' : `, about ${Math.ceil(progress.etaMs / 1000)} s left`;
    const text = `${progress.callsDone} of ${progress.callsPlanned} calls, ${progress.resources} resources${eta}`;
    if (isTerminal) process.stderr.write(`\r\u001B[K${text}`);
    else tell(text);
  };
}

function summarise(snapshot: Snapshot, file: string): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
  tell(`Wrote ${file}: ${counted(resourceCount(snapshot), 'resource')} of ${counted(snapshot.accounts.length, 'account')}.`);
  tellUnread(snapshot, file);
}

/** Nothing read at all is an error: a document without one answer helps nobody. */
function exitOf(snapshot: Snapshot, isCancelled: boolean, wanted: number | undefined): ExitCode {
  if (isCancelled) return exitCodes.cancelled;
  const complete = completeness(snapshot.ledger);
  return worstExit(
    isAnythingRead(snapshot) ? exitCodes.ok : exitCodes.error,
    wanted !== undefined && complete < wanted ? exitCodes.incomplete : exitCodes.ok,
  );
}
