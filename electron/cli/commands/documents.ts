/** Commands that make and check documents: `demo`, `import`, `collector`, `validate`. */
import type { Command } from 'commander';
import { resourceCount } from '#shared/model/snapshot.ts';
import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import { collectorText, importFolders } from '#electron/services/import-folders.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { writeDocument } from '#electron/services/document-files.ts';
import { checkDocument } from '#electron/services/check-document.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { appName, now } from '../open-document.ts';
import { counted, printJson, printLine, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { isAnythingRead, tellUnread } from '../unread.ts';

export function addDocumentCommands(program: Command, finish: Finish): void {
  program
    .command('demo')
    .description('Write the demo estate, a document to try everything on.')
    .requiredOption('-o, --output <file>', 'the document to write')
    .action(async (options: { output: string }) => finish(await save(options.output, demoDocument(appName()))));
  program
    .command('import')
    .description('Read folders of AWS CLI JSON output, a Terraform plan or state, or CloudFormation templates into a document.')
    .argument('<paths...>', 'files or folders, of any depth')
    .option('--account <id>', 'the account of answers that do not tell')
    .option('--region <name>', 'the Region of answers that do not tell')
    .requiredOption('-o, --output <file>', 'the document to write')
    .action(async (paths: string[], options: ImportOptions) => finish(await importInto(paths, options)));
  program
    .command('collector')
    .description('Print the read-only shell script whose output "import" reads.')
    .option('-r, --region <regions...>', 'the Regions to read; those of the caller if left out')
    .action((options: { region?: string[] }) => {
      const script = collectorText(options.region ?? []);
      if (script.kind === 'problem') tellProblem(script.problem);
      else process.stdout.write(script.value);
      finish(script.kind === 'problem' ? exitCodes.error : exitCodes.ok);
    });
  program
    .command('validate')
    .description('Read a document to the last byte: version, checksum, dangling references.')
    .argument('<file>', 'the document')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { json?: true }) => finish(await validate(file, options.json === true)));
}

interface ImportOptions {
  readonly output: string;
  readonly account?: string;
  readonly region?: string;
}

async function importInto(paths: readonly string[], options: ImportOptions): Promise<ExitCode> {
  const imported = await importFolders(paths, { accountId: options.account, region: options.region, takenAt: now() });
  if (imported.kind === 'problem') {
    tellProblem(imported.problem);
    return exitCodes.error;
  }
  const { snapshot, notices } = imported.value;
  for (const notice of notices) tell(notice);
  if (snapshot.kind !== 'plan' && !isAnythingRead(snapshot)) {
    tell(`No answer could be used; ${options.output} was not written.`);
    tellUnread(snapshot, null);
    return exitCodes.error;
  }
  const code = await save(options.output, documentOf(snapshot, appName()));
  if (code === exitCodes.ok) tellUnread(snapshot, options.output);
  return code;
}

/** Saves and says what was saved. */
async function save(file: string, document: LinkscapeDocument): Promise<ExitCode> {
  const saved = await writeDocument(file, document);
  if (saved.kind === 'problem') {
    tellProblem(saved.problem);
    return exitCodes.error;
  }
  const resources = document.snapshots.reduce((count, snapshot) => count + resourceCount(snapshot), 0);
  tell(`Wrote ${file}: ${counted(resources, 'resource')} of ${counted(document.snapshots[0]?.accounts.length ?? 0, 'account')}.`);
  return exitCodes.ok;
}

async function validate(file: string, asJson: boolean): Promise<ExitCode> {
  const checked = await checkDocument(file);
  if (asJson) printJson(checked);
  else if (checked.problems.length === 0) printLine(`${file}: valid, format version ${checked.formatVersion ?? 'unknown'}.`);
  else for (const problem of checked.problems) printLine(problem);
  return checked.valid ? exitCodes.ok : exitCodes.error;
}
