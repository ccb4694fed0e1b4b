import { type Command, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { reportFormats, type ReportRequest, writeReport } from '#electron/services/report.ts';
import { readUsage } from '#electron/services/usage-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { writeFiles } from './export.ts';

interface ReportOptions extends DocumentOptions, Omit<ReportRequest, 'usage'> {
  readonly usage?: string;
}

/** `report`: the written case. */
export function addReportCommand(program: Command, finish: Finish): void {
  program
    .command('report')
    .description('Write the case: picture, findings, alignment, costs with formulas and price dates, coverage.')
    .argument('<file>', 'the document, or a folder of AWS CLI JSON')
    .addOption(new Option('-f, --format <format>', 'the format').choices([...reportFormats]).makeOptionMandatory())
    .option('-u, --usage <file>', 'traffic as CSV or JSON rows; that of the document if left out')
    .option('-v, --view <view>', 'the picture: consumers, providers, estate or vpc:<id>', 'consumers')
    .option('--redact', 'replace account ids, names and addresses, each by the same stand-in throughout')
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare)
    .requiredOption('-o, --output <file>', 'the file to write; a Markdown report has its picture beside it')
    .action(async (file: string, options: ReportOptions) =>
      finish(await withDocument(file, options, (analysed) => write(analysed, options))),
    );
}

async function write(analysed: Analysed, options: ReportOptions): Promise<ExitCode> {
  const usage = options.usage === undefined ? { kind: 'ok' as const, value: undefined } : await readUsage(options.usage);
  if (usage.kind === 'problem') {
    tellProblem(usage.problem);
    return exitCodes.error;
  }
  const report = await writeReport(analysed, { ...options, usage: usage.value });
  if (report.kind === 'problem') {
    tellProblem(report.problem);
    return exitCodes.error;
  }
  return writeFiles(options.output, report.value);
}
