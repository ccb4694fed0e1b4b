import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { type ExportFile, exportFormats, type ExportRequest, paperNames } from '#electron/services/export-formats.ts';
import { exportView } from '#electron/services/export-view.ts';
import { writeProblem } from '#electron/services/plan-files.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';

interface ExportOptions extends DocumentOptions, ExportRequest {
  readonly output: string;
}

/** `export`: a whole view as a file, without a browser. */
export function addExportCommand(program: Command, finish: Finish): void {
  program
    .command('export')
    .description('Write a whole view to a file.')
    .argument('<file>', 'the document, or a folder of AWS CLI JSON')
    .requiredOption('-v, --view <view>', 'consumers, providers, estate, vpc:<id>, alignment, coverage, findings or costs')
    .addOption(new Option('-f, --format <format>', 'the format').choices([...exportFormats]).makeOptionMandatory())
    .addOption(new Option('--theme <theme>', 'the theme of pictures').choices(['light', 'dark']).default('light'))
    .option('--filter <words>', 'leave out what this search does not find, e.g. "account:prod verdict:broken"')
    .option('--redact', 'replace account ids, names and addresses, each by the same stand-in throughout')
    .addOption(new Option('--page <page>', 'PDF: the paper, or one page as large as the picture').choices([...paperNames]).default('a4'))
    .option('--scale <number>', 'PNG: pixels per unit of the picture, e.g. 2', parseScale)
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare)
    .requiredOption('-o, --output <file>', 'the file to write')
    .action(async (file: string, options: ExportOptions) =>
      finish(await withDocument(file, options, (analysed) => write(analysed, options))),
    );
}

function parseScale(text: string): number {
  const scale = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || scale < 0.05 || scale > 8) throw new InvalidArgumentError('It must be a number from 0.05 to 8.');
  return scale;
}

async function write(analysed: Analysed, options: ExportOptions): Promise<ExitCode> {
  const exported = await exportView(analysed, options);
  if (exported.kind === 'problem') {
    tellProblem(exported.problem);
    return exitCodes.error;
  }
  return writeFiles(options.output, exported.value);
}

/** Writes the files of an export and names each; a suffix goes before the extension. */
export async function writeFiles(output: string, files: readonly ExportFile[]): Promise<ExitCode> {
  for (const { suffix, extension, content } of files) {
    const { dir, name, ext } = path.parse(output);
    const target = suffix === '' && extension === undefined ? output : path.join(dir, `${name}${suffix}${extension ?? ext}`);
    try {
      await writeFile(target, content);
    } catch (error) {
      tellProblem(writeProblem('The export cannot be written', target, error));
      return exitCodes.error;
    }
    tell(`Wrote ${target}.`);
  }
  return exitCodes.ok;
}
