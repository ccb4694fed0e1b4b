import { Command, CommanderError } from 'commander';
import { addAnalysisCommands } from './commands/analysis.ts';
import { addCheckCommand } from './commands/check.ts';
import { addCostCommand } from './commands/cost.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addDocumentCommands } from './commands/documents.ts';
import { addExportCommand } from './commands/export.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addPriceCommand } from './commands/prices.ts';
import { addProfileCommand } from './commands/profiles.ts';
import { addReportCommand } from './commands/report.ts';
import { addScanCommand } from './commands/scan.ts';
import { addScenarioCommand } from './commands/scenario.ts';
import { addServeCommand } from './commands/serve.ts';
import { addTrafficCommand } from './commands/traffic.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { appName } from './open-document.ts';
import { tellProblem } from './output.ts';

/** Gives the exit code of the command that ran to whoever started the program. */
export type Finish = (code: ExitCode) => void;

/** Runs one command line, `process.argv` as it is, and gives its exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const program = newProgram((finished) => {
    code = finished;
  });
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.error;
    tellProblem({ code: 'bug', what: 'Linkscape failed', why: error instanceof Error ? error.message : String(error) });
    return exitCodes.error;
  }
}

function newProgram(finish: Finish): Command {
  const program = new Command('linkscape')
    .description(
      'Discovers AWS PrivateLink connections, checks Availability Zone IDs, finds problems and compares the cost of NAT gateways and endpoints. Reads AWS, never writes to it.',
    )
    .version(appName())
    .exitOverride()
    .showHelpAfterError('(--help shows the commands and options)')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 error, 2 findings or differences (--fail-on), 3 incomplete coverage (--min-coverage), 130 cancelled.',
    );
  addDocumentCommands(program, finish);
  addProfileCommand(program, finish);
  addScanCommand(program, finish);
  addAnalysisCommands(program, finish);
  addCostCommand(program, finish);
  addPlanCommand(program, finish);
  addScenarioCommand(program, finish);
  addDiffCommand(program, finish);
  addCheckCommand(program, finish);
  addExportCommand(program, finish);
  addReportCommand(program, finish);
  addTrafficCommand(program, finish);
  addPriceCommand(program, finish);
  addServeCommand(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}
