import type { Command } from 'commander';
import { profilesJson } from '#electron/services/json/profiles-json.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printTable, tell } from '../output.ts';
import type { Finish } from '../program.ts';

/** `profiles`: what can be scanned; resolves and runs nothing. */
export function addProfileCommand(program: Command, finish: Finish): void {
  program
    .command('profiles')
    .description('List the AWS profiles with kind, file and Region, and the lines that were ignored. Resolves nothing.')
    .option('--json', 'print one JSON object')
    .action((options: { json?: true }) => {
      const list = profilesJson();
      if (options.json === true) printJson(list);
      else {
        printTable(
          ['PROFILE', 'KIND', 'REGION', 'FILE', 'PROBLEM'],
          list.profiles.map((profile) => [profile.name, profile.kind, profile.region ?? '-', profile.file, profile.problem ?? '']),
        );
        for (const file of list.files) if (file.status !== 'read') tell(`${file.path}: ${file.message ?? file.status}`);
        for (const notice of list.notices) tell(notice);
        for (const line of list.ignored) tell(`${line.file}:${line.line} ignored: ${line.why}`);
      }
      finish(exitCodes.ok);
    });
}
