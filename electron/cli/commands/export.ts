import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { fileProblem } from '#electron/services/document-files.ts';
import { exportFormats, exportView } from '#electron/services/export-view.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';

interface ExportOptions extends DocumentOptions {
  readonly view: string;
  readonly format: string;
  readonly theme: 'light' | 'dark';
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
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare)
    .requiredOption('-o, --output <file>', 'the file to write')
    .action(async (file: string, options: ExportOptions) =>
      finish(await withDocument(file, options, (analysed) => write(analysed, options))),
    );
}

async function write(analysed: Analysed, options: ExportOptions): Promise<ExitCode> {
  const exported = exportView(analysed, options);
  if (exported.kind === 'problem') {
    tellProblem(exported.problem);
    return exitCodes.error;
  }
  try {
    await writeFile(options.output, exported.value);
  } catch (error) {
    tellProblem(fileProblem('The export cannot be written', options.output, error));
    return exitCodes.error;
  }
  tell(`Wrote ${options.output}.`);
  return exitCodes.ok;
}
