import type { Command } from 'commander';
import { dropScenario, saveScenario } from '#electron/services/scenarios.ts';
import { scenariosJson } from '#electron/services/json/scenarios-json.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { appName, type DocumentOptions, withDocument } from '../open-document.ts';
import { counted, printJson, printTable, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';

interface ScenarioOptions extends DocumentOptions {
  readonly save?: string;
  readonly remove?: string;
}

/** `scenario`: the what-ifs that a document holds. */
export function addScenarioCommand(program: Command, finish: Finish): void {
  program
    .command('scenario')
    .description('List the scenarios of a document, save one in it, or remove one.')
    .argument('<file>', 'the document')
    .option('--save <file>', 'save the scenario of this JSON file in the document, in place of one of the same name')
    .option('--remove <name>', 'take this scenario out of the document')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: ScenarioOptions) => finish(await runScenario(file, options)));
}

async function runScenario(file: string, options: ScenarioOptions): Promise<ExitCode> {
  if (options.remove !== undefined) {
    const dropped = await dropScenario(file, options.remove, appName());
    if (dropped.kind === 'problem') return failedWith(dropped.problem);
    tell(`Scenario "${options.remove}" removed.`);
  }
  if (options.save !== undefined) {
    const saved = await saveScenario(file, options.save, appName());
    if (saved.kind === 'problem') return failedWith(saved.problem);
    tell(`Scenario "${saved.value.name}" saved in ${file}.`);
  }
  return withDocument(file, options, (analysed) => {
    const json = scenariosJson(analysed);
    if (options.json === true) printJson(json);
    else {
      printTable(
        ['NAME', 'SCOPE', 'EDITS', 'ALTERNATIVE', 'NOTE'],
        json.scenarios.map((one) => [one.name, one.scope.join(' '), one.edits, one.alternative ?? '', one.problem ?? '']),
      );
      tell(`${counted(json.scenarios.length, 'scenario')}.`);
    }
    return exitCodes.ok;
  });
}

function failedWith(problem: Parameters<typeof tellProblem>[0]): ExitCode {
  tellProblem(problem);
  return exitCodes.error;
}
