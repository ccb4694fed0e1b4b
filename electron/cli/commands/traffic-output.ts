/** What every `traffic` command shares: how it is stopped and what it prints. */
import { InvalidArgumentError } from 'commander';
import type { Outcome, Problem } from '#shared/base/outcome.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { printJson, printTable, tell, tellProblem } from '../output.ts';

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

/** Days to look back. */
export function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 455)
    throw new InvalidArgumentError('It must be a whole number from 1 to 455, as long as CloudWatch keeps hourly values.');
  return days;
}

/** The rows, then words about them. */
export function printMeasured(measured: Measured, options: { readonly into: string; readonly json?: true }): ExitCode {
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
