import { type Command, Option } from 'commander';
import type { Analysed } from '#electron/services/analyse.ts';
import { type Check, checkJson } from '#electron/services/json/check-json.ts';
import { isWatched, type WatchedChange, watchedChanges } from '#electron/services/json/diff-json.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { counted, printJson, printLine, tell, tellProblem, visible } from '../output.ts';
import type { Finish } from '../program.ts';
import { printDiff } from './diff-output.ts';

interface CheckOptions extends DocumentOptions {
  readonly against: string;
  readonly stack?: string;
  readonly account?: string;
  readonly region?: string;
  readonly failOn?: WatchedChange;
}

/** `check`: what a plan would break or cost. */
export function addCheckCommand(program: Command, finish: Finish): void {
  program
    .command('check')
    .description('Say what a Terraform plan or a CloudFormation template would change, break and cost.')
    .argument('<plan>', 'JSON of "terraform show -json", a template as JSON or YAML, or a folder of templates such as cdk.out')
    .requiredOption('--against <file>', 'the document of what is there')
    .option('--stack <name>', 'the stack of the template, where several have the same logical ids')
    .option('--account <id>', 'the account of what the plan makes, where it does not tell')
    .option('--region <name>', 'its Region, where it does not tell')
    .option('--json', 'print one JSON object')
    .addOption(
      new Option('--fail-on <what>', 'end with 2 where there is any difference, a new finding, or a higher cost').choices([
        ...watchedChanges,
      ]),
    )
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare)
    .action(async (plan: string, options: CheckOptions) =>
      finish(await withDocument(options.against, options, (analysed) => runCheck(analysed, plan, options))),
    );
}

async function runCheck(analysed: Analysed, plan: string, options: CheckOptions): Promise<ExitCode> {
  const { stack, region, account: accountId } = options;
  const check = await checkJson(analysed, plan, { stack, region, accountId });
  if (check.kind === 'problem') {
    tellProblem(check.problem);
    return exitCodes.error;
  }
  if (options.json === true) printJson(check.value);
  else printCheck(check.value);
  return options.failOn !== undefined && isWatched(check.value, options.failOn) ? exitCodes.findings : exitCodes.ok;
}

/** Names that are told one by one. */
const told = 10;

function printCheck(check: Check): void {
  const { plan } = check;
  printDiff(check);
  tell(
    `${plan.what}: ${counted(plan.create, 'resource')} to create, ${plan.update} to update, ${plan.replace} to replace, ${plan.delete} to delete.`,
  );
  for (const open of plan.unknown.slice(0, told)) printLine(`? ${visible(open)}`);
  if (plan.unknown.length > told) tell(`… and ${plan.unknown.length - told} more that cannot be told yet; --json has them all.`);
}
